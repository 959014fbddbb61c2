import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FileBytes, UPLOAD_KEPT_MS, Uploads } from '@app/files';
import { Clock, Database, type Env } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltEntry,
  type BuiltRound,
} from '../support/factories';
import { TusClient } from '../support/tus-client';

jest.setTimeout(60_000);

const PASSWORD = 'mat khau thu nghiem 2025';
const MB = 1024 * 1024;
/** A PDF by its first bytes; the rest is noise. */
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('resumable uploads', () => {
  let database: TestDatabase;
  let env: Env;
  let app: NestFastifyApplication;
  let db: Database;
  let round: BuiltRound;
  let entry: BuiltEntry;
  let unit: Awaited<ReturnType<typeof buildProvince>>;
  let reporter: TusClient;
  let other: TusClient;

  const start = async () => {
    app = await createApi(env, { quiet: true });
    await app.listen(0, '127.0.0.1');
    db = app.get(Database);
    return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    env = testEnv(database, { UPLOAD_MAX_MB: '3' });
    const base = await start();
    unit = await buildProvince(db);
    round = await buildRound(db, { unit: unit.province });
    entry = await buildEntry(db, { round, unit: unit.hamlet });
    const person = async () => {
      const account = await buildAccount(db, { unit: unit.hamlet, grants: [{ role: 'REPORTER' }], password: PASSWORD });
      return TusClient.signIn(base, account.login, PASSWORD);
    };
    reporter = await person();
    other = await person();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const evidence = (address: string, over: object = {}) =>
    reporter.json('POST', `/api/entries/${entry.id}/evidence`, {
      uploadId: address.split('/').at(-1),
      part: 'KET_QUA',
      ...over,
    });

  it('a file that broke off twice, once by a restart of the API, arrives whole and is attached once', async () => {
    const bytes = pdf(2 * MB);
    const address = await reporter.create('Biên bản họp.pdf', bytes.length);
    await reporter.breakAfter(address, 0, bytes.length, bytes.subarray(0, MB));
    const half = await reporter.offset(address);
    expect(half).toBe(MB);

    await app.close();
    const base = await start();
    reporter = reporter.at(base);
    other = other.at(base);
    expect(await reporter.offset(address)).toBe(half);
    const third = await reporter.patch(address, half, bytes.subarray(half, half + 1000));
    expect([third.status, third.headers.get('upload-offset')]).toEqual([204, String(half + 1000)]);
    expect((await evidence(address)).code).toBe('UPLOAD_UNFINISHED');
    expect((await reporter.patch(address, half + 1000, bytes.subarray(half + 1000))).status).toBe(204);

    const made = await evidence(address, { caption: 'Họp dân' });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        name: 'Biên bản họp.pdf',
        mediaType: 'application/pdf',
        size: bytes.length,
        scanState: 'NOT_SCANNED',
        preview: { state: 'WAITING', thumbnail: null, page: null, text: false },
      }),
    ]);
    // a retry after a lost answer: the same, not a second one
    expect((await evidence(address)).body['id']).toBe(made.body['id']);
    const got = await reporter.bytes(`/api/entries/${entry.id}/files/${String(made.body['fileId'])}`);
    expect([got.status, sha256(got.bytes), got.headers.get('content-disposition')]).toEqual([
      200,
      sha256(bytes),
      expect.stringMatching(/^attachment; /),
    ]);
    expect((await app.get(FileBytes).read(sha256(bytes))).equals(bytes)).toBe(true);

    // used: another entry cannot have it as well, and its bytes on their way go with the job
    const second = await buildEntry(db, { round, unit: unit.hamlet });
    const uploadId = address.split('/').at(-1)!;
    const again = await reporter.json('POST', `/api/entries/${second.id}/evidence`, { uploadId, part: 'KET_QUA' });
    expect([again.status, again.code]).toEqual([409, 'UPLOAD_USED']);
    await app.get(Uploads).drop(uploadId);
    expect((await reporter.send('HEAD', address)).status).toBe(410);
  });

  it('parts of a range can be asked for', async () => {
    const bytes = pdf(5000);
    const address = await reporter.create('a.pdf', bytes.length);
    await reporter.patch(address, 0, bytes);
    const { body } = await evidence(address);
    const url = `/api/entries/${entry.id}/files/${String(body['fileId'])}`;
    const range = async (asked: string) => {
      const { status, headers, bytes: got } = await reporter.bytes(url, { range: asked });
      return [status, headers.get('content-range'), got.length < 200 ? got : got.length];
    };
    expect(await range('bytes=10-19')).toEqual([206, 'bytes 10-19/5000', bytes.subarray(10, 20)]);
    expect(await range('bytes=-5')).toEqual([206, 'bytes 4995-4999/5000', bytes.subarray(4995)]);
    expect(await range('bytes=4990-')).toEqual([206, 'bytes 4990-4999/5000', bytes.subarray(4990)]);
    expect((await range('bytes=5000-')).slice(0, 2)).toEqual([416, 'bytes */5000']);
    expect(await range('bytes=1-2,4-5')).toEqual([200, null, 5000]);
    expect(await range('rows=1-2')).toEqual([200, null, 5000]);
  });

  it('a new line takes over from one that has fallen silent, without doubling a byte', async () => {
    const bytes = pdf(MB);
    const address = await reporter.create('b.pdf', bytes.length);
    const silent = reporter.begin(address, 0, bytes.length, bytes.subarray(0, 300_000));
    await new Promise((done) => setTimeout(done, 200));
    const [first, second] = await Promise.all([reporter.offset(address), reporter.offset(address)]);
    expect([first, second]).toEqual([300_000, 300_000]);
    silent.destroy();
    const answers = await Promise.all([
      reporter.patch(address, first, bytes.subarray(first)),
      reporter.patch(address, first, bytes.subarray(first)),
    ]);
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([204, 409]));
    expect((await evidence(address)).status).toBe(201);
    expect((await app.get(FileBytes).read(sha256(bytes))).equals(bytes)).toBe(true);
  });

  it('belongs to its account: for another one it is not there, and strangers are turned away', async () => {
    const address = await reporter.create('c.pdf', 1000);
    for (const answer of await Promise.all([
      other.send('HEAD', address),
      other.patch(address, 0, pdf(1000)),
      other.send('DELETE', address),
      other.json('POST', `/api/entries/${entry.id}/evidence`, { uploadId: address.split('/').at(-1), part: 'KET_QUA' }),
    ]))
      expect(answer.status).toBe(404);
    expect(await reporter.offset(address)).toBe(0);
    const stranger = await fetch(`http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}${address}`, {
      method: 'HEAD',
    });
    expect(stranger.status).toBe(401);
    const forged = await reporter.send('PATCH', address, pdf(1000), {
      'x-csrf-token': 'x',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    });
    expect([forged.status, forged.code]).toEqual([403, 'CSRF_INVALID']);
    expect((await reporter.send('DELETE', address)).status).toBe(204);
    expect((await reporter.send('HEAD', address)).status).toBe(404);
  });

  it('says what it can do, and refuses what it cannot, with a code', async () => {
    const { status, headers } = await reporter.send('OPTIONS', '/api/uploads');
    expect([status, headers.get('tus-version'), headers.get('tus-max-size'), headers.get('tus-extension')]).toEqual([
      204,
      '1.0.0',
      String(3 * MB),
      'creation,creation-with-upload,termination,expiration',
    ]);
    const meta = (name: string) => `filename ${Buffer.from(name).toString('base64')}`;
    const begin = async (given: Record<string, string>) => {
      const answer = await reporter.send('POST', '/api/uploads', undefined, given);
      return [answer.status, answer.code];
    };
    expect(await begin({ 'upload-length': String(3 * MB + 1), 'upload-metadata': meta('a.pdf') })).toEqual([
      413,
      'FILE_TOO_LARGE',
    ]);
    expect(await begin({ 'upload-length': '0', 'upload-metadata': meta('a.pdf') })).toEqual([400, 'FILE_EMPTY']);
    expect(await begin({ 'upload-length': '9', 'upload-metadata': meta('a.exe') })).toEqual([
      415,
      'FILE_TYPE_NOT_ALLOWED',
    ]);
    expect(await begin({ 'upload-length': '9', 'upload-metadata': meta('a\u0000.pdf') })).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect(await begin({ 'upload-length': '9', 'upload-metadata': 'a b c' })).toEqual([400, 'UPLOAD_REQUEST_WRONG']);
    expect(await begin({ 'upload-length': '9' })).toEqual([400, 'UPLOAD_REQUEST_WRONG']);
    expect(await begin({ 'upload-length': 'x', 'upload-metadata': meta('a.pdf') })).toEqual([
      400,
      'UPLOAD_REQUEST_WRONG',
    ]);
    expect(await begin({ 'upload-defer-length': '1', 'upload-metadata': meta('a.pdf') })).toEqual([
      400,
      'UPLOAD_REQUEST_WRONG',
    ]);
    expect(await begin({ 'upload-length': '9', 'upload-metadata': meta('a.pdf'), 'tus-resumable': '0.2' })).toEqual([
      400,
      'UPLOAD_REQUEST_WRONG',
    ]);
    const address = await reporter.create('d.pdf', 100);
    const wrong = async (answer: Promise<{ status: number; code: string | undefined }>) => {
      const { status: s, code } = await answer;
      return [s, code];
    };
    expect(await wrong(reporter.patch(address, 50, pdf(50)))).toEqual([409, 'UPLOAD_OFFSET_WRONG']);
    expect(await wrong(reporter.patch(address, 0, pdf(101)))).toEqual([413, 'UPLOAD_LONGER']);
    for (const type of [
      'text/plain',
      'application/json',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
    ]) {
      const typed = { 'content-type': type, 'upload-offset': '0' };
      expect([type, await wrong(reporter.send('PATCH', address, Buffer.from('{}'), typed))]).toEqual([
        type,
        [415, 'UNSUPPORTED_MEDIA_TYPE'],
      ]);
      const begun = { 'content-type': type, 'upload-length': '2', 'upload-metadata': meta('a.pdf') };
      expect([type, await wrong(reporter.send('POST', '/api/uploads', Buffer.from('{}'), begun))]).toEqual([
        type,
        [415, 'UNSUPPORTED_MEDIA_TYPE'],
      ]);
    }
    expect(
      await wrong(reporter.send('PATCH', address, pdf(10), { 'content-type': 'application/offset+octet-stream' })),
    ).toEqual([400, 'UPLOAD_REQUEST_WRONG']);
    expect(await wrong(reporter.send('GET', address))).toEqual([404, 'NOT_FOUND']);
    // a query and another spelling of the id change nothing
    const spelt = `${address.slice(0, -36)}${address.slice(-36).toUpperCase()}?x=1/2`;
    expect((await reporter.send('HEAD', spelt)).headers.get('upload-offset')).toBe('0');
    expect((await reporter.patch(spelt, 0, pdf(60))).status).toBe(204);
    expect(await reporter.offset(address)).toBe(60);
    expect((await reporter.send('DELETE', spelt)).status).toBe(204);
    const turned = await reporter.create('hoa\u202Efdp\u2066.pdf', 9);
    expect(await db.one('SELECT name FROM upload WHERE id = $1', [turned.split('/').at(-1)])).toEqual({
      name: 'hoafdp.pdf',
    });
  });

  it('with the first bytes at once, and what nobody has finished is limited and goes in time', async () => {
    const whole = await reporter.send('POST', '/api/uploads', pdf(500), {
      'upload-length': '500',
      'upload-metadata': `filename ${Buffer.from('e.pdf').toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    });
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '500']);
    for (let i = 0; i < 4; i++) await other.create(`${i}.pdf`, 3 * MB);
    await expect(other.create('too much.pdf', 3 * MB + 0)).resolves.toMatch(/uploads/);
    await expect(other.create('too much.pdf', 1)).rejects.toThrow('422 UPLOAD_LIMIT');
    const clock = app.get(Clock);
    clock.set(new Date(Date.now() + UPLOAD_KEPT_MS + 60_000));
    await app.get(Uploads).clean();
    clock.set(undefined);
    expect(await db.one('SELECT count(*)::int AS n FROM upload')).toEqual({ n: 0 });
    expect((await evidence(whole.headers.get('location') ?? '')).code).toBe('NOT_FOUND');
  });

  it('stops at the quota of the round, counted in files and in bytes', async () => {
    const small = await buildRound(db, {
      unit: unit.province,
      change: (rules) => (rules.evidence = { maxFiles: 3, maxMb: 1 }),
    });
    entry = await buildEntry(db, { round: small, unit: unit.hamlet });
    const attach = async (size: number) => {
      const address = await reporter.create('f.pdf', size);
      await reporter.patch(address, 0, pdf(size));
      const { status, code, body } = await evidence(address);
      return status === 201 ? status : [status, code, (body['params'] ?? {}) as object];
    };
    expect(await attach(700_000)).toBe(201);
    expect(await attach(400_000)).toEqual([422, 'FILE_QUOTA_EXCEEDED', { maxMb: 1, usedMb: 0.7, fileMb: 0.4 }]);
    expect(await attach(1000)).toBe(201);
    expect(await attach(1001)).toBe(201);
    expect(await attach(1002)).toEqual([422, 'TOO_MANY_FILES', { max: 3 }]);
  });
});
