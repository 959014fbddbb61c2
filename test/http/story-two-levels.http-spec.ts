import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditVerifier } from '@app/audit';
import { docxTexts, unzip } from '../../libs/documents/src/documents.fixture';
import { buildRound, buildUnit, type BuiltRound } from '../support/factories';
import { everythingShownTo } from '../support/shown';
import { unnoticed } from '../support/story-audit';
import { mailsByPerson } from '../support/story-mails';
import { StorySteps } from '../support/story-steps';
import { no, World, yes } from '../support/world';

const COLLECTIVE = 'HE_THONG_CHINH_TRI_COLLECTIVE';
const PERSON = 'VAN_HOA_XA_HOI_INDIVIDUAL';
const JUDGES = ['gk.mot', 'gk.hai', 'gk.ba'];
const COUNCIL = ['hd.chutich', 'hd.thuky', 'hd.uv1'];
const TITLES = { agency: 'Công sở thân thiện, một cửa gần dân', area: 'Người giữ nếp sống văn minh ở hẻm 51' };

interface Entry { id: string; version: number; state: string; stageCode: string; holderUnitName: string; receiptNo: string }
interface Timeline { steps: { action: string; stageCode: string | null; unitName: string | null }[]; ahead: { stageCode: string; unitName: string }[] }
interface Decision { id: string; version: number; numberText: string; totalAmount: string; awards: { entryId: string; awardFormCode: string; amount: string; certificateCode: string; certificateNumber: string }[] }

