import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { EntriesModule, EntryReaders } from '@app/entries';
import { Uploads } from '@app/files';
import { JobHandlers } from '@app/jobs';
import { ProgrammesModule } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltEntry,
} from '../../../test/support/factories';
import { pdfPage, photo, traces } from '../../../test/support/sample-files';
import { codeOf, TestServices } from '../../../test/support/services';
import { VisitPapers, VisitPhotos, VisitQueries, VisitsModule, VisitsService } from './index';

jest.setTimeout(60_000);

describe('field visits', () => {
  let services: TestServices;
  let visits: VisitsService;
  let photos: VisitPhotos;
  let queries: VisitQueries;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: Awaited<ReturnType<typeof buildRound>>;
  const people = {} as Record<
    'reporter' | 'officer' | 'leader' | 'districtOfficer' | 'otherOfficer' | 'judge',
    BuiltAccount
  >;
  let counter = 0;
  const key = () => `visit-test-${++counter}`;
  const SECRET = 'Ghi chú chỉ cán bộ đọc';

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, VisitsModule]);
    const { db, module } = services;
    [visits, photos, queries] = [module.get(VisitsService), module.get(VisitPhotos), module.get(VisitQueries)];
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    people.reporter = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    people.officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    people.leader = await buildAccount(db, { unit: place.commune, grants: [{ role: 'LEADER' }] });
    people.districtOfficer = await buildAccount(db, { unit: place.district, grants: [{ role: 'OFFICER' }] });
    people.otherOfficer = await buildAccount(db, { unit: place.otherCommune, grants: [{ role: 'OFFICER' }] });
    people.judge = await buildAccount(db, { unit: place.agency, grants: [{ role: 'JUDGE' }] });
  });
  afterAll(() => services.stop());

  const at = async (): Promise<BuiltEntry> => {
    const entry = await buildEntry(services.db, {
      round,
      unit: place.hamlet,
      createdBy: people.reporter.id,
      state: 'APPRAISING',
    });
    await services.module.get(EntryReaders).grant('JUDGE', [{ entryId: entry.id, accountId: people.judge.id }]);
    return entry;
  };
  const begin = (entry: BuiltEntry, input: object = {}, who = people.officer) =>
    services.as(who, async () => (await visits.create(key(), entry.id, input)).id);
  const write = (id: string, over: object = {}) =>
    services.as(people.officer, async () =>
      visits.save(id, {
        version: (await queries.detail(id)).version,
        visitedOn: '2026-03-01',
        place: 'Nhà văn hoá ấp',
        participants: 'Bà Sáu Bí Thư',
        seen: [{ code: 'SO_LIEU', ok: false, note: SECRET }],
        conclusion: 'Mô hình có thật',
        ...over,
      }),
    );
  const sign = (id: string) =>
    services.as(people.officer, async () => visits.sign(id, key(), (await queries.detail(id)).version));
  const signed = async (entry: BuiltEntry) => {
    const id = await begin(entry);
    await write(id);
    await sign(id);
    return id;
  };
  /** Bytes that have come as a resumable upload. */
  const uploaded = (name: string, bytes: Buffer) =>
    services.as(people.officer, async () => {
      const uploads = services.module.get(Uploads);
      const id = uploads.newId();
      await uploads.create(id, uploads.check({ name, size: bytes.length, purpose: 'visit' }));
      await mkdir(uploads.folder, { recursive: true });
      await writeFile(join(uploads.folder, id), bytes);
      return id;
    });

  it('a second beginning finds the draft; what is missing is told before signing', async () => {
    const entry = await at();
    const id = await begin(entry);
    expect(await begin(entry)).toBe(id);
    expect(await codeOf(sign(id))).toBe('VISIT_INCOMPLETE');
    expect(await codeOf(write(id, { visitedOn: '2999-01-01' }))).toBe('VALIDATION_FAILED');
    expect(await codeOf(write(id, { seen: [{ code: 'KHONG_CO' }] }))).toBe('VALIDATION_FAILED');
    await write(id);
    expect(await codeOf(write(id, { version: 1 }))).toBe('CHANGED_MEANWHILE');
    await sign(id);
    const answer = await services.as(people.leader, () => queries.detail(id));
    expect([answer.state, answer.signedBy, answer.seen.find(({ code }) => code === 'SO_LIEU')]).toMatchObject([
      'SIGNED',
      people.officer.actor.fullName,
      { ok: false, note: SECRET },
    ]);
  });

  it('only reviewers of the making unit and above read it; the visited unit sees day, who came and conclusion; judges nothing', async () => {
    const entry = await at();
    const id = await signed(entry);
    const list = (who: BuiltAccount) => services.as(who, async () => (await queries.ofEntry(entry.id)).items.length);
    expect(await Promise.all([people.officer, people.leader, people.districtOfficer].map(list))).toEqual([1, 1, 1]);
    expect(await codeOf(list(people.otherOfficer))).toBe('NOT_FOUND');
    expect(await Promise.all([people.reporter, people.judge].map(list))).toEqual([0, 0]);
    const result = (who: BuiltAccount) => services.as(who, () => queries.results(entry.id));
    expect(await result(people.reporter)).toEqual([
      { id, visitedOn: '2026-03-01', unitName: expect.any(String), conclusion: 'Mô hình có thật' },
    ]);
    expect(await result(people.judge)).toEqual([]);
    for (const who of [people.reporter, people.judge, people.otherOfficer]) {
      expect(await codeOf(services.as(who, () => queries.detail(id)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(who, () => services.module.get(VisitPapers).file(id, 'pdf')))).toBe('NOT_FOUND');
    }
    expect(await codeOf(begin(entry, {}, people.districtOfficer))).toBe('ACTION_NOT_ALLOWED');
    expect(await codeOf(begin(entry, {}, people.reporter))).toBe('ACTION_NOT_ALLOWED');
  });

  it('a draft is hidden from the unit, and stands still when the entry has gone on', async () => {
    const entry = await at();
    const id = await begin(entry);
    await write(id);
    expect(await services.as(people.reporter, () => queries.results(entry.id))).toEqual([]);
    await services.db.query(`UPDATE entry SET state = 'PROPOSED' WHERE id = $1`, [entry.id]);
    expect(await codeOf(write(id))).toBe('ACTION_NOT_ALLOWED');
    expect(await codeOf(sign(id))).toBe('ACTION_NOT_ALLOWED');
  });

  it('a signed record cannot change, by nobody; a correction takes its place with a reason', async () => {
    const entry = await at();
    const id = await signed(entry);
    expect(await codeOf(write(id))).toBe('STATE_DOES_NOT_ALLOW');
    await expect(
      services.db.query(`UPDATE field_visit SET conclusion = 'khác' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({ code: '23000' });
    expect(await codeOf(begin(entry, { replacesId: id }))).toBe('REASON_REQUIRED');
    const next = await begin(entry, { replacesId: id, reason: 'Ghi nhầm địa điểm' });
    expect(await codeOf(begin(entry))).toBe('VISIT_DRAFT_THERE');
    await write(next, { conclusion: 'Đã sửa' });
    await sign(next);
    expect(await codeOf(begin(entry, { replacesId: id, reason: 'x' }))).toBe('VISIT_REPLACED');
    expect(
      (await services.as(people.leader, () => queries.ofEntry(entry.id))).items.map(({ id: one, replacedById }) => [
        one,
        replacedById,
      ]),
    ).toEqual([
      [next, null],
      [id, next],
    ]);
    expect(
      (await services.as(people.reporter, () => queries.results(entry.id))).map(({ conclusion }) => conclusion),
    ).toEqual(['Đã sửa']);
    const steps = await services.db.query<{ action: string; reason: string | null }>(
      `SELECT action, reason FROM state_history WHERE subject_type = 'Visit' AND subject_id = $1`,
      [next],
    );
    expect(steps).toEqual([{ action: 'sign', reason: 'Ghi nhầm địa điểm' }]);
  });

  it('takes photos only, once each, shows them without the camera’s data, and keeps them when signed', async () => {
    const entry = await at();
    const id = await begin(entry);
    const pdf = await uploaded('a.pdf', pdfPage());
    expect(await codeOf(services.as(people.officer, () => photos.add(id, { uploadId: pdf })))).toBe('VISIT_PHOTO_KIND');
    const uploadId = await uploaded('a.jpg', await photo(7));
    const add = () => services.as(people.officer, () => photos.add(id, { uploadId, caption: 'Con đường' }));
    await add();
    await add();
    const file = await services.db.one<{ sha256: string; photo: string; file: string }>(
      `SELECT f.sha256, p.id AS photo, f.id AS file FROM field_visit_photo p JOIN stored_file f ON f.id = p.file_id WHERE p.visit_id = $1`,
      [id],
    );
    await services.module.get(JobHandlers).run('files.preview', { sha256: file!.sha256 });
    const shown = (who: BuiltAccount) =>
      services.as(who, async () => buffer((await photos.picture(id, file!.photo, 'page.webp')).stream));
    expect(traces(await shown(people.leader))).toEqual([]);
    expect(await codeOf(shown(people.reporter))).toBe('NOT_FOUND');
    await write(id);
    await sign(id);
    expect(await codeOf(services.as(people.officer, () => photos.remove(id, file!.photo)))).toBe(
      'STATE_DOES_NOT_ALLOW',
    );
    await expect(services.db.query('DELETE FROM field_visit_photo WHERE visit_id = $1', [id])).rejects.toMatchObject({
      code: '23000',
    });
    const paper = await services.as(people.leader, () => services.module.get(VisitPapers).file(id, 'docx'));
    expect([paper.name.endsWith('.docx'), paper.bytes.length > 1000]).toEqual([true, true]);
    await services.db.query(
      `UPDATE stored_file SET scan_state = 'INFECTED', scan_finding = 'Eicar', scanned_at = now() WHERE id = $1`,
      [file!.file],
    );
    expect(await codeOf(shown(people.leader))).toBe('FILE_INFECTED');
  });
});
