import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { seedDemo } from '@app/demo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';

describe('the demonstration', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    expect(await seedDemo(testEnv(database))).toBe(true);
    client = new Client({ connectionString: database.url });
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const numbers = async (sql: string): Promise<Record<string, number>> =>
    Object.fromEntries((await client.query<{ k: string; n: string }>(sql)).rows.map(({ k, n }) => [k, Number(n)]));

  it('has the whole of Hậu Giang on three levels and Cần Thơ on two', async () => {
    const levels = (code: string) =>
      numbers(`SELECT u.kind AS k, count(*) AS n FROM unit p JOIN unit u ON u.path <@ p.path WHERE p.code = '${code}' AND p.kind = 'PROVINCE' AND u.kind IN ('DISTRICT', 'COMMUNE') GROUP BY 1`);
    expect(await levels('93')).toEqual({ DISTRICT: 8, COMMUNE: 75 });
    expect(await levels('92')).toEqual({ COMMUNE: 103 });
  });

  it('went from registration to the public page, and something waits in the open rounds', async () => {
    expect(await numbers(`SELECT state AS k, count(*) AS n FROM entry GROUP BY 1`)).toEqual({
      DRAFT: 1,
      RETURNED: 1,
      APPRAISING: 4,
      PROPOSED: 1,
      SCORING: 4,
      NOT_APPROVED: 1,
      RECOGNISED: 7,
    });
    expect(await numbers(`SELECT 'models' AS k, count(*) AS n FROM portal.model UNION ALL SELECT 'certificates', count(*) FROM portal.certificate`)).toEqual({ models: 7, certificates: 7 });
  });

  it('a second start changes nothing', async () => {
    const before = await client.query('SELECT (SELECT count(*) FROM entry) AS e, (SELECT count(*) FROM audit_log) AS a, (SELECT count(*) FROM unit) AS u');
    expect(await seedDemo(testEnv(database))).toBe(false);
    expect((await client.query('SELECT (SELECT count(*) FROM entry) AS e, (SELECT count(*) FROM audit_log) AS a, (SELECT count(*) FROM unit) AS u')).rows).toEqual(before.rows);
  });
});
