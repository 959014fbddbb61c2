import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryRecords } from '@app/entries';
import { buildAccount, buildEntry } from '../../../test/support/factories';
import { JudgingRoom } from '../../../test/support/judging-room';
import { codeOf } from '../../../test/support/services';

describe('panels and assignments', () => {
  let room: JudgingRoom;

  beforeAll(async () => {
    room = await JudgingRoom.start();
  });
  afterAll(() => room.stop());
  beforeEach(() => room.fresh());

  describe('a panel', () => {
    it('takes only people who hold the role of judge for the round, and a chair among them', async () => {
      const notJudge = await buildAccount(room.services.db, { unit: room.jury.agency, grants: [{ role: 'OFFICER' }] });
      const other = await buildAccount(room.services.db, {
        unit: room.jury.agency,
        grants: [{ role: 'JUDGE', unit: room.jury.commune }],
      });
      const refused = room.newPanel({
        name: 'Khác',
        memberIds: [room.jury.judges[0].id, notJudge.id, other.id],
        chairId: room.jury.judges[1].id,
      });
      await expect(refused).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [
          { field: 'memberIds.1', code: 'NOT_A_JUDGE' },
          { field: 'memberIds.2', code: 'NOT_A_JUDGE' },
          { field: 'chairId', code: 'CHAIR_NOT_MEMBER' },
        ],
      });
    });

    it('is set up by the board of the round only, with stages, categories and names that fit', async () => {
      expect({
        again: await codeOf(room.newPanel()),
        stage: await codeOf(room.newPanel({ name: 'B', stageCode: 'HOI_DONG' })),
        category: await codeOf(room.newPanel({ name: 'B', categoryCodes: ['KHONG_CO'] })),
        leader: await codeOf(
          room.as(room.jury.leader, () =>
            room.panels.create(room.jury.round.id, {
              name: 'B',
              stageCode: 'CHAM_DIEM',
              categoryCodes: [],
              memberIds: [room.jury.judges[0].id],
            }),
          ),
        ),
        stranger: await codeOf(
          room.as(room.jury.stranger, () =>
            room.panels.create(room.jury.round.id, {
              name: 'B',
              stageCode: 'CHAM_DIEM',
              categoryCodes: [],
              memberIds: [room.jury.judges[0].id],
            }),
          ),
        ),
      }).toEqual({
        again: 'PANEL_NAME_TAKEN',
        stage: 'VALIDATION_FAILED',
        category: 'VALIDATION_FAILED',
        leader: 'ACTION_NOT_ALLOWED',
        stranger: 'NOT_FOUND',
      });
    });

    it('keeps members who have sheets, and refuses an old version', async () => {
      await room.assign([[room.entry, [room.jury.judges[0]]]]);
      const input = { version: 1, name: 'Ban', categoryCodes: [], memberIds: [room.jury.judges[1].id] };
      expect(await codeOf(room.as(room.jury.board, () => room.panels.update(room.panelId, input)))).toBe(
        'PANEL_MEMBER_HAS_SHEETS',
      );
      const changed = await room.as(room.jury.board, () =>
        room.panels.update(room.panelId, { ...input, memberIds: [room.jury.judges[0].id, room.jury.judges[1].id] }),
      );
      expect([changed.version, changed.members.length, changed.chairId]).toEqual([2, 2, null]);
      expect(
        await codeOf(
          room.as(room.jury.board, () =>
            room.panels.update(room.panelId, { ...input, memberIds: [room.jury.judges[0].id] }),
          ),
        ),
      ).toBe('CHANGED_MEANWHILE');
    });
  });

  describe('an assignment', () => {
    it('lets the judge read the room.entry, tells them by mail, and does it once for one key', async () => {
      const input = { items: [{ entryId: room.entry.id, judgeIds: room.jury.judges.map(({ id }) => id) }] };
      const twice = await Promise.all(
        [1, 2].map(() => room.as(room.jury.board, () => room.assignments.assign(room.panelId, 'the-one-key', input))),
      );
      expect(twice[0]).toEqual(twice[1]);
      expect([twice[0]?.created.length, twice[0]?.refused]).toEqual([3, []]);
      const mails = await room.services.db.query(
        `SELECT account_id FROM message WHERE kind = 'ASSIGNMENT' AND account_id = ANY($1::uuid[])`,
        [room.jury.judges.map(({ id }) => id)],
      );
      expect(mails).toHaveLength(3);
      const seen = await room.as(room.jury.judges[0], () =>
        room.services.module.get(EntryRecords).visible(room.entry.id),
      );
      expect(seen.id).toBe(room.entry.id);
    });

    it('refuses one by one who may not: conflicts from the tree, strangers to the panel, entries elsewhere, doubles', async () => {
      const ownUnit = await buildAccount(room.services.db, {
        unit: room.jury.hamlet,
        grants: [{ role: 'JUDGE', unit: room.jury.province }],
      });
      const above = await buildAccount(room.services.db, {
        unit: room.jury.commune,
        grants: [{ role: 'JUDGE', unit: room.jury.province }],
      });
      const host = await buildAccount(room.services.db, { unit: room.jury.province, grants: [{ role: 'JUDGE' }] });
      await room.as(room.jury.board, () =>
        room.panels.update(room.panelId, {
          version: 1,
          name: 'Ban',
          categoryCodes: [],
          memberIds: [...room.jury.judges.map(({ id }) => id), ownUnit.id, above.id, host.id],
        }),
      );
      const later = await buildEntry(room.services.db, {
        round: room.jury.round,
        unit: room.jury.hamlet,
        state: 'COUNCIL',
      });
      const outsider = await buildAccount(room.services.db, {
        unit: room.jury.agency,
        grants: [{ role: 'JUDGE', unit: room.jury.province }],
      });
      const { created, refused } = await room.assign([
        [room.entry, [ownUnit, above, host, outsider, room.jury.judges[0]]],
        [later, [room.jury.judges[0]]],
        [room.entry, [room.jury.judges[0]]],
      ]);
      expect(created.map(({ judgeId }) => judgeId).sort()).toEqual([host.id, room.jury.judges[0].id].sort());
      expect(refused).toEqual([
        { entryId: room.entry.id, judgeId: ownUnit.id, code: 'CONFLICT', kind: 'OWN_UNIT' },
        { entryId: room.entry.id, judgeId: above.id, code: 'CONFLICT', kind: 'SUPERIOR_UNIT' },
        { entryId: room.entry.id, judgeId: outsider.id, code: 'NOT_IN_PANEL', kind: null },
        { entryId: later.id, judgeId: room.jury.judges[0].id, code: 'ENTRY_NOT_IN_SCORING', kind: null },
        { entryId: room.entry.id, judgeId: room.jury.judges[0].id, code: 'ALREADY_ASSIGNED', kind: null },
      ]);
      const stored = await room.services.db.query(
        'SELECT account_id, kind FROM conflict WHERE entry_id = $1 ORDER BY kind',
        [room.entry.id],
      );
      expect(stored).toEqual([
        { account_id: ownUnit.id, kind: 'OWN_UNIT' },
        { account_id: above.id, kind: 'SUPERIOR_UNIT' },
      ]);
    });

    it('is refused to a judge who was ever let in to write the entry, also when they have left it', async () => {
      const [judge, other, lessened] = room.jury.judges;
      await room.services.db.query(
        `INSERT INTO entry_collaborator (entry_id, account_id, may, added_by, wrote, removed_at)
         VALUES ($1, $2, 'WRITE', $2, false, now()), ($1, $3, 'READ', $3, true, now()), ($1, $4, 'READ', $4, false, NULL)`,
        [room.entry.id, judge.id, lessened.id, other.id],
      );
      const { created, refused } = await room.assign([[room.entry, [judge, lessened, other]]]);
      expect([created.map(({ judgeId }) => judgeId), refused]).toEqual([
        [other.id],
        [judge, lessened].map(({ id }) => ({
          entryId: room.entry.id,
          judgeId: id,
          code: 'CONFLICT',
          kind: 'OWN_UNIT',
        })),
      ]);
    });

    it('can be taken back before signing and given again; a signed sheet stays', async () => {
      await room.assign([[room.entry, [room.jury.judges[0], room.jury.judges[1]]]]);
      const board = await room.as(room.jury.board, () => room.panelQueries.board(room.panelId, {}));
      const cell = board.entries[0]?.cells.find(({ judgeId }) => judgeId === room.jury.judges[0].id);
      expect(cell?.can).toEqual(['remove']);
      await room.as(room.jury.board, () => room.assignments.remove(cell?.assignmentId ?? ''));
      expect(await codeOf(room.as(room.jury.judges[0], () => room.queries.detail(cell?.scoresheetId ?? '')))).toBe(
        'NOT_FOUND',
      );
      expect(
        await codeOf(room.as(room.jury.judges[0], () => room.services.module.get(EntryRecords).visible(room.entry.id))),
      ).toBe('NOT_FOUND');
      expect((await room.assign([[room.entry, [room.jury.judges[0]]]])).created).toMatchObject([
        { scoresheetId: cell?.scoresheetId },
      ]);
      await room.score(room.jury.judges[1]);
      const signed = (
        await room.as(room.jury.board, () => room.panelQueries.board(room.panelId, {}))
      ).entries[0]?.cells.find(({ judgeId }) => judgeId === room.jury.judges[1].id);
      expect(signed?.can).toEqual(['reopen']);
      expect(await codeOf(room.as(room.jury.board, () => room.assignments.remove(signed?.assignmentId ?? '')))).toBe(
        'STATE_DOES_NOT_ALLOW',
      );
    });
  });
});
