import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { AccessModule, type Actor, CurrentActor, type Role } from '@app/access';
import { AuditModule } from '@app/audit';
import { JobHandlers, JobsModule } from '@app/jobs';
import { Database, PlatformModule } from '@app/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import {
  buildAccount,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltRound,
} from '../../../test/support/factories';
import { codeOf } from '../../../test/support/services';
import type { MessageListItem } from './message.dto';
import { MessagePreferences } from './message-preferences';
import { MessageTemplates } from './message-templates';
import { Messages } from './messages';
import { builtIn } from './message-template.rules';
import { Notices } from './notices';
import { NoticesModule } from './notices.module';

const SECRET = 'a-secret-of-thirty-two-characters';

let database: TestDatabase;
let nest: TestingModule;
let db: Database;
let gateway: Server;
/** What the gateway answers next; empty = 200. */
const answers: number[] = [];
const calls: { url: string; headers: Record<string, unknown>; body: string }[] = [];
let round: BuiltRound;
let other: BuiltRound;
const people = new Map<string, BuiltAccount>();
const who = (name: string): BuiltAccount => people.get(name)!;
const as = <T>(name: string, fn: () => Promise<T>): Promise<T> => nest.get(CurrentActor).runAs(who(name).actor, fn);

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      calls.push({ url: request.url ?? '', headers: request.headers, body });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{}');
    });
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  const address = gateway.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const env = testEnv(database, {
    WEBHOOK_URL: `http://127.0.0.1:${port}/send`,
    WEBHOOK_SECRET: SECRET,
    PUBLIC_URL: 'https://dvk.example.vn',
  });
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

  const place = await buildProvince(db);
  const far = await buildProvince(db);
  round = await buildRound(db, { unit: place.province });
  other = await buildRound(db, { unit: far.province });
  const person = async (name: string, unit: typeof place.province, role: Role) =>
    people.set(name, await buildAccount(db, { unit, fullName: `Trần Thị ${name}`, grants: [{ role }] }));
  await person('reporter', place.hamlet, 'REPORTER');
  await person('board', place.province, 'BOARD_STAFF');
  await person('admin', place.province, 'ADMIN');
  await person('auditor', place.province, 'AUDITOR');
  await person('officer', place.commune, 'OFFICER');
  await person('stranger', far.province, 'BOARD_STAFF');
  await db.query(`UPDATE account SET phone = '0912 345 678' WHERE id = $1`, [who('reporter').id]);
}, 60_000);
afterAll(async () => {
  await nest?.close();
  await new Promise<void>((done) => gateway.close(() => done()));
  await database?.drop();
});
beforeEach(async () => {
  answers.length = 0;
  calls.length = 0;
  await db.query('DELETE FROM message');
  await db.query('DELETE FROM message_preference');
  await db.query('DELETE FROM notice');
  await db.query('DELETE FROM pgboss.job');
});

const params = {
  title: 'Tuyến đường hoa',
  unit: 'Xã Hoà An',
  items: '- Bổ sung ảnh',
  deadline: '17:00 ngày 05/03/2026',
};
const tell = (kind: 'ENTRY_RETURNED' | 'ENTRY_SUBMITTED' = 'ENTRY_RETURNED', roundId: string | undefined = round.id) =>
  nest
    .get(Notices)
    .send({ kind, accountIds: [who('reporter').id], params, href: '/entries/1', ...(roundId ? { roundId } : {}) });
const sent = (channel: string) =>
  db.query<{
    id: string;
    state: string;
    attempts: number;
    subject: string;
    body: string;
    recipient: string;
    last_error: string | null;
  }>('SELECT id, state, attempts, subject, body, recipient, last_error FROM message WHERE channel = $1 ORDER BY id', [
    channel,
  ]);

