import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryRecords } from '@app/entries';
import type { VotingRule } from '@app/programmes';
import { buildAccount, buildEntry, type BuiltAccount, type BuiltEntry } from '../../../test/support/factories';
import { buildJury, type Jury } from '../../../test/support/factories-judging';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  type Choice,
  CouncilModule,
  type CouncilSessionAnswer,
  CouncilService,
  Minutes,
  SessionQueries,
  SessionService,
} from './index';

describe('council', () => {
  let services: TestServices;
  let jury: Jury;
  let councils: CouncilService;
  let sessions: SessionService;
  let queries: SessionQueries;
  let entry: BuiltEntry;
  let session: CouncilSessionAnswer;

  beforeAll(async () => {
    services = await TestServices.start([CouncilModule], 12);
    councils = services.module.get(CouncilService);
    sessions = services.module.get(SessionService);
    queries = services.module.get(SessionQueries);
  });
  afterAll(() => services.stop());

  const PLACES = ['CHAIR', 'SECRETARY', 'MEMBER', 'MEMBER', 'MEMBER'] as const;
  const members = () => jury.council.map(({ id }, at) => ({ accountId: id, role: PLACES[at] ?? 'MEMBER' }));
  const setUp = async (rule: Partial<VotingRule> = {}, more: BuiltAccount[] = []) => {
    jury = await buildJury(services.db, {
      change: (rules) => {
        const stage = rules.chain.find(({ kind }) => kind === 'COUNCIL');
        if (stage?.voting) Object.assign(stage.voting, rule);
      },
    });
    entry = await buildEntry(services.db, {
      round: jury.round,
      unit: jury.hamlet,
      state: 'COUNCIL',
      finalScore: '95.5',
      band: 'XUAT_SAC',
    });
    const council = await services.as(jury.board, () =>
      councils.create(jury.round.id, {
        name: 'Hội đồng xét chọn',
        stageCode: 'HOI_DONG',
        legalBasis: 'Quyết định 1',
        members: [...members(), ...more.map(({ id }) => ({ accountId: id, role: 'MEMBER' as const }))],
      }),
    );
    session = await plan(council.id, [entry.id]);
  };
  const plan = (councilId: string, entryIds: string[]) =>
    services.as(jury.board, () =>
      councils.plan(councilId, {
        name: 'Phiên thứ nhất',
        place: 'Phòng họp số 1',
        scheduledAt: '2099-01-05T01:00:00Z',
        entryIds,
      }),
    );
  const by = (at: number) => jury.council[at] as BuiltAccount;
  const attend = (present: number[], who = by(1)) =>
    services.as(who, () =>
      sessions.attendance(session.id, {
        items: jury.council.map(({ id }, at) => ({ accountId: id, present: present.includes(at) })),
      }),
    );
  const itemId = () => session.agenda[0]?.id ?? '';
  const openVote = async (present: number[]) => {
    await attend(present);
    await services.as(by(0), () => sessions.open(session.id));
    await services.as(by(1), () => sessions.openVote(itemId()));
  };
  const vote = (at: number, choice: Choice, inWriting = false) =>
    services.as(by(at), () => sessions.vote(itemId(), { choice, inWriting }));
  const stateOf = async (id: string) =>
    (await services.db.query<{ state: string }>('SELECT state FROM entry WHERE id = $1', [id]))[0]?.state;

  describe('setting up', () => {
    beforeEach(() => setUp());

    it('needs people with the matching role, one chair and a secretary', async () => {
      const officer = await buildAccount(services.db, { unit: jury.province, grants: [{ role: 'OFFICER' }] });
      const create = (
        list: { accountId: string; role: 'CHAIR' | 'SECRETARY' | 'MEMBER' }[],
        who = jury.board,
        name = 'Khác',
      ) =>
        services.as(who, () =>
          councils.create(jury.round.id, { name, stageCode: 'HOI_DONG', legalBasis: '', members: list }),
        );
      await expect(create([...members(), { accountId: officer.id, role: 'MEMBER' }])).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [{ field: 'members.5.accountId', code: 'NOT_A_COUNCIL_MEMBER' }],
      });
      expect([
        await codeOf(create(members().slice(1))),
        await codeOf(create(members().filter(({ role }) => role !== 'SECRETARY'))),
        await codeOf(create(members(), jury.board, 'Hội đồng xét chọn')),
        await codeOf(create(members(), jury.leader)),
        await codeOf(create(members(), jury.stranger)),
      ]).toEqual([
        'COUNCIL_NEEDS_CHAIR',
        'COUNCIL_NEEDS_CHAIR',
        'COUNCIL_NAME_TAKEN',
        'ACTION_NOT_ALLOWED',
        'NOT_FOUND',
      ]);
    });

    it('invites every member by mail and lets them read the entries', async () => {
      const mails = await services.db.query(
        `SELECT 1 FROM message WHERE kind = 'SESSION_INVITATION' AND account_id = ANY($1::uuid[])`,
        [jury.council.map(({ id }) => id)],
      );
      expect(mails).toHaveLength(5);
      expect((await services.as(by(4), () => services.module.get(EntryRecords).visible(entry.id))).id).toBe(entry.id);
      expect((await services.as(by(4), () => queries.list({ mine: true }))).items.map(({ id }) => id)).toEqual([
        session.id,
      ]);
      expect((await services.as(jury.stranger, () => queries.list({}))).items).toEqual([]);
      expect(await codeOf(services.as(jury.stranger, () => queries.detail(session.id)))).toBe('NOT_FOUND');
    });

    it('takes entries once, and only from the council stage', async () => {
      const early = await buildEntry(services.db, { round: jury.round, unit: jury.hamlet, state: 'SCORING' });
      await expect(plan(session.councilId, [early.id, entry.id])).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [
          { field: 'entryIds.0', code: 'ENTRY_NOT_BEFORE_COUNCIL' },
          { field: 'entryIds.1', code: 'ENTRY_NOT_BEFORE_COUNCIL' },
        ],
      });
    });
  });

  describe('a session', () => {
    it('opens with the quorum only, and the refusal names the numbers', async () => {
      await setUp();
      await attend([0, 1, 2]);
      await expect(services.as(by(0), () => sessions.open(session.id))).rejects.toMatchObject({
        code: 'QUORUM_NOT_REACHED',
        params: { present: 3, needed: 4, members: 5 },
      });
      await attend([0, 1, 2, 3]);
      const open = await services.as(by(0), () => sessions.open(session.id));
      expect([open.state, open.quorum, open.can]).toEqual([
        'OPEN',
        { members: 5, needed: 4, present: 4, ok: true },
        ['attend', 'close'],
      ]);
    });

    it('is run by its chair and secretary only, whoever else may read it', async () => {
      await setUp();
      await attend([0, 1, 2, 3]);
      const open = (who: BuiltAccount) => codeOf(services.as(who, () => sessions.open(session.id)));
      expect([
        await open(by(2)),
        await open(jury.board),
        await open(jury.leader),
        await open(jury.auditor),
        await open(jury.stranger),
      ]).toEqual(['ACTION_NOT_ALLOWED', 'ACTION_NOT_ALLOWED', 'ACTION_NOT_ALLOWED', 'ACTION_NOT_ALLOWED', 'NOT_FOUND']);
      expect(await codeOf(attend([0], by(2)))).toBe('ACTION_NOT_ALLOWED');
    });

    it('approves what reaches the threshold and is closed when all is counted; minutes are a Word file', async () => {
      await setUp();
      await openVote([0, 1, 2, 3]);
      expect(await codeOf(services.as(by(0), () => sessions.close(session.id, 'Xong')))).toBe('ITEMS_NOT_COUNTED');
      for (const at of [0, 1, 2]) await vote(at, 'YES');
      await vote(3, 'YES');
      const counted = await services.as(by(1), () => sessions.count(itemId()));
      expect(counted.agenda[0]?.result).toMatchObject({
        members: 5,
        present: 4,
        cast: 4,
        yes: 4,
        no: 0,
        abstain: 0,
        base: 5,
        needed: 4,
        passed: true,
      });
      expect(await stateOf(entry.id)).toBe('APPROVED');
      const closed = await services.as(by(0), () => sessions.close(session.id, 'Hội đồng nhất trí'));
      expect([closed.state, closed.conclusion]).toEqual(['CLOSED', 'Hội đồng nhất trí']);
      expect(
        (await services.as(by(1), () => services.module.get(Minutes).docx(session.id))).subarray(0, 2).toString(),
      ).toBe('PK');
    });

    it('does not approve what stays one vote below', async () => {
      await setUp();
      await openVote([0, 1, 2, 3]);
      for (const at of [0, 1, 2]) await vote(at, 'YES');
      await vote(3, 'NO');
      const counted = await services.as(by(1), () => sessions.count(itemId()));
      expect([counted.agenda[0]?.result?.passed, await stateOf(entry.id)]).toEqual([false, 'NOT_APPROVED']);
    });
  });

  describe('a ballot', () => {
    it('is one per member, from members present, while the vote is open, and never changes', async () => {
      await setUp();
      expect(await codeOf(vote(0, 'YES'))).toBe('SESSION_NOT_OPEN');
      await attend([0, 1, 2, 3]);
      await services.as(by(0), () => sessions.open(session.id));
      expect(await codeOf(vote(0, 'YES'))).toBe('VOTE_NOT_OPEN');
      await services.as(by(0), () => sessions.openVote(itemId()));
      const tries = await Promise.all(Array.from({ length: 5 }, () => codeOf(vote(0, 'YES'))));
      expect(tries.sort()).toEqual(['ALREADY_VOTED', 'ALREADY_VOTED', 'ALREADY_VOTED', 'ALREADY_VOTED', 'OK']);
      expect([
        await codeOf(vote(4, 'YES')),
        await codeOf(vote(4, 'YES', true)),
        await codeOf(services.as(jury.board, () => sessions.vote(itemId(), { choice: 'YES' }))),
      ]).toEqual(['NOT_PRESENT', 'WRITTEN_NOT_ALLOWED', 'ACTION_NOT_ALLOWED']);
      await services.as(by(1), () => sessions.count(itemId()));
      expect([await codeOf(vote(1, 'YES')), await codeOf(services.as(by(1), () => sessions.count(itemId())))]).toEqual([
        'VOTE_NOT_OPEN',
        'STATE_DOES_NOT_ALLOW',
      ]);
      expect(
        await codeOf(services.db.query(`UPDATE ballot SET choice = 'NO' WHERE agenda_item_id = $1`, [itemId()])),
      ).toBe('42501');
    });

    it('may come in writing from an absent member where the rule allows it', async () => {
      await setUp({ writtenAllowed: true, base: 'PRESENT' });
      await openVote([0, 1, 2, 3]);
      expect(await codeOf(vote(0, 'YES', true))).toBe('WRITTEN_NOT_ALLOWED');
      await vote(4, 'YES', true);
      for (const at of [0, 1, 2]) await vote(at, 'YES');
      const counted = await services.as(by(1), () => sessions.count(itemId()));
      expect(counted.agenda[0]?.result).toMatchObject({ base: 5, needed: 4, yes: 4, passed: true });
    });

    it('is refused to members of the entry’s own unit, who still count among all members', async () => {
      jury = await buildJury(services.db);
      const own = await buildAccount(services.db, {
        unit: jury.hamlet,
        grants: [{ role: 'COUNCIL_MEMBER', unit: jury.province }],
      });
      entry = await buildEntry(services.db, { round: jury.round, unit: jury.hamlet, state: 'COUNCIL' });
      const council = await services.as(jury.board, () =>
        councils.create(jury.round.id, {
          name: 'H',
          stageCode: 'HOI_DONG',
          legalBasis: '',
          members: [...members(), { accountId: own.id, role: 'MEMBER' }],
        }),
      );
      session = await plan(council.id, [entry.id]);
      expect(await codeOf(services.as(own, () => services.module.get(EntryRecords).visible(entry.id)))).toBe(
        'NOT_FOUND',
      );
      await services.as(by(1), () =>
        sessions.attendance(session.id, {
          items: [...jury.council, own].map(({ id }) => ({ accountId: id, present: true })),
        }),
      );
      await services.as(by(0), () => sessions.open(session.id));
      await services.as(by(0), () => sessions.openVote(itemId()));
      expect(await codeOf(services.as(own, () => sessions.vote(itemId(), { choice: 'YES' })))).toBe('VOTE_CONFLICT');
      const shown = await services.as(own, () => queries.detail(session.id));
      expect([shown.agenda[0]?.conflictIds, shown.agenda[0]?.can]).toEqual([[own.id], []]);
      for (const at of [0, 1, 2]) await vote(at, 'YES');
      expect((await services.as(by(1), () => sessions.count(itemId()))).agenda[0]?.result).toMatchObject({
        members: 6,
        base: 6,
        needed: 4,
        passed: false,
      });
    });

    it('of a secret vote is in no answer and no audit row, before or after the count', async () => {
      await setUp({ secret: true });
      await openVote([0, 1, 2, 3]);
      await vote(0, 'ABSTAIN');
      await vote(1, 'NO');
      const readers = [by(0), by(1), by(2), jury.board, jury.leader, jury.auditor];
      for (const who of readers)
        expect(JSON.stringify(await services.as(who, () => queries.detail(session.id)))).not.toMatch(
          /ABSTAIN|"NO"|"abstain":|"yes":/,
        );
      await vote(2, 'YES');
      await services.as(by(1), () => sessions.count(itemId()));
      for (const who of readers) {
        const item = (await services.as(who, () => queries.detail(session.id))).agenda[0];
        expect([item?.own.choice, item?.ballots, item?.result?.yes]).toEqual([null, [], 1]);
      }
      const audit = await services.db.query(
        `SELECT after FROM audit_log WHERE action = 'CouncilSession.vote' AND subject_id = $1`,
        [session.id],
      );
      expect(audit).toHaveLength(3);
      expect(JSON.stringify(audit)).not.toMatch(/ABSTAIN|NO"|YES/);
    });

    it('of an open vote is shown by name after the count only', async () => {
      await setUp({ secret: false });
      await openVote([0, 1, 2, 3]);
      await vote(0, 'NO');
      expect((await services.as(by(2), () => queries.detail(session.id))).agenda[0]?.ballots).toEqual([]);
      await services.as(by(1), () => sessions.count(itemId()));
      expect((await services.as(by(2), () => queries.detail(session.id))).agenda[0]?.ballots).toEqual([
        { accountId: by(0).id, fullName: 'Uỷ viên 1', choice: 'NO', inWriting: false },
      ]);
    });
  });
});
