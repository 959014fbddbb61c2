import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntriesModule, EntriesService, EntryDetailQueries, EntryReturns, EntryTimelineQueries } from '@app/entries';
import { ProgrammesModule, type RoundRules } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProposal,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltEntry,
  type BuiltRound,
} from '../../../test/support/factories';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  AppraisalModule,
  AppraisalQueries,
  AppraisalService,
  CriterionOfficers,
  ForwardListPapers,
  ForwardListQueries,
  ForwardLists,
  MinimumQueries,
  ReturnReview,
} from './index';

jest.setTimeout(60_000);

describe('appraisal in depth', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  const people = {} as Record<
    | 'reporter'
    | 'reporter2'
    | 'head'
    | 'officer'
    | 'officer2'
    | 'leader'
    | 'leader2'
    | 'districtOfficer'
    | 'districtLeader'
    | 'board',
    BuiltAccount
  >;
  const as = <T>(who: BuiltAccount, fn: () => Promise<T>): Promise<T> => services.as(who, fn);
  const of = <T>(type: new (...args: never[]) => T): T => services.module.get(type);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, AppraisalModule], 20);
    const { db } = services;
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    const person = (
      unit: typeof place.hamlet,
      ...roles: ('REPORTER' | 'UNIT_HEAD' | 'OFFICER' | 'LEADER' | 'BOARD_STAFF')[]
    ) => buildAccount(db, { unit, grants: roles.map((role) => ({ role })) });
    people.reporter = await person(place.hamlet, 'REPORTER');
    people.reporter2 = await person(place.hamlet, 'REPORTER');
    people.head = await person(place.hamlet, 'UNIT_HEAD');
    people.officer = await person(place.commune, 'OFFICER');
    people.officer2 = await person(place.commune, 'OFFICER');
    people.leader = await person(place.commune, 'LEADER', 'OFFICER');
    people.leader2 = await person(place.commune, 'LEADER');
    people.districtOfficer = await person(place.district, 'OFFICER');
    people.districtLeader = await person(place.district, 'LEADER');
    people.board = await person(place.province, 'BOARD_STAFF');
  });
  afterAll(() => services.stop());

  const at = (state: string, over: object = {}) =>
    buildEntry(services.db, { round, unit: place.hamlet, createdBy: people.reporter.id, state, ...over });
  const proposed = async (over: object = {}): Promise<BuiltEntry> => {
    const entry = await at('PROPOSED', over);
    await buildProposal(services.db, entry, people.officer.id);
    return entry;
  };
  const roundWith = (change: (rules: RoundRules) => void) => buildRound(services.db, { unit: place.province, change });
  const checklist = ['DAY_DU', 'DUNG_DOI_TUONG', 'SO_LIEU', 'DONG_THUAN', 'KHONG_VI_PHAM'].map((code) => ({
    code,
    ok: true,
    note: '',
  }));
  const save = (who: BuiltAccount, entry: BuiltEntry, over: object = {}) =>
    as(who, () =>
      of(AppraisalService).save(entry.id, { version: 0, checklist, finding: 'Đủ điều kiện', scores: [], ...over }),
    );

  describe('a return', () => {
    /** A file of the entry, which the unit then submits. */
    const withFile = async (entry: BuiltEntry): Promise<string> => {
      const file = await services.db.one<{ id: string }>(
        `INSERT INTO stored_file (sha256, size, media_type, name) VALUES (repeat('a', 64), 10, 'image/jpeg', 'con-lo.jpg') RETURNING id`,
      );
      const row = await services.db.one<{ id: string }>(
        `INSERT INTO evidence (entry_id, file_id, part, caption, created_by) VALUES ($1, $2, 'KET_QUA', 'Con lộ', $3) RETURNING id`,
        [entry.id, file?.id, people.reporter.id],
      );
      await as(people.head, () => of(EntriesService).submit(entry.id, `first-${entry.id}`, { version: 1 }));
      return row?.id ?? '';
    };

    it('points at fields, criteria and files; the unit answers item by item on the server; the officer sees only what changed', async () => {
      const entry = await at('DRAFT', { complete: true });
      const file = await withFile(entry);
      await as(people.officer, () =>
        of(AppraisalService).returnEntry(entry.id, {
          version: 2,
          deadline: inDays(5),
          items: [
            { part: 'KET_QUA', text: 'Bổ sung số liệu' },
            { part: 'KET_QUA', kind: 'CRITERION', text: 'Giải thích điểm' },
            { part: file, text: 'Ảnh mờ, chụp lại' },
          ],
        }),
      );
      const items = async (who: BuiltAccount) =>
        (await as(who, () => of(EntryDetailQueries).detail(entry.id))).returns[0]?.items ?? [];
      expect(
        (await items(people.reporter)).map(({ partKind, partName, at: where }) => [partKind, partName, where]),
      ).toEqual([
        ['FIELD', 'Kết quả đạt được', 'KET_QUA'],
        ['CRITERION', 'Kết quả và hiệu quả', 'KET_QUA'],
        ['FILE', 'Con lộ (con-lo.jpg)', 'KET_QUA'],
      ]);

      const answer = (who: BuiltAccount, index: number, text: string, version: number, done = true) =>
        as(who, () => of(EntryReturns).save(entry.id, { no: 1, index, answer: text, done, version }));
      await answer(people.reporter, 0, 'Đã thêm bảng số liệu', 0);
      // Two writers on one item: the later one is told, with what stands there.
      await expect(answer(people.reporter2, 0, 'Khác', 0)).rejects.toMatchObject({
        code: 'CHANGED_MEANWHILE',
        params: { current: { answer: 'Đã thêm bảng số liệu', version: 1, savedBy: people.reporter.actor.fullName } },
      });
      await answer(people.reporter2, 0, 'Đã thêm bảng số liệu năm 2025', 1);
      await answer(people.reporter, 1, 'đang viết', 0, false);
      expect(await codeOf(answer(people.reporter, 3, 'x', 0))).toBe('VALIDATION_FAILED');
      expect(
        await codeOf(
          as(people.reporter, () =>
            of(EntryReturns).save(entry.id, { no: 2, index: 0, answer: 'x', done: true, version: 0 }),
          ),
        ),
      ).toBe('RETURN_CLOSED');
      expect(await codeOf(answer(people.officer, 2, 'x', 0))).toBe('ACTION_NOT_ALLOWED');
      // The head reads what the reporters write; the officer sees how far they are, and no text yet.
      expect((await items(people.head)).map((item) => [item.answer, item.done])).toEqual([
        ['Đã thêm bảng số liệu năm 2025', true],
        ['đang viết', false],
        [null, false],
      ]);
      expect((await items(people.officer)).map((item) => [item.answer, item.done])).toEqual([
        [null, true],
        [null, false],
        [null, false],
      ]);

      await services.db.query(
        `UPDATE entry SET content = content || '{"KET_QUA": "Nội dung Kết quả đạt được, có số liệu"}', title = 'Tên khác' WHERE id = $1`,
        [entry.id],
      );
      const submit = (key: string, answers?: { index: number; answer: string }[]) =>
        as(people.head, () =>
          of(EntriesService).submit(entry.id, key, { version: 3, ...(answers ? { answers } : {}) }),
        );
      expect(await codeOf(submit('one-is-missing'))).toBe('RETURN_NOT_ANSWERED');
      await submit('all-are-there', [{ index: 2, answer: 'Đã chụp lại' }]);

      const changes = await as(people.officer, () => of(ReturnReview).changes(entry.id));
      expect([changes.no, changes.fromRevision, changes.toRevision, changes.mayDecide]).toEqual([1, 1, 2, true]);
      expect(changes.items.map((item) => [item.partKind, item.answer, item.change?.path ?? null])).toEqual([
        ['FIELD', 'Đã thêm bảng số liệu năm 2025', 'content.KET_QUA'],
        ['CRITERION', 'đang viết', null],
        ['FILE', 'Đã chụp lại', null],
      ]);
      const words = changes.items[0]?.change?.words ?? [];
      expect(
        words
          .filter(({ op }) => op === 'ADDED')
          .map(({ text }) => text)
          .join(''),
      ).toContain('số liệu');
      expect(changes.others.map(({ path }) => path)).toEqual(['title']);
      expect(changes.unchanged).toContain('Địa điểm');

      await as(people.officer, () => of(ReturnReview).decide(entry.id, { no: 1, index: 0, settled: true }));
      await as(people.officer, () => of(ReturnReview).decide(entry.id, { no: 1, index: 1, settled: false }));
      expect(
        (await as(people.officer, () => of(ReturnReview).changes(entry.id))).items.map(({ settled }) => settled),
      ).toEqual([true, false, null]);
      expect(
        await codeOf(as(people.leader2, () => of(ReturnReview).decide(entry.id, { no: 1, index: 0, settled: true }))),
      ).toBe('ACTION_NOT_ALLOWED');
      expect(await codeOf(as(people.reporter, () => of(ReturnReview).changes(entry.id)))).toBe('NOT_FOUND');
    });
  });

  it('goes back one level with a reason: a place of the quota is free again, and the level below appraises anew', async () => {
    const own = await roundWith((rules) => (rules.chain[0]!.quota = { max: 1 }));
    const entry = await at('APPRAISING', { round: own });
    await save(people.officer, entry, { scores: [{ criterion: 'KET_QUA', points: '25', reason: 'Thiếu số liệu' }] });
    await as(people.officer, () => of(AppraisalService).propose(entry.id, { version: 1 }));
    expect(
      await codeOf(as(people.leader2, () => of(AppraisalService).stepBack(entry.id, { version: 2, reason: 'x' }))),
    ).toBe('NO_STAGE_BELOW');
    expect((await as(people.leader2, () => of(AppraisalQueries).detail(entry.id))).can).not.toContain('stepBack');
    await as(people.leader2, () => of(AppraisalService).forward(entry.id, { version: 2 }));
    await save(people.districtOfficer, entry, {
      scores: [{ criterion: 'KET_QUA', points: '27', reason: 'Có số liệu ở phụ lục' }],
    });
    const seen = await as(people.districtOfficer, () => of(AppraisalQueries).detail(entry.id));
    expect([seen.below, seen.can.includes('stepBack')]).toEqual(['Xã Hoà An', true]);
    const back = (who: BuiltAccount, reason: string) =>
      as(who, () => of(AppraisalService).stepBack(entry.id, { version: 3, reason }));
    expect([await codeOf(back(people.districtOfficer, ' ')), await codeOf(back(people.officer, 'x'))]).toEqual([
      'REASON_REQUIRED',
      'ACTION_NOT_ALLOWED',
    ]);
    await back(people.districtOfficer, 'Chưa kiểm tra thực tế');

    const again = await as(people.officer, () => of(AppraisalQueries).detail(entry.id));
    expect([
      again.appraisal,
      again.earlier.map((one) => [one.stageCode, one.state, one.stepBackReason]),
      again.quota,
    ]).toEqual([null, [['XA', 'STEPPED_BACK', 'Chưa kiểm tra thực tế']], { max: 1, used: 0 }]);
    const timeline = await as(people.officer, () => of(EntryTimelineQueries).timeline(entry.id));
    expect([timeline.state, timeline.holderUnitName, timeline.steps.at(-1)?.action]).toEqual([
      'APPRAISING',
      'Xã Hoà An',
      'stepBack',
    ]);
    const told = await services.db.query<{ account_id: string; reason: string | null }>(
      `SELECT account_id, params ->> 'reason' AS reason FROM notice WHERE kind = 'ENTRY_STEPPED_BACK' AND params ->> 'title' = (SELECT title FROM entry WHERE id = $1)`,
      [entry.id],
    );
    const reasonOf = (who: BuiltAccount) => told.find(({ account_id: id }) => id === who.id)?.reason;
    expect([reasonOf(people.officer), reasonOf(people.leader2), reasonOf(people.reporter)]).toEqual([
      'Chưa kiểm tra thực tế',
      'Chưa kiểm tra thực tế',
      null,
    ]);

    await save(people.officer, entry, { version: 0 });
    await as(people.officer, () => of(AppraisalService).propose(entry.id, { version: 4 }));
    await as(people.leader2, () => of(AppraisalService).forward(entry.id, { version: 5 }));
    const history = (await as(people.districtOfficer, () => of(AppraisalQueries).detail(entry.id))).scoreHistory;
    expect(history.map((one) => [one.unitName, one.from, one.to])).toEqual([
      ['Xã Hoà An', '30', '25'],
      ['Huyện Phụng Hiệp', '25', '27'],
      ['Xã Hoà An', '27', '30'],
    ]);
    // A level sees its own changes and those below, never those above.
    expect(
      (await as(people.officer, () => of(AppraisalQueries).detail(entry.id))).scoreHistory.map((one) => one.unitName),
    ).toEqual(['Xã Hoà An', 'Xã Hoà An']);
  });

  it('has one responsible officer per criterion where the rules say so: others cannot change it, and a proposal waits for each', async () => {
    const own = await roundWith((rules) => (rules.chain[0]!.criterionOfficers = true));
    const where = { roundId: own.id, stage: 'XA', unitId: place.commune.id };
    const assign = (who: BuiltAccount, accountId: string | null, criterion = 'KET_QUA') =>
      as(who, () => of(CriterionOfficers).assign({ ...where, officers: [{ criterion, accountId }] }));
    expect(await codeOf(assign(people.officer, people.officer.id))).toBe('ACTION_NOT_ALLOWED');
    expect(await codeOf(assign(people.districtLeader, people.officer.id))).toBe('NOT_FOUND');
    expect(await codeOf(assign(people.leader2, people.reporter.id))).toBe('CRITERION_OFFICER_UNKNOWN');
    expect(await codeOf(assign(people.leader2, people.officer.id, 'XYZ'))).toBe('VALIDATION_FAILED');
    await assign(people.leader2, people.officer2.id);
    expect(
      (await as(people.leader2, () => of(CriterionOfficers).places())).map((one) => [one.roundId, one.mayChange]),
    ).toEqual([[own.id, true]]);
    const entry = await at('APPRAISING', { round: own });
    const score = { scores: [{ criterion: 'KET_QUA', points: '25', reason: 'Thiếu số liệu' }] };
    await expect(save(people.officer, entry, score)).rejects.toMatchObject({
      code: 'CRITERION_NOT_YOURS',
      params: { criterion: 'Kết quả và hiệu quả', name: people.officer2.actor.fullName },
    });
    await save(people.officer, entry);
    const propose = () => as(people.officer, () => of(AppraisalService).propose(entry.id, { version: 1 }));
    const confirm = (who: BuiltAccount) =>
      as(who, () => of(AppraisalService).confirmCriteria(entry.id, { criteria: ['KET_QUA'] }));
    expect([await codeOf(propose()), await codeOf(confirm(people.officer))]).toEqual([
      'CRITERIA_NOT_CONFIRMED',
      'CRITERION_NOT_YOURS',
    ]);
    await confirm(people.officer2);
    // A change after the confirmation has to be confirmed anew.
    await save(people.officer2, entry, { version: 1, ...score });
    expect(await codeOf(propose())).toBe('CRITERIA_NOT_CONFIRMED');
    await confirm(people.officer2);
    expect((await as(people.officer, () => of(AppraisalQueries).detail(entry.id))).criterionOfficers).toEqual([
      { criterion: 'KET_QUA', officer: people.officer2.actor.fullName, mine: false, confirmed: true },
    ]);
    await propose();
  });

  it('checks by itself, names the rule, and keeps an entry from being proposed where the stage says so', async () => {
    const own = await roundWith((rules) => {
      rules.minimum = { perUnit: [{ kind: 'COMMUNE', min: 3, source: 'Hướng dẫn 15-HD/BDV' }] };
      rules.chain[0]!.blockingChecks = ['EARLIER_AWARD'];
    });
    const old = await at('RECOGNISED', { title: 'Tuyến đường hoa ấp Một', stageCode: 'QUYET_DINH' });
    const entry = await at('APPRAISING', { round: own, title: 'Tuyến đường hoa ấp Một kiểu mẫu' });
    const checks = await as(people.officer, () => of(AppraisalQueries).checksOf(entry.id));
    expect(checks.map(({ code, verdict, blocks }) => `${code} ${verdict}${blocks ? ' blocks' : ''}`)).toEqual([
      'DEADLINE OK',
      'QUOTA OK',
      'MINIMUM WARN',
      'EARLIER_AWARD FAIL blocks',
      'UNIT_CLOSED OK',
      'CONSENT OK',
      'FILES OK',
      'SELF_SCORES OK',
      'RETURN_ITEMS OK',
    ]);
    expect(checks.find(({ code }) => code === 'MINIMUM')).toMatchObject({
      text: 'Xã Hoà An mới đăng ký 1/3 mô hình tối thiểu.',
      source: 'Hướng dẫn 15-HD/BDV',
    });
    await save(people.officer, entry);
    const propose = () => as(people.officer, () => of(AppraisalService).propose(entry.id, { version: 1 }));
    expect(await codeOf(propose())).toBe('CHECKS_BLOCK');
    await services.db.query(
      'UPDATE entry SET renews_entry_id = $2, origin_entry_id = $2, renewal_no = 1 WHERE id = $1',
      [entry.id, old.id],
    );
    await propose();
    expect(await codeOf(as(people.reporter, () => of(AppraisalQueries).checksOf(entry.id)))).toBe('NOT_FOUND');
    const rows = await as(people.board, () => of(MinimumQueries).list({ roundId: own.id }));
    expect(rows.items.map((row) => [row.unitName.split(',')[0], row.registered, row.missing])).toEqual(
      expect.arrayContaining([
        ['Xã Tân Bình', 0, 3],
        ['Xã Hoà An', 1, 2],
      ]),
    );
    expect((await as(people.officer, () => of(MinimumQueries).list({ roundId: own.id }))).items).toHaveLength(1);
  });

  it('tells the leader of a proposal and the officer of what came back', async () => {
    const entry = await at('APPRAISING', { title: `Trình ${Date.now()}` });
    await save(people.officer, entry);
    await as(people.officer, () => of(AppraisalService).propose(entry.id, { version: 1 }));
    await as(people.leader2, () => of(AppraisalService).sendBack(entry.id, { version: 2, reason: 'Xem lại số liệu' }));
    const told = await services.db.query<{ kind: string; account_id: string; mailed: boolean }>(
      `SELECT n.kind, n.account_id, EXISTS (SELECT FROM message m WHERE m.notice_id = n.id) AS mailed FROM notice n WHERE n.href = $1`,
      [`/appraisal/${entry.id}`],
    );
    const of2 = (kind: string) =>
      told
        .filter((row) => row.kind === kind && row.mailed)
        .map((row) => row.account_id)
        .sort();
    expect([of2('ENTRY_PROPOSED'), of2('ENTRY_SENT_BACK')]).toEqual([
      [people.leader.id, people.leader2.id].sort(),
      [people.officer.id, people.officer2.id, people.leader.id].sort(),
    ]);
  });

  describe('a list forwarded together', () => {
    const where = (own: BuiltRound) => ({ roundId: own.id, stage: 'XA', unitId: place.commune.id });
    const preview = (who: BuiltAccount, own: BuiltRound, entries?: string[]) =>
      as(who, () =>
        of(ForwardListQueries).preview({
          ...where(own),
          order: entries ? 'OWN' : 'SCORE',
          ...(entries ? { entries } : {}),
        }),
      );
    const send = (who: BuiltAccount, own: BuiltRound, list: Awaited<ReturnType<typeof preview>>, key: string) =>
      as(who, () =>
        of(ForwardLists).forward(key, {
          ...where(own),
          hash: list.hash,
          entries: list.items
            .filter(({ refused }) => !refused)
            .map(({ entryId, version }) => ({ id: entryId, version })),
          note: 'Đề nghị huyện xem xét',
        }),
      );

    it('goes as a whole in the order that was looked at, with one notice for each unit and a paper', async () => {
      const own = await roundWith((rules) => (rules.chain[0]!.quota = { max: 2 }));
      const all = [
        await proposed({ round: own, title: 'Thấp', selfScores: { KET_QUA: '10' } }),
        await proposed({ round: own, title: 'Cao' }),
        await proposed({ round: own, title: 'Vừa', selfScores: { KET_QUA: '20' } }),
      ];
      const mine = await at('PROPOSED', { round: own, title: 'Của lãnh đạo' });
      await buildProposal(services.db, mine, people.leader.id);
      const list = await preview(people.leader, own);
      expect(list.items.map((row) => [row.title, row.refused?.code ?? null, row.nextUnit])).toEqual([
        ['Cao', null, 'Huyện Phụng Hiệp'],
        ['Của lãnh đạo', 'FOUR_EYES', 'Huyện Phụng Hiệp'],
        ['Vừa', null, 'Huyện Phụng Hiệp'],
        ['Thấp', 'QUOTA_EXCEEDED', 'Huyện Phụng Hiệp'],
      ]);
      expect([list.forwards, list.quotaUsed, list.quotaMax]).toEqual([2, 0, 2]);
      const order = [all[2]!.id, all[1]!.id];
      const mineOrder = await preview(people.leader2, own, order);
      expect(mineOrder.hash).not.toBe(list.hash);
      expect(
        await codeOf(
          as(people.leader2, () =>
            of(ForwardLists).forward('wrong-order', {
              ...where(own),
              hash: list.hash,
              entries: order.map((id) => ({ id, version: 1 })),
            }),
          ),
        ),
      ).toBe('MANIFEST_CHANGED');
      const before = await services.db.one<{ n: number }>('SELECT count(*)::int AS n FROM notice');
      const sent = await send(people.leader2, own, mineOrder, 'a-list-of-two');
      expect(sent).toMatchObject({ no: 1, count: 2, quotaUsed: 2, quotaMax: 2 });
      expect(await send(people.leader2, own, mineOrder, 'a-list-of-two')).toEqual(sent);
      const notices = await services.db.query<{ account_id: string; count: string }>(
        `SELECT account_id, params ->> 'count' AS count FROM notice WHERE kind = 'ENTRIES_FORWARDED' AND params ->> 'round' = (SELECT name FROM round WHERE id = $1)`,
        [own.id],
      );
      expect(notices.map(({ account_id: id, count }) => `${id} ${count}`).sort()).toEqual(
        [people.districtOfficer, people.reporter, people.reporter2, people.head].map(({ id }) => `${id} 2`).sort(),
      );
      expect(await services.db.one<{ n: number }>('SELECT count(*)::int AS n FROM notice')).toEqual({
        n: (before?.n ?? 0) + 4,
      });
      expect(await codeOf(as(people.districtOfficer, () => of(ForwardListPapers).file(sent.manifestId, 'pdf')))).toBe(
        'OK',
      );
      expect(await codeOf(as(people.reporter, () => of(ForwardListPapers).file(sent.manifestId, 'pdf')))).toBe(
        'NOT_FOUND',
      );
      const made = await as(people.leader, () => of(ForwardListQueries).made({ roundId: own.id }));
      expect(made.items.map(({ no, count, madeBy }) => [no, count, madeBy])).toEqual([
        [1, 2, people.leader2.actor.fullName],
      ]);
    });

    it('is all or nothing: one entry that cannot go keeps the others back', async () => {
      const own = await roundWith(() => undefined);
      const [a, b] = [await proposed({ round: own }), await proposed({ round: own })];
      const list = await preview(people.leader2, own, [a.id, b.id]);
      await as(people.leader2, () => of(AppraisalService).sendBack(b.id, { version: 1, reason: 'Xem lại' }));
      await expect(send(people.leader2, own, list, 'all-or-nothing')).rejects.toMatchObject({
        code: 'MANIFEST_ENTRY_REFUSED',
        params: { n: 1, entries: [{ entryId: b.id, code: 'STATE_DOES_NOT_ALLOW' }] },
      });
      expect((await as(people.leader2, () => of(EntryDetailQueries).detail(a.id))).state).toBe('PROPOSED');
    });

    it('never exceeds the quota when two leaders send lists and single entries at the same moment', async () => {
      const own = await roundWith((rules) => (rules.chain[0]!.quota = { max: 4 }));
      const all: BuiltEntry[] = [];
      for (let i = 0; i < 8; i++) all.push(await proposed({ round: own }));
      const lists = [
        await preview(
          people.leader,
          own,
          all.slice(0, 3).map(({ id }) => id),
        ),
        await preview(
          people.leader2,
          own,
          all.slice(2, 6).map(({ id }) => id),
        ),
      ];
      const codes = await Promise.all([
        codeOf(send(people.leader, own, lists[0]!, 'race-of-lists-1')),
        codeOf(send(people.leader2, own, lists[1]!, 'race-of-lists-2')),
        ...all
          .slice(6)
          .map(({ id }) => codeOf(as(people.leader2, () => of(AppraisalService).forward(id, { version: 1 })))),
      ]);
      const gone = await services.db.one<{ n: number }>(
        `SELECT count(*)::int AS n FROM appraisal a JOIN entry e ON e.id = a.entry_id WHERE e.round_id = $1 AND a.state = 'FORWARDED'`,
        [own.id],
      );
      expect(gone?.n).toBeLessThanOrEqual(4);
      expect(
        codes
          .filter((code) => code !== 'OK')
          .every((code) => ['QUOTA_EXCEEDED', 'MANIFEST_ENTRY_REFUSED'].includes(code)),
      ).toBe(true);
      expect(codes).toContain('OK');
    });
  });
});
