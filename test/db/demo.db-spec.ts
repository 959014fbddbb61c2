import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Test } from '@nestjs/testing';
import { CurrentActor } from '@app/access';
import { DemoActors, DemoModule, seedDemo } from '@app/demo';
import { HomeModule, HomeQueries } from '@app/home';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';

/** What stands on the first screen after signing in. */
const WAITING: Record<string, string[]> = {
  'ap.canbo': ['ENTRY_TO_FINISH', 'ENTRY_TO_MEND'],
  'ap.truong': ['ENTRY_TO_FINISH', 'ENTRY_TO_MEND'],
  'ap2.truong': [],
  'xa.canbo': ['ENTRY_TO_APPRAISE', 'ENTRY_TO_APPRAISE', 'ENTRY_TO_APPRAISE', 'ENTRY_TO_APPRAISE'],
  'xa.lanhdao': ['ENTRY_TO_DECIDE', 'ENTRY_TO_DECIDE'],
  'huyen.canbo': ['ENTRY_TO_APPRAISE'],
  'huyen.lanhdao': [],
  'tinh.canbo': [],
  giamkhao1: ['SCORESHEET_TO_SIGN 2'],
  giamkhao3: [],
  bantochuc: ['ENTRIES_TO_ASSIGN 1', 'ROUND_TO_OPEN'],
  quantri: [],
  'ct.phuong.canbo': ['ENTRY_TO_APPRAISE'],
  'ct.tp.canbo': ['ENTRY_TO_APPRAISE'],
  'ct.bantochuc': ['ENTRIES_TO_ASSIGN 1'],
};

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
      APPRAISING: 7,
      PROPOSED: 2,
      SCORING: 4,
      NOT_APPROVED: 1,
      RECOGNISED: 7,
    });
    expect(await numbers(`SELECT 'models' AS k, count(*) AS n FROM portal.model UNION ALL SELECT 'certificates', count(*) FROM portal.certificate`)).toEqual({ models: 7, certificates: 7 });
  });

  it('every role finds on its first screen what waits for it, and nobody else’s work', async () => {
    const module = await Test.createTestingModule({ imports: [DemoModule.forEnv(testEnv(database)), HomeModule] }).compile();
    await module.init();
    const waiting = async (login: string) =>
      module.get(DemoActors).as(login, async () => {
        const { items } = await module.get(HomeQueries).waitingFor(module.get(CurrentActor).get());
        return items.map((item) => `${item.kind}${item.count === null ? '' : ` ${item.count}`}`).sort();
      });
    try {
      expect(Object.fromEntries(await Promise.all(Object.keys(WAITING).map(async (login) => [login, await waiting(login)])))).toEqual(WAITING);
    } finally {
      await module.close();
    }
  });

  it('a second start changes nothing', async () => {
    const before = await client.query('SELECT (SELECT count(*) FROM entry) AS e, (SELECT count(*) FROM audit_log) AS a, (SELECT count(*) FROM unit) AS u');
    expect(await seedDemo(testEnv(database))).toBe(false);
    expect((await client.query('SELECT (SELECT count(*) FROM entry) AS e, (SELECT count(*) FROM audit_log) AS a, (SELECT count(*) FROM unit) AS u')).rows).toEqual(before.rows);
  });
});
