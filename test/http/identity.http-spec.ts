import { Clock, Database } from '@app/platform';
import { SessionStore } from '@app/identity';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from '../../apps/api/src/app';
import { ApiClient } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import { buildRound, type BuiltUnit } from '../support/factories';
import { givePeople, idOf, TEST_PASSWORD } from '../support/people';

let database: TestDatabase;
let app: NestFastifyApplication;
let accounts: Map<string, string>;
let units: Map<string, string>;
const signIn = (login: string) => ApiClient.signIn(app, login, TEST_PASSWORD);
const db = () => app.get(Database);
const account = (login: string) => idOf(accounts, login);
const unit = (key: string) => idOf(units, key);

beforeAll(async () => {
  database = await createTestDatabase();
  app = await createApi(testEnv(database), { quiet: true });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  ({ accounts, units } = await givePeople(app, [
    { login: 'admin.tinh', unit: 'HG', roles: ['ADMIN'] },
    { login: 'admin.huyen', unit: 'HG-D935', roles: ['ADMIN'] },
    { login: 'admin.cantho', unit: 'CT', roles: ['ADMIN'] },
    { login: 'board', unit: 'HG', roles: ['BOARD_STAFF'] },
    { login: 'auditor', unit: 'HG', roles: ['AUDITOR'] },
    { login: 'reporter', unit: 'HG-31462-1', roles: ['REPORTER'], email: 'reporter@example.org' },
    { login: 'judge', unit: 'HG-31462', roles: ['JUDGE'] },
    { login: 'leader', unit: 'HG-31462', roles: [{ role: 'LEADER', unit: 'HG' }] },
    { login: 'expired', unit: 'HG', roles: [{ role: 'ADMIN', validFrom: '2024-01-01', validTo: '2024-12-31' }] },
    { login: 'victim', unit: 'HG-31462', roles: ['OFFICER'] },
    { login: 'locked', unit: 'HG-31462' },
    { login: 'fresh', unit: 'HG-31462', roles: ['REPORTER'], mustChangePassword: true },
    { login: 'mover', unit: 'HG-31462', roles: ['REPORTER'], email: 'mover@example.org' },
  ]));
}, 120_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

describe('session', () => {
  test('a visitor has no account but a token, and sees nothing else', async () => {
    const visitor = new ApiClient(app);
    const session = await visitor.get('/api/session');
    expect(session.body).toMatchObject({ account: null, mustChangePassword: false, roles: [] });
    expect((await visitor.get('/api/notices')).body).toMatchObject({ code: 'SIGN_IN_REQUIRED', status: 401 });
  });

  test('signing in answers with the person, their unit and roles', async () => {
    const person = await signIn('reporter');
    const session = await person.get('/api/session');
    expect(session.body).toMatchObject({
      account: {
        id: account('reporter'),
        login: 'reporter',
        email: 'reporter@example.org',
        unit: { name: 'Ấp 1', level: 'RESIDENTIAL' },
      },
      roles: [{ role: 'REPORTER', unitId: unit('HG-31462-1'), unitName: 'Ấp 1', roundId: null }],
      mustChangePassword: false,
    });
  });

  test('the mail address signs in too, in any case', async () => {
    expect(await ApiClient.signIn(app, 'Reporter@Example.org', TEST_PASSWORD)).toBeInstanceOf(ApiClient);
  });

  test('the session has a new id after signing in: a planted one is worth nothing', async () => {
    const server = app.getHttpAdapter().getInstance();
    const before = await server.inject({ method: 'GET', url: '/api/session' });
    const planted = before.cookies[0]?.value ?? '';
    const { csrfToken } = before.json<{ csrfToken: string }>();
    const signedIn = await server.inject({
      method: 'POST',
      url: '/api/session',
      headers: { cookie: `dvk=${planted}`, 'x-csrf-token': csrfToken },
      payload: { login: 'reporter', password: TEST_PASSWORD },
    });
    expect(signedIn.statusCode).toBe(200);
    const [fresh, ...more] = signedIn.cookies;
    expect(more).toEqual([]);
    expect(fresh?.value).not.toBe(planted);
    expect(fresh).toMatchObject({ name: 'dvk', httpOnly: true, sameSite: 'Lax', path: '/api' });
    const thief = await server.inject({ method: 'GET', url: '/api/session', headers: { cookie: `dvk=${planted}` } });
    expect(thief.json<{ account: unknown }>().account).toBeNull();
  });

  test('the table holds no session id', async () => {
    const rows = await db().query<{ n: number; data: string }>('SELECT length(id_hash) AS n, data::text FROM session');
    expect(new Set(rows.map((row) => row.n))).toEqual(new Set([32]));
    expect(rows.some((row) => row.data.includes('signedInAs') || row.data.includes('fullName'))).toBe(false);
  });

  test('signing out ends the session in the database', async () => {
    const person = await signIn('reporter');
    const count = async () =>
      (
        await db().one<{ n: number }>('SELECT count(*)::int AS n FROM session WHERE account_id = $1', [
          account('reporter'),
        ])
      )?.n;
    const before = await count();
    expect((await person.delete('/api/session')).status).toBe(204);
    expect(await count()).toBe((before ?? 0) - 1);
    expect((await person.get('/api/notices')).status).toBe(401);
  });

  test('a change without the token is refused', async () => {
    const person = await signIn('reporter');
    const refused = await person.request(
      'POST',
      '/api/password/change',
      { current: 'x', password: 'y' },
      { 'x-csrf-token': 'wrong' },
    );
    expect(refused.body).toMatchObject({ status: 403, code: 'CSRF_INVALID' });
  });

  test('reading does not write: ten requests leave the row as it was', async () => {
    const person = await signIn('board');
    const state = () =>
      db().query('SELECT xmin::text, expires_at FROM session WHERE account_id = $1', [account('board')]);
    const before = await state();
    for (let i = 0; i < 10; i++) expect((await person.get('/api/notices')).status).toBe(200);
    expect(await state()).toEqual(before);
  });

  test('after twelve hours it is over, however much it was used', async () => {
    const person = await signIn('board');
    const clock = app.get(Clock);
    try {
      clock.set(new Date(Date.now() + 11.9 * 3_600_000));
      expect((await person.get('/api/notices')).status).toBe(200);
      clock.set(new Date(Date.now() + 12.1 * 3_600_000));
      expect((await person.get('/api/notices')).status).toBe(401);
    } finally {
      clock.set(undefined);
    }
  });
});

describe('wrong passwords', () => {
  const guess = async (login: string, password: string) => {
    const client = new ApiClient(app);
    await client.get('/api/session');
    return client.post('/api/session', { login, password });
  };

  test('five wrong ones lock for fifteen minutes, whether the login exists or not', async () => {
    for (const login of ['locked', 'nobody.here']) {
      for (let i = 0; i < 4; i++)
        expect((await guess(login, 'wrong-password')).body).toMatchObject({ code: 'SIGN_IN_FAILED', status: 401 });
      const fifth = await guess(login, 'wrong-password');
      expect(fifth.body).toMatchObject({ code: 'SIGN_IN_LOCKED', status: 429 });
      expect((fifth.body as { vi: string }).vi).toMatch(/^Nhập sai nhiều lần\. Hãy thử lại sau \d\d:\d\d\.$/);
      expect((await guess(login, TEST_PASSWORD)).body).toMatchObject({ code: 'SIGN_IN_LOCKED' });
    }
    const clock = app.get(Clock);
    try {
      clock.set(new Date(Date.now() + 15.1 * 60_000));
      expect((await guess('locked', TEST_PASSWORD)).status).toBe(200);
    } finally {
      clock.set(undefined);
    }
  });

  test('more than twenty attempts a minute at one login are slowed down', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 22; i++) answers.push((await guess('nobody.there', `wrong-password-${i}`)).status);
    const last = await guess('nobody.there', 'wrong-password');
    expect(last.body).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a disabled account is out at once and stays out', async () => {
    const admin = await signIn('admin.tinh');
    const victim = await signIn('victim');
    expect((await victim.get('/api/notices')).status).toBe(200);
    const { version } = (await admin.get<{ version: number }>(`/api/accounts/${account('victim')}`)).body;
    expect((await admin.patch(`/api/accounts/${account('victim')}`, { version, disabled: true })).body).toMatchObject({
      disabled: true,
    });
    expect((await victim.get('/api/notices')).status).toBe(401);
    expect((await guess('victim', TEST_PASSWORD)).body).toMatchObject({ code: 'ACCOUNT_DISABLED', status: 403 });
    expect((await guess('victim', 'wrong-password')).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});

describe('passwords', () => {
  test('a temporary password opens nothing but its own change', async () => {
    const person = await signIn('fresh');
    expect((await person.get('/api/session')).body).toMatchObject({ mustChangePassword: true });
    expect((await person.get('/api/notices')).body).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED', status: 403 });
    const bad = async (password: string) =>
      (await person.post<{ errors: unknown[] }>('/api/password/change', { current: TEST_PASSWORD, password })).body
        .errors;
    expect(await bad('short')).toMatchObject([{ field: 'password', code: 'PASSWORD_TOO_SHORT' }]);
    expect(await bad('matkhau123')).toMatchObject([{ field: 'password', code: 'PASSWORD_COMMON' }]);
    expect(await bad(TEST_PASSWORD)).toMatchObject([{ field: 'password', code: 'PASSWORD_UNCHANGED' }]);
    expect(
      (await person.post('/api/password/change', { current: 'not this one', password: 'một câu chỉ mình biết' })).body,
    ).toMatchObject({
      errors: [{ field: 'current', code: 'PASSWORD_WRONG' }],
    });
    expect(
      (await person.post('/api/password/change', { current: TEST_PASSWORD, password: 'một câu chỉ mình biết' })).status,
    ).toBe(204);
    await person.get('/api/session');
    expect((await person.get('/api/notices')).status).toBe(200);
  });

  test('a change ends the other sessions', async () => {
    const here = await signIn('mover');
    const elsewhere = await signIn('mover');
    expect(
      (await here.post('/api/password/change', { current: TEST_PASSWORD, password: 'câu mới của người chuyển' }))
        .status,
    ).toBe(204);
    expect((await here.get('/api/notices')).status).toBe(200);
    expect((await elsewhere.get('/api/notices')).status).toBe(401);
  });

  test('the link of a mail works once, within an hour, and its answer tells nothing', async () => {
    const visitor = new ApiClient(app);
    await visitor.get('/api/session');
    expect((await visitor.post('/api/password/forgot', { login: 'nobody.at.all' })).status).toBe(204);
    expect((await visitor.post('/api/password/forgot', { login: 'mover' })).status).toBe(204);
    const link = await eventually(async () => {
      const mail = await db().one<{ body: string }>(
        `SELECT body FROM message WHERE kind = 'PASSWORD_RESET' AND recipient = 'mover@example.org' ORDER BY id DESC LIMIT 1`,
      );
      return mail && /\/reset-password\?token=([\w-]+)/.exec(mail.body)?.[1];
    });
    const stored = await db().query<{ hash: string }>('SELECT encode(token_hash, $1) AS hash FROM password_reset', [
      'escape',
    ]);
    expect(stored.some((row) => row.hash.includes(link))).toBe(false);

    const clock = app.get(Clock);
    try {
      clock.set(new Date(Date.now() + 61 * 60_000));
      const late = new ApiClient(app);
      await late.get('/api/session');
      expect(
        (await late.post('/api/password/reset', { token: link, password: 'câu thứ ba của người chuyển' })).body,
      ).toMatchObject({
        code: 'RESET_LINK_INVALID',
      });
    } finally {
      clock.set(undefined);
    }
    const short = await visitor.post('/api/password/reset', { token: link, password: 'ngắn' });
    expect(short.body).toMatchObject({ errors: [{ field: 'password', code: 'PASSWORD_TOO_SHORT' }] });
    expect(
      (await visitor.post('/api/password/reset', { token: link, password: 'câu thứ ba của người chuyển' })).status,
    ).toBe(204);
    expect(
      (await visitor.post('/api/password/reset', { token: link, password: 'câu thứ tư của người chuyển' })).body,
    ).toMatchObject({
      code: 'RESET_LINK_INVALID',
    });
    expect(await ApiClient.signIn(app, 'mover', 'câu thứ ba của người chuyển')).toBeInstanceOf(ApiClient);
  });
});

describe('accounts and grants', () => {
  test.each<[string, { list: number; create: number; update: number; grant: number }]>([
    ['admin.tinh', { list: 200, create: 201, update: 200, grant: 201 }],
    ['admin.huyen', { list: 200, create: 201, update: 200, grant: 201 }],
    ['admin.cantho', { list: 200, create: 400, update: 404, grant: 404 }],
    ['board', { list: 200, create: 403, update: 403, grant: 403 }],
    ['auditor', { list: 200, create: 403, update: 403, grant: 403 }],
    ['reporter', { list: 403, create: 403, update: 403, grant: 403 }],
    ['judge', { list: 403, create: 403, update: 403, grant: 403 }],
    ['leader', { list: 403, create: 403, update: 403, grant: 403 }],
    ['expired', { list: 403, create: 403, update: 403, grant: 403 }],
  ])('%s may: %j', async (login, expected) => {
    const person = await signIn(login);
    const target = `/api/accounts/${account('judge')}`;
    const { version } =
      (await db().one<{ version: number }>('SELECT version FROM account WHERE id = $1', [account('judge')])) ?? {};
    expect({
      list: (await person.get('/api/accounts')).status,
      create: (
        await person.post('/api/accounts', { login: `new.${login}`, fullName: 'Người mới', unitId: unit('HG-31462') })
      ).status,
      update: (await person.patch(target, { version, title: `Chức vụ ${login}` })).status,
      grant: (
        await person.post(`${target}/grants`, {
          role: 'REPORTER',
          unitId: unit('HG-31462'),
          validFrom: nextDay(),
          validTo: null,
        })
      ).status,
    }).toEqual(expected);
    await db().query(`DELETE FROM role_grant WHERE account_id = $1 AND role = 'REPORTER'`, [account('judge')]);
    app.get(SessionStore).forget(account('judge'));
  });

  test('an administrator sees and grants only the tree below', async () => {
    const admin = await signIn('admin.huyen');
    const list = await admin.get<{ items: { login: string }[] }>('/api/accounts?q=admin');
    expect(list.body.items.map((one) => one.login).sort()).toEqual([
      'admin.huyen',
      'new.admin.huyen',
      'new.admin.tinh',
    ]);
    const grants = `/api/accounts/${account('judge')}/grants`;
    expect((await admin.post(grants, { role: 'JUDGE', unitId: unit('HG') })).body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ field: 'unitId', code: 'UNIT_NOT_IN_REACH' }],
    });
    expect((await admin.get(`/api/accounts/${account('admin.tinh')}`)).status).toBe(404);
  });

  test('an account that holds a role above cannot be taken over', async () => {
    const admin = await signIn('admin.huyen');
    expect((await admin.post(`/api/accounts/${account('leader')}/reset-password`)).body).toMatchObject({
      status: 403,
      code: 'ACCOUNT_REACHES_HIGHER',
    });
  });

  test('an administrator cannot score, vote, approve or sign', async () => {
    const admin = await signIn('admin.tinh');
    const grant = (login: string, role: string) =>
      admin.post(`/api/accounts/${account(login)}/grants`, { role, unitId: unit('HG') });
    for (const role of ['JUDGE', 'COUNCIL_MEMBER', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR', 'LEADER', 'OFFICER'])
      expect((await grant('admin.huyen', role)).body).toMatchObject({ status: 409, code: 'ROLES_EXCLUDE_EACH_OTHER' });
    expect((await grant('leader', 'ADMIN')).body).toMatchObject({ status: 409, code: 'ROLES_EXCLUDE_EACH_OTHER' });
  });

  test('an administrator gives no role to themself', async () => {
    const admin = await signIn('admin.tinh');
    const grants = `/api/accounts/${account('admin.tinh')}/grants`;
    for (const role of ['BOARD_STAFF', 'AUDITOR', 'UNIT_HEAD'])
      expect((await admin.post(grants, { role, unitId: unit('HG') })).body).toMatchObject({
        status: 409,
        code: 'GRANT_TO_YOURSELF',
      });
  });

  test('a grant is for rounds of its own tree', async () => {
    const admin = await signIn('admin.tinh');
    const grant = async (code: string) => {
      const [host] = await db().query<BuiltUnit>('SELECT id, path::text AS path FROM unit WHERE id = $1', [unit(code)]);
      const round = await buildRound(db(), { unit: host!, code: `${code}-QUYEN` });
      const body = { role: 'REPORTER', unitId: unit('HG-31462'), roundId: round.id };
      return admin.post(`/api/accounts/${account('judge')}/grants`, body);
    };
    expect((await grant('HG')).status).toBe(201);
    expect((await grant('CT')).body).toMatchObject({ errors: [{ field: 'roundId', code: 'NOT_FOUND' }] });
  });

  test('a grant works at once and ends at once', async () => {
    const admin = await signIn('admin.tinh');
    const person = await signIn('reporter');
    expect((await person.get('/api/accounts')).status).toBe(403);
    const answer = await admin.post<{ grants: { id: string; role: string; active: boolean }[] }>(
      `/api/accounts/${account('reporter')}/grants`,
      { role: 'BOARD_STAFF', unitId: unit('HG') },
    );
    const grant = answer.body.grants.find((one) => one.role === 'BOARD_STAFF');
    expect(grant?.active).toBe(true);
    expect((await person.get('/api/accounts')).status).toBe(200);
    expect((await admin.delete(`/api/grants/${grant?.id ?? ''}`)).status).toBe(204);
    expect((await person.get('/api/accounts')).status).toBe(403);
  });

  test('a new account signs in with the password that is shown once', async () => {
    const admin = await signIn('admin.tinh');
    const created = await admin.post<{ account: { id: string }; temporaryPassword: string }>('/api/accounts', {
      login: 'nguoi.moi',
      fullName: '  Nguyễn Văn Mới ',
      unitId: unit('HG-31462'),
      email: 'moi@example.org',
    });
    expect(created.body).toMatchObject({
      account: { fullName: 'Nguyễn Văn Mới', login: 'nguoi.moi', mustChangePassword: true, grants: [] },
    });
    expect(await ApiClient.signIn(app, 'nguoi.moi', created.body.temporaryPassword)).toBeInstanceOf(ApiClient);
    const mail = await db().one<{ body: string }>(`SELECT body FROM message WHERE recipient = 'moi@example.org'`);
    expect(mail?.body.includes(created.body.temporaryPassword)).toBe(false);
    expect(
      (await admin.post('/api/accounts', { login: 'nguoi.moi', fullName: 'Khác', unitId: unit('HG') })).body,
    ).toMatchObject({
      errors: [{ field: 'login', code: 'LOGIN_TAKEN' }],
    });
  });

  test('those who only look people up see no login, mail or telephone', async () => {
    const board = await signIn('board');
    const list = await board.get<{ items: { login: unknown; email: unknown; phone: unknown; can: string[] }[] }>(
      '/api/accounts?role=JUDGE',
    );
    expect(list.body.items.map(({ login, email, phone, can }) => ({ login, email, phone, can }))).toEqual([
      { login: null, email: null, phone: null, can: [] },
    ]);
  });

  test('nobody locks themselves out', async () => {
    const admin = await signIn('admin.tinh');
    const own = await admin.get<{ version: number; grants: { id: string }[] }>(
      `/api/accounts/${account('admin.tinh')}`,
    );
    expect(
      (await admin.patch(`/api/accounts/${account('admin.tinh')}`, { version: own.body.version, disabled: true })).body,
    ).toMatchObject({
      code: 'ACCOUNT_IS_YOURS',
    });
    expect((await admin.delete(`/api/grants/${own.body.grants[0]?.id ?? ''}`)).body).toMatchObject({
      code: 'ACCOUNT_IS_YOURS',
    });
  });

  test.each<[string, object, string]>([
    ['an unknown key', { login: 'x.y', fullName: 'A', unitId: '$HG', admin: true }, 'admin'],
    ['a missing name', { login: 'x.y', unitId: '$HG' }, 'fullName'],
    ['a bad login', { login: 'X Y', fullName: 'A', unitId: '$HG' }, 'login'],
    ['an unknown unit', { login: 'x.y', fullName: 'A', unitId: '00000000-0000-4000-8000-000000000000' }, 'unitId'],
    ['a foreign unit', { login: 'x.y', fullName: 'A', unitId: '$CT' }, 'unitId'],
    ['NUL', { login: 'x.y', fullName: 'A\u0000', unitId: '$HG' }, 'fullName'],
    ['half a surrogate pair', { login: 'x.y', fullName: 'A\ud800', unitId: '$HG' }, 'fullName'],
    ['no mail address', { login: 'x.y', fullName: 'A', unitId: '$HG', email: 'nowhere' }, 'email'],
  ])('%s is refused with its field', async (_what, body, field) => {
    const admin = await signIn('admin.tinh');
    const filled: unknown = JSON.parse(
      JSON.stringify(body).replace(/"\$(\w+)"/, (_all, key: string) => `"${unit(key)}"`),
    );
    const answer = await admin.post<{ code: string; errors: { field: string }[] }>('/api/accounts', filled as object);
    expect(answer.body.code).toBe('VALIDATION_FAILED');
    expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
  });

  test('null in a field that is not asked for changes nothing', async () => {
    const admin = await signIn('admin.tinh');
    const address = `/api/accounts/${account('judge')}`;
    const { version, ...before } = (await admin.get<{ version: number; title: string }>(address)).body;
    const nothing = { fullName: null, title: null, unitId: null, disabled: null, locale: null };
    const after = await admin.patch(address, { version, ...nothing });
    expect(after.body).toEqual({ ...before, version: version + 1 });
    const unitAddress = `/api/units/${unit('HG-31462-4')}`;
    const edited = await admin.patch(unitAddress, {
      version: 1,
      name: null,
      code: null,
      validTo: null,
      successors: null,
    });
    expect(edited.body).toMatchObject({ name: 'Ấp 4', validTo: null, version: 2 });
  });

  test('a grant with dates that do not exist or run backwards is refused', async () => {
    const admin = await signIn('admin.tinh');
    const grant = async (input: object) =>
      (
        await admin.post<{ errors: { field: string }[] }>(`/api/accounts/${account('reporter')}/grants`, {
          role: 'REPORTER',
          unitId: unit('HG'),
          ...input,
        })
      ).body.errors;
    expect(await grant({ validFrom: '2026-02-30' })).toMatchObject([{ field: 'validFrom' }]);
    expect(await grant({ validFrom: '2026-03-02', validTo: '2026-03-01' })).toMatchObject([{ field: 'validTo' }]);
    expect(await grant({ roundId: '00000000-0000-4000-8000-000000000000' })).toMatchObject([{ field: 'roundId' }]);
  });
});

describe('units', () => {
  test('a unit of a foreign province is not found, one of the own is', async () => {
    const admin = await signIn('admin.huyen');
    expect((await admin.get(`/api/units/${unit('HG-31318')}`)).body).toMatchObject({ name: 'Phường I', can: [] });
    expect((await admin.get(`/api/units/${unit('CT-31120')}`)).status).toBe(404);
    expect((await admin.patch(`/api/units/${unit('CT-31120')}`, { version: 1, name: 'Phường Lạ' })).status).toBe(404);
    expect((await admin.patch(`/api/units/${unit('HG-31318')}`, { version: 1, name: 'Phường Lạ' })).status).toBe(403);
    expect((await admin.get('/api/units/not-an-id')).status).toBe(404);
  });

  test('an administrator corrects a unit of their tree; the old version is refused', async () => {
    const admin = await signIn('admin.huyen');
    const address = `/api/units/${unit('HG-31462-5')}`;
    expect((await admin.patch(address, { version: 1, name: 'Ấp Năm' })).body).toMatchObject({
      name: 'Ấp Năm',
      version: 2,
    });
    expect((await admin.patch(address, { version: 1, name: 'Ấp 5' })).body).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      status: 409,
    });
  });

  test('a list comes in by upload', async () => {
    const admin = await signIn('admin.huyen');
    const list = [{ code: 'D935-HNV', name: 'Phòng Nội vụ huyện', level: 'district', parentCode: 'D935' }];
    const file = { name: 'don-vi.json', bytes: Buffer.from(JSON.stringify(list)) };
    expect((await admin.upload('/api/units/import', file, { dryRun: 'true' })).body).toMatchObject({
      created: 1,
      dryRun: true,
    });
    expect((await admin.upload('/api/units/import', file)).body).toMatchObject({
      created: 1,
      problems: [],
      dryRun: false,
    });
    expect(
      (await admin.upload('/api/units/import', { name: 'a.xlsx', bytes: Buffer.from('nothing') })).body,
    ).toMatchObject({
      code: 'IMPORT_NAME_MISMATCH',
    });
    expect((await (await signIn('reporter')).upload('/api/units/import', file)).status).toBe(403);
  });
});

