import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DraftSaving, EntriesModule, EntriesService, EntryDetailQueries } from '@app/entries';
import { ProgrammesModule } from '@app/programmes';
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
import { AppraisalModule, AppraisalQueries, AppraisalQueue, AppraisalService } from './index';

jest.setTimeout(60_000);

describe('appraisal', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let appraisals: AppraisalService;
  let queries: AppraisalQueries;
  let details: EntryDetailQueries;
  const people = {} as Record<
    'reporter' | 'head' | 'officer' | 'leader' | 'leader2' | 'districtOfficer' | 'districtLeader' | 'judge',
    BuiltAccount
  >;

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, AppraisalModule], 20);
    const { db } = services;
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    people.reporter = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    people.head = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    people.officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    people.leader = await buildAccount(db, { unit: place.commune, grants: [{ role: 'LEADER' }, { role: 'OFFICER' }] });
    people.leader2 = await buildAccount(db, { unit: place.commune, grants: [{ role: 'LEADER' }] });
    people.districtOfficer = await buildAccount(db, { unit: place.district, grants: [{ role: 'OFFICER' }] });
    people.districtLeader = await buildAccount(db, { unit: place.district, grants: [{ role: 'LEADER' }] });
    people.judge = await buildAccount(db, { unit: place.agency, grants: [{ role: 'JUDGE' }] });
    appraisals = services.module.get(AppraisalService);
    queries = services.module.get(AppraisalQueries);
    details = services.module.get(EntryDetailQueries);
  });
  afterAll(() => services.stop());

  const CHECKLIST = ['DAY_DU', 'DUNG_DOI_TUONG', 'SO_LIEU', 'DONG_THUAN', 'KHONG_VI_PHAM'].map((code) => ({
    code,
    ok: true,
    note: '',
  }));
  const save = (over: object = {}) => ({
    version: 0,
    checklist: CHECKLIST,
    finding: 'Đủ điều kiện',
    scores: [],
    ...over,
  });
  const at = (state: string, over: object = {}) =>
    buildEntry(services.db, { round, unit: place.hamlet, createdBy: people.reporter.id, state, ...over });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const proposed = async (over: object = {}) => {
    const entry = await at('PROPOSED', over);
    await buildProposal(services.db, entry, people.officer.id);
    return entry;
  };
  const forward = (who: BuiltAccount, entry: BuiltEntry, version = 1) =>
    services.as(who, () => appraisals.forward(entry.id, { version }));

  it('keeps the unit’s own score, and stores a change only with a reason', async () => {
    const entry = await at('APPRAISING');
    await services.as(people.officer, () =>
      appraisals.save(
        entry.id,
        save({ scores: [{ criterion: 'KET_QUA', points: '25.5', reason: 'Thiếu số liệu trước khi làm' }] }),
      ),
    );
    const answer = await services.as(people.officer, () => queries.detail(entry.id));
    expect([answer.selfScores['KET_QUA'], answer.selfTotal, answer.appraisedTotal, answer.appraisal?.version]).toEqual([
      '30',
      '100',
      '95.5',
      1,
    ]);
    expect(answer.appraisal?.scores).toMatchObject([
      {
        criterion: 'KET_QUA',
        points: '25.5',
        reason: 'Thiếu số liệu trước khi làm',
        changedBy: people.officer.actor.fullName,
      },
    ]);
    expect(
      await codeOf(
        services.as(people.officer, () =>
          appraisals.save(
            entry.id,
            save({ version: 1, scores: [{ criterion: 'KET_QUA', points: '31', reason: 'x' }] }),
          ),
        ),
      ),
    ).toBe('VALIDATION_FAILED');
    expect(await codeOf(services.as(people.officer, () => appraisals.save(entry.id, save())))).toBe(
      'CHANGED_MEANWHILE',
    );
    await services.as(people.officer, () => appraisals.save(entry.id, save({ version: 1 })));
    expect((await services.as(people.officer, () => queries.detail(entry.id))).appraisedTotal).toBe('100');
  });

  it('proposes only when every item of the checklist is answered and a finding is written', async () => {
    const entry = await at('APPRAISING');
    const propose = () => services.as(people.officer, () => appraisals.propose(entry.id, { version: 1 }));
    expect(await codeOf(propose())).toBe('CHECKLIST_INCOMPLETE');
    await services.as(people.officer, () => appraisals.save(entry.id, save({ finding: '' })));
    expect(await codeOf(propose())).toBe('FINDING_REQUIRED');
    await services.as(people.officer, () => appraisals.save(entry.id, save({ version: 1 })));
    await propose();
    expect((await services.as(people.leader2, () => queries.detail(entry.id))).can).toEqual([
      'sendBack',
      'forward',
      'refuse',
    ]);
  });

  it('needs four eyes: who proposed can neither forward nor refuse, and is not offered it', async () => {
    const entry = await at('PROPOSED');
    await buildProposal(services.db, entry, people.leader.id);
    expect(await codeOf(forward(people.leader, entry))).toBe('FOUR_EYES');
    expect(
      await codeOf(services.as(people.leader, () => appraisals.refuse(entry.id, { version: 1, reason: 'x' }))),
    ).toBe('FOUR_EYES');
    expect((await services.as(people.leader, () => queries.detail(entry.id))).can).toEqual(['sendBack']);
    await forward(people.leader2, entry);
    const moved = await services.as(people.districtOfficer, () => details.detail(entry.id));
    expect([moved.state, moved.stageCode, moved.holderUnitName]).toEqual(['APPRAISING', 'HUYEN', 'Huyện Phụng Hiệp']);
  });

  it('goes back to the officer with a reason, and is refused only with one', async () => {
    const entry = await proposed();
    expect(
      await codeOf(services.as(people.leader2, () => appraisals.refuse(entry.id, { version: 1, reason: ' ' }))),
    ).toBe('REASON_REQUIRED');
    await services.as(people.leader2, () => appraisals.sendBack(entry.id, { version: 1, reason: 'Xem lại số liệu' }));
    expect((await services.as(people.officer, () => queries.detail(entry.id))).can).toEqual([
      'appraise',
      'return',
      'propose',
    ]);
    const other = await proposed();
    await services.as(people.leader2, () =>
      appraisals.refuse(other.id, { version: 1, reason: 'Không đúng đối tượng' }),
    );
    const [mail] = await services.db.query<{ body: string }>(
      `SELECT body FROM message m JOIN notice n ON n.id = m.notice_id WHERE n.href = $1 AND m.kind = 'ENTRY_REFUSED'`,
      [`/entries/${other.id}`],
    );
    expect(mail?.body).toContain('Không đúng đối tượng');
  });

  describe('a return', () => {
    const items = [
      { part: 'KET_QUA', text: 'Bổ sung số liệu trước khi làm' },
      { part: 'DIA_DIEM', text: 'Ghi rõ ấp' },
    ];
    const back = (entry: BuiltEntry, version: number, over: object = {}) =>
      services.as(people.officer, () =>
        appraisals.returnEntry(entry.id, { version, items, deadline: inDays(5), ...over }),
      );

    it('names parts and a deadline, is answered item by item, and comes back to the same stage as a new revision', async () => {
      const entry = await at('APPRAISING');
      expect(await codeOf(back(entry, 1, { items: [{ part: 'XYZ', text: 'x' }] }))).toBe('VALIDATION_FAILED');
      expect(await codeOf(back(entry, 1, { deadline: inDays(-1) }))).toBe('RETURN_DEADLINE_INVALID');
      expect(await codeOf(back(entry, 1, { deadline: inDays(30) }))).toBe('RETURN_DEADLINE_INVALID');
      await back(entry, 1);
      const entries = services.module.get(EntriesService);
      const submit = (answers: { index: number; answer: string }[], key: string) =>
        services.as(people.head, () => entries.submit(entry.id, key, { version: 2, answers }));
      expect(await codeOf(submit([{ index: 0, answer: 'Đã bổ sung' }], 'half-answered'))).toBe('RETURN_NOT_ANSWERED');
      const receipt = await submit(
        [
          { index: 0, answer: 'Đã bổ sung' },
          { index: 1, answer: 'Ấp Một' },
        ],
        'all-answered',
      );
      expect(receipt.revisionNo).toBe(2);
      const seen = await services.as(people.officer, () => queries.detail(entry.id));
      expect([seen.appraisal, seen.earlier.map((one) => [one.revisionNo, one.state]), seen.returnsLeft]).toEqual([
        null,
        [[1, 'RETURNED']],
        1,
      ]);
      expect(seen.returns[0]?.items.map((item) => [item.partName, item.answer])).toEqual([
        ['Kết quả đạt được', 'Đã bổ sung'],
        ['Địa điểm', 'Ấp Một'],
      ]);
    });

    it('is possible only as often as the stage allows', async () => {
      const entry = await at('APPRAISING');
      const entries = services.module.get(EntriesService);
      for (const n of [1, 2]) {
        await back(entry, 2 * n - 1);
        await services.as(people.head, () =>
          entries.submit(entry.id, `again-${entry.id}-${n}`, {
            version: 2 * n,
            answers: [0, 1].map((index) => ({ index, answer: 'xong' })),
          }),
        );
      }
      expect(await codeOf(back(entry, 5))).toBe('RETURN_LIMIT_REACHED');
    });

    it('lets reviewers see the submitted revision while the unit writes on', async () => {
      const entry = await at('APPRAISING');
      await back(entry, 1);
      const drafts = services.module.get(DraftSaving);
      await services.as(people.reporter, () =>
        drafts.save(entry.id, {
          version: 2,
          title: 'Tên mới',
          subjectName: 'S',
          content: { LY_DO: 'Viết lại' },
          contributions: [],
          selfScores: {},
        }),
      );
      const [unit, reviewer] = [
        await services.as(people.reporter, () => details.detail(entry.id)),
        await services.as(people.officer, () => details.detail(entry.id)),
      ];
      expect([unit.content['LY_DO'], unit.isDraft, unit.can]).toEqual(['Viết lại', true, ['write']]);
      expect([reviewer.content['LY_DO'], reviewer.isDraft, reviewer.can]).toEqual([
        'Nội dung Lý do chọn mô hình',
        false,
        [],
      ]);
    });
  });

  it('forwards no more than the quota, also when two leaders act at the same moment', async () => {
    const own = await buildRound(services.db, {
      unit: place.province,
      change: (rules) => (rules.chain[0]!.quota = { max: 3 }),
    });
    const all = [];
    for (let i = 0; i < 10; i++) all.push(await proposed({ round: own }));
    const codes = await Promise.all(
      all.map((entry, i) => codeOf(forward(i % 2 === 0 ? people.leader : people.leader2, entry))),
    );
    expect(codes.filter((code) => code === 'OK')).toHaveLength(3);
    expect(new Set(codes)).toEqual(new Set(['OK', 'QUOTA_EXCEEDED']));
    const refused = all[codes.indexOf('QUOTA_EXCEEDED')]!;
    await expect(forward(people.leader2, refused)).rejects.toMatchObject({ params: { used: 3, max: 3 } });
    expect((await services.as(people.leader2, () => queries.detail(refused.id))).quota).toEqual({ max: 3, used: 3 });
  });

  it('skips the levels that an agency under the province has no unit at, and ends at the panel', async () => {
    const entry = await buildEntry(services.db, { round, unit: place.agency, complete: true });
    const head = await buildAccount(services.db, { unit: place.agency, grants: [{ role: 'UNIT_HEAD' }] });
    await services.as(head, () =>
      services.module.get(EntriesService).submit(entry.id, `agency-${entry.id}`, { version: 1 }),
    );
    const at1 = await services.as(head, () => details.detail(entry.id));
    expect([at1.stageCode, at1.holderUnitName]).toEqual(['TINH', place.province.name]);
    const officer = await buildAccount(services.db, { unit: place.province, grants: [{ role: 'OFFICER' }] });
    const leader = await buildAccount(services.db, { unit: place.province, grants: [{ role: 'LEADER' }] });
    await services.as(officer, () => appraisals.save(entry.id, save()));
    await services.as(officer, () => appraisals.propose(entry.id, { version: 2 }));
    await forward(leader, entry, 3);
    expect((await services.as(head, () => details.detail(entry.id))).state).toBe('SCORING');
  });

  it('queues by deadline what waits for me: the officer’s and the leader’s part apart', async () => {
    const own = await buildRound(services.db, { unit: place.province });
    for (const [state, deadline] of [
      ['APPRAISING', '2030-03-01'],
      ['APPRAISING', '2030-01-01'],
      ['PROPOSED', '2030-02-01'],
      ['SCORING', '2030-01-01'],
    ] as const)
      await at(state, { round: own, deadline: `${deadline}T00:00:00Z` });
    const queue = async (who: BuiltAccount) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<AppraisalQueue['page']>> = await services.as(who, () =>
          services.module.get(AppraisalQueue).page({ roundId: own.id, limit: 1, ...(cursor ? { cursor } : {}) }),
        );
        seen.push(...page.items.map((item) => `${item.state} ${item.deadline?.slice(0, 10)}`));
        cursor = page.next;
      } while (cursor);
      return seen;
    };
    expect(await queue(people.officer)).toEqual(['APPRAISING 2030-01-01', 'APPRAISING 2030-03-01']);
    expect(await queue(people.leader2)).toEqual(['PROPOSED 2030-02-01']);
    expect(await queue(people.leader)).toEqual([
      'APPRAISING 2030-01-01',
      'PROPOSED 2030-02-01',
      'APPRAISING 2030-03-01',
    ]);
    expect(await queue(people.districtOfficer)).toEqual([]);
  });

  it('queues forty with as many statements as one', async () => {
    const own = await buildRound(services.db, { unit: place.province });
    await at('APPRAISING', { round: own });
    const count = async () => {
      const { db } = services;
      const original = db.query.bind(db);
      let statements = 0;
      db.query = (sql, params) => (statements++, original(sql, params));
      const page = await services.as(people.officer, () => services.module.get(AppraisalQueue).page({ roundId: own.id }));
      db.query = original;
      return [page.items.length, statements];
    };
    await count();
    const [, few] = await count();
    for (let i = 0; i < 39; i++) await at('APPRAISING', { round: own });
    expect(await count()).toEqual([40, few]);
  });

  it('is read at the level that made it and above, not below, not by judges', async () => {
    const entry = await proposed();
    await forward(people.leader2, entry);
    await services.as(people.districtOfficer, () => appraisals.save(entry.id, save({ finding: 'Ý kiến của huyện' })));
    const stages = async (who: BuiltAccount) => {
      const answer = await services.as(who, () => queries.detail(entry.id));
      return [...answer.earlier, ...(answer.appraisal ? [answer.appraisal] : [])].map((one) => one.stageCode);
    };
    expect([await stages(people.officer), await stages(people.districtLeader)]).toEqual([['XA'], ['XA', 'HUYEN']]);
    await services.db.query(`INSERT INTO entry_reader VALUES ($1, $2, 'JUDGE')`, [entry.id, people.judge.id]);
    expect(await stages(people.judge)).toEqual([]);
  });
});
