import { randomUUID } from 'node:crypto';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Env } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { send } from './answers';
import { ErrorPageFilter } from './error-page.filter';
import { PortalModule } from './portal.module';
import { Site } from './site';

export interface PortalOptions {
  /** No log lines (tests). */
  quiet?: boolean;
  /** How long a page may be kept in the process; a withdrawn page is shown no longer than that. */
  cacheMs?: number;
}

const CACHE_MS = 5_000;

/** The public site, not yet listening. */
export async function createPortal(env: Env, options: PortalOptions = {}): Promise<NestFastifyApplication> {
  let refuse: ((error: unknown, request: FastifyRequest, reply: FastifyReply) => void) | undefined;
  const adapter = new FastifyAdapter({
    trustProxy:
      typeof env.trustProxy === 'number'
        ? (_address: string, hop: number) => hop < Number(env.trustProxy)
        : env.trustProxy,
    bodyLimit: 16 * 1024, // nothing is ever posted here
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // an address that is no text (%E0%A4) is refused before any route
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => refuse?.(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    PortalModule.forEnv(env, options.cacheMs ?? CACHE_MS),
    adapter,
    {
      logger: options.quiet
        ? ['fatal']
        : new ConsoleLogger({ json: env.nodeEnv === 'production', prefix: 'portal', logLevels: [env.logLevel] }),
      abortOnError: false,
    },
  );
  const site = app.get(Site);
  const errors = new ErrorPageFilter(site);
  refuse = (error, request, reply) => {
    void reply.headers(headers);
    errors.answer(error, request, reply);
  };
  app.useGlobalFilters(errors);

  const headers = securityHeaders(env);
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, next) => {
    void reply.headers(headers);
    // pages that are still fresh leave before the framework does any work
    const kept = request.method === 'GET' || request.method === 'HEAD' ? site.cache.get(request.url) : undefined;
    if (kept) send(request, reply, kept);
    else next();
  });
  for (const [path, file] of site.assets.files) server.get(path, (request, reply) => send(request, reply, file));
  return app;
}

/** No script runs, nothing is loaded from elsewhere, no other site may frame the pages. */
function securityHeaders(env: Env): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'style-src': "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(env.portalUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
