import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { AccessModule } from '@app/access';
import { AuditModule, AuditVerifier } from '@app/audit';
import { hashPassword } from '@app/identity';
import { Database, PlatformModule } from '@app/platform';
import { ApiProcess } from '../support/api-process';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import {
  buildAccount,
  type BuiltAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
} from '../support/factories';
import { HttpPerson, inParallel } from '../support/http-person';

const PASSWORD = 'mat-khau-thu-nghiem-1';
const HEADS = 8;
const EACH = 25;
const ALL = HEADS * EACH;
const KILL_AFTER = 60;

interface Receipt {
  receiptNo: string;
  revisionNo: number;
  submittedAt: string;
}
interface Draft {
  id: string;
  version: number;
  head: number;
  key: string;
}

describe('the API is killed while 200 entries are submitted', () => {
  let database: TestDatabase;
  let module: TestingModule;
  let db: Database;
  let api: ApiProcess;
  let officer: BuiltAccount;
  let heads: HttpPerson[];
  let roundCode: string;
  const drafts: Draft[] = [];
  /** Answers that said yes before the kill, by entry. */
  const promised = new Map<string, Receipt>();
  const receipts = new Map<string, Receipt>();

  const submit = (draft: Draft) =>
    (heads[draft.head] as HttpPerson).post<Receipt & { code?: string }>(
      `/api/entries/${draft.id}/submit`,
      { version: draft.version },
      draft.key,
    );
  const receiptOf = ({ receiptNo, revisionNo, submittedAt }: Receipt): Receipt => ({
    receiptNo,
    revisionNo,
    submittedAt,
  });
  const count = async (sql: string) => (await db.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))?.n;

  beforeAll(async () => {
    database = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [PlatformModule.forProcess(testEnv(database), database.url, 'test'), AccessModule, AuditModule],
    }).compile();
    await module.init();
    db = module.get(Database);
    const place = await buildProvince(db);
    const round = await buildRound(db, { unit: place.province });
    roundCode = round.code;
    officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    const logins: string[] = [];
    for (let head = 0; head < HEADS; head++) {
      const unit = await buildUnit(db, { parent: place.commune });
      const account = await buildAccount(db, { unit, grants: [{ role: 'UNIT_HEAD' }] });
      logins.push(account.login);
      for (let i = 0; i < EACH; i++) {
        const { id, version } = await buildEntry(db, { round, unit, createdBy: account.id, complete: true });
        drafts.push({ id, version, head, key: `submit-${id}` });
      }
    }
    await db.query('UPDATE account SET password_hash = $1', [await hashPassword(PASSWORD)]);
    api = await ApiProcess.start(database);
    heads = await Promise.all(logins.map((login) => HttpPerson.signIn(api.base, login, PASSWORD)));
  }, 120_000);
  afterAll(async () => {
    await api?.stop();
    await module.close();
    await database.drop();
  });

  it('what was answered with yes before the kill is there, and nothing else is half there', async () => {
    const lost: string[] = [];
    await inParallel(drafts, 24, async (draft) => {
      try {
        const answer = await submit(draft);
        if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.code ?? ''}`);
        promised.set(draft.id, receiptOf(answer.body));
        if (promised.size === KILL_AFTER) api.kill();
      } catch {
        lost.push(draft.id);
      }
    });
    await api.gone();
    expect(promised.size).toBeGreaterThanOrEqual(KILL_AFTER);
    expect(lost.length).toBe(ALL - promised.size);
    expect(lost.length).toBeGreaterThan(0);
    // a server process that was cut off ends its transaction either way before this reads
    await db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'dvk-api%'`,
    );
    const kept = await db.query<{ id: string; receiptNo: string }>(
      `SELECT id, receipt_no AS "receiptNo" FROM entry WHERE state = 'APPRAISING'`,
    );
    const numbers = new Map(kept.map(({ id, receiptNo }) => [id, receiptNo]));
    expect([...promised].filter(([id, { receiptNo }]) => numbers.get(id) !== receiptNo)).toEqual([]);
    expect([
      await count('entry_revision'),
      await count(`audit_log WHERE action = 'Entry.submit'`),
      await count('message'),
      await count(`pgboss.job WHERE name = 'mail.send'`),
    ]).toEqual(Array<number>(4).fill(kept.length));
  }, 120_000);

  it('after a restart the same keys give exactly 200 submissions, and the old answers again', async () => {
    await api.start();
    await inParallel(drafts, 16, async (draft) => {
      const answer = await submit(draft);
      if (answer.status !== 200) throw new Error(`${draft.id}: ${answer.status} ${answer.body.code ?? ''}`);
      receipts.set(draft.id, receiptOf(answer.body));
    });
    expect(receipts.size).toBe(ALL);
    for (const [id, receipt] of promised) expect(receipts.get(id)).toEqual(receipt);
    const again = await submit(drafts[0] as Draft);
    expect(receiptOf(again.body)).toEqual(receipts.get(drafts[0]?.id ?? ''));
  }, 120_000);

  it('numbers its 200 receipts from 1 to 200 without gap or double, one revision each', async () => {
    const expected = Array.from({ length: ALL }, (_, i) => `${roundCode}-${String(i + 1).padStart(6, '0')}`);
    expect([...receipts.values()].map(({ receiptNo }) => receiptNo).sort()).toEqual(expected);
    const stored = await db.query<{ receipt_no: string }>(
      `SELECT receipt_no FROM entry WHERE state = 'APPRAISING' ORDER BY receipt_no`,
    );
    expect(stored.map((row) => row.receipt_no)).toEqual(expected);
    expect(
      await db.query(
        'SELECT count(*)::int AS all, count(DISTINCT entry_id)::int AS entries, max(no) AS last FROM entry_revision',
      ),
    ).toEqual([{ all: ALL, entries: ALL, last: 1 }]);
    expect(await count(`state_history WHERE action = 'submit'`)).toBe(ALL);
  });

  it('wrote one audit row, one mail and one mail job for each, and the audit log is whole', async () => {
    const ids = drafts.map(({ id }) => id).sort();
    const audited = await db.query<{ id: string }>(
      `SELECT subject_id AS id FROM audit_log WHERE action = 'Entry.submit' AND subject_type = 'Entry' ORDER BY subject_id`,
    );
    expect(audited.map(({ id }) => id)).toEqual(ids);
    const mails = await db.query<{ id: string; recipient: string; jobs: number }>(
      `SELECT substring(n.href FROM '[^/]+$') AS id, m.recipient, (SELECT count(*)::int FROM pgboss.job j WHERE j.name = 'mail.send' AND j.data ->> 'mailId' = m.id::text) AS jobs
       FROM message m JOIN notice n ON n.id = m.notice_id WHERE m.kind = 'ENTRY_SUBMITTED' ORDER BY 1`,
    );
    expect(mails).toEqual(ids.map((id) => ({ id, recipient: `${officer.login}@danvan.example`, jobs: 1 })));
    expect(await count(`pgboss.job WHERE name = 'mail.send'`)).toBe(ALL);
    expect(await module.get(AuditVerifier).verify()).toEqual({ rows: expect.any(Number), problems: [] });
  });
});
