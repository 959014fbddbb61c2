import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { AccessModule } from '@app/access';
import { Database, PlatformModule } from '@app/platform';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import { AuditLog, AuditModule, AuditVerifier } from './index';

describe('the audit log', () => {
  let database: TestDatabase;
  let module: TestingModule;
  let db: Database;
  let log: AuditLog;
  let verifier: AuditVerifier;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [PlatformModule.forProcess(testEnv(database), database.appUrl, 'test'), AccessModule, AuditModule],
    }).compile();
    await module.init();
    [db, log, verifier] = [module.get(Database), module.get(AuditLog), module.get(AuditVerifier)];
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    for (let i = 0; i < 60; i++)
      await db.transaction(() =>
        log.write({ action: 'Entry.submit', subjectType: 'Entry', subjectId: `e${i % 20}`, before: { i }, after: { tên: 'Mô hình “Dân vận khéo”' }, reason: i % 2 ? 'vì' : undefined }),
      );
  });
  afterAll(async () => {
    await owner.end();
    await module.close();
    await database.drop();
  });

  it('is whole after honest work', async () => {
    expect(await verifier.verify()).toEqual({ rows: 60, problems: [] });
  });

  it('spreads over several chains, so that commits do not queue', async () => {
    const [row] = await db.query<{ n: string }>('SELECT count(DISTINCT chain) AS n FROM audit_log');
    expect(Number(row!.n)).toBeGreaterThan(4);
  });

  it.each([
    ['the actor', `actor_id = '00000000-0000-0000-0000-000000000001'`],
    ['the time', `at = at + interval '1 second'`],
    ['the action', `action = 'Entry.withdraw'`],
    ['the subject', `subject_id = subject_id || 'x'`],
    ['what it was before', `before = '{"i": 99}'`],
    ['what it became', `after = '{}'`],
    ['the reason', `reason = 'khác'`],
    ['the request', `request_id = 'r'`],
    ['the hash itself', `hash = sha256('x')`],
    ['the link to the row before', `prev_hash = sha256('x')`],
  ])('shows that %s of any single row was changed by SQL', async (_what, change) => {
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM audit_log ORDER BY random() LIMIT 3');
    for (const { id } of rows) {
      await owner.query('BEGIN');
      await owner.query(`CREATE TEMP TABLE kept AS SELECT * FROM audit_log WHERE id = ${id}`);
      await owner.query(`UPDATE audit_log SET ${change} WHERE id = ${id}`);
      await owner.query('COMMIT');
      expect((await verifier.verify()).problems.length).toBeGreaterThan(0);
      await owner.query(
        `UPDATE audit_log a SET actor_id = k.actor_id, at = k.at, action = k.action, subject_id = k.subject_id, before = k.before, after = k.after,
           reason = k.reason, request_id = k.request_id, hash = k.hash, prev_hash = k.prev_hash FROM kept k WHERE a.id = k.id`,
      );
      await owner.query('DROP TABLE kept');
    }
    expect((await verifier.verify()).problems).toEqual([]);
  });

  it('shows that a row at the end of a chain is missing', async () => {
    await owner.query('BEGIN');
    await owner.query('CREATE TEMP TABLE kept AS SELECT * FROM audit_log ORDER BY id DESC LIMIT 1');
    await owner.query('DELETE FROM audit_log a USING kept k WHERE a.id = k.id');
    await owner.query('COMMIT');
    expect((await verifier.verify()).problems.map((p) => p.problem)).toEqual(['HEAD']);
  });

  it.each(['UPDATE audit_log SET reason = null', 'DELETE FROM audit_log', 'TRUNCATE audit_log', 'UPDATE audit_chain SET last_position = 0'])(
    'refuses the application: %s',
    async (sql) => {
      await expect(db.query(sql)).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('does not outlive a transaction that is rolled back', async () => {
    const before = await db.one<{ n: string }>('SELECT count(*) AS n FROM audit_log');
    await expect(
      db.transaction(async () => {
        await log.write({ action: 'x', subjectType: 'Entry', subjectId: 'gone' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await db.one('SELECT count(*) AS n FROM audit_log')).toEqual(before);
  });
});
