import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { Database, Idempotency, NumberSeries, PlatformModule } from '@app/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import { JobHandlers, JobRunner, Jobs, JobsModule } from './index';

describe('jobs, numbers and keys belong to the transaction', () => {
  let database: TestDatabase;
  let module: TestingModule;
  let db: Database;
  let jobs: Jobs;

  beforeAll(async () => {
    database = await createTestDatabase();
    module = await Test.createTestingModule({ imports: [PlatformModule.forProcess(testEnv(database), database.appUrl, 'test'), JobsModule] }).compile();
    await module.init();
    [db, jobs] = [module.get(Database), module.get(Jobs)];
  });
  afterAll(async () => {
    await module.close();
    await database.drop();
  });

  const waiting = async () => Number((await db.one<{ n: string }>(`SELECT count(*) AS n FROM pgboss.job WHERE name = 'mail.send'`))!.n);

  it('a job of a transaction that is rolled back never existed', async () => {
    const before = await waiting();
    await expect(
      db.transaction(async () => {
        await jobs.send('mail.send', { mailId: 'a' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await waiting()).toBe(before);
    await db.transaction(() => jobs.send('mail.send', { mailId: 'b' }));
    expect(await waiting()).toBe(before + 1);
  });

  it('a worker with the application’s login runs them, and a failed one again', async () => {
    const seen: string[] = [];
    module.get(JobHandlers).register('mail.send', async ({ mailId }) => {
      seen.push(mailId);
      if (mailId === 'c' && seen.filter((s) => s === 'c').length === 1) throw new Error('the first try fails');
    });
    await db.query(`UPDATE pgboss.queue SET retry_delay = 0, retry_backoff = false WHERE name = 'mail.send'`);
    await db.transaction(() => jobs.send('mail.send', { mailId: 'c' }));
    const runner = module.get(JobRunner);
    await runner.start(database.appUrl, { pollSeconds: 0.5 });
    for (let i = 0; i < 60 && seen.filter((s) => s === 'c').length < 2; i++) await sleep(100);
    await runner.stop();
    expect([...seen].sort()).toEqual(['b', 'c', 'c']);
  });

  it('numbers have no gaps and no doubles when 40 transactions take one at once and a fourth of them fail', async () => {
    const series = module.get(NumberSeries);
    const taken = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        db.transaction(async () => {
          const number = await series.next('test');
          if (i % 4 === 0) throw new Error('rolled back');
          return number;
        }),
      ),
    );
    const numbers = taken.flatMap((t) => (t.status === 'fulfilled' ? [t.value] : [])).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('twenty calls with one idempotency key do the work once and all get its answer', async () => {
    const idempotency = module.get(Idempotency);
    const account = '00000000-0000-0000-0000-000000000001';
    let done = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => idempotency.run(account, 'key-0001', { a: 1 }, async () => ({ n: ++done, at: new Date(0) }))),
    );
    expect(done).toBe(1);
    expect(answers).toEqual(Array(20).fill({ n: 1, at: '1970-01-01T00:00:00.000Z' }));
    await expect(idempotency.run(account, 'key-0001', { a: 2 }, async () => 0)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await expect(idempotency.run(account, undefined, {}, async () => 0)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REQUIRED' });
  });

  it('a key whose work failed may be used again', async () => {
    const idempotency = module.get(Idempotency);
    const account = '00000000-0000-0000-0000-000000000002';
    await expect(idempotency.run(account, 'key-0002', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await idempotency.run(account, 'key-0002', {}, async () => 'yes')).toBe('yes');
  });

  it('a deadlock is tried once more', async () => {
    await db.query(`INSERT INTO number_series (key, last) VALUES ('x', 0), ('y', 0)`);
    const bump = (first: string, second: string) =>
      db.transaction(async () => {
        await db.query('UPDATE number_series SET last = last + 1 WHERE key = $1', [first]);
        await sleep(150);
        await db.query('UPDATE number_series SET last = last + 1 WHERE key = $1', [second]);
      });
    await Promise.all([bump('x', 'y'), bump('y', 'x')]);
    expect(await db.query(`SELECT last FROM number_series WHERE key IN ('x', 'y')`)).toEqual([{ last: 2 }, { last: 2 }]);
  });
});
