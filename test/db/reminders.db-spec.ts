import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@app/access';
import { EntriesModule } from '@app/entries';
import { JobHandlers } from '@app/jobs';
import { JudgingModule } from '@app/judging';
import { Reminders } from '@app/notices';
import {
  buildAccount,
  type BuiltAccount,
  type BuiltEntry,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltRound,
} from '../support/factories';
import { TestServices } from '../support/services';

/** The calendar of these tests: noon of day n of March 2026 in Viet Nam. */
const day = (n: number): Date => new Date(Date.UTC(2026, 2, n, 5));
const DEADLINE = '2026-03-10T16:59:59.000Z'; // the end of the 10th

let services: TestServices;
let place: Awaited<ReturnType<typeof buildProvince>>;
let round: BuiltRound;
const people = new Map<string, BuiltAccount>();
const who = (name: string): string => people.get(name)!.id;

beforeAll(async () => {
  services = await TestServices.start([EntriesModule, JudgingModule]);
  const { db } = services;
  place = await buildProvince(db);
  const person = async (name: string, unit: typeof place.province, ...roles: Role[]) =>
    people.set(name, await buildAccount(db, { unit, fullName: name, grants: roles.map((role) => ({ role })) }));
  await person('reporter', place.hamlet, 'REPORTER');
  await person('head', place.hamlet, 'UNIT_HEAD');
  await person('officer', place.commune, 'OFFICER');
  await person('leader', place.commune, 'LEADER');
  await person('elsewhere', place.otherCommune, 'OFFICER', 'LEADER', 'REPORTER');
}, 60_000);
afterAll(() => services.stop());
beforeEach(async () => {
  const { db } = services;
  services.clock.set(day(1));
  for (const table of ['reminder', 'message', 'notice', 'message_preference', 'pgboss.job'])
    await db.query(`DELETE FROM ${table}`);
  await db.query(`UPDATE round SET state = 'CLOSED', closed_at = now() WHERE state = 'OPEN'`);
  round = await buildRound(db, { unit: place.province, name: `Đợt ${Math.random()}` });
});

const entry = (
  state: 'RETURNED' | 'APPRAISING' | 'PROPOSED',
  title: string,
  deadline = DEADLINE,
): Promise<BuiltEntry> =>
  buildEntry(services.db, { round, unit: place.hamlet, state, title, deadline, createdBy: who('reporter') });
/** Runs the job on these days of March, twice each. */
async function run(...days: number[]): Promise<void> {
  for (const n of days) {
    services.clock.set(day(n));
    for (let again = 0; again < 2; again++) await services.module.get(JobHandlers).run('notices.remind', {});
  }
}
const told = (name: string) =>
  services.db.query<{ kind: string; items: string; title: string | null }>(
    `SELECT kind, params ->> 'items' AS items, params ->> 'title' AS title FROM notice WHERE account_id = $1 ORDER BY id`,
    [who(name)],
  );
const lines = async (name: string) => (await told(name)).map((one) => one.items);

