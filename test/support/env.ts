import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Env, loadEnv } from '../../config/env';
import type { TestDatabase } from './database';

/** Settings of a test's own process: its database, a fresh data folder; `over` names settings as the environment would. */
export function testEnv(db: TestDatabase, over: Record<string, string> = {}): Env {
  return loadEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    DATABASE_URL: db.url,
    APP_DATABASE_URL: db.appUrl,
    PORTAL_DATABASE_URL: db.portalUrl,
    SESSION_SECRET: 'only-for-tests-only-for-tests-only',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'dvk-test-')),
    SMTP_URL: 'smtp://127.0.0.1:9',
    ...over,
  });
}
