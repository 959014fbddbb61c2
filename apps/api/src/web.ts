import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@app/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Serves the built work area from `root`. Files with a hash in their name are kept by browsers for a year; every other
 * address gets the page itself, whose own router knows the rest.
 */
export async function serveWorkArea(app: NestFastifyApplication, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  const page = await readFile(join(root, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: true,
    index: false,
  });
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path.startsWith('/api/')) throw new AppError('NOT_FOUND');
    const name = path.slice(1);
    if (/^[\w-]+\.(svg|png|ico|webmanifest|js|txt)$/.test(name) && existsSync(join(root, name)))
      return reply.header('cache-control', 'no-cache').sendFile(name, root);
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
}