describe('reminders', () => {
  it('come seven, three and one day before and one, three and seven days after, each once, to those who act', async () => {
    await entry('APPRAISING', 'Mô hình A');
    await run(...Array.from({ length: 25 }, (_, n) => n + 1));
    const about = 'Thẩm định hồ sơ “Mô hình A” – ';
    expect(await lines('officer')).toEqual(
      ['còn 7 ngày', 'còn 3 ngày', 'còn 1 ngày', 'quá hạn 1 ngày', 'quá hạn 3 ngày', 'quá hạn 7 ngày'].map(
        (when) => `${about}${when}.`,
      ),
    );
    for (const name of ['reporter', 'head', 'leader', 'elsewhere']) expect(await told(name)).toEqual([]);
  });

  it('are made up for the day after a run that fell out, and not later', async () => {
    await entry('PROPOSED', 'Mô hình A');
    await run(4);
    expect(await lines('leader')).toEqual(['Duyệt hồ sơ “Mô hình A” – còn 6 ngày.']);
    await run(5, 6);
    expect((await told('leader')).length).toBe(1);
  });

  it('of one day are one notice and one mail with a list', async () => {
    await entry('APPRAISING', 'Mô hình A');
    await entry('APPRAISING', 'Mô hình B', '2026-03-06T16:59:59.000Z');
    await entry('RETURNED', 'Mô hình C', '2026-03-04T16:59:59.000Z');
    await run(3);
    expect(await told('officer')).toEqual([
      {
        kind: 'REMINDERS',
        title: null,
        items: '- Thẩm định hồ sơ “Mô hình B” – còn 3 ngày\n- Thẩm định hồ sơ “Mô hình A” – còn 7 ngày',
      },
    ]);
    expect(await lines('head')).toEqual(['Bổ sung và trình lại hồ sơ “Mô hình C” – còn 1 ngày.']);
    const mails = await services.db.query<{ account_id: string; kind: string; round_id: string }>(
      `SELECT account_id, kind, round_id FROM message ORDER BY kind, account_id`,
    );
    expect(new Set(mails.map((one) => [one.account_id, one.kind, one.round_id].join(' ')))).toEqual(
      new Set([
        `${who('reporter')} REMINDER ${round.id}`,
        `${who('head')} REMINDER ${round.id}`,
        `${who('officer')} REMINDERS ${round.id}`,
      ]),
    );
  });

  it('follow a deadline that was moved, and stop when it was met or the round was closed', async () => {
    const moved = await entry('APPRAISING', 'Mô hình A');
    await run(3);
    await services.db.query('UPDATE entry SET deadline = $2 WHERE id = $1', [moved.id, '2026-03-20T16:59:59Z']);
    await run(7, 9, 11, 13);
    expect(await lines('officer')).toEqual([
      'Thẩm định hồ sơ “Mô hình A” – còn 7 ngày.',
      'Thẩm định hồ sơ “Mô hình A” – còn 7 ngày.',
    ]);
    await services.db.query(`UPDATE entry SET state = 'REFUSED', deadline = NULL WHERE id = $1`, [moved.id]);
    await run(17, 19, 21);
    expect((await told('officer')).length).toBe(2);
  });

  it('tell units with drafts that registration closes, without titles, and units that owe entries by the rules', async () => {
    round = await buildRound(services.db, {
      unit: place.province,
      closesAt: DEADLINE,
      change: (rules) => {
        rules.minimum = { perUnit: [{ kind: 'COMMUNE', min: 2 }] };
        rules.reminders = { before: [5], after: [5] };
      },
    });
    for (const title of ['Bí mật một', 'Bí mật hai'])
      await buildEntry(services.db, { round, unit: place.hamlet, title, createdBy: who('reporter') });
    await buildEntry(services.db, { round, unit: place.hamlet, state: 'SCORING', createdBy: who('reporter') });
    await run(3, 5, 7, 15);
    expect(await lines('head')).toEqual(['Sắp hết hạn đăng ký, đơn vị còn 2 hồ sơ chưa trình – còn 5 ngày.']);
    // one of two is submitted below the first commune, none below the second
    expect(await lines('officer')).toEqual([
      'Sắp hết hạn đăng ký, đơn vị còn thiếu 1 hồ sơ theo quy định của đợt – còn 5 ngày.',
    ]);
    expect(await lines('elsewhere')).toEqual([
      'Sắp hết hạn đăng ký, đơn vị còn thiếu 2 hồ sơ theo quy định của đợt – còn 5 ngày.',
    ]);
    const leaked = await services.db.query(`SELECT 1 FROM message WHERE subject || body LIKE '%Bí mật%'`);
    expect(leaked).toEqual([]);
  });

  it('tell a judge once about all sheets that are not signed', async () => {
    const { db } = services;
    for (const [title, state] of [
      ['A', 'OPEN'],
      ['B', 'OPEN'],
      ['C', 'VOID'],
    ] as const) {
      const { id } = await buildEntry(db, {
        round,
        unit: place.hamlet,
        state: 'SCORING',
        title,
        deadline: DEADLINE,
        createdBy: who('reporter'),
      });
      await db.query(
        `WITH p AS (INSERT INTO panel (round_id, stage_code, name) VALUES ($1, 'CHAM_DIEM', 'Ban ' || uuidv7()) RETURNING id),
           a AS (INSERT INTO assignment (panel_id, stage_code, entry_id, revision_id, judge_id, assigned_by)
             SELECT p.id, 'CHAM_DIEM', $2, v.id, $3, $3 FROM p, entry_revision v WHERE v.entry_id = $2 RETURNING *)
         INSERT INTO scoresheet (assignment_id, round_id, stage_code, entry_id, revision_id, judge_id, state)
         SELECT id, $1, stage_code, entry_id, revision_id, judge_id, $4 FROM a`,
        [round.id, id, who('elsewhere'), state],
      );
    }
    await run(7, 11);
    expect(await lines('elsewhere')).toEqual([
      'Ký 2 phiếu chấm điểm – còn 3 ngày.',
      'Ký 2 phiếu chấm điểm – quá hạn 1 ngày.',
    ]);
  });

  it('go by no mail to who turned them off, and are held for the day for who wants collecting mails', async () => {
    await entry('APPRAISING', 'Mô hình A');
    await entry('PROPOSED', 'Mô hình B');
    await services.db.query(
      `INSERT INTO message_preference (account_id, rhythm, choices) VALUES ($1, 'AT_ONCE', '{"REMINDER":{"MAIL":false}}'), ($2, 'WEEKLY', '{}')`,
      [who('officer'), who('leader')],
    );
    await run(3);
    const rows = await services.db.query<{ account_id: string; state: string; held_for: string | null }>(
      'SELECT account_id, state, held_for FROM message ORDER BY state',
    );
    expect(rows).toEqual([
      { account_id: who('leader'), state: 'HELD', held_for: 'DAILY' },
      { account_id: who('officer'), state: 'SKIPPED', held_for: null },
    ]);
    expect([(await told('officer')).length, (await told('leader')).length]).toEqual([1, 1]);
  });

  it('noted by a run that broke off are looked up afresh the next day', async () => {
    const { db } = services;
    const late = await entry('APPRAISING', 'Mô hình A');
    await services.module.get(Reminders).note(
      '2026-03-03',
      `SELECT $1::uuid AS account_id, 'entry:' || $2::text AS subject, $3::timestamptz AS deadline, 7 AS step, 'APPRAISAL' AS what,
         $4::uuid AS round_id, 'Mô hình A' AS title, 1 AS count, '/' AS href`,
      [who('officer'), late.id, DEADLINE, round.id],
    );
    await db.query(`UPDATE entry SET state = 'REFUSED', deadline = NULL WHERE id = $1`, [late.id]);
    await run(4);
    expect(await told('officer')).toEqual([]);
  });
});