/** Each test is one step of the story and begins where the one before has ended. */
describe('one round on two levels, with an agency of the province and a residential unit, by HTTP', () => {
  let world: World;
  let round: BuiltRound;
  let steps: StorySteps;
  let units: { agency: string; area: string };
  const entries = { agency: '', area: '' };
  let decision: Decision;

  const timelineOf = async (login: string, id: string) => yes((await world.as(login)).get<Timeline>(`/api/entries/${id}/timeline`));
  const levelsOf = ({ steps: done }: Timeline) => done.filter(({ action }) => action === 'forward' || action === 'submit').map(({ action, stageCode }) => [action, stageCode]);

  beforeAll(async () => {
    world = await World.open();
    const { db } = world;
    const province = await buildUnit(db, { name: 'Thành phố Cần Thơ', kind: 'PROVINCE' });
    const commune = await buildUnit(db, { name: 'Phường Ninh Kiều', kind: 'COMMUNE', parent: province });
    const area = await buildUnit(db, { name: 'Khu vực 3', parent: commune });
    const agency = await buildUnit(db, { name: 'Sở Xây dựng', kind: 'AGENCY', level: 'PROVINCE', parent: province });
    const union = await buildUnit(db, { name: 'Hội Phụ nữ thành phố', kind: 'AGENCY', level: 'PROVINCE', parent: province });
    units = { agency: agency.id, area: area.id };
    round = await buildRound(db, { unit: province, code: 'CT-2025', name: 'Đợt 2025 hai cấp', template: 'TWO_LEVEL_2025' });
    steps = new StorySteps(world, round);
    for (const [prefix, unit] of [['so', agency], ['kv3', area]] as const) {
      await world.add(`${prefix}.canbo`, `Cán bộ ${unit.name}`, { unit, grants: [{ role: 'REPORTER' }] });
      await world.add(`${prefix}.truong`, `Thủ trưởng ${unit.name}`, { unit, grants: [{ role: 'UNIT_HEAD' }] });
    }
    for (const [prefix, unit] of [['phuong', commune], ['tp', province]] as const) {
      await world.add(`${prefix}.chuyenvien`, `Chuyên viên ${unit.name}`, { unit, grants: [{ role: 'OFFICER' }] });
      await world.add(`${prefix}.lanhdao`, `Lãnh đạo ${unit.name}`, { unit, grants: [{ role: 'LEADER' }] });
    }
    await world.add('bantochuc', 'Ban tổ chức thành phố', { unit: province, grants: [{ role: 'BOARD_STAFF' }] });
    for (const [login, unit] of [['gk.mot', union], ['gk.hai', agency], ['gk.ba', province]] as const)
      await world.add(login, `Giám khảo ${login} Trịnh Hoài`, { unit, grants: [{ role: 'JUDGE', unit: province }] });
    for (const [at, login] of COUNCIL.entries())
      await world.add(login, `Uỷ viên ${login}`, { unit: province, grants: [{ role: (['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] as const)[at] ?? 'COUNCIL_MEMBER' }] });
  }, 120_000);
  afterAll(() => world.close());

  it('an entry of an agency goes straight to the province, one of a residential unit first to its commune', async () => {
    entries.agency = await steps.write('so.canbo', { unitId: units.agency, categoryCode: COLLECTIVE, title: TITLES.agency, subjectName: 'Văn phòng Sở Xây dựng' });
    entries.area = await steps.write('kv3.canbo', { unitId: units.area, categoryCode: PERSON, title: TITLES.area, subjectName: 'Bà Nguyễn Thị Ở' });
    expect((await timelineOf('so.canbo', entries.agency)).ahead.map(({ stageCode }) => stageCode)).toEqual(['TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']);
    expect((await timelineOf('kv3.canbo', entries.area)).ahead.map(({ stageCode }) => stageCode)).toEqual(['XA', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']);
    expect((await steps.submit('so.truong', entries.agency)).receiptNo).toBe('CT-2025-000001');
    expect((await steps.submit('kv3.truong', entries.area)).receiptNo).toBe('CT-2025-000002');
    const [agency, area] = await Promise.all([entries.agency, entries.area].map(async (id, at) => yes((await world.as(at === 0 ? 'so.truong' : 'kv3.truong')).get<Entry>(`/api/entries/${id}`))));
    expect([agency?.stageCode, agency?.holderUnitName, area?.stageCode, area?.holderUnitName]).toEqual(['TINH', 'Thành phố Cần Thơ', 'XA', 'Phường Ninh Kiều']);
  });

  it('each level sees and decides what waits for it only, and there is no district', async () => {
    expect(await no((await world.as('phuong.chuyenvien')).get(`/api/entries/${entries.agency}`))).toEqual([404, 'NOT_FOUND']);
    expect(await no((await world.as('tp.chuyenvien')).post(`/api/entries/${entries.area}/propose`, { version: await steps.version(entries.area), finding: 'x' }))).toEqual([403, 'ACTION_NOT_ALLOWED']);
    expect((await steps.forward('phuong.chuyenvien', 'phuong.lanhdao', entries.area)).stageCode).toBe('TINH');
    for (const id of [entries.area, entries.agency]) expect((await steps.forward('tp.chuyenvien', 'tp.lanhdao', id)).state).toBe('SCORING');
    expect(levelsOf(await timelineOf('so.truong', entries.agency))).toEqual([['submit', 'TINH'], ['forward', 'CHAM_DIEM']]);
    expect(levelsOf(await timelineOf('kv3.truong', entries.area))).toEqual([['submit', 'XA'], ['forward', 'TINH'], ['forward', 'CHAM_DIEM']]);
  }, 60_000);

  it('a judge of the agency is kept from its entry; the others score both categories', async () => {
    const { created, refused } = await steps.assign('bantochuc', JUDGES, [entries.agency, entries.area]);
    expect([created.length, refused]).toEqual([5, [{ entryId: entries.agency, judgeId: world.id('gk.hai'), code: 'CONFLICT', kind: 'OWN_UNIT' }]]);
    // one excellent, one good: 93 and 92; 85, 84.5 and 85.5
    for (const [judge, less] of [['gk.mot', 7], ['gk.ba', 8]] as const) await steps.score(judge, entries.agency, COLLECTIVE, { KET_QUA: less });
    for (const [judge, less] of [['gk.mot', 15], ['gk.hai', 15.5], ['gk.ba', 14.5]] as const) await steps.score(judge, entries.area, PERSON, { KET_QUA: less });
    const board = await world.as('bantochuc');
    const finals = [];
    for (const category of [COLLECTIVE, PERSON]) {
      const { rows, finalised } = await yes(board.post<{ finalised: boolean; rows: { entryId: string; rank: number; score: string; band: string }[] }>(`/api/rounds/${round.id}/standings/finalise`, { category }));
      finals.push(finalised, ...rows.map(({ entryId, rank, score, band }) => [entryId, rank, score, band]));
    }
    expect(finals).toEqual([true, [entries.agency, 1, '92.50', 'XUAT_SAC'], true, [entries.area, 1, '85.00', 'TOT']]);
  }, 60_000);

  it('two of three members are the quorum and the threshold; the Party decision counts in its term and gives no money', async () => {
    const planned = await steps.callCouncil('bantochuc', COUNCIL, [entries.agency, entries.area]);
    await steps.attend('hd.thuky', planned.id, COUNCIL);
    await yes((await world.as('hd.chutich')).post(`/api/council-sessions/${planned.id}/open`));
    for (const { id } of planned.agenda) {
      const { agenda } = await steps.vote('hd.thuky', id, { 'hd.chutich': 'YES', 'hd.thuky': 'YES', 'hd.uv1': 'ABSTAIN' });
      expect(agenda.find((item) => item.id === id)?.result).toMatchObject({ yes: 2, base: 3, needed: 2, passed: true });
    }
    const board = await world.as('bantochuc');
    const made = await yes(
      board.post<Decision>(`/api/rounds/${round.id}/decisions`, {
        family: 'PARTY', issuerName: 'Ban Thường vụ Thành uỷ Cần Thơ', typeSymbol: 'QĐ/TU', title: 'Công nhận điển hình “Dân vận khéo”', legalBases: [],
        awards: [{ entryId: entries.agency }, { entryId: entries.area }],
      }),
    );
    const sent = await yes(board.post<Decision>(`/api/decisions/${made.id}/submit`, { version: made.version }));
    decision = await yes((await world.as('tp.lanhdao')).post<Decision>(`/api/decisions/${made.id}/issue`, { version: sent.version, decidedOn: '2025-10-15', signerAuthority: 'TM' }));
    expect([decision.numberText, decision.totalAmount]).toEqual(['01-QĐ/TU', '0']);
    expect(decision.awards.map(({ entryId, awardFormCode, amount, certificateNumber }) => [entryId, awardFormCode, amount, certificateNumber])).toEqual([
      [entries.agency, 'GIAY_CHUNG_NHAN', '0', '0001/CT-2025'], [entries.area, 'GIAY_CHUNG_NHAN', '0', '0002/CT-2025'],
    ]);
    const text = docxTexts(unzip((await board.get(`/api/decisions/${made.id}/decision.docx`)).raw).get('word/document.xml') ?? '').join('\n');
    expect([TITLES.agency, TITLES.area].filter((title) => !text.includes(title))).toEqual([]);
  }, 60_000);

  it('both are public with their place, and both certificates can be checked', async () => {
    await yes((await world.as('bantochuc')).post(`/api/decisions/${decision.id}/publish`));
    for (const [q, expected] of [['', [TITLES.agency, TITLES.area]], ['cong so than thien', [TITLES.agency]], ['nep song van minh', [TITLES.area]]] as const) {
      const { body } = await world.visit(`/guong-dien-hinh?q=${encodeURIComponent(q)}`);
      expect([TITLES.agency, TITLES.area].filter((title) => body.includes(title))).toEqual(expected);
    }
    for (const { certificateCode } of decision.awards) expect((await world.visit(`/kiem-tra/${certificateCode}`)).body).toContain('Còn hiệu lực');
  });

  it('the units see the end of it and no judge by name; mails and audit log are complete', async () => {
    for (const [login, id] of [['so.truong', entries.agency], ['kv3.truong', entries.area]] as const) {
      expect((await timelineOf(login, id)).steps.at(-1)).toMatchObject({ action: 'recognise', unitName: 'Thành phố Cần Thơ' });
      const shown = await everythingShownTo(world, login, [round.id, id, decision.id]);
      // colleagues of one's own unit may be named as deputies: that somebody works there is no secret of the judging
      const told = shown.filter(({ url, text }) => url !== '/api/deputies/choices' && text.includes('Trịnh Hoài'));
      expect(told.map(({ url }) => url)).toEqual([]);
    }
    const { mails, withoutOneJob } = await mailsByPerson(world.db);
    const agency = { ENTRY_FORWARDED: 1, ENTRY_RECOGNISED: 1 };
    const area = { ENTRY_FORWARDED: 2, ENTRY_RECOGNISED: 1 };
    expect(mails).toEqual({
      'so.canbo': agency, 'so.truong': agency, 'kv3.canbo': area, 'kv3.truong': area,
      'phuong.chuyenvien': { ENTRY_SUBMITTED: 1 }, 'phuong.lanhdao': { ENTRY_PROPOSED: 1 }, 'tp.chuyenvien': { ENTRY_SUBMITTED: 1, ENTRY_FORWARDED: 1 },
      ...Object.fromEntries(JUDGES.map((login) => [login, { ASSIGNMENT: 1 }])), ...Object.fromEntries(COUNCIL.map((login) => [login, { SESSION_INVITATION: 1 }])),
      bantochuc: { ENTRY_FORWARDED: 2, DECISION_ISSUED: 1 }, 'tp.lanhdao': { DECISION_SUBMITTED: 1, ENTRY_PROPOSED: 2 },
    });
    expect(withoutOneJob).toEqual([]);
    const verifier = world.api.get(AuditVerifier);
    expect((await verifier.verify()).problems).toEqual([]);
    expect(await unnoticed(world.database.url, verifier, 1)).toEqual({ missed: [], problemsAfter: 0 });
  }, 60_000);
});
