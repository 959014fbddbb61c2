import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** The description comes from the built application: the Swagger plug-in runs in the build only. */
describe('the committed description of the API', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'dvk-openapi-'));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  it('equals what the built API says about itself (else: npm run openapi)', () => {
    const { stderr, status } = spawnSync(process.execPath, ['dist/apps/cli/src/main.js', 'openapi', '--check'], {
      cwd: join(__dirname, '../..'),
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: folder },
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  }, 60_000);
});
