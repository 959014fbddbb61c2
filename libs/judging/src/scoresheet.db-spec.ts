import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryRecords } from '@app/entries';
import type { AppError } from '@app/platform';
import { fullMarks, type Jury } from '../../../test/support/factories-judging';
import { CATEGORY, JudgingRoom } from '../../../test/support/judging-room';
import { codeOf } from '../../../test/support/services';

describe('score sheets', () => {
  let room: JudgingRoom;

  beforeAll(async () => {
    room = await JudgingRoom.start();
  });
  afterAll(() => room.stop());
  beforeEach(() => room.fresh());

  describe('a score sheet', () => {
    beforeEach(() => room.assign([[room.entry, room.jury.judges]]));

    it('keeps part of the marks, remarks without marks and private notes, and shows the fixed revision', async () => {
      const { id } = await room.sheetOf(room.jury.judges[0]);
      await room.as(room.jury.judges[0], () =>
        room.sheets.save(id, {
          version: 1,
          marks: [
            { criterion: 'KET_QUA', points: '29.5', comment: 'Số liệu rõ' },
            { criterion: 'PHU_HOP', points: null, comment: 'Xem lại' },
          ],
          comment: 'Khá',
          privateNote: 'Hỏi lại xã',
        }),
      );
      await room.services.db.query(`UPDATE entry SET title = 'Tên mới', content = '{"LY_DO":"mới"}' WHERE id = $1`, [
        room.entry.id,
      ]);
      const shown = await room.as(room.jury.judges[0], () => room.queries.detail(id));
      expect(shown).toMatchObject({
        version: 2,
        state: 'OPEN',
        total: '29.5',
        comment: 'Khá',
        privateNote: 'Hỏi lại xã',
        others: null,
        can: ['save', 'sign', 'recuse'],
        marks: [
          { criterion: 'KET_QUA', points: '29.5', comment: 'Số liệu rõ' },
          { criterion: 'PHU_HOP', points: null, comment: 'Xem lại' },
        ],
      });
      expect([shown.entry.title === 'Tên mới', shown.entry.content[0]?.value, shown.entry.revisionNo]).toEqual([
        false,
        'Nội dung Lý do chọn mô hình',
        1,
      ]);
      expect(shown.criteria.find(({ code }) => code === 'KET_QUA')?.selfScore).toBe('30');
    });

    it('refuses every wrong mark with its path and writes nothing', async () => {
      const { id } = await room.sheetOf(room.jury.judges[0]);
      const wrong = room.as(room.jury.judges[0], () =>
        room.sheets.save(id, {
          version: 1,
          comment: '',
          privateNote: '',
          marks: [
            { criterion: 'KET_QUA', points: '30.5' },
            { criterion: 'PHU_HOP', points: '3.25' },
            { criterion: 'NHAN_DAN', points: 'NaN' },
            { criterion: 'X', points: '1' },
            { criterion: 'LANH_DAO', points: '-1' },
            { criterion: 'VI_PHAM', points: '2' },
            { criterion: 'LANH_DAO', points: '1' },
            { criterion: 'BEN_VUNG', points: '5' },
          ],
        }),
      );
      await expect(wrong).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [
          { field: 'marks.0.points', code: 'MARK_ABOVE_MAX' },
          { field: 'marks.1.points', code: 'MARK_TOO_MANY_DECIMALS' },
          { field: 'marks.2.points', code: 'MARK_NOT_A_NUMBER' },
          { field: 'marks.3.criterion', code: 'FIELD_UNKNOWN' },
          { field: 'marks.4.points', code: 'MARK_NEGATIVE' },
          { field: 'marks.5.points', code: 'MARK_GATE_IS_0_OR_1' },
          { field: 'marks.6.criterion', code: 'MARK_TWICE' },
        ],
      });
      expect(await room.sheetOf(room.jury.judges[0])).toMatchObject({ version: 1 });
    });

    it('of 20 saves at once on one version exactly one wins, and the others are given what is stored', async () => {
      const { id } = await room.sheetOf(room.jury.judges[0]);
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          room.save(room.jury.judges[0], id, 1, { KET_QUA: String(10 + i) }, { comment: `Bản ${i}` }),
        ),
      );
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []));
      expect([results.length - lost.length, new Set(lost.map(({ code }) => code))]).toEqual([
        1,
        new Set(['CHANGED_MEANWHILE']),
      ]);
      const stored = await room.as(room.jury.judges[0], () => room.queries.detail(id));
      for (const { params } of lost)
        expect(params['current']).toEqual({
          version: 2,
          marks: stored.marks,
          comment: stored.comment,
          privateNote: '',
        });
    });

    it('is signed with all marks only, frozen then, and kept in every signed version', async () => {
      const { id } = await room.sheetOf(room.jury.judges[0]);
      const saved = await room.save(room.jury.judges[0], id, 1, { KET_QUA: '29' });
      await expect(room.as(room.jury.judges[0], () => room.sheets.sign(id, saved.version))).rejects.toMatchObject({
        code: 'SHEET_INCOMPLETE',
        params: { count: 6 }, // five more criteria and the gate; a bonus need not be given
      });
      const full = await room.save(
        room.jury.judges[0],
        id,
        saved.version,
        fullMarks(room.jury.round, CATEGORY, { KET_QUA: '29', THUONG: '2.5' }),
      );
      expect(await codeOf(room.as(room.jury.judges[0], () => room.sheets.sign(id, full.version - 1)))).toBe(
        'CHANGED_MEANWHILE',
      );
      const signed = await room.as(room.jury.judges[0], () => room.sheets.sign(id, full.version));
      expect([signed.state, signed.total, signed.can]).toEqual(['SIGNED', '101.5', ['recuse']]);
      expect(await codeOf(room.save(room.jury.judges[0], id, signed.version, { KET_QUA: '1' }))).toBe(
        'STATE_DOES_NOT_ALLOW',
      );

      const reopen = (who: Jury['board'], reason = 'Chấm nhầm tiêu chí') =>
        room.as(who, () => room.sheets.reopen(id, { version: signed.version, reason }));
      expect([
        await codeOf(reopen(room.jury.board, '  ')),
        await codeOf(reopen(room.jury.judges[1])),
        await codeOf(reopen(room.jury.auditor)),
        await codeOf(reopen(room.jury.stranger)),
      ]).toEqual(['VALIDATION_FAILED', 'NOT_FOUND', 'ACTION_NOT_ALLOWED', 'NOT_FOUND']);
      const open = await reopen(room.jury.judges[2]); // chair of the panel
      expect(open).toMatchObject({ state: 'REOPENED', total: '' });
      const again = await room.save(room.jury.judges[0], id, open.version, fullMarks(room.jury.round));
      await room.as(room.jury.judges[0], () => room.sheets.sign(id, again.version));
      const versions = await room.services.db.query(
        'SELECT no, total::text FROM scoresheet_version WHERE scoresheet_id = $1 ORDER BY no',
        [id],
      );
      expect(versions).toEqual([
        { no: 1, total: '101.50' },
        { no: 2, total: '100.00' },
      ]);
      expect(
        await codeOf(room.services.db.query('UPDATE scoresheet_version SET total = 1 WHERE scoresheet_id = $1', [id])),
      ).not.toBe('OK');
    });

    it('is not reopened by the judge who signed it, though they chair the panel', async () => {
      const signed = await room.score(room.jury.judges[2]);
      expect(
        await codeOf(
          room.as(room.jury.judges[2], () =>
            room.sheets.reopen(signed.id, { version: signed.version, reason: 'Của tôi' }),
          ),
        ),
      ).toBe('ACTION_NOT_ALLOWED');
    });

    it('is given up with a reason: void, entry no longer readable, board told, never assigned again', async () => {
      const { id } = await room.score(room.jury.judges[1]);
      const given = await room.as(room.jury.judges[1], () =>
        room.sheets.declareConflict(id, 'Là người thân của trưởng ấp'),
      );
      expect(given.state).toBe('VOID');
      expect(await codeOf(room.as(room.jury.judges[1], () => room.queries.detail(id)))).toBe('NOT_FOUND');
      expect(
        await codeOf(room.as(room.jury.judges[1], () => room.services.module.get(EntryRecords).visible(room.entry.id))),
      ).toBe('NOT_FOUND');
      const told = await room.services.db.query(
        `SELECT account_id FROM notice WHERE kind = 'CONFLICT_DECLARED' AND account_id = $1`,
        [room.jury.board.id],
      );
      expect(told).toHaveLength(1);
      expect((await room.assign([[room.entry, [room.jury.judges[1]]]])).refused).toMatchObject([
        { code: 'CONFLICT', kind: 'DECLARED' },
      ]);
    });

    it('takes no marks outside the window of the stage', async () => {
      await room.fresh({
        change: (rules) => {
          const stage = rules.chain.find(({ kind }) => kind === 'SCORING');
          if (stage) stage.closesAt = '2021-01-01T00:00:00Z';
        },
      });
      await room.assign([[room.entry, [room.jury.judges[0]]]]);
      const { id } = await room.sheetOf(room.jury.judges[0]);
      expect(await codeOf(room.save(room.jury.judges[0], id, 1, {}))).toBe('SCORING_CLOSED');
    });
  });
});
