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
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltRound,
  buildUnit,
  closeRegistrationAt,
} from '../support/factories';
import { HttpPerson } from '../support/http-person';

const PASSWORD = 'mat-khau-thu-nghiem-1';
const CLIENTS = 200;
const EACH = 10;
const IN_TIME = CLIENTS * EACH;
/** Drafts whose submission meets the deadline. */
const LATE = 300;
/** People; each sends from several devices at once. */
const HEADS = 20;

interface Draft {
  id: string;
  version: number;
  head: number;
}
interface Answer {
  receiptNo: string;
  submittedAt: string;
  code?: string;
}

/**
 * The last minutes before a deadline, without the pauses: all that five minutes would bring is sent as fast as 200 clients
 * can, every tenth client losing its line after sending and trying again with the same key.
 */
describe('2,000 submissions from 200 clients just before the deadline', () => {
  let database: TestDatabase;
  let module: TestingModule;
  let db: Database;
  let api: ApiProcess;
  let round: BuiltRound;
  const people: HttpPerson[] = [];
  let drafts: Draft[] = [];
  const milliseconds: number[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [PlatformModule.forProcess(testEnv(database), database.url, 'test'), AccessModule, AuditModule],
    }).compile();
    await module.init();
    db = module.get(Database);
    const place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    await closeRegistrationAt(db, round, new Date(Date.now() + 5 * 60_000));
    await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    const logins: string[] = [];
    for (let head = 0; head < HEADS; head++) {
      const unit = await buildUnit(db, { parent: place.commune });
      const account = await buildAccount(db, { unit, grants: [{ role: 'UNIT_HEAD' }] });
      logins.push(account.login);
      const { id } = await buildEntry(db, { round, unit, createdBy: account.id, complete: true });
      const copies = (IN_TIME + LATE) / HEADS - 1;
      const made = await db.query<{ id: string; version: number }>(
        `INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name, content,
           contributions, self_scores, holder_unit_id, deadline, created_by)
         SELECT round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title || ' ' || n, subject_name, content,
           contributions, self_scores, holder_unit_id, deadline, created_by FROM entry, generate_series(1, $2) n WHERE id = $1 RETURNING id, version`,
        [id, copies],
      );
      drafts.push({ id, version: 1, head }, ...made.map((row) => ({ ...row, head })));
    }
    // neighbours in the queue belong to different people
    drafts = drafts.sort((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1));
    await db.query('UPDATE account SET password_hash = $1', [await hashPassword(PASSWORD)]);
    api = await ApiProcess.start(database);
    for (const login of logins) people.push(await HttpPerson.signIn(api.base, login, PASSWORD));
  }, 180_000);
  afterAll(async () => {
    await api?.stop();
    await module.close();
    await database.drop();
  });

  const submit = ({ id, version, head }: Draft) =>
    people[head]!.post<Answer>(`/api/entries/${id}/submit`, { version }, `submit-${id}`);

  /** Sends the drafts from `CLIENTS` clients at once; each sends its next one as soon as it has its answer. */
  async function surge(of: readonly Draft[], flaky: boolean): Promise<Map<string, { status: number; body: Answer }>> {
    const waiting = [...of];
    const answers = new Map<string, { status: number; body: Answer }>();
    const client = async (n: number): Promise<void> => {
      for (let draft = waiting.shift(); draft; draft = waiting.shift()) {
        const started = performance.now();
        if (flaky && n % 10 === 0) void submit(draft).catch(() => undefined); // the answer never reaches this one
        answers.set(draft.id, await submit(draft));
        milliseconds.push(performance.now() - started);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
    return answers;
  }

  it('takes all of them, each once, and says how long it took', async () => {
    const started = performance.now();
    const answers = await surge(drafts.slice(0, IN_TIME), true);
    const seconds = (performance.now() - started) / 1000;
    expect([...answers.values()].filter(({ status }) => status !== 200)).toEqual([]);
    milliseconds.sort((a, b) => a - b);
    const at = (share: number) => (milliseconds[Math.floor(milliseconds.length * share)] ?? 0).toFixed(0);
    process.stderr.write(
      `surge: ${IN_TIME} submissions from ${CLIENTS} clients in ${seconds.toFixed(1)} s, ${(IN_TIME / seconds).toFixed(0)}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
    );
    const numbers = [...answers.values()].map(({ body }) => body.receiptNo).sort();
    expect(numbers).toEqual(
      Array.from({ length: IN_TIME }, (_, i) => `${round.code}-${String(i + 1).padStart(6, '0')}`),
    );
    expect(
      await db.query(
        `SELECT (SELECT count(*)::int FROM entry WHERE state = 'APPRAISING') AS entries, (SELECT count(*)::int FROM entry_revision) AS revisions,
           (SELECT count(*)::int FROM audit_log WHERE action = 'Entry.submit') AS audited, (SELECT count(*)::int FROM state_history WHERE action = 'submit') AS steps`,
      ),
    ).toEqual([{ entries: IN_TIME, revisions: IN_TIME, audited: IN_TIME, steps: IN_TIME }]);
  }, 240_000);

  it('accepts nothing that is late by its own clock, and refuses nothing that is not', async () => {
    const deadline = new Date(Date.now() + 1000);
    await closeRegistrationAt(db, round, deadline);
    const answers = await surge(drafts.slice(IN_TIME), false);
    const accepted = [...answers].filter(([, { status }]) => status === 200);
    const refused = [...answers].filter(([, { status }]) => status !== 200);
    expect(accepted.filter(([, { body }]) => new Date(body.submittedAt) >= deadline)).toEqual([]);
    expect([...new Set(refused.map(([, { status, body }]) => `${status} ${body.code}`))]).toEqual([
      '409 AFTER_DEADLINE',
    ]);
    expect([accepted.length > 0, refused.length > 0, answers.size]).toEqual([true, true, LATE]);
    const late = await db.query(
      `SELECT e.id FROM entry e WHERE e.id = ANY($1::uuid[]) AND (e.state <> 'DRAFT' OR e.revision_no > 0)`,
      [refused.map(([id]) => id)],
    );
    expect(late).toEqual([]);
    expect(await module.get(AuditVerifier).verify()).toEqual({ rows: expect.any(Number), problems: [] });
  }, 120_000);
});
