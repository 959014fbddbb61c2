import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryDetailQueries, EntryTimelineQueries } from '@app/entries';
import type { AppError } from '@app/platform';
import { buildAccount } from '../../../test/support/factories';
import { fullMarks, sheetInput } from '../../../test/support/factories-judging';
import { CATEGORY, JudgingRoom } from '../../../test/support/judging-room';
import { codeOf } from '../../../test/support/services';

describe('what judges and others see', () => {
  let room: JudgingRoom;

  beforeAll(async () => {
    room = await JudgingRoom.start();
  });
  afterAll(() => room.stop());
  beforeEach(() => room.fresh());

  describe('marks of others', () => {
    const secrets = ['NHANXET-BIMAT', 'GHICHU-RIENG', '77.5'];

    it('are in no answer before the own sheet is signed, whatever other role the judge holds; afterwards they are shown', async () => {
      const both = await buildAccount(room.services.db, {
        unit: room.jury.agency,
        fullName: 'Vừa chấm vừa tổ chức',
        grants: (['JUDGE', 'BOARD_STAFF', 'LEADER', 'COUNCIL_MEMBER', 'AUDITOR'] as const).map((role) => ({
          role,
          unit: room.jury.province,
        })),
      });
      await room.as(room.jury.board, () =>
        room.panels.update(room.panelId, {
          version: 1,
          name: 'Ban',
          categoryCodes: [],
          chairId: both.id,
          memberIds: [...room.jury.judges.map(({ id }) => id), both.id],
        }),
      );
      await room.assign([[room.entry, [room.jury.judges[0], both]]]);
      const { id, version } = await room.sheetOf(room.jury.judges[0]);
      const marks = fullMarks(room.jury.round, CATEGORY, { KET_QUA: '20', CACH_VAN_DONG: '7.5' });
      const saved = await room.save(room.jury.judges[0], id, version, marks, {
        comment: 'NHANXET-BIMAT',
        privateNote: 'GHICHU-RIENG',
      });
      await room.as(room.jury.judges[0], () => room.sheets.sign(id, saved.version));
      const own = await room.sheetOf(both);

      const answers = async (): Promise<unknown[]> => {
        const all: unknown[] = [];
        const reads: (() => Promise<unknown>)[] = [
          () => room.queries.mine({}),
          () => room.queries.detail(own.id),
          () => room.queries.detail(id),
          () => room.panelQueries.board(room.panelId, {}),
          () => room.panelQueries.ofRound(room.jury.round.id),
          () => room.standingQueries.category(room.jury.round.id, CATEGORY),
          () => room.standingQueries.xlsx(room.jury.round.id, CATEGORY).then((bytes) => bytes.length),
          () => room.services.module.get(EntryDetailQueries).detail(room.entry.id),
          () => room.services.module.get(EntryTimelineQueries).timeline(room.entry.id),
          () =>
            room.sheets.save(own.id, sheetInput(99, {})).catch((error: AppError) => {
              throw Object.assign(error, { shown: error.params });
            }),
        ];
        for (const read of reads)
          all.push(
            await room
              .as(both, read)
              .catch((error: AppError & { shown?: unknown }) => ({ code: error.code, shown: error.shown })),
          );
        return all;
      };
      const before = JSON.stringify(await answers());
      for (const secret of secrets) expect(before).not.toContain(secret);
      expect(await codeOf(room.as(both, () => room.queries.detail(id)))).toBe('NOT_FOUND');
      expect(await codeOf(room.as(both, () => room.standingQueries.category(room.jury.round.id, CATEGORY)))).toBe(
        'NOT_FOUND',
      );
      expect(
        await codeOf(room.as(both, () => room.standings.finalise(room.jury.round.id, { category: CATEGORY }))),
      ).toBe('NOT_FOUND');

      const mine = await room.save(both, own.id, own.version, fullMarks(room.jury.round));
      await room.as(both, () => room.sheets.sign(own.id, mine.version));
      const after = await room.as(both, () => room.queries.detail(own.id));
      expect(after.others).toMatchObject([{ judgeName: 'Giám khảo Một', total: '77.5', comment: 'NHANXET-BIMAT' }]);
      expect(JSON.stringify(await answers())).not.toContain('GHICHU-RIENG');
    });

    it('stay hidden again while the own sheet is reopened', async () => {
      await room.assign([[room.entry, [room.jury.judges[0], room.jury.judges[1]]]]);
      await room.score(room.jury.judges[0]);
      const mine = await room.score(room.jury.judges[1]);
      await room.as(room.jury.board, () => room.sheets.reopen(mine.id, { version: mine.version, reason: 'Rà lại' }));
      expect((await room.as(room.jury.judges[1], () => room.queries.detail(mine.id))).others).toBeNull();
    });

    it('of a judge alone are no standing: judges see none before it is final', async () => {
      await room.assign([[room.entry, [room.jury.judges[0]]]]);
      await room.score(room.jury.judges[0]);
      expect(
        await codeOf(room.as(room.jury.judges[1], () => room.standingQueries.category(room.jury.round.id, CATEGORY))),
      ).toBe('NOT_FOUND');
    });

    it('reach the board only when signed', async () => {
      await room.assign([[room.entry, [room.jury.judges[0]]]]);
      const { id } = await room.sheetOf(room.jury.judges[0]);
      expect(await codeOf(room.as(room.jury.board, () => room.queries.detail(id)))).toBe('NOT_FOUND');
      await room.score(room.jury.judges[0]);
      expect((await room.as(room.jury.board, () => room.queries.detail(id))).marks).toHaveLength(8);
    });
  });
});
