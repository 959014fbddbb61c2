import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { type Answer, ApiClient } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import { buildAccount, buildEntry, buildProvince, buildRound } from '../support/factories';

jest.setTimeout(60_000);

const PASSWORD = 'mat khau thu nghiem 2025';

/** What a browser never sends. Every one of these has once been answered with 500. */
describe('a request made by hand is refused with a reason', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let head: ApiClient;
  let board: ApiClient;
  let entry: string;
  const draft = { title: 'Ấp sáng đèn', subjectName: 'Tổ tự quản', content: {}, contributions: [], selfScores: {} };

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const db = app.get(Database);
    const place = await buildProvince(db);
    const round = await buildRound(db, { unit: place.province });
    const { login } = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }], password: PASSWORD });
    head = await ApiClient.signIn(app, login, PASSWORD);
    const staff = await buildAccount(db, { unit: place.province, grants: [{ role: 'BOARD_STAFF' }], password: PASSWORD });
    board = await ApiClient.signIn(app, staff.login, PASSWORD);
    entry = `/api/entries/${(await buildEntry(db, { round, unit: place.hamlet })).id}`;
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const answered = ({ status, body }: Answer) => {
    const problem = body as { code?: string; errors?: { field: string; code: string }[] };
    return [status, problem.code, ...(problem.errors ?? []).map((error) => `${error.field} ${error.code}`)];
  };

  it('with a text that is too short, empty or none: it says which', async () => {
    const visitor = new ApiClient(app);
    await visitor.get('/api/session');
    const tokens: [unknown, string][] = [['', 'FIELD_MISSING'], [['abc'], 'FIELD_BAD_FORMAT'], ['a'.repeat(201), 'FIELD_TOO_LONG']];
    for (const [token, code] of tokens)
      expect(answered(await visitor.post('/api/password/reset', { token, password: 'mat khau moi 2025' }))).toEqual([400, 'VALIDATION_FAILED', `token ${code}`]);
    const round = { programmeName: 'x', code: 'DVK-1', name: 'Đợt một', year: 2025, unitId: '00000000-0000-4000-8000-000000000000', template: 'TWO_LEVEL_2025', opensAt: '2025-01-01T00:00:00Z', closesAt: '2025-12-01T00:00:00Z' };
    expect(answered(await board.post('/api/rounds', round))).toEqual([400, 'VALIDATION_FAILED', 'programmeName FIELD_TOO_SHORT']);
  });

  it('with a list directly in a list', async () => {
    const contributions = [[{ kind: 'TIEN', qualifier: 'EXACT', amount: '1' }]];
    expect(answered(await head.put(`${entry}/draft`, { version: 1, ...draft, contributions }))).toEqual([400, 'VALIDATION_FAILED', 'contributions.0 FIELD_BAD_FORMAT']);
  });

  it('with nesting that goes deeper than any input', async () => {
    const payload = `{"title":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`;
    const [status, code] = answered(await head.request('POST', '/api/entries', payload, { 'content-type': 'application/json' }));
    expect([status, code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('with a version that no row can have', async () => {
    expect(answered(await head.post(`${entry}/withdraw`, { version: 2 ** 31, reason: 'Thử' }))).toEqual([409, 'CHANGED_MEANWHILE']);
  });

  it.each([
    ['has no boundary', 'multipart/form-data', 'x'],
    ['is none', 'multipart/form-data; boundary=abc', 'x'],
    ['ends in the middle', 'multipart/form-data; boundary=abc', '--abc\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nx'],
  ])('with a form that %s', async (_name, type, payload) => {
    expect(answered(await head.request('POST', `${entry}/evidence`, payload, { 'content-type': type }))).toEqual([400, 'FORM_BROKEN']);
  });

  it('with NUL in a cursor', async () => {
    const cursor = Buffer.from(JSON.stringify(['\0', 'x'])).toString('base64url');
    expect(answered(await head.get(`/api/units?cursor=${cursor}`))).toEqual([400, 'VALIDATION_FAILED', 'cursor FIELD_BAD_FORMAT']);
  });

  it('with an address that cannot be read', async () => {
    const answer = await head.get('/api/%');
    expect([...answered(answer), answer.headers['content-type']]).toEqual([404, 'NOT_FOUND', 'application/problem+json; charset=utf-8']);
  });
});