describe('audit and notices', () => {
  test('the auditor reads what was done in the tree, nobody else', async () => {
    const auditor = await signIn('auditor');
    const audit = await auditor.get<{ items: { action: string; actorName: string }[] }>(
      `/api/audit?subjectType=Account&subjectId=${account('reporter')}`,
    );
    expect(audit.body.items.map((row) => [row.action, row.actorName])).toEqual([
      ['grant.revoke', 'Người admin.tinh'],
      ['grant.create', 'Người admin.tinh'],
    ]);
    expect((await (await signIn('admin.tinh')).get('/api/audit')).status).toBe(403);
  });

  test('a notice of somebody else is not found', async () => {
    const rows = await db().query<{ id: string }>(
      `INSERT INTO notice (account_id, kind, params) VALUES ($1, 'ENTRY_RETURNED', '{"title": "Mô hình"}') RETURNING id`,
      [account('reporter')],
    );
    const id = rows[0]?.id ?? '';
    expect((await (await signIn('judge')).post(`/api/notices/${id}/read`)).status).toBe(404);
    const own = await signIn('reporter');
    expect((await own.get('/api/notices')).body).toMatchObject({
      items: [{ id, text: 'Hồ sơ trả lại bổ sung: Mô hình', readAt: null }],
      next: null,
    });
    expect((await own.get('/api/notices/unread')).body).toEqual({ unread: 1 });
    expect((await own.post(`/api/notices/${id}/read`)).status).toBe(204);
    expect((await own.get('/api/notices/unread')).body).toEqual({ unread: 0 });
  });
});

function nextDay(): string {
  return new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not come');
}
