import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { buildProvince, buildRound, type BuiltRound, closeRegistrationAt, completeContent } from '../support/factories';
import { TusClient } from '../support/tus-client';
import { no, PASSWORD, World, yes } from '../support/world';

jest.setTimeout(60_000);

interface Entry {
  id: string;
  version: number;
  state: string;
  channel: string;
  unitId: string;
  can: string[];
  paper: {
    receivedOn: string;
    postmarkOn: string | null;
    note: string;
    enteredBy: string;
    scans: { id: string; fileId: string; name: string }[];
  } | null;
}

/** yyyy-mm-dd in Viet Nam, so many days from today. */
const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + offset * 86_400_000);

describe('a dossier that came on paper', () => {
  let world: World;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let elsewhere: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;

  beforeAll(async () => {
    world = await World.open();
    place = await buildProvince(world.db);
    elsewhere = await buildProvince(world.db);
    round = await buildRound(world.db, { unit: place.province });
    await world.add('canbo', 'Trần Thị Mỹ Duyên', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    await world.add('truong', 'Lê Văn Tám', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    await world.add('giamkhao', 'Võ Thị Kim Anh', { unit: place.province, grants: [{ role: 'JUDGE' }] });
  });
  afterAll(() => world.close());

  const sheet = (over: object = {}) => ({
    roundId: round.id,
    unitId: place.hamlet.id,
    categoryCode: 'KINH_TE_COLLECTIVE',
    title: 'Tổ hùn vốn giúp nhau thoát nghèo',
    subjectName: 'Chi hội Phụ nữ Ấp 3',
    receivedOn: day(0),
    ...over,
  });
  const enter = async (over: object = {}) => (await world.as('canbo')).post<Entry>('/api/entries/paper', sheet(over));

  it('is entered for a unit below, and says how it came', async () => {
    const entry = await yes(enter({ postmarkOn: day(-2), note: 'Công văn 12-CV/CB' }));
    expect([entry.state, entry.channel, entry.unitId]).toEqual(['DRAFT', 'PAPER', place.hamlet.id]);
    expect(entry.paper).toEqual({
      receivedOn: day(0),
      postmarkOn: day(-2),
      note: 'Công văn 12-CV/CB',
      enteredBy: 'Trần Thị Mỹ Duyên',
      scans: [],
    });
    expect([entry.can.includes('write'), entry.can.includes('submitPaper'), entry.can.includes('submit')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['a unit elsewhere', () => ({ unitId: elsewhere.hamlet.id }), 'UNIT_UNKNOWN'],
    ['a unit that does not exist', () => ({ unitId: '00000000-0000-7000-8000-000000000000' }), 'UNIT_UNKNOWN'],
    ['an unknown category', () => ({ categoryCode: 'KHONG_CO' }), 'CATEGORY_UNKNOWN'],
    ['a day in the future', () => ({ receivedOn: day(1) }), 'PAPER_DATES'],
    ['a postmark after the arrival', () => ({ receivedOn: day(-3), postmarkOn: day(-2) }), 'PAPER_DATES'],
    ['a day that does not exist', () => ({ receivedOn: '2026-02-30' }), 'VALIDATION_FAILED'],
  ])('%s is refused', async (_what, over, code) => {
    expect((await no(enter(over())))[1]).toBe(code);
  });

  it('the unit itself cannot enter paper, and an officer cannot write what the unit types', async () => {
    expect(await no((await world.as('truong')).post('/api/entries/paper', sheet()))).toEqual([
      403,
      'ACTION_NOT_ALLOWED',
    ]);
    const { receivedOn: _no, ...online } = sheet();
    const typed = await yes((await world.as('truong')).post<Entry>('/api/entries', online));
    expect(await no((await world.as('canbo')).get(`/api/entries/${typed.id}`))).toEqual([404, 'NOT_FOUND']);
  });

  it('its scan is kept with it, seen by the unit and its reviewers, and by nobody else', async () => {
    const entry = await yes(enter());
    const { port } = (await world.api
      .listen(0, '127.0.0.1')
      .then(() => world.api.getHttpServer().address())) as AddressInfo;
    const tus = await TusClient.signIn(`http://127.0.0.1:${port}`, 'canbo', PASSWORD);
    const bytes = Buffer.from('%PDF-1.7\nbản quét có tên người\n');
    const address = await tus.create('Hồ sơ giấy.pdf', bytes.length);
    await tus.patch(address, 0, bytes);
    const canbo = await world.as('canbo');
    const { paper } = await yes(
      canbo.post<Entry>(`/api/entries/${entry.id}/scans`, { uploadId: address.split('/').at(-1) }),
    );
    const file = `/api/entries/${entry.id}/scans/${paper!.scans[0]!.fileId}`;
    expect(paper!.scans.map(({ name }) => name)).toEqual(['Hồ sơ giấy.pdf']);
    expect((await canbo.get(file)).raw.equals(bytes)).toBe(true);
    expect((await (await world.as('truong')).get(file)).raw.equals(bytes)).toBe(true);

    // as a stream, of which a part can be asked for; infected, for nobody
    const part = await canbo.request('GET', file, undefined, { range: 'bytes=1-3' });
    expect([part.status, part.raw.toString('latin1')]).toEqual([206, 'PDF']);
    const marked = (state: string) =>
      world.db.query(
        `UPDATE stored_file SET scan_state = $2, scanned_at = now(), scan_finding = CASE $2 WHEN 'INFECTED' THEN 'Eicar-Test' END WHERE id = $1`,
        [paper!.scans[0]!.fileId, state],
      );
    await marked('INFECTED');
    expect(await no(canbo.get(file))).toEqual([409, 'FILE_INFECTED']);
    await marked('CLEAN');

    // a judge who may read the entry learns nothing of its paper
    await world.db.query(
      `UPDATE entry SET state = 'SCORING', revision_no = 1, receipt_no = 'X-1', submitted_at = now(), stage_code = $2, holder_unit_id = $3 WHERE id = $1`,
      [entry.id, round.rules.chain.find(({ kind }) => kind === 'SCORING')?.code, place.province.id],
    );
    await world.db.query(
      `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
       SELECT id, 1, title, subject_name, content, contributions, self_scores, '[]', 'test', created_by FROM entry WHERE id = $1`,
      [entry.id],
    );
    await world.db.query(`INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`, [
      entry.id,
      world.id('giamkhao'),
    ]);
    const judge = await world.as('giamkhao');
    expect((await yes(judge.get<Entry>(`/api/entries/${entry.id}`))).paper).toBeNull();
    expect(await no(judge.get(file))).toEqual([404, 'NOT_FOUND']);
  });

  it('is submitted by the officer on behalf of the unit, with a receipt, and the unit is told', async () => {
    const entry = await yes(enter({ title: 'Con đường hoa do Nhân dân tự quản' }));
    const canbo = await world.as('canbo');
    const { version } = await yes(
      canbo.put<{ version: number }>(`/api/entries/${entry.id}/draft`, {
        version: entry.version,
        title: 'Con đường hoa do Nhân dân tự quản',
        subjectName: 'Chi hội Phụ nữ Ấp 3',
        ...completeContent(round.rules, 'KINH_TE_COLLECTIVE'),
      }),
    );
    const submitted = await yes(
      canbo.post<{ receiptNo: string; entry: Entry }>(`/api/entries/${entry.id}/submit`, { version }),
    );
    expect(submitted.entry.state).toBe('APPRAISING');
    expect(
      await world.db.query(
        `SELECT a.action, a.actor_id AS actor, a.acting_for AS unit FROM audit_log a WHERE a.subject_id = $1 AND a.action IN ('Entry.enterPaper', 'Entry.submitPaper') ORDER BY a.id`,
        [entry.id],
      ),
    ).toEqual(
      ['Entry.enterPaper', 'Entry.submitPaper'].map((action) => ({
        action,
        actor: world.id('canbo'),
        unit: place.hamlet.id,
      })),
    );
    expect(
      await world.db.query(`SELECT 1 FROM notice WHERE account_id = $1 AND kind = 'ENTRY_SUBMITTED' AND href = $2`, [
        world.id('truong'),
        `/entries/${entry.id}`,
      ]),
    ).toHaveLength(1);
  });

  it('is in time by its postmark, or else by its arrival, also when the window has closed meanwhile', async () => {
    await closeRegistrationAt(world.db, round, new Date(Date.now() - 2 * 86_400_000));
    const inTime = await yes(enter({ receivedOn: day(0), postmarkOn: day(-2) }));
    expect(await no(enter({ receivedOn: day(0), postmarkOn: day(-1) }))).toEqual([409, 'AFTER_DEADLINE']);
    expect(await no(enter({ receivedOn: day(0) }))).toEqual([409, 'AFTER_DEADLINE']);
    // nor can the day be moved afterwards to submit what came late
    const canbo = await world.as('canbo');
    await yes(canbo.put(`/api/entries/${inTime.id}/paper`, { receivedOn: day(0), postmarkOn: null }));
    await world.db.query('UPDATE entry SET content = $2, contributions = $3, self_scores = $4 WHERE id = $1', [
      inTime.id,
      ...Object.values(completeContent(round.rules, 'KINH_TE_COLLECTIVE')).map((value) => JSON.stringify(value)),
    ]);
    expect(await no(canbo.post(`/api/entries/${inTime.id}/submit`, { version: inTime.version }))).toEqual([
      409,
      'AFTER_DEADLINE',
    ]);
  });
});
