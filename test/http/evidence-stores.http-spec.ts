import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FileBytes, FileFactsQueries, FileJobs } from '@app/files';
import { JobHandlers } from '@app/jobs';
import { Database, type Env } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { loadEnv } from '../../config/env';
import { S3Storage } from '../../libs/files/src/storage-s3';
import { ofBuffer } from '../../libs/files/src/storage';
import { ClamdServer, EICAR, hasClamd } from '../support/clamd-server';
import { createTestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import { buildAccount, buildEntry, buildProvince, buildRound } from '../support/factories';
import { pdfPage, photo } from '../support/sample-files';
import { hasSwift, SwiftServer } from '../support/swift-server';
import { TusClient } from '../support/tus-client';

jest.setTimeout(120_000);

const PASSWORD = 'mat khau thu nghiem 2025';
const swift = hasSwift();
const clamd = hasClamd();
if (!swift)
  process.stdout.write(
    'S3 test skipped: Swift is not installed (apt-get install swift-proxy swift-account swift-container swift-object memcached)\n',
  );
if (!clamd) process.stdout.write('scanner test skipped: clamd is not installed (apt-get install clamav-daemon)\n');

/** A person with an entry at an API with these settings. */
async function unitAt(env: Env) {
  const app: NestFastifyApplication = await createApi(env, { quiet: true });
  await app.listen(0, '127.0.0.1');
  const db = app.get(Database);
  const { province, hamlet } = await buildProvince(db);
  const entry = await buildEntry(db, { round: await buildRound(db, { unit: province }), unit: hamlet });
  const account = await buildAccount(db, { unit: hamlet, grants: [{ role: 'REPORTER' }], password: PASSWORD });
  const port = (app.getHttpServer().address() as AddressInfo).port;
  const client = await TusClient.signIn(`http://127.0.0.1:${port}`, account.login, PASSWORD);
  const attach = async (name: string, bytes: Buffer) => {
    const address = await client.create(name, bytes.length);
    await client.patch(address, 0, bytes);
    const uploadId = address.split('/').at(-1);
    const made = await client.json('POST', `/api/entries/${entry.id}/evidence`, { uploadId, part: 'KET_QUA' });
    expect([made.status, made.code]).toEqual([201, undefined]);
    return String(made.body['fileId']);
  };
  const stateOf = async (fileId: string) => (await app.get(FileFactsQueries).of([fileId])).get(fileId)?.scanState;
  const at = (fileId: string, what = '') => `/api/entries/${entry.id}/files/${fileId}${what}`;
  return { app, client, attach, at, stateOf, handlers: app.get(JobHandlers) };
}

(swift ? describe : describe.skip)('files in an S3-compatible store that checks signatures', () => {
  let server: SwiftServer;
  let store: S3Storage;
  const settings = (secret?: string, over = '') =>
    loadEnv({ STORAGE_URL: server.url('minh-chung', secret) + over, SESSION_SECRET: 'x'.repeat(32) }).storage!;
  const clientOf = (one: NonNullable<Env['storage']>) =>
    new S3Client({
      endpoint: one.endpoint,
      region: one.region,
      credentials: { accessKeyId: one.accessKeyId, secretAccessKey: one.secretAccessKey },
      forcePathStyle: true,
    });

  beforeAll(async () => {
    server = await SwiftServer.start();
    await clientOf(settings()).send(new CreateBucketCommand({ Bucket: 'minh-chung' }));
    store = await S3Storage.of(settings(undefined, '&prefix=tinh'));
  });
  afterAll(() => server.stop());

  it('keeps bytes, gives them back whole and in parts, and knows what it has', async () => {
    const bytes = randomBytes(3_000_000);
    expect([await store.has('files/aa/x'), await store.open('files/aa/x')]).toEqual([false, undefined]);
    await store.put('files/aa/x', ofBuffer(bytes));
    await store.put('files/aa/x', ofBuffer(Buffer.from('another time: what is there stays')));
    expect((await buffer((await store.open('files/aa/x'))!)).equals(bytes)).toBe(true);
    expect(await buffer((await store.open('files/aa/x', { start: 100, end: 299 }))!)).toEqual(bytes.subarray(100, 300));
    expect(await store.has('files/aa/x')).toBe(true);
    expect(await (await S3Storage.of(settings())).has('files/aa/x')).toBe(false);
    expect(await (await S3Storage.of(settings())).has('tinh/files/aa/x')).toBe(true);
    await store.remove('files/aa/x');
    expect(await store.has('files/aa/x')).toBe(false);
  });

  it('a file that ends too early is not kept', async () => {
    const short = { size: 1_000_000, open: () => ofBuffer(randomBytes(1000)).open() };
    await expect(store.put('files/aa/short', short)).rejects.toThrow();
    expect(await store.has('files/aa/short')).toBe(false);
  });

  it('is refused with a wrong secret or a changed request', async () => {
    const wrong = await S3Storage.of(settings('wrong'));
    await expect(wrong.open('files/aa/y')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(wrong.put('files/aa/y', ofBuffer(Buffer.from('x')))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    const tampering = clientOf(settings());
    tampering.middlewareStack.add(
      (next) => (args) => {
        (args.request as { path: string }).path = '/minh-chung/files/aa/other';
        return next(args);
      },
      { step: 'deserialize', priority: 'high', name: 'changeWhatIsSigned' },
    );
    await expect(
      tampering.send(new GetObjectCommand({ Bucket: 'minh-chung', Key: 'files/aa/y' })),
    ).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });

  it('evidence is uploaded, previewed and downloaded through it, and nothing stays on our disk', async () => {
    const database = await createTestDatabase();
    const env = testEnv(database, { STORAGE_URL: server.url('minh-chung') });
    const unit = await unitAt(env);
    try {
      const bytes = await photo(60);
      const fileId = await unit.attach('Cầu.jpg', bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await unit.handlers.run('files.preview', { sha256 });
      const got = await unit.client.bytes(unit.at(fileId), { range: 'bytes=10-19' });
      expect([got.status, got.bytes]).toEqual([206, bytes.subarray(10, 20)]);
      const shown = await unit.client.bytes(unit.at(fileId, '/thumbnail'));
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect((await unit.app.get(FileBytes).read(sha256)).equals(bytes)).toBe(true);
      expect(readdirSync(join(env.dataDir)).filter((name) => ['files', 'previews'].includes(name))).toEqual([]);
    } finally {
      await unit.app.close();
      await database.drop();
    }
  });
});

(clamd ? describe : describe.skip)('files that ClamAV looks at', () => {
  it('clean, infected, and not scanned while it is down', async () => {
    const scanner = await ClamdServer.start();
    const database = await createTestDatabase();
    const unit = await unitAt(testEnv(database, { CLAMD_URL: `unix:${scanner.socket}` }));
    try {
      const scan = (fileId: string) => unit.handlers.run('files.scan', { fileId });
      const good = await unit.attach('a.pdf', pdfPage());
      const bad = await unit.attach('b.pdf', Buffer.concat([pdfPage(), EICAR]));
      expect([await unit.stateOf(good), await unit.stateOf(bad)]).toEqual(['NOT_SCANNED', 'NOT_SCANNED']);
      await scan(good);
      await scan(bad);
      expect([await unit.stateOf(good), await unit.stateOf(bad)]).toEqual(['CLEAN', 'INFECTED']);
      expect((await unit.client.bytes(unit.at(good))).status).toBe(200);
      expect((await unit.client.send('GET', unit.at(bad))).code).toBe('FILE_INFECTED');

      scanner.down();
      const later = await unit.attach('c.pdf', Buffer.concat([pdfPage(), Buffer.from('later'), EICAR]));
      await expect(scan(later)).rejects.toThrow('clamd');
      await unit.app.get(FileJobs).sweep();
      expect(await unit.stateOf(later)).toBe('NOT_SCANNED');
      await scanner.start();
      await unit.app.get(FileJobs).sweep();
      expect(await unit.stateOf(later)).toBe('INFECTED');
    } finally {
      await unit.app.close();
      await database.drop();
      scanner.stop();
    }
  });
});