describe('the gateway', () => {
  const message = async () => {
    await tell();
    return (await sent('WEBHOOK'))[0]!;
  };
  const deliver = (messageId: string) => nest.get(JobHandlers).run('webhook.send', { messageId });

  test('fails twice, then takes the message, which is signed and always carries the same id', async () => {
    const { id } = await message();
    answers.push(503, 429);
    await expect(deliver(id)).rejects.toThrow('HTTP 503');
    await expect(deliver(id)).rejects.toThrow('HTTP 429');
    await deliver(id);
    await deliver(id);
    expect((await sent('WEBHOOK')).map((one) => [one.state, one.attempts, one.recipient])).toEqual([
      ['SENT', 3, '+84912345678'],
    ]);
    expect(calls.length).toBe(3);
    for (const call of calls) {
      const timestamp = String(call.headers['x-dvk-timestamp']);
      const signature = createHmac('sha256', SECRET).update(`${timestamp}.${call.body}`).digest('hex');
      expect([call.headers['x-dvk-signature'], call.headers['idempotency-key']]).toEqual([`sha256=${signature}`, id]);
      expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    }
    expect(JSON.parse(calls[0]!.body)).toEqual({
      id,
      to: { phone: '+84912345678' },
      text: 'Hồ sơ trả lại bổ sung: Tuyến đường hoa\nhttps://dvk.example.vn/entries/1',
      template: 'ENTRY_RETURNED',
      at: expect.stringMatching(/^20.*Z$/),
    });
  });

  test.each([400, 302])('says %i: final, and no redirect is followed', async (status) => {
    const { id } = await message();
    answers.push(status);
    await deliver(id);
    expect((await sent('WEBHOOK')).map((one) => [one.state, one.last_error])).toEqual([['FAILED', `HTTP ${status}`]]);
    expect(calls.map((call) => call.url)).toEqual(['/send']);
  });
});

describe('choices', () => {
  const choose = (rhythm: 'AT_ONCE' | 'DAILY' | 'WEEKLY', off: string[] = []) =>
    as('reporter', async () => {
      const preferences = nest.get(MessagePreferences);
      const { kinds } = await preferences.mine();
      const mine = kinds.map(({ kind, mail, webhook }) => ({
        kind,
        mail: mail && !off.includes(kind),
        webhook: webhook && !off.includes(kind),
      }));
      return preferences.save({ rhythm, kinds: mine });
    });
  const states = async () =>
    (
      await db.query<{ kind: string; channel: string; state: string; skipped_for: string | null }>(
        'SELECT kind, channel, state, skipped_for FROM message ORDER BY id',
      )
    ).map((one) => [one.kind, one.channel, one.skipped_for ?? one.state].join(' '));

  test('who turned a kind off gets only the notice; mails of duty come all the same', async () => {
    await choose('AT_ONCE', ['ENTRY_SUBMITTED', 'ENTRY_RETURNED']);
    await tell('ENTRY_SUBMITTED');
    await tell('ENTRY_RETURNED');
    expect(await states()).toEqual(['ENTRY_SUBMITTED MAIL OPTED_OUT', 'ENTRY_RETURNED MAIL QUEUED']);
    expect(await db.one('SELECT count(*)::int AS n FROM notice')).toEqual({ n: 2 });
  });

  test('a daily collecting mail holds what may wait, once; duties go at once', async () => {
    await choose('DAILY');
    await tell('ENTRY_SUBMITTED');
    await tell('ENTRY_SUBMITTED');
    await tell('ENTRY_RETURNED');
    const collect = () => nest.get(JobHandlers).run('notices.digest', {});
    await collect();
    await collect();
    expect((await states()).filter((one) => one.includes(' MAIL '))).toEqual([
      'ENTRY_SUBMITTED MAIL IN_DIGEST',
      'ENTRY_SUBMITTED MAIL IN_DIGEST',
      'ENTRY_RETURNED MAIL QUEUED',
      'DIGEST MAIL QUEUED',
    ]);
    const digest = (await sent('MAIL')).at(-1);
    expect(digest?.subject).toBe('[Dân vận khéo] Thư gộp: 2 thông báo');
    expect(digest?.body).toContain('- Có hồ sơ trình thẩm định: Tuyến đường hoa\nhttps://dvk.example.vn/entries/1');
    expect(digest?.body).toContain('thôi nhận:\nhttps://dvk.example.vn/profile');
  });
});

