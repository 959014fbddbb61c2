import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildScoringEntry, fullMarks, type Jury } from '../../../test/support/factories-judging';
import { CATEGORY, JudgingRoom } from '../../../test/support/judging-room';
import { codeOf } from '../../../test/support/services';

describe('standings', () => {
  let room: JudgingRoom;

  beforeAll(async () => {
    room = await JudgingRoom.start();
  });
  afterAll(() => room.stop());
  beforeEach(() => room.fresh());

  describe('a final standing', () => {
    it('waits for every assigned sheet and says whose', async () => {
      await room.assign([[room.entry, [room.jury.judges[0], room.jury.judges[1]]]]);
      const lonely = await buildScoringEntry(room.services.db, room.jury);
      await room.score(room.jury.judges[0]);
      const refused = room.as(room.jury.board, () =>
        room.standings.finalise(room.jury.round.id, { category: CATEGORY }),
      );
      await expect(refused).rejects.toMatchObject({
        code: 'STANDING_INCOMPLETE',
        params: {
          count: 2,
          missing: expect.arrayContaining([
            expect.objectContaining({
              entryId: room.entry.id,
              reason: 'SHEETS_NOT_SIGNED',
              signed: 1,
              judges: ['Giám khảo Hai'],
            }),
            expect.objectContaining({
              entryId: lonely.id,
              reason: 'NOT_ENOUGH_MARKS',
              signed: 0,
              needed: 2,
              judges: [],
            }),
          ]),
        },
      });
    });

    it('keeps ranks with their trace for good, sets scores, sends entries to the council, and shuts the sheets', async () => {
      const second = await buildScoringEntry(room.services.db, room.jury);
      const failed = await buildScoringEntry(room.services.db, room.jury);
      await room.assign([
        [room.entry, room.jury.judges.slice(0, 2)],
        [second, room.jury.judges.slice(0, 2)],
        [failed, room.jury.judges.slice(0, 2)],
      ]);
      for (const judge of room.jury.judges.slice(0, 2)) {
        await room.score(
          judge,
          room.entry,
          fullMarks(room.jury.round, CATEGORY, { KET_QUA: '25', CACH_VAN_DONG: '20' }),
        );
        await room.score(judge, second, fullMarks(room.jury.round, CATEGORY, { KET_QUA: '30', CACH_VAN_DONG: '15' }));
        await room.score(judge, failed, fullMarks(room.jury.round, CATEGORY, { VI_PHAM: '1' }));
      }
      const final = await room.as(room.jury.board, () =>
        room.standings.finalise(room.jury.round.id, { category: CATEGORY, comment: 'Chốt' }),
      );
      expect(final.finalised).toBe(true);
      expect(
        final.rows.map(({ entryId, rank, score: points, band, tieBreak, reason }) => [
          entryId,
          rank,
          points,
          band,
          tieBreak,
          reason,
        ]),
      ).toEqual([
        [second.id, 1, '95.00', 'XUAT_SAC', 'KET_QUA', 'RANKED'],
        [room.entry.id, 2, '95.00', 'XUAT_SAC', 'KET_QUA', 'RANKED'],
        [failed.id, null, '100.00', null, null, 'GATE_FAILED'],
      ]);
      const entries = await room.services.db.query(
        'SELECT id, state, stage_code, trim_scale(final_score)::text AS score, band FROM entry WHERE id = ANY($1::uuid[])',
        [[room.entry.id, second.id, failed.id]],
      );
      expect(new Map(entries.map((row) => [(row as { id: string }).id, row]))).toEqual(
        new Map([
          [
            room.entry.id,
            { id: room.entry.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: '95', band: 'XUAT_SAC' },
          ],
          [second.id, { id: second.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: '95', band: 'XUAT_SAC' }],
          [failed.id, { id: failed.id, state: 'COUNCIL', stage_code: 'HOI_DONG', score: null, band: null }],
        ]),
      );
      const history = await room.services.db.query(
        `SELECT action, from_state, to_state, stage_code, actor_id, unit_id FROM state_history WHERE subject_id = $1`,
        [room.entry.id],
      );
      expect(history).toEqual([
        {
          action: 'finalise',
          from_state: 'SCORING',
          to_state: 'COUNCIL',
          stage_code: 'HOI_DONG',
          actor_id: room.jury.board.id,
          unit_id: room.jury.province.id,
        },
      ]);
      const audit = await room.services.db.query(
        `SELECT action, before, after FROM audit_log WHERE subject_id = $1 AND action = 'Entry.finalise'`,
        [failed.id],
      );
      expect(audit).toEqual([
        {
          action: 'Entry.finalise',
          before: { state: 'SCORING' },
          after: { state: 'COUNCIL', finalScore: null, band: null },
        },
      ]);
      // everybody concerned reads it now, also the judges; nobody changes anything any more
      expect(
        (await room.as(room.jury.judges[0], () => room.standingQueries.category(room.jury.round.id, CATEGORY))).rows,
      ).toHaveLength(3);
      const { id, version } = await room.sheetOf(room.jury.judges[0]);
      expect([
        await codeOf(room.as(room.jury.board, () => room.sheets.reopen(id, { version, reason: 'Muộn' }))),
        await codeOf(room.as(room.jury.judges[0], () => room.sheets.declareConflict(id, 'Muộn'))),
        await codeOf(
          room.as(room.jury.board, () => room.standings.finalise(room.jury.round.id, { category: CATEGORY })),
        ),
        await codeOf(room.services.db.query('UPDATE standing_row SET rank = 1 WHERE entry_id = $1', [room.entry.id])),
        await codeOf(room.services.db.query('DELETE FROM standing WHERE round_id = $1', [room.jury.round.id])),
      ]).toEqual(['STATE_DOES_NOT_ALLOW', 'STATE_DOES_NOT_ALLOW', 'STANDING_EMPTY', '42501', '42501']);
      expect(
        (await room.as(room.jury.board, () => room.standingQueries.xlsx(room.jury.round.id))).subarray(0, 2).toString(),
      ).toBe('PK');
    });

    it('is made by the board only', async () => {
      await room.assign([[room.entry, room.jury.judges]]);
      for (const judge of room.jury.judges) await room.score(judge);
      const finalise = (who: Jury['board']) =>
        codeOf(room.as(who, () => room.standings.finalise(room.jury.round.id, { category: CATEGORY })));
      expect([
        await finalise(room.jury.leader),
        await finalise(room.jury.auditor),
        await finalise(room.jury.judges[0]),
        await finalise(room.jury.stranger),
        await finalise(room.jury.board),
      ]).toEqual(['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'NOT_FOUND', 'NOT_FOUND', 'OK']);
    });
  });
});
