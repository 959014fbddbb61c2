import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import sharp from 'sharp';
import type { Role } from '@app/access';
import { JobHandlers } from '@app/jobs';
import { Database } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { ApiClient } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import {
  buildAccount,
  type BuiltEntry,
  type BuiltRound,
  type BuiltUnit,
  buildEntry,
  buildProvince,
  buildRound,
} from '../support/factories';
import { MP4, photo, traces } from '../support/sample-files';

jest.setTimeout(60_000);

const PASSWORD = 'mat khau thu nghiem 2025';

interface Evidence {
  id: string;
  fileId: string;
  scanState: string;
  preview: { state: string; thumbnail: string | null; page: string | null; text: boolean };
}

describe('files of an entry for its readers', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let db: Database;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let far: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  const accounts = new Map<ApiClient, string>();

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    db = app.get(Database);
    place = await buildProvince(db, 'Tỉnh Hậu Giang');
    far = await buildProvince(db, 'Tỉnh Cà Mau');
    round = await buildRound(db, { unit: place.province });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const person = async (unit: BuiltUnit, ...roles: Role[]) => {
    const account = await buildAccount(db, { unit, grants: roles.map((role) => ({ role })), password: PASSWORD });
    const client = await ApiClient.signIn(app, account.login, PASSWORD);
    accounts.set(client, account.id);
    return client;
  };
  const work = async (name: 'files.preview' | 'files.infected') => {
    const jobs = await db.query<{ data: { sha256: string } & { fileId: string } }>(
      'SELECT data FROM pgboss.job WHERE name = $1',
      [name],
    );
    for (const { data } of jobs) await app.get(JobHandlers).run(name, data);
  };
  /** An entry with these files, submitted by the people of its unit. */
  const submitted = async (
    unit: BuiltUnit,
    inRound: BuiltRound,
    files: { name: string; bytes: Buffer; caption: string }[],
  ): Promise<{ entry: BuiltEntry; evidence: Evidence[]; head: ApiClient }> => {
    const head = await person(unit, 'UNIT_HEAD');
    const entry = await buildEntry(db, { round: inRound, unit, complete: true });
    const evidence: Evidence[] = [];
    for (const { caption, ...file } of files)
      evidence.push(
        (await head.upload<Evidence>(`/api/entries/${entry.id}/evidence`, file, { part: 'KET_QUA', caption })).body,
      );
    await work('files.preview');
    const { version } = (await head.get<{ version: number }>(`/api/entries/${entry.id}`)).body;
    const answer = await head.post(`/api/entries/${entry.id}/submit`, { version });
    expect([answer.status, answer.body['code']]).toEqual([200, undefined]);
    return { entry, evidence, head };
  };

  it('the unit and the officer get what was sent; a judge and all pictures on the screen are without place and owner', async () => {
    const bytes = await photo(30, { orientation: 6 });
    const { entry, evidence, head } = await submitted(place.hamlet, round, [
      { name: 'Cầu mới.jpg', bytes, caption: 'Cầu' },
      { name: 'Lễ.mp4', bytes: MP4, caption: 'Lễ' },
    ]);
    const [picture, video] = evidence as [Evidence, Evidence];
    const officer = await person(place.commune, 'OFFICER');
    const judge = await person(far.province, 'JUDGE');
    const reader = `INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`;
    await db.query(reader, [entry.id, accounts.get(judge)]);
    const stranger = await person(far.commune, 'OFFICER');
    const at = (file: Evidence, what = '') => `/api/entries/${entry.id}/files/${file.fileId}${what}`;

    for (const one of [head, officer]) {
      const got = await one.get(at(picture));
      expect([got.status, got.raw.equals(bytes)]).toEqual([200, true]);
    }
    const copy = await judge.get(at(picture));
    expect([copy.status, copy.headers['content-type'], traces(copy.raw)]).toEqual([200, 'image/jpeg', []]);
    expect(await sharp(copy.raw).metadata()).toMatchObject({ width: 480, height: 640 });
    expect(traces((await judge.get(at(video))).raw)).toEqual([]);
    expect(traces((await head.get(at(video))).raw)).toEqual(traces(MP4));

    const shown = (await judge.get<{ evidence: Evidence[] }>(`/api/entries/${entry.id}`)).body.evidence;
    expect(shown.map(({ scanState, preview }) => [scanState, preview])).toEqual([
      [
        'NOT_SCANNED',
        { state: 'READY', thumbnail: at(picture, '/thumbnail'), page: at(picture, '/page'), text: false },
      ],
      ['NOT_SCANNED', expect.objectContaining({ state: 'READY' })],
    ]);
    for (const what of ['/thumbnail', '/page']) {
      const { status, headers, raw } = await judge.get(at(picture, what));
      expect([status, headers['content-type'], headers['x-content-type-options'], traces(raw)]).toEqual([
        200,
        'image/webp',
        'nosniff',
        [],
      ]);
      expect([headers['content-security-policy'], headers['content-disposition']]).toEqual([
        "default-src 'none'; sandbox",
        undefined,
      ]);
      const again = await judge.request('GET', at(picture, what), undefined, {
        'if-none-match': String(headers['etag']),
      });
      expect([again.status, again.raw.length]).toEqual([304, 0]);
      expect((await stranger.get(at(picture, what))).status).toBe(404);
    }
    expect((await judge.get(at(picture, '/text'))).status).toBe(404);
  });

  it('a picture that another unit sent in another year is shown to the officer, and to nobody else', async () => {
    const older = await buildRound(db, { unit: place.province, name: 'Đợt 2023' });
    const farRound = await buildRound(db, { unit: far.province });
    const original = await photo(40);
    const first = await submitted(place.agency, older, [{ name: 'a.jpg', bytes: original, caption: 'Đường hoa' }]);
    await submitted(far.hamlet, farRound, [
      { name: 'b.jpg', bytes: await photo(40, { width: 320, quality: 45 }), caption: 'Không được lộ' },
    ]);
    const mine = await submitted(place.otherCommune, round, [
      { name: 'c.jpg', bytes: original, caption: 'Của chúng tôi' },
      { name: 'd.jpg', bytes: await photo(41), caption: 'Ảnh khác' },
    ]);
    const url = `/api/entries/${mine.entry.id}/duplicates`;
    const fileId = mine.evidence[0]!.fileId;
    const officer = await person(place.province, 'OFFICER');
    const found = (await officer.get(url)).body;
    const nothing = {
      entryId: null,
      title: null,
      roundName: null,
      fileId: null,
      caption: null,
      place: null,
      takenOn: null,
    };
    expect(found).toEqual([
      {
        fileId,
        kind: 'SAME',
        distance: 0,
        other: expect.objectContaining({
          entryId: first.entry.id,
          fileId: first.evidence[0]!.fileId,
          caption: 'Đường hoa',
          unitName: 'Sở Nội vụ',
          roundName: 'Đợt 2023',
        }),
      },
      {
        fileId,
        kind: 'SIMILAR',
        distance: expect.any(Number),
        other: { unitName: 'Ấp Một, xã Hoà An, huyện Phụng Hiệp', year: 2025, ...nothing },
      },
    ]);
    expect((await mine.head.get(url)).status).toBe(403);
    const judge = await person(far.province, 'JUDGE');
    const reader = `INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`;
    await db.query(reader, [mine.entry.id, accounts.get(judge)]);
    expect((await judge.get(url)).status).toBe(403);
  });

  it('the draft of a returned entry stays its unit’s own: another officer compares with what was submitted', async () => {
    const shared = await photo(60);
    const added = await photo(61);
    const returned = await submitted(place.hamlet, round, [{ name: 'a.jpg', bytes: shared, caption: 'Đã nộp' }]);
    await db.query(`UPDATE entry SET state = 'RETURNED', return_count = 1 WHERE id = $1`, [returned.entry.id]);
    const of = returned.evidence[0]!;
    await returned.head.request('PATCH', `/api/evidence/${of.id}`, { caption: 'LỘ BẢN NHÁP' });
    const upload = await returned.head.upload<Evidence>(
      `/api/entries/${returned.entry.id}/evidence`,
      { name: 'b.jpg', bytes: added },
      { part: 'KET_QUA', caption: 'LỘ BẢN NHÁP', place: 'LỘ NƠI CHỤP' },
    );
    expect(upload.status).toBe(201);
    const mine = await submitted(place.otherCommune, round, [
      { name: 'c.jpg', bytes: shared, caption: '' },
      { name: 'd.jpg', bytes: added, caption: '' },
    ]);
    const url = `/api/entries/${mine.entry.id}/duplicates`;
    const seen = async (client: ApiClient) =>
      (await client.get<{ other: { fileId: string; caption: string } }[]>(url)).body.map(({ other }) => [
        other.fileId,
        other.caption,
      ]);
    expect(await seen(await person(place.province, 'OFFICER'))).toEqual([[of.fileId, 'Đã nộp']]);
    // also when the unit has taken the file off its draft meanwhile
    await returned.head.request('DELETE', `/api/evidence/${of.id}`);
    expect(await seen(await person(place.province, 'OFFICER'))).toEqual([[of.fileId, 'Đã nộp']]);
    // who may read the draft sees what stands there now
    expect(await seen(await person(place.province, 'AUDITOR'))).toEqual([[upload.body.fileId, 'LỘ BẢN NHÁP']]);
  });

  it('a judge knows the one revision in force: nothing of an earlier one, of its files, or of a return', async () => {
    const { entry, evidence, head } = await submitted(place.hamlet, round, [
      { name: 'cu.jpg', bytes: await photo(70), caption: 'TIẾT LỘ' },
    ]);
    const officer = await person(place.commune, 'OFFICER');
    const judge = await person(far.province, 'JUDGE');
    await db.query(`INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`, [
      entry.id,
      accounts.get(judge),
    ]);
    const old = (await head.get<{ title: string }>(`/api/entries/${entry.id}`)).body.title;
    await db.query(
      `INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, actor_id, unit_id, reason)
       SELECT 'Entry', $1, x.action, x.a, x.b, $2, $3, 'TIẾT LỘ' FROM (VALUES ('return', 'APPRAISING', 'RETURNED'),
         ('submit', 'RETURNED', 'APPRAISING'), ('propose', 'APPRAISING', 'PROPOSED'), ('sendBack', 'PROPOSED', 'APPRAISING'),
         ('propose', 'APPRAISING', 'PROPOSED'), ('forward', 'PROPOSED', 'SCORING')) AS x(action, a, b)`,
      [entry.id, accounts.get(officer), place.commune.id],
    );
    await db.query('DELETE FROM evidence WHERE entry_id = $1', [entry.id]);
    await db.query(
      `UPDATE entry SET title = 'Bản hai', state = 'SCORING', revision_no = 2, return_count = 1, holder_unit_id = $2, stage_code = $3 WHERE id = $1`,
      [entry.id, place.province.id, round.rules.chain.find(({ kind }) => kind === 'SCORING')?.code],
    );
    await db.query(
      `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
       SELECT id, 2, title, subject_name, content, contributions, self_scores, '[]', 'test', created_by FROM entry WHERE id = $1`,
      [entry.id],
    );
    const at = (what: string) => `/api/entries/${entry.id}${what}`;
    const file = `/files/${evidence[0]!.fileId}`;
    const open = ['', '/timeline', '/revisions', '/revisions/2', '/history', '/compare?from=r2&to=r2'];
    const past = [
      '/revisions/1',
      '/compare?from=r1&to=r2',
      '/compare?from=r2&to=r1',
      file,
      `${file}/thumbnail`,
      `${file}/page`,
    ];

    const told = await Promise.all(open.map(async (what) => await judge.get(at(what))));
    expect(told.map(({ status }) => status)).toEqual(open.map(() => 200));
    const text = told.map(({ raw }) => raw.toString('utf8')).join('\n');
    expect([old, 'TIẾT LỘ', evidence[0]!.fileId].filter((secret) => text.includes(secret))).toEqual([]);
    expect(await Promise.all(past.map(async (what) => (await judge.get(at(what))).status))).toEqual(
      past.map(() => 404),
    );
    expect(told[0]!.body).toMatchObject({ title: 'Bản hai', returnCount: 0, returns: [] });
    const steps = (told[1]!.body as { steps: { action: string }[] }).steps.map(({ action }) => action);
    expect(steps).toEqual(['submit', 'propose', 'forward']);
    expect((told[2]!.body as { items: { no: number }[] }).items.map(({ no }) => no)).toEqual([2]);
    expect((told[4]!.body as { items: unknown[] }).items).toEqual([
      expect.objectContaining({ ref: 'r2', parts: [], by: null }),
    ]);

    // those who appraise keep the whole way
    expect(await Promise.all(past.map(async (what) => (await officer.get(at(what))).status))).toEqual(
      past.map(() => 200),
    );
    expect((await officer.get(at(''))).body).toMatchObject({ returnCount: 1 });
    expect((await officer.get<{ steps: unknown[] }>(at('/timeline'))).body.steps.length).toBe(7);
    expect((await officer.get<{ items: unknown[] }>(at('/revisions'))).body.items.length).toBe(2);
  });

  it('an infected file is shown as such, and cannot be had by anybody', async () => {
    const { entry, evidence, head } = await submitted(place.hamlet, round, [
      { name: 'x.jpg', bytes: await photo(50), caption: '' },
    ]);
    const officer = await person(place.commune, 'OFFICER');
    const { fileId } = evidence[0]!;
    await db.query(
      `UPDATE stored_file SET scan_state = 'INFECTED', scan_finding = 'Eicar-Test', scanned_at = now() WHERE id = $1`,
      [fileId],
    );
    await app.get(JobHandlers).run('files.infected', { fileId });
    await app.get(JobHandlers).run('files.infected', { fileId });
    for (const one of [head, officer]) {
      for (const what of ['', '/thumbnail', '/page', '/text']) {
        const { status, body } = await one.get(`/api/entries/${entry.id}/files/${fileId}${what}`);
        expect([status, body['code']]).toEqual([409, 'FILE_INFECTED']);
      }
      const [shown] = (await one.get<{ evidence: Evidence[] }>(`/api/entries/${entry.id}`)).body.evidence;
      expect(shown).toMatchObject({
        scanState: 'INFECTED',
        preview: { state: 'NONE', thumbnail: null, page: null, text: false },
      });
      const told = `SELECT count(*)::int AS n FROM notice WHERE account_id = $1 AND kind = 'FILE_INFECTED'`;
      expect(await db.one(told, [accounts.get(one)])).toEqual({ n: 1 });
    }
  });
});