describe('texts of a round', () => {
  const key = { kind: 'ENTRY_RETURNED', locale: 'vi', channel: 'MAIL' };
  const text = {
    subject: 'Cần bổ sung: {{ten_ho_so}}',
    body: 'Anh/chị {{ho_ten}},\n{{noi_dung}}\nHạn: {{han}}\n{{lien_ket}}',
  };
  const save = (version: number, over: Partial<{ subject: string; body: string | null }> = {}) =>
    nest.get(MessageTemplates).save(round.id, key, { version, ...text, ...over, reason: 'Theo Kế hoạch 12' });

  test('are used for messages of that round alone, version by version, and back to the built-in one', async () => {
    await as('board', () => save(0));
    await tell();
    await tell('ENTRY_RETURNED', other.id);
    const mails = (await sent('MAIL')).map((one) => one.subject);
    expect(mails).toEqual([
      '[Dân vận khéo] Cần bổ sung: Tuyến đường hoa',
      '[Dân vận khéo] Hồ sơ trả lại bổ sung: Tuyến đường hoa',
    ]);
    expect(await codeOf(as('board', () => save(0)))).toBe('CHANGED_MEANWHILE');
    const back = await as('board', () => save(1, { body: null }));
    expect([back.version, back.own, back.body]).toEqual([2, false, builtIn('ENTRY_RETURNED', 'vi', 'MAIL').body]);
    await db.query('DELETE FROM message');
    await tell();
    expect((await sent('MAIL'))[0]?.subject).toBe('[Dân vận khéo] Hồ sơ trả lại bổ sung: Tuyến đường hoa');
    const history = await as('auditor', () => nest.get(MessageTemplates).history(round.id, key));
    expect(history.map((one) => [one.version, one.own, one.savedBy, one.reason])).toEqual([
      [2, false, 'Trần Thị board', 'Theo Kế hoạch 12'],
      [1, true, 'Trần Thị board', 'Theo Kế hoạch 12'],
    ]);
  });

  test('are set by the board of the round, read by its auditor, and not there for others', async () => {
    expect(await codeOf(as('auditor', () => save(2)))).toBe('ACTION_NOT_ALLOWED');
    for (const name of ['stranger', 'officer', 'admin'])
      expect(await codeOf(as(name, () => save(2)))).toBe('NOT_FOUND');
    expect(await codeOf(as('board', () => save(2, { body: '{{lien_ket}} {{khong_co}}' })))).toBe('VALIDATION_FAILED');
    expect(
      await codeOf(
        as('board', () =>
          nest
            .get(MessageTemplates)
            .save(round.id, { ...key, kind: 'PASSWORD_RESET' }, { version: 0, ...text, reason: 'x' }),
        ),
      ),
    ).toBe('NOT_FOUND');
  });
});

