import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, type RunningPostgres, startPostgres, TEST_SETTINGS } from '../config/postgres';
import { migrate } from '../libs/platform/src/index';
import { TEMPLATE_DATABASE, withDatabaseName } from './support/database';

/** What the teardown has to stop; both files run in the one process that drives the tests. */
export interface TestServer {
  readonly server: RunningPostgres | undefined;
  readonly folder: string | undefined;
}

declare global {
  var testServer: TestServer | undefined;
}

/**
 * One PostgreSQL for the whole run (or the one of TEST_DATABASE_URL, whose login must be a superuser) with a migrated
 * template that each test file clones. The workers find it by TEST_DATABASE_URL.
 */
export default async function globalSetup(): Promise<void> {
  if (globalThis.testServer) return;
  let url = process.env.TEST_DATABASE_URL;
  let server: RunningPostgres | undefined;
  let folder: string | undefined;
  if (!url) {
    folder = mkdtempSync(join(tmpdir(), 'dvk-test-'));
    server = await startPostgres({
      dataDir: join(folder, 'postgres'),
      port: await freePort(),
      password: 'test',
      settings: TEST_SETTINGS,
    });
    url = server.url;
  }
  globalThis.testServer = { server, folder };
  process.env.TEST_DATABASE_URL = url;
  // code under test reads these; a developer's own settings must not reach a test
  for (const setting of ['DATABASE_URL', 'APP_DATABASE_URL', 'PORTAL_DATABASE_URL', 'SMTP_URL'])
    delete process.env[setting];

  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
    await migrate(withDatabaseName(url, TEMPLATE_DATABASE));
  } finally {
    await admin.end();
  }
}
