import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROUTE_ACCESS, type RouteAccess } from '@app/access';
import { createApi } from '../../apps/api/src/app';
import { describeApi } from '../../apps/api/src/openapi';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';

/** What anybody may call without signing in. A new line here is a decision, not a convenience. */
const PUBLIC = [
  'HealthController.live',
  'HealthController.ready',
  'PasswordController.forgot',
  'PasswordController.reset',
  'SessionController.current',
  'SessionController.signIn',
  'SessionController.signOut',
  'UploadsController.options',
];

describe('every route of the API', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  function routes(): { name: string; access: RouteAccess | undefined }[] {
    const scanner = new MetadataScanner();
    return new DiscoveryService(app.get(ModulesContainer)).getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method]!))
        .map((method) => ({
          name: `${metatype!.name}.${method}`,
          access: (Reflect.getMetadata(ROUTE_ACCESS, prototype[method]!) ?? Reflect.getMetadata(ROUTE_ACCESS, metatype!)) as RouteAccess | undefined,
        }));
    });
  }

  it('says who may call it', () => {
    expect(routes().filter((route) => !route.access).map((route) => route.name)).toEqual([]);
  });

  it('is closed to strangers, but for a short list', () => {
    expect(routes().filter((route) => route.access?.kind === 'public').map((route) => route.name).sort()).toEqual(PUBLIC);
  });

  it('answers a stranger with 401 or 404 and a problem in both languages, never with data or 500', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const described = describeApi(app).paths;
    const open = new Set(PUBLIC.map((name) => name.replace('Controller.', '_')));
    const wrong: string[] = [];
    for (const [path, methods] of Object.entries(described))
      for (const [method, operation] of Object.entries(methods as Record<string, { operationId?: string }>)) {
        if (open.has(operation.operationId ?? '')) continue;
        const url = path.replace(/\{\w*no\w*\}/gi, '1').replace(/\{\w+\}/g, id);
        const answer = await app.inject({ method: method.toUpperCase() as 'GET', url, ...(method === 'get' ? {} : { payload: {} }) });
        const body = String(answer.headers['content-type'] ?? '').includes('problem+json') ? (answer.json() as { code: string; vi: string; en: string }) : undefined;
        // Without a session a changing request already fails at the forgery check.
        if (![401, 403].includes(answer.statusCode) || !body?.vi || !body.en) wrong.push(`${method} ${path}: ${answer.statusCode} ${body?.code ?? 'no problem'}`);
      }
    expect(wrong).toEqual([]);
  });
});