describe('the log', () => {
  const list = (name: string) => as(name, async () => (await nest.get(Messages).list({})).items);
  const view = ({ kind, subject, roundName }: MessageListItem) => [kind, roundName !== null, subject !== null];

  beforeEach(async () => {
    await tell('ENTRY_SUBMITTED');
    await nest
      .get(Notices)
      .send({ kind: 'ACCOUNT_CREATED', accountIds: [who('reporter').id], params: { login: 'x' }, href: '/' });
    await nest.get(Notices).mailOnly({
      kind: 'PASSWORD_RESET',
      accountId: who('reporter').id,
      params: {},
      href: '/reset-password?token=hush',
    });
    await nest
      .get(Notices)
      .send({ kind: 'ENTRY_SUBMITTED', accountIds: [who('stranger').id], params, href: '/', roundId: other.id });
    await db.query(`UPDATE message SET state = 'SENT', sent_at = now() WHERE kind <> 'PASSWORD_RESET'`);
  });

  test('shows each reader the messages of their rounds or units, and texts only of what they may read', async () => {
    expect((await list('board')).map(view)).toEqual([['ENTRY_SUBMITTED', true, true]]);
    expect((await list('admin')).map(view)).toEqual([
      ['PASSWORD_RESET', false, false],
      ['ACCOUNT_CREATED', false, true],
      ['ENTRY_SUBMITTED', true, false],
    ]);
    expect((await list('auditor')).map(view)).toEqual([
      ['PASSWORD_RESET', false, false],
      ['ACCOUNT_CREATED', false, true],
      ['ENTRY_SUBMITTED', true, true],
    ]);
    expect((await list('stranger')).length).toBe(1);
    for (const name of ['reporter', 'officer']) expect(await list(name)).toEqual([]);
  });

  test('shows the board of a round no title of a draft', async () => {
    await nest.get(Notices).send({
      kind: 'ENTRY_SHARED',
      accountIds: [who('reporter').id],
      params: { title: 'Bản nháp riêng', unit: 'Ấp Một', round: 'Đợt 2026' },
      href: '/entries/2/edit',
      roundId: round.id,
    });
    expect((await list('board'))[0]).toMatchObject({ kind: 'ENTRY_SHARED', subject: null });
    const { id } = (await list('board'))[0]!;
    expect(JSON.stringify(await as('board', () => nest.get(Messages).detail(id)))).not.toContain('Bản nháp');
    expect((await as('auditor', () => nest.get(Messages).detail(id))).body).toContain('Bản nháp riêng');
  });

  test('never shows a link for one use nor sends it again, and forgets it once it is out', async () => {
    const secret = (await list('admin'))[0]!;
    for (const name of ['admin', 'auditor']) {
      const answer = await as(name, () => nest.get(Messages).detail(secret.id));
      expect([answer.body, answer.can]).toEqual([null, []]);
      expect(JSON.stringify(answer)).not.toContain('hush');
    }
    await db.query(`UPDATE message SET state = 'FAILED' WHERE id = $1`, [secret.id]);
    expect(await codeOf(as('admin', () => nest.get(Messages).resend(secret.id, 'resend-key-1')))).toBe(
      'MESSAGE_NOT_RESENDABLE',
    );
  });

  test('sends again once per key, to the present address, linked, audited and by those who may', async () => {
    const [message] = await list('board');
    const { id } = message!;
    await db.query(`UPDATE account SET email = 'moi@danvan.example' WHERE id = $1`, [who('reporter').id]);
    const resend = (name: string, key: string) => as(name, () => nest.get(Messages).resend(id, key));
    const first = await resend('board', 'resend-key-2');
    expect(await resend('board', 'resend-key-2')).toEqual(first);
    const rows = await db.query('SELECT recipient, state, resent_by, body FROM message WHERE resent_of = $1', [id]);
    const before = await as('board', () => nest.get(Messages).detail(id));
    expect(rows).toEqual([
      { recipient: 'moi@danvan.example', state: 'QUEUED', resent_by: who('board').id, body: before.body },
    ]);
    expect(before.resends.map((one) => [one.id, one.by])).toEqual([[first.id, 'Trần Thị board']]);
    expect(
      await db.query(`SELECT count(*)::int AS n FROM audit_log WHERE action = 'Message.resend' AND subject_id = $1`, [
        id,
      ]),
    ).toEqual([{ n: 1 }]);
    expect(await codeOf(resend('auditor', 'resend-key-3'))).toBe('ACTION_NOT_ALLOWED');
    expect(await codeOf(resend('stranger', 'resend-key-4'))).toBe('NOT_FOUND');
    expect(await codeOf(as('board', () => nest.get(Messages).resend(first.id, 'resend-key-5')))).toBe(
      'MESSAGE_NOT_RESENDABLE',
    );
  });
});

test('an actor of one round sees and sets nothing of another one', async () => {
  const actor: Actor = {
    ...who('board').actor,
    grants: who('board').actor.grants.map((grant) => ({ ...grant, roundId: other.id })),
  };
  await tell();
  const inOther = <T>(fn: () => Promise<T>) => nest.get(CurrentActor).runAs(actor, fn);
  expect((await inOther(() => nest.get(Messages).list({}))).items).toEqual([]);
  expect(await codeOf(inOther(() => nest.get(MessageTemplates).list(round.id)))).toBe('NOT_FOUND');
});
