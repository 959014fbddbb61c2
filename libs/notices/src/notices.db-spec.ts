import { callbackify } from 'node:util';
import { AccessModule } from '@app/access';
import { AuditModule } from '@app/audit';
import { JobHandlers, JobsModule } from '@app/jobs';
import { Clock, Database, PlatformModule } from '@app/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import { HoldersOf } from './holders-of';
import { Notices } from './notices';
import { NoticesModule } from './notices.module';

interface Received {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

let database: TestDatabase;
let nest: TestingModule;
let db: Database;
let server: SMTPServer;
/** What the server says to the next messages; empty = 250. */
const answers: { code: number; text: string }[] = [];
const received: Received[] = [];

const ids = { province: '', commune: '', anna: '', binh: '', off: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      const bytes: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => bytes.push(chunk));
      stream.on('end', () => {
        const refusal = answers.shift();
        if (refusal) return callback(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
        callbackify(async () => {
          const mail = await simpleParser(Buffer.concat(bytes));
          const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
          received.push({
            to: to?.text ?? '',
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html || '',
            messageId: mail.messageId ?? '',
          });
        })((error) => callback(error));
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const env = testEnv(database, { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://dvk.example.vn' });
  nest = await Test.createTestingModule({
    imports: [
      PlatformModule.forProcess(env, database.appUrl, 'test', 4),
      AccessModule,
      AuditModule,
      JobsModule,
      NoticesModule,
    ],
  }).compile();
  await nest.init();
  db = nest.get(Database);

  const unit = async (name: string, kind: string, parent: string | null) =>
    (await db.one<{ id: string }>(
      `INSERT INTO unit (no, name, kind, level, parent_id, path, valid_from) OVERRIDING SYSTEM VALUE
       SELECT n, $1, $2, $2, $3, coalesce((SELECT path || n::text FROM unit WHERE id = $3), n::text::ltree), '2004-01-01'
       FROM nextval(pg_get_serial_sequence('unit', 'no')) n RETURNING id`,
      [name, kind, parent],
    ))!.id;
  ids.province = await unit('Tỉnh Hậu Giang', 'PROVINCE', null);
  ids.commune = await unit('Xã Vị Đông', 'COMMUNE', ids.province);
  const account = async (login: string, email: string | null, locale: string, disabled: boolean) =>
    (await db.one<{ id: string }>(
      `INSERT INTO account (login, full_name, email, unit_id, locale, disabled_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [login, `Nguyễn ${login}`, email, ids.commune, locale, disabled ? new Date() : null],
    ))!.id;
  ids.anna = await account('anna', 'anna@example.vn', 'vi', false);
  ids.binh = await account('binh', null, 'en', false);
  ids.off = await account('off', 'off@example.vn', 'vi', true);
}, 60_000);
afterAll(async () => {
  await nest?.close();
  await new Promise<void>((done) => server.close(() => done()));
  await database?.drop();
});
beforeEach(async () => {
  answers.length = 0;
  received.length = 0;
  await db.query('DELETE FROM message');
  await db.query('DELETE FROM notice');
  await db.query('DELETE FROM pgboss.job');
});

const returned = {
  kind: 'ENTRY_RETURNED',
  params: { title: 'Tổ <tự quản> "5 không"', unit: 'Xã Vị Đông', items: '- Bổ sung ảnh\n- Ghi rõ nguồn lực' },
  href: '/entries/1?tab=returns',
} as const;
const queued = async () =>
  (await db.query<{ id: string }>(`SELECT id FROM message WHERE state <> 'SKIPPED' ORDER BY id`)).map((row) => row.id);
/** One attempt of the worker. */
const deliver = (mailId: string) => nest.get(JobHandlers).run('mail.send', { mailId });
const jobs = () => db.query<{ data: unknown }>(`SELECT data FROM pgboss.job WHERE name = 'mail.send'`);
const stateOf = (id: string) =>
  db.one<{ state: string; attempts: number }>('SELECT state, attempts FROM message WHERE id = $1', [id]);

describe('sending', () => {
  test('everybody gets a notice, those with an address a mail with its job; disabled accounts get nothing', async () => {
    await nest.get(Notices).send({ ...returned, accountIds: [ids.anna, ids.binh, ids.off, ids.anna] });
    const notices = await db.query<{ account_id: string }>('SELECT account_id FROM notice ORDER BY account_id');
    expect(notices.map((row) => row.account_id)).toEqual([ids.anna, ids.binh].sort());
    const [mailId, ...more] = await queued();
    expect(more).toEqual([]);
    expect(await jobs()).toEqual([{ data: { mailId } }]);
    expect(await db.query('SELECT account_id, skipped_for FROM message WHERE id <> $1', [mailId])).toEqual([
      { account_id: ids.binh, skipped_for: 'NO_ADDRESS' },
    ]);
  });

  test('what is rolled back tells nobody', async () => {
    const work = db.transaction(async () => {
      await nest.get(Notices).send({ ...returned, accountIds: [ids.anna] });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect([await queued(), await jobs(), await db.query('SELECT 1 FROM notice')]).toEqual([[], [], []]);
  });

  test('the mail is in the language of the account, escaped, with a link that only reads', async () => {
    await nest.get(Notices).send({ ...returned, accountIds: [ids.anna] });
    const [mailId = ''] = await queued();
    await deliver(mailId);
    const [mail] = received;
    expect(mail).toMatchObject({
      to: 'anna@example.vn',
      subject: '[Dân vận khéo] Hồ sơ trả lại bổ sung: Tổ <tự quản> "5 không"',
      messageId: `<${mailId}@dvk.example.vn>`,
    });
    expect(mail?.text).toContain('Kính gửi đồng chí Nguyễn anna,');
    expect(mail?.text).toContain('- Bổ sung ảnh\n- Ghi rõ nguồn lực');
    expect(mail?.text).toContain('https://dvk.example.vn/entries/1?tab=returns');
    expect(mail?.text).not.toContain('Hạn trình lại');
    expect(mail?.html).toContain('Tổ &lt;tự quản&gt; &quot;5 không&quot;');
    expect(mail?.html).toContain('<a href="https://dvk.example.vn/entries/1?tab=returns">');
  });

  test('a line break in a title makes no header of its own', async () => {
    const params = { ...returned.params, title: 'Mô hình\r\nBcc: thief@example.org' };
    await nest.get(Notices).send({ ...returned, params, accountIds: [ids.anna] });
    const [mailId = ''] = await queued();
    await deliver(mailId);
    expect(received[0]?.subject).toBe('[Dân vận khéo] Hồ sơ trả lại bổ sung: Mô hình Bcc: thief@example.org');
  });
});

describe('delivery', () => {
  const oneMail = async () => {
    await nest.get(Notices).send({ ...returned, accountIds: [ids.anna] });
    return (await queued())[0] ?? '';
  };

  test('a busy server (451) makes the job fail, and the next attempt delivers', async () => {
    const mailId = await oneMail();
    answers.push({ code: 451, text: 'try later' });
    await expect(deliver(mailId)).rejects.toThrow('try later');
    expect(await stateOf(mailId)).toEqual({ state: 'QUEUED', attempts: 1 });
    await deliver(mailId);
    expect(await stateOf(mailId)).toEqual({ state: 'SENT', attempts: 2 });
    expect(received.length).toBe(1);
  });

  test('a final refusal (550) is recorded and not tried again', async () => {
    const mailId = await oneMail();
    answers.push({ code: 550, text: 'no such mailbox' });
    await deliver(mailId);
    expect(await stateOf(mailId)).toEqual({ state: 'FAILED', attempts: 1 });
    await deliver(mailId);
    expect(received).toEqual([]);
  });

  test('five workers with the same job send one mail', async () => {
    const mailId = await oneMail();
    await Promise.all(Array.from({ length: 5 }, () => deliver(mailId)));
    expect(received.length).toBe(1);
    expect(await stateOf(mailId)).toEqual({ state: 'SENT', attempts: 1 });
  });
});

test('holders of a role are those whose grant is valid today, there or above, for this round or all', async () => {
  const holders = nest.get(HoldersOf);
  const today = nest.get(Clock).today();
  await db.query(
    `INSERT INTO role_grant (account_id, role, unit_id, valid_from, valid_to) VALUES
       ($1, 'OFFICER', $3, '2024-01-01', NULL), ($2, 'OFFICER', $3, '2024-01-01', $5), ($2, 'LEADER', $4, '2024-01-01', NULL)`,
    [ids.anna, ids.binh, ids.commune, ids.province, today],
  );
  expect(await holders.at(ids.commune, ['OFFICER'])).toEqual([ids.anna]);
  expect(await holders.at(ids.commune, ['LEADER'])).toEqual([]);
  expect(await holders.above(ids.commune, ['LEADER', 'OFFICER'])).toEqual([ids.anna, ids.binh].sort());
  const round = await aRound();
  await db.query(`UPDATE role_grant SET round_id = $1 WHERE role = 'LEADER'`, [round]);
  expect(await holders.above(ids.commune, ['LEADER'])).toEqual([]);
  expect(await holders.above(ids.commune, ['LEADER'], round)).toEqual([ids.binh]);
});

async function aRound(): Promise<string> {
  const row = await db.one<{ id: string }>(
    `WITH p AS (INSERT INTO programme (kind, name, unit_id) VALUES ('MODEL_RECOGNITION', 'Dân vận khéo', $1) RETURNING id),
       r AS (INSERT INTO round (programme_id, code, name, year, unit_id, unit_path)
         SELECT p.id, 'HG-2026', 'Đợt 2026', 2026, u.id, u.path FROM p, unit u WHERE u.id = $1 RETURNING id)
     INSERT INTO round_rules (round_id, version, rules) SELECT id, 1, '{}' FROM r RETURNING round_id AS id`,
    [ids.province],
  );
  return row?.id ?? '';
}
