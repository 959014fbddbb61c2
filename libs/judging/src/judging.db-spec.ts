import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryDetailQueries, EntryTimelineQueries, EntryRecords } from '@app/entries';
import { AppError } from '@app/platform';
import { buildAccount, buildEntry, type BuiltEntry } from '../../../test/support/factories';
import { buildJury, buildScoringEntry, fullMarks, type Jury, sheetInput } from '../../../test/support/factories-judging';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  AssignmentService, JudgingModule, PanelQueries, PanelService, ScoresheetQueries, ScoresheetService, StandingQueries, StandingService,
} from './index';

const CATEGORY = 'KINH_TE_COLLECTIVE';

describe('judging', () => {
  let services: TestServices;
  let jury: Jury;
  let panels: PanelService;
  let panelQueries: PanelQueries;
  let assignments: AssignmentService;
  let sheets: ScoresheetService;
  let queries: ScoresheetQueries;
  let standings: StandingService;
  let standingQueries: StandingQueries;
  let panelId: string;
  let entry: BuiltEntry;

  beforeAll(async () => {
    services = await TestServices.start([JudgingModule], 12);
    const get = <T>(type: new (...args: never[]) => T): T => services.module.get(type);
    [panels, panelQueries, assignments, sheets] = [get(PanelService), get(PanelQueries), get(AssignmentService), get(ScoresheetService)];
    [queries, standings, standingQueries] = [get(ScoresheetQueries), get(StandingService), get(StandingQueries)];
  });
  afterAll(() => services.stop());

  beforeEach(async () => {
    jury = await buildJury(services.db);
    entry = await buildScoringEntry(services.db, jury);
    panelId = (await newPanel()).id;
  });

  const newPanel = (over: object = {}) =>
    services.as(jury.board, () =>
      panels.create(jury.round.id, { name: 'Ban giám khảo', stageCode: 'CHAM_DIEM', categoryCodes: [], chairId: jury.judges[2].id, memberIds: jury.judges.map(({ id }) => id), ...over }),
    );
  let keys = 0;
  const assign = (pairs: [BuiltEntry, { id: string }[]][], who = jury.board) =>
    services.as(who, () => assignments.assign(panelId, `key-of-assignment-${++keys}`, { items: pairs.map(([{ id }, judges]) => ({ entryId: id, judgeIds: judges.map((judge) => judge.id) })) }));
  const sheetOf = async (judge: { id: string }, of = entry): Promise<{ id: string; version: number; state: string }> => {
    const [row] = await services.db.query<{ id: string; version: number; state: string }>('SELECT id, version, state FROM scoresheet WHERE entry_id = $1 AND judge_id = $2', [of.id, judge.id]);
    if (!row) throw new Error('no sheet');
    return row;
  };
  const save = (judge: Jury['judges'][number], id: string, version: number, marks: Record<string, string>, over = {}) =>
    services.as(judge, () => sheets.save(id, sheetInput(version, marks, over)));
  const score = async (judge: Jury['judges'][number], of = entry, marks = fullMarks(jury.round)) => {
    const { id, version } = await sheetOf(judge, of);
    const saved = await save(judge, id, version, marks);
    return services.as(judge, () => sheets.sign(id, saved.version));
  };

  describe('a panel', () => {
    it('takes only people who hold the role of judge for the round, and a chair among them', async () => {
      const notJudge = await buildAccount(services.db, { unit: jury.agency, grants: [{ role: 'OFFICER' }] });
      const other = await buildAccount(services.db, { unit: jury.agency, grants: [{ role: 'JUDGE', unit: jury.commune }] });
      const refused = newPanel({ name: 'Khác', memberIds: [jury.judges[0].id, notJudge.id, other.id], chairId: jury.judges[1].id });
      await expect(refused).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [{ field: 'memberIds.1', code: 'NOT_A_JUDGE' }, { field: 'memberIds.2', code: 'NOT_A_JUDGE' }, { field: 'chairId', code: 'CHAIR_NOT_MEMBER' }],
      });
    });

    it('is set up by the board of the round only, with stages, categories and names that fit', async () => {
      expect({
        again: await codeOf(newPanel()),
        stage: await codeOf(newPanel({ name: 'B', stageCode: 'HOI_DONG' })),
        category: await codeOf(newPanel({ name: 'B', categoryCodes: ['KHONG_CO'] })),
        leader: await codeOf(services.as(jury.leader, () => panels.create(jury.round.id, { name: 'B', stageCode: 'CHAM_DIEM', categoryCodes: [], memberIds: [jury.judges[0].id] }))),
        stranger: await codeOf(services.as(jury.stranger, () => panels.create(jury.round.id, { name: 'B', stageCode: 'CHAM_DIEM', categoryCodes: [], memberIds: [jury.judges[0].id] }))),
      }).toEqual({ again: 'PANEL_NAME_TAKEN', stage: 'VALIDATION_FAILED', category: 'VALIDATION_FAILED', leader: 'ACTION_NOT_ALLOWED', stranger: 'NOT_FOUND' });
    });

    it('keeps members who have sheets, and refuses an old version', async () => {
      await assign([[entry, [jury.judges[0]]]]);
      const input = { version: 1, name: 'Ban', categoryCodes: [], memberIds: [jury.judges[1].id] };
      expect(await codeOf(services.as(jury.board, () => panels.update(panelId, input)))).toBe('PANEL_MEMBER_HAS_SHEETS');
      const changed = await services.as(jury.board, () => panels.update(panelId, { ...input, memberIds: [jury.judges[0].id, jury.judges[1].id] }));
      expect([changed.version, changed.members.length, changed.chairId]).toEqual([2, 2, null]);
      expect(await codeOf(services.as(jury.board, () => panels.update(panelId, { ...input, memberIds: [jury.judges[0].id] })))).toBe('CHANGED_MEANWHILE');
    });
  });

  describe('an assignment', () => {
    it('lets the judge read the entry, tells them by mail, and does it once for one key', async () => {
      const input = { items: [{ entryId: entry.id, judgeIds: jury.judges.map(({ id }) => id) }] };
      const twice = await Promise.all([1, 2].map(() => services.as(jury.board, () => assignments.assign(panelId, 'the-one-key', input))));
      expect(twice[0]).toEqual(twice[1]);
      expect([twice[0]?.created.length, twice[0]?.refused]).toEqual([3, []]);
      const mails = await services.db.query(`SELECT account_id FROM mail_message WHERE template = 'ASSIGNMENT' AND account_id = ANY($1::uuid[])`, [jury.judges.map(({ id }) => id)]);
      expect(mails).toHaveLength(3);
      const seen = await services.as(jury.judges[0], () => services.module.get(EntryRecords).visible(entry.id));
      expect(seen.id).toBe(entry.id);
    });

    it('refuses one by one who may not: conflicts from the tree, strangers to the panel, entries elsewhere, doubles', async () => {
      const ownUnit = await buildAccount(services.db, { unit: jury.hamlet, grants: [{ role: 'JUDGE', unit: jury.province }] });
      const above = await buildAccount(services.db, { unit: jury.commune, grants: [{ role: 'JUDGE', unit: jury.province }] });
      const host = await buildAccount(services.db, { unit: jury.province, grants: [{ role: 'JUDGE' }] });
      await services.as(jury.board, () => panels.update(panelId, { version: 1, name: 'Ban', categoryCodes: [], memberIds: [...jury.judges.map(({ id }) => id), ownUnit.id, above.id, host.id] }));
      const later = await buildEntry(services.db, { round: jury.round, unit: jury.hamlet, state: 'COUNCIL' });
      const outsider = await buildAccount(services.db, { unit: jury.agency, grants: [{ role: 'JUDGE', unit: jury.province }] });
      const { created, refused } = await assign([[entry, [ownUnit, above, host, outsider, jury.judges[0]]], [later, [jury.judges[0]]], [entry, [jury.judges[0]]]]);
      expect(created.map(({ judgeId }) => judgeId).sort()).toEqual([host.id, jury.judges[0].id].sort());
      expect(refused).toEqual([
        { entryId: entry.id, judgeId: ownUnit.id, code: 'CONFLICT', kind: 'OWN_UNIT' },
        { entryId: entry.id, judgeId: above.id, code: 'CONFLICT', kind: 'SUPERIOR_UNIT' },
        { entryId: entry.id, judgeId: outsider.id, code: 'NOT_IN_PANEL', kind: null },
        { entryId: later.id, judgeId: jury.judges[0].id, code: 'ENTRY_NOT_IN_SCORING', kind: null },
        { entryId: entry.id, judgeId: jury.judges[0].id, code: 'ALREADY_ASSIGNED', kind: null },
      ]);
      const stored = await services.db.query('SELECT account_id, kind FROM conflict WHERE entry_id = $1 ORDER BY kind', [entry.id]);
      expect(stored).toEqual([{ account_id: ownUnit.id, kind: 'OWN_UNIT' }, { account_id: above.id, kind: 'SUPERIOR_UNIT' }]);
    });

    it('can be taken back before signing and given again; a signed sheet stays', async () => {
      await assign([[entry, [jury.judges[0], jury.judges[1]]]]);
      const board = await services.as(jury.board, () => panelQueries.board(panelId, {}));
      const cell = board.entries[0]?.cells.find(({ judgeId }) => judgeId === jury.judges[0].id);
      expect(cell?.can).toEqual(['remove']);
      await services.as(jury.board, () => assignments.remove(cell?.assignmentId ?? ''));
      expect(await codeOf(services.as(jury.judges[0], () => queries.detail(cell?.scoresheetId ?? '')))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(jury.judges[0], () => services.module.get(EntryRecords).visible(entry.id)))).toBe('NOT_FOUND');
      expect((await assign([[entry, [jury.judges[0]]]])).created).toMatchObject([{ scoresheetId: cell?.scoresheetId }]);
      await score(jury.judges[1]);
      const signed = (await services.as(jury.board, () => panelQueries.board(panelId, {}))).entries[0]?.cells.find(({ judgeId }) => judgeId === jury.judges[1].id);
      expect(signed?.can).toEqual(['reopen']);
      expect(await codeOf(services.as(jury.board, () => assignments.remove(signed?.assignmentId ?? '')))).toBe('STATE_DOES_NOT_ALLOW');
    });
  });

  describe('a score sheet', () => {
    beforeEach(() => assign([[entry, jury.judges]]));

    it('keeps part of the marks, remarks without marks and private notes, and shows the fixed revision', async () => {
      const { id } = await sheetOf(jury.judges[0]);
      await services.as(jury.judges[0], () =>
        sheets.save(id, { version: 1, marks: [{ criterion: 'KET_QUA', points: '29.5', comment: 'Số liệu rõ' }, { criterion: 'PHU_HOP', points: null, comment: 'Xem lại' }], comment: 'Khá', privateNote: 'Hỏi lại xã' }),
      );
      await services.db.query(`UPDATE entry SET title = 'Tên mới', content = '{"LY_DO":"mới"}' WHERE id = $1`, [entry.id]);
      const shown = await services.as(jury.judges[0], () => queries.detail(id));
      expect(shown).toMatchObject({
        version: 2, state: 'OPEN', total: '29.5', comment: 'Khá', privateNote: 'Hỏi lại xã', others: null, can: ['save', 'sign', 'recuse'],
        marks: [{ criterion: 'KET_QUA', points: '29.5', comment: 'Số liệu rõ' }, { criterion: 'PHU_HOP', points: null, comment: 'Xem lại' }],
      });
      expect([shown.entry.title === 'Tên mới', shown.entry.content[0]?.value, shown.entry.revisionNo]).toEqual([false, 'Nội dung Lý do chọn mô hình', 1]);
      expect(shown.criteria.find(({ code }) => code === 'KET_QUA')?.selfScore).toBe('30');
    });

    it('refuses every wrong mark with its path and writes nothing', async () => {
      const { id } = await sheetOf(jury.judges[0]);
      const wrong = services.as(jury.judges[0], () =>
        sheets.save(id, {
          version: 1, comment: '', privateNote: '',
          marks: [
            { criterion: 'KET_QUA', points: '30.5' }, { criterion: 'PHU_HOP', points: '3.25' }, { criterion: 'NHAN_DAN', points: 'NaN' }, { criterion: 'X', points: '1' },
            { criterion: 'LANH_DAO', points: '-1' }, { criterion: 'VI_PHAM', points: '2' }, { criterion: 'LANH_DAO', points: '1' }, { criterion: 'BEN_VUNG', points: '5' },
          ],
        }),
      );
      await expect(wrong).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [
          { field: 'marks.0.points', code: 'MARK_ABOVE_MAX' }, { field: 'marks.1.points', code: 'MARK_TOO_MANY_DECIMALS' }, { field: 'marks.2.points', code: 'MARK_NOT_A_NUMBER' },
          { field: 'marks.3.criterion', code: 'FIELD_UNKNOWN' }, { field: 'marks.4.points', code: 'MARK_NEGATIVE' }, { field: 'marks.5.points', code: 'MARK_GATE_IS_0_OR_1' },
          { field: 'marks.6.criterion', code: 'MARK_TWICE' },
        ],
      });
      expect(await sheetOf(jury.judges[0])).toMatchObject({ version: 1 });
    });

    it('of 20 saves at once on one version exactly one wins, and the others are given what is stored', async () => {
      const { id } = await sheetOf(jury.judges[0]);
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => save(jury.judges[0], id, 1, { KET_QUA: String(10 + i) }, { comment: `Bản ${i}` })));
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []));
      expect([results.length - lost.length, new Set(lost.map(({ code }) => code))]).toEqual([1, new Set(['CHANGED_MEANWHILE'])]);
      const stored = await services.as(jury.judges[0], () => queries.detail(id));
      for (const { params } of lost) expect(params['current']).toEqual({ version: 2, marks: stored.marks, comment: stored.comment, privateNote: '' });
    });

    it('is signed with all marks only, frozen then, and kept in every signed version', async () => {
      const { id } = await sheetOf(jury.judges[0]);
      const saved = await save(jury.judges[0], id, 1, { KET_QUA: '29' });
      await expect(services.as(jury.judges[0], () => sheets.sign(id, saved.version))).rejects.toMatchObject({ code: 'SHEET_INCOMPLETE', params: { count: 7 } });
      const full = await save(jury.judges[0], id, saved.version, fullMarks(jury.round, CATEGORY, { KET_QUA: '29', THUONG: '2.5' }));
      expect(await codeOf(services.as(jury.judges[0], () => sheets.sign(id, full.version - 1)))).toBe('CHANGED_MEANWHILE');
      const signed = await services.as(jury.judges[0], () => sheets.sign(id, full.version));
      expect([signed.state, signed.total, signed.can]).toEqual(['SIGNED', '101.5', ['recuse']]);
      expect(await codeOf(save(jury.judges[0], id, signed.version, { KET_QUA: '1' }))).toBe('STATE_DOES_NOT_ALLOW');

      const reopen = (who: Jury['board'], reason = 'Chấm nhầm tiêu chí') => services.as(who, () => sheets.reopen(id, { version: signed.version, reason }));
      expect([await codeOf(reopen(jury.board, '  ')), await codeOf(reopen(jury.judges[1])), await codeOf(reopen(jury.auditor)), await codeOf(reopen(jury.stranger))]).toEqual([
        'VALIDATION_FAILED', 'NOT_FOUND', 'ACTION_NOT_ALLOWED', 'NOT_FOUND',
      ]);
      const open = await reopen(jury.judges[2]); // chair of the panel
      expect(open).toMatchObject({ state: 'REOPENED', total: '' });
      const again = await save(jury.judges[0], id, open.version, fullMarks(jury.round));
      await services.as(jury.judges[0], () => sheets.sign(id, again.version));
      const versions = await services.db.query('SELECT no, total::text FROM scoresheet_version WHERE scoresheet_id = $1 ORDER BY no', [id]);
      expect(versions).toEqual([{ no: 1, total: '101.50' }, { no: 2, total: '100.00' }]);
      expect(await codeOf(services.db.query('UPDATE scoresheet_version SET total = 1 WHERE scoresheet_id = $1', [id]))).not.toBe('OK');
    });

    it('is not reopened by the judge who signed it, though they chair the panel', async () => {
      const signed = await score(jury.judges[2]);
      expect(await codeOf(services.as(jury.judges[2], () => sheets.reopen(signed.id, { version: signed.version, reason: 'Của tôi' })))).toBe('ACTION_NOT_ALLOWED');
    });

    it('is given up with a reason: void, entry no longer readable, board told, never assigned again', async () => {
      const { id } = await score(jury.judges[1]);
      const given = await services.as(jury.judges[1], () => sheets.declareConflict(id, 'Là người thân của trưởng ấp'));
      expect(given.state).toBe('VOID');
      expect(await codeOf(services.as(jury.judges[1], () => queries.detail(id)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(jury.judges[1], () => services.module.get(EntryRecords).visible(entry.id)))).toBe('NOT_FOUND');
      const told = await services.db.query(`SELECT account_id FROM notice WHERE kind = 'CONFLICT_DECLARED' AND account_id = $1`, [jury.board.id]);
      expect(told).toHaveLength(1);
      expect((await assign([[entry, [jury.judges[1]]]])).refused).toMatchObject([{ code: 'CONFLICT', kind: 'DECLARED' }]);
    });

    it('takes no marks outside the window of the stage', async () => {
      const closed = await buildJury(services.db, { change: (rules) => { const stage = rules.chain.find(({ kind }) => kind === 'SCORING'); if (stage) stage.closesAt = '2021-01-01T00:00:00Z'; } });
      jury = closed;
      entry = await buildScoringEntry(services.db, closed);
      panelId = (await newPanel()).id;
      await assign([[entry, [closed.judges[0]]]]);
      const { id } = await sheetOf(closed.judges[0]);
      expect(await codeOf(save(closed.judges[0], id, 1, {}))).toBe('SCORING_CLOSED');
    });
  });

  describe('marks of others', () => {
    const secrets = ['NHANXET-BIMAT', 'GHICHU-RIENG', '77.5'];

    it('are in no answer before the own sheet is signed, whatever other role the judge holds; afterwards they are shown', async () => {
      const both = await buildAccount(services.db, { unit: jury.agency, fullName: 'Vừa chấm vừa tổ chức', grants: (['JUDGE', 'BOARD_STAFF', 'LEADER', 'COUNCIL_MEMBER', 'AUDITOR'] as const).map((role) => ({ role, unit: jury.province })) });
      await services.as(jury.board, () => panels.update(panelId, { version: 1, name: 'Ban', categoryCodes: [], chairId: both.id, memberIds: [...jury.judges.map(({ id }) => id), both.id] }));
      await assign([[entry, [jury.judges[0], both]]]);
      const { id, version } = await sheetOf(jury.judges[0]);
      const marks = fullMarks(jury.round, CATEGORY, { KET_QUA: '20', CACH_VAN_DONG: '7.5' });
      const saved = await save(jury.judges[0], id, version, marks, { comment: 'NHANXET-BIMAT', privateNote: 'GHICHU-RIENG' });
      await services.as(jury.judges[0], () => sheets.sign(id, saved.version));
      const own = await sheetOf(both);

      const answers = async (): Promise<unknown[]> => {
        const all: unknown[] = [];
        const reads: (() => Promise<unknown>)[] = [
          () => queries.mine({}), () => queries.detail(own.id), () => queries.detail(id), () => panelQueries.board(panelId, {}), () => panelQueries.ofRound(jury.round.id),
          () => standingQueries.category(jury.round.id, CATEGORY), () => standingQueries.xlsx(jury.round.id, CATEGORY).then((bytes) => bytes.length),
          () => services.module.get(EntryDetailQueries).detail(entry.id), () => services.module.get(EntryTimelineQueries).timeline(entry.id),
          () => sheets.save(own.id, sheetInput(99, {})).catch((error: AppError) => { throw Object.assign(error, { shown: error.params }); }),
        ];
        for (const read of reads)
          all.push(await services.as(both, read).catch((error: AppError & { shown?: unknown }) => ({ code: error.code, shown: error.shown })));
        return all;
      };
      const before = JSON.stringify(await answers());
      for (const secret of secrets) expect(before).not.toContain(secret);
      expect(await codeOf(services.as(both, () => queries.detail(id)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(both, () => standingQueries.category(jury.round.id, CATEGORY)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(both, () => standings.finalise(jury.round.id, { category: CATEGORY })))).toBe('NOT_FOUND');

      const mine = await save(both, own.id, own.version, fullMarks(jury.round));
      await services.as(both, () => sheets.sign(own.id, mine.version));
      const after = await services.as(both, () => queries.detail(own.id));
      expect(after.others).toMatchObject([{ judgeName: 'Giám khảo Một', total: '77.5', comment: 'NHANXET-BIMAT' }]);
      expect(JSON.stringify(await answers())).not.toContain('GHICHU-RIENG');
    });

    it('stay hidden again while the own sheet is reopened', async () => {
      await assign([[entry, [jury.judges[0], jury.judges[1]]]]);
      await score(jury.judges[0]);
      const mine = await score(jury.judges[1]);
      await services.as(jury.board, () => sheets.reopen(mine.id, { version: mine.version, reason: 'Rà lại' }));
      expect((await services.as(jury.judges[1], () => queries.detail(mine.id))).others).toBeNull();
    });

    it('of a judge alone are no standing: judges see none before it is final', async () => {
      await assign([[entry, [jury.judges[0]]]]);
      await score(jury.judges[0]);
      expect(await codeOf(services.as(jury.judges[1], () => standingQueries.category(jury.round.id, CATEGORY)))).toBe('NOT_FOUND');
    });

    it('reach the board only when signed', async () => {
      await assign([[entry, [jury.judges[0]]]]);
      const { id } = await sheetOf(jury.judges[0]);
      expect(await codeOf(services.as(jury.board, () => queries.detail(id)))).toBe('NOT_FOUND');
      await score(jury.judges[0]);
      expect((await services.as(jury.board, () => queries.detail(id))).marks).toHaveLength(8);
    });
  });

  describe('a final standing', () => {
    it('waits for every assigned sheet and says whose', async () => {
      await assign([[entry, [jury.judges[0], jury.judges[1]]]]);
      const lonely = await buildScoringEntry(services.db, jury);
      await score(jury.judges[0]);
      const refused = services.as(jury.board, () => standings.finalise(jury.round.id, { category: CATEGORY }));
      await expect(refused).rejects.toMatchObject({
        code: 'STANDING_INCOMPLETE',
        params: { count: 2, missing: expect.arrayContaining([
          expect.objectContaining({ entryId: entry.id, reason: 'SHEETS_NOT_SIGNED', signed: 1, judges: ['Giám khảo Hai'] }),
          expect.objectContaining({ entryId: lonely.id, reason: 'NOT_ENOUGH_MARKS', signed: 0, needed: 2, judges: [] }),
        ]) },
      });
    });

    it('keeps ranks with their trace for good, sets scores, sends entries to the council, and shuts the sheets', async () => {
      const second = await buildScoringEntry(services.db, jury);
      const failed = await buildScoringEntry(services.db, jury);
      await assign([[entry, jury.judges.slice(0, 2)], [second, jury.judges.slice(0, 2)], [failed, jury.judges.slice(0, 2)]]);
      for (const judge of jury.judges.slice(0, 2)) {
        await score(judge, entry, fullMarks(jury.round, CATEGORY, { KET_QUA: '25', CACH_VAN_DONG: '20' }));
        await score(judge, second, fullMarks(jury.round, CATEGORY, { KET_QUA: '30', CACH_VAN_DONG: '15' }));
        await score(judge, failed, fullMarks(jury.round, CATEGORY, { VI_PHAM: '1' }));
      }
      const final = await services.as(jury.board, () => standings.finalise(jury.round.id, { category: CATEGORY, comment: 'Chốt' }));
      expect(final.finalised).toBe(true);
      expect(final.rows.map(({ entryId, rank, score: points, band, tieBreak, reason }) => [entryId, rank, points, band, tieBreak, reason])).toEqual([
        [second.id, 1, '95.00', 'XUAT_SAC', 'KET_QUA', 'RANKED'],
        [entry.id, 2, '95.00', 'XUAT_SAC', 'KET_QUA', 'RANKED'],
        [failed.id, null, '100.00', null, null, 'GATE_FAILED'],
      ]);
      const entries = await services.db.query('SELECT id, state, stage_code, trim_scale(final_score)::text AS score, band FROM entry WHERE id = ANY($1::uuid[])', [[entry.id, second.id, failed.id]]);
      expect(new Map(entries.map((row) => [(row as { id: string }).id, row]))).toEqual(new Map([
        [entry.id, { id: entry.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: '95', band: 'XUAT_SAC' }],
        [second.id, { id: second.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: '95', band: 'XUAT_SAC' }],
        [failed.id, { id: failed.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: null, band: null }],
      ]));
      // everybody concerned reads it now, also the judges; nobody changes anything any more
      expect((await services.as(jury.judges[0], () => standingQueries.category(jury.round.id, CATEGORY))).rows).toHaveLength(3);
      const { id, version } = await sheetOf(jury.judges[0]);
      expect([
        await codeOf(services.as(jury.board, () => sheets.reopen(id, { version, reason: 'Muộn' }))),
        await codeOf(services.as(jury.judges[0], () => sheets.declareConflict(id, 'Muộn'))),
        await codeOf(services.as(jury.board, () => standings.finalise(jury.round.id, { category: CATEGORY }))),
        await codeOf(services.db.query('UPDATE standing_row SET rank = 1 WHERE entry_id = $1', [entry.id])),
        await codeOf(services.db.query('DELETE FROM standing WHERE round_id = $1', [jury.round.id])),
      ]).toEqual(['STATE_DOES_NOT_ALLOW', 'STATE_DOES_NOT_ALLOW', 'STANDING_EMPTY', '42501', '42501']);
      expect((await services.as(jury.board, () => standingQueries.xlsx(jury.round.id))).subarray(0, 2).toString()).toBe('PK');
    });

    it('is made by the board only', async () => {
      await assign([[entry, jury.judges]]);
      for (const judge of jury.judges) await score(judge);
      const finalise = (who: Jury['board']) => codeOf(services.as(who, () => standings.finalise(jury.round.id, { category: CATEGORY })));
      expect([await finalise(jury.leader), await finalise(jury.auditor), await finalise(jury.judges[0]), await finalise(jury.stranger), await finalise(jury.board)]).toEqual([
        'NOT_FOUND', 'ACTION_NOT_ALLOWED', 'NOT_FOUND', 'NOT_FOUND', 'OK',
      ]);
    });
  });
});
