import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Env } from '@app/platform';
import { ApiModule } from './api.module';
import { registerAuth } from './auth';
import { answerUnreadable, ProblemFilter } from './problem.filter';
import { addRequestContext } from './request-context.hook';
import { inputValidation } from './validation.pipe';
import { serveWorkArea } from './web';

export interface ApiOptions {
  /** Folder of the built work area; not served when absent. */
  webRoot?: string;
  /** No log lines (tests, command line). */
  quiet?: boolean;
}

/** The whole API with its hooks, filters and plug-ins, not yet listening. Tests and the command line build the same one. */
export async function createApi(env: Env, options: ApiOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: trustProxy(env.trustProxy),
    bodyLimit: 2 * 1024 * 1024,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadable,
    // registered below, with our limits; the adapter's own way loads it in a manner that the test runner cannot
    multipart: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forEnv(env), adapter, {
    logger: options.quiet ? ['fatal'] : new ConsoleLogger({ json: env.nodeEnv === 'production', prefix: 'api', logLevels: [env.logLevel] }),
    bufferLogs: false,
    abortOnError: false,
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: env.cookieSecure ? { maxAge: 31_536_000 } : false,
  });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['gzip'] });
  await app.register(multipart, { limits: { fileSize: env.formMaxBytes, files: 1, fields: 20, fieldSize: 20_000 }, throwFileSizeLimit: true });
  await registerAuth(app, env);
  const server = app.getHttpAdapter().getInstance();
  // the bytes of a resumable upload: left unread, the upload's own handler takes them from the request
  server.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  addRequestContext(server);
  // Answers hold what one person may see at one moment: nothing between here and the browser keeps them.
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(inputValidation());
  app.useGlobalFilters(new ProblemFilter(env.formMaxBytes));
  await serveWorkArea(app, options.webRoot ?? join(process.cwd(), 'dist', 'web'));
  return app;
}

/** A number means that many proxies stand in front of us; the adapter's types only know the other forms. */
function trustProxy(setting: Env['trustProxy']): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
