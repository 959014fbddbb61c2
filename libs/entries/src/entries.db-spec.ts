import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AppError } from '@app/platform';
import { ProgrammesModule, RoundsService } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
  completeContent,
  type BuiltAccount,
  type BuiltRound,
} from '../../../test/support/factories';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  DraftSaving,
  EntriesModule,
  EntriesService,
  EntryDetailQueries,
  EntryQueries,
  EntryTimelineQueries,
  type SaveDraftInput,
} from './index';

jest.setTimeout(60_000);

describe('entries', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let reporter: BuiltAccount;
  let head: BuiltAccount;
  let officer: BuiltAccount;
  let entries: EntriesService;
  let drafts: DraftSaving;

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule], 20);
    place = await buildProvince(services.db);
    round = await buildRound(services.db, { unit: place.province });
    reporter = await buildAccount(services.db, { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    head = await buildAccount(services.db, { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    officer = await buildAccount(services.db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    entries = services.module.get(EntriesService);
    drafts = services.module.get(DraftSaving);
  });
  afterAll(() => services.stop());

  const input = (over: Partial<Parameters<EntriesService['create']>[1]> = {}) => ({
    roundId: round.id,
    unitId: place.hamlet.id,
    categoryCode: 'KINH_TE_COLLECTIVE',
    title: 'Thắp sáng đường quê',
    subjectName: 'Chi bộ Ấp Một',
    ...over,
  });
  const create = (over = {}, key = `key-${Math.random()}`) =>
    services.as(reporter, () => entries.create(key, input(over)));
  const draft = (version: number, over: Partial<SaveDraftInput> = {}): SaveDraftInput => ({
    version,
    title: 'Thắp sáng đường quê',
    subjectName: 'Chi bộ Ấp Một',
    content: {},
    contributions: [],
    selfScores: {},
    ...over,
  });
  const ready = () => buildEntry(services.db, { round, unit: place.hamlet, createdBy: reporter.id, complete: true });
  const submit = (id: string, key: string, version = 1) =>
    services.as(head, () => entries.submit(id, key, { version }));

  describe('registering', () => {
    it('makes one entry for one key, however often it is sent', async () => {
      const made = await Promise.all(Array.from({ length: 5 }, () => create({}, 'the-same-key')));
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      expect(await codeOf(create({ title: 'Khác' }, 'the-same-key'))).toBe('IDEMPOTENCY_KEY_REUSED');
    });

    it('is refused outside the window, the round, the tree and the calendar', async () => {
      const { db } = services;
      const closed = await buildUnit(db, { parent: place.commune, validTo: '2024-01-01' });
      const early = await buildRound(db, { unit: place.province, opensAt: '2098-01-01T00:00:00Z' });
      const late = await buildRound(db, { unit: place.province, closesAt: '2021-01-01T00:00:00Z' });
      const draftRound = await buildRound(db, { unit: place.province, state: 'DRAFT' });
      const done = await buildRound(db, { unit: place.province, state: 'CLOSED' });
      const boardOfHamlet = await buildAccount(db, { unit: place.province, grants: [{ role: 'REPORTER' }] });
      const lower = await buildRound(db, { unit: place.otherCommune });
      const reporterAbove = { ...boardOfHamlet };
      expect({
        closed: await codeOf(
          services.as(
            {
              actor: {
                ...reporter.actor,
                grants: [{ role: 'REPORTER', unitId: place.commune.id, unitPath: place.commune.path, roundId: null }],
              },
            },
            () => entries.create('closed-unit', input({ unitId: closed.id })),
          ),
        ),
        foreign: await codeOf(create({ unitId: place.otherCommune.id })),
        unknown: await codeOf(create({ unitId: '00000000-0000-4000-8000-000000000000' })),
        outside: await codeOf(
          services.as(reporterAbove, () => entries.create('outside-round', input({ roundId: lower.id }))),
        ),
        early: await codeOf(create({ roundId: early.id })),
        late: await codeOf(create({ roundId: late.id })),
        draft: await codeOf(create({ roundId: draftRound.id })),
        done: await codeOf(create({ roundId: done.id })),
        category: await codeOf(create({ categoryCode: 'KHONG_CO' })),
      }).toEqual({
        closed: 'UNIT_CLOSED',
        foreign: 'UNIT_UNKNOWN',
        unknown: 'UNIT_UNKNOWN',
        outside: 'UNIT_NOT_IN_ROUND',
        early: 'BEFORE_WINDOW',
        late: 'AFTER_DEADLINE',
        draft: 'NOT_FOUND',
        done: 'ROUND_NOT_OPEN',
        category: 'CATEGORY_UNKNOWN',
      });
    });
  });

  describe('writing', () => {
    it('of 50 at once on one version exactly one wins, and the others are given what it wrote', async () => {
      const { id } = await create();
      for (let version = 1; version <= 3; version++) {
        const results = await Promise.allSettled(
          Array.from({ length: 50 }, (_, i) =>
            services.as(reporter, () =>
              drafts.save(id, draft(version, { content: { LY_DO: `Người viết ${version}.${i}` } })),
            ),
          ),
        );
        const kept = (
          await services.db.query<{ content: Record<string, string> }>('SELECT content FROM entry WHERE id = $1', [id])
        )[0]?.content;
        const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []));
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
        expect(new Set(refused.map((error) => error.code))).toEqual(new Set(['CHANGED_MEANWHILE']));
        expect(refused.every((error) => error.params['version'] === version + 1)).toBe(true);
        expect(refused.map((error) => (error.params['current'] as { content: unknown }).content)).toEqual(
          refused.map(() => kept),
        );
      }
    });

    it('needs nothing yet, but refuses what can never stand, naming every field', async () => {
      const { id } = await create();
      const error = await services
        .as(reporter, () =>
          drafts.save(
            id,
            draft(1, {
              content: { LY_DO: '', KHONG_CO: 'x' },
              contributions: [
                { kind: 'DAT', qualifier: 'OVER', amount: '-1' },
                { kind: 'VANG', qualifier: 'EXACT', amount: '1' },
              ],
              selfScores: { KET_QUA: '30.5', PHU_HOP: 'NaN', LANH_DAO: '1.25', CACH_VAN_DONG: '' },
            }),
          ),
        )
        .catch((reason: unknown) => reason as AppError);
      expect((error as AppError).fields.map(({ field, code }) => `${field} ${code}`)).toEqual([
        'content.KHONG_CO FIELD_UNKNOWN',
        'contributions.0.amount RULES_NOT_POSITIVE',
        'contributions.1.kind FIELD_BAD_ENUM',
        'selfScores.KET_QUA MARK_ABOVE_MAX',
        'selfScores.PHU_HOP MARK_NOT_A_NUMBER',
        'selfScores.LANH_DAO MARK_TOO_MANY_DECIMALS',
      ]);
    });

    it('is for writers of the unit only; others do not even see a draft', async () => {
      const { id } = await create();
      const stranger = await buildAccount(services.db, { unit: place.otherCommune, grants: [{ role: 'REPORTER' }] });
      expect(await codeOf(services.as(stranger, () => drafts.save(id, draft(1))))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(officer, () => drafts.save(id, draft(1))))).toBe('NOT_FOUND');
    });
  });

  describe('submitting', () => {
    it('lists everything that is missing at once', async () => {
      const { id } = await create();
      const error = (await submit(id, 'incomplete-entry').catch((reason: unknown) => reason)) as AppError;
      expect(error.code).toBe('ENTRY_INCOMPLETE');
      expect(error.fields.map(({ field }) => field)).toEqual([
        'content.LY_DO',
        'content.MUC_TIEU',
        'content.NOI_DUNG',
        'content.DIA_DIEM',
        'content.LUC_LUONG',
        'content.KET_QUA',
        'content.DUY_TRI_NHAN_RONG',
        'selfScores.LANH_DAO',
        'selfScores.PHU_HOP',
        'selfScores.CACH_VAN_DONG',
        'selfScores.KET_QUA',
        'selfScores.NHAN_DAN',
        'selfScores.BEN_VUNG',
      ]);
    });

    it('counts words', async () => {
      const entry = await ready();
      await services.db.query(
        `UPDATE entry SET content = jsonb_set(content, '{MUC_TIEU}', to_jsonb(repeat('từ ', 201))) WHERE id = $1`,
        [entry.id],
      );
      const error = (await submit(entry.id, 'too-many-words').catch((reason: unknown) => reason)) as AppError;
      expect(error.fields).toEqual([
        { field: 'content.MUC_TIEU', code: 'TOO_MANY_WORDS', params: { words: 201, max: 200 } },
      ]);
    });

    it('200 at once, sent again with their keys by impatient people: 200 receipts without a gap, each with revision, audit row and mail', async () => {
      const own = await buildRound(services.db, { unit: place.province });
      const all: string[] = [];
      for (let i = 0; i < 200; i++)
        all.push(
          (await buildEntry(services.db, { round: own, unit: place.hamlet, createdBy: reporter.id, complete: true }))
            .id,
        );
      const send = (ids: string[]) => Promise.all(ids.map((id) => submit(id, `submit-${id}`)));
      // a fifth of them tap twice, later everybody asks once more
      const receipts = [...(await send([...all, ...all.slice(0, 40)])), ...(await send(all))];
      expect(new Set(receipts.map((receipt) => receipt.receiptNo)).size).toBe(200);
      expect([...new Set(receipts.map((receipt) => receipt.receiptNo))].sort()).toEqual(
        Array.from({ length: 200 }, (_, i) => `${own.code}-${String(i + 1).padStart(6, '0')}`),
      );
      const [count] = await services.db.query<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM entry_revision WHERE entry_id = ANY($1)) AS revisions,
           (SELECT count(*)::int FROM audit_log WHERE action = 'Entry.submit' AND subject_id = ANY($1::text[])) AS audit,
           (SELECT count(*)::int FROM state_history WHERE action = 'submit' AND subject_id = ANY($1)) AS history,
           (SELECT count(*)::int FROM message m JOIN notice n ON n.id = m.notice_id WHERE n.href = ANY(SELECT '/entries/' || unnest($1::text[]))) AS mails,
           (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail.send' AND (data ->> 'mailId')::uuid IN
             (SELECT m.id FROM message m JOIN notice n ON n.id = m.notice_id WHERE n.href = ANY(SELECT '/entries/' || unnest($1::text[])))) AS jobs`,
        [all],
      );
      expect(count).toEqual({ revisions: 200, audit: 200, history: 200, mails: 200, jobs: 200 });
    });

    it('takes no number for a submission that fails', async () => {
      const own = await buildRound(services.db, { unit: place.province });
      const good = await buildEntry(services.db, { round: own, unit: place.hamlet, complete: true });
      const bad = await buildEntry(services.db, { round: own, unit: place.hamlet });
      const next = await buildEntry(services.db, { round: own, unit: place.hamlet, complete: true });
      const numbers = [];
      for (const { id } of [good, bad, next])
        numbers.push(
          await submit(id, `gap-${id}`).then(
            (receipt) => receipt.receiptNo.slice(-6),
            (error: AppError) => error.code,
          ),
        );
      expect(numbers).toEqual(['000001', 'ENTRY_INCOMPLETE', '000002']);
    });

    it('is decided by the server’s clock to the second, and names the deadline', async () => {
      const own = await buildRound(services.db, {
        unit: place.province,
        closesAt: '2026-03-05T10:00:00Z',
        opensAt: '2026-01-01T00:00:00Z',
      });
      const [first, second] = [
        await buildEntry(services.db, { round: own, unit: place.hamlet, complete: true }),
        await buildEntry(services.db, { round: own, unit: place.hamlet, complete: true }),
      ];
      try {
        services.clock.set(new Date('2026-03-05T09:59:50Z'));
        expect(await codeOf(submit(first.id, 'just-in-time'))).toBe('OK');
        services.clock.set(new Date('2026-03-05T10:00:00Z'));
        const error = (await submit(second.id, 'just-too-late').catch((reason: unknown) => reason)) as AppError;
        expect([error.code, error.params['deadline']]).toEqual(['AFTER_DEADLINE', '17:00 ngày 05/03/2026']);
      } finally {
        services.clock.set(undefined);
      }
    });

    it('keeps a revision that nobody can change, with a hash of its content', async () => {
      const entry = await ready();
      await submit(entry.id, `freeze-${entry.id}`);
      await expect(
        services.db.query(`UPDATE entry_revision SET title = 'x' WHERE entry_id = $1`, [entry.id]),
      ).rejects.toThrow();
      const [revision] = await services.as(head, () => services.module.get(EntryDetailQueries).revisions(entry.id));
      expect([revision?.no, revision?.contentHash.length]).toEqual([1, 64]);
    });
  });

  describe('the rules of a round', () => {
    it('freeze when it opens; a later change makes a new version, and entries keep theirs', async () => {
      const board = await buildAccount(services.db, { unit: place.province, grants: [{ role: 'BOARD_STAFF' }] });
      const rounds = services.module.get(RoundsService);
      const own = await buildRound(services.db, { unit: place.province, state: 'DRAFT' });
      await services.as(board, () => rounds.open(own.id, 1));
      expect(await codeOf(services.as(board, () => rounds.saveRules(own.id, { version: 2, rules: own.rules })))).toBe(
        'RULES_FROZEN',
      );
      await expect(
        services.db.query(`UPDATE round_rules SET rules = '{}' WHERE round_id = $1`, [own.id]),
      ).rejects.toThrow('rules are frozen');
      const { id } = await create({ roundId: own.id });
      const changed = structuredClone(own.rules);
      changed.form = changed.form.slice(0, 3);
      expect(
        await codeOf(services.as(board, () => rounds.amend(own.id, { version: 2, rules: changed, reason: ' ' }))),
      ).toBe('REASON_REQUIRED');
      await services.as(board, () => rounds.amend(own.id, { version: 2, rules: changed, reason: 'Gọn biểu mẫu' }));
      const later = await create({ roundId: own.id });
      const details = services.module.get(EntryDetailQueries);
      const seen = async (one: { id: string }) => {
        const detail = await services.as(reporter, () => details.detail(one.id));
        return [detail.rulesVersion, detail.form.length];
      };
      expect([await seen({ id }), await seen(later)]).toEqual([
        [1, 10],
        [2, 3],
      ]);
    });
  });

  describe('rights', () => {
    it('still hold by the path of the day of registration after a merger', async () => {
      const { db } = services;
      const old = await buildUnit(db, { kind: 'COMMUNE', parent: place.district, name: 'Xã Cũ' });
      const oldOfficer = await buildAccount(db, { unit: old, grants: [{ role: 'OFFICER' }] });
      const hamlet = await buildUnit(db, { parent: old });
      const entry = await buildEntry(db, { round, unit: hamlet, state: 'APPRAISING' });
      const merged = await buildUnit(db, { kind: 'COMMUNE', parent: place.district, name: 'Xã Mới' });
      await db.query(`UPDATE unit SET valid_to = '2025-07-01' WHERE id = ANY($1)`, [[old.id, hamlet.id]]);
      await db.query(
        `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on) VALUES ($1, $2, 'WHOLE', '2025-07-01')`,
        [old.id, merged.id],
      );
      const details = services.module.get(EntryDetailQueries);
      expect((await services.as(oldOfficer, () => details.detail(entry.id))).can).toEqual([
        'appraise',
        'return',
        'propose',
      ]);
    });

    it('show names of people only to those who may know them', async () => {
      const entry = await ready();
      await submit(entry.id, `names-${entry.id}`);
      const judge = await buildAccount(services.db, { unit: place.agency, grants: [{ role: 'JUDGE' }] });
      await services.db.query(`INSERT INTO entry_reader VALUES ($1, $2, 'JUDGE')`, [entry.id, judge.id]);
      const timelines = services.module.get(EntryTimelineQueries);
      const names = async (who: BuiltAccount) =>
        (await services.as(who, () => timelines.timeline(entry.id))).steps.map((step) => step.actorName);
      expect([await names(head), await names(officer), await names(judge)]).toEqual([
        [head.actor.fullName],
        [head.actor.fullName],
        [null],
      ]);
      const timeline = await services.as(head, () => timelines.timeline(entry.id));
      expect(timeline.holderUnitName).toBe('Xã Hoà An');
      expect(timeline.ahead.map((step) => step.stageCode)).toEqual([
        'HUYEN',
        'TINH',
        'CHAM_DIEM',
        'HOI_DONG',
        'QUYET_DINH',
      ]);
    });
  });

  describe('lists', () => {
    it('take the same number of statements for one row as for forty', async () => {
      const own = await buildRound(services.db, { unit: place.province });
      const queries = services.module.get(EntryQueries);
      await buildEntry(services.db, { round: own, unit: place.hamlet, state: 'APPRAISING' });
      const count = async () => {
        const pool = services.db;
        const original = pool.query.bind(pool);
        let statements = 0;
        pool.query = (sql, params) => (statements++, original(sql, params));
        const page = await services.as(officer, () => queries.list({ roundId: own.id }));
        pool.query = original;
        return [page.items.length, statements];
      };
      await count();
      const [, few] = await count();
      for (let i = 0; i < 39; i++)
        await buildEntry(services.db, { round: own, unit: place.hamlet, state: 'APPRAISING' });
      expect(await count()).toEqual([40, few]);
    });

    it('page through everything once, in each order; the count and the export hold the same', async () => {
      const own = await buildRound(services.db, { unit: place.province });
      const queries = services.module.get(EntryQueries);
      for (const title of ['Ổ khoá', 'Ao cá', 'Ấp sáng', 'Đường hoa', 'Dân vận', 'Bờ kè', 'ao làng'])
        await buildEntry(services.db, { round: own, unit: place.hamlet, state: 'APPRAISING', title });
      const walk = async (sort: 'newest' | 'deadline' | 'title') => {
        const titles: string[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await services.as(officer, () =>
            queries.list({ roundId: own.id, sort, limit: 2, ...(cursor ? { cursor } : {}) }),
          );
          titles.push(...page.items.map((item) => item.title));
          cursor = page.next;
        } while (cursor);
        return titles;
      };
      expect(await walk('title')).toEqual(['Ao cá', 'ao làng', 'Ấp sáng', 'Bờ kè', 'Dân vận', 'Đường hoa', 'Ổ khoá']);
      expect([(await walk('newest')).length, (await walk('deadline')).length]).toEqual([7, 7]);
      expect(await services.as(officer, () => queries.counts({ roundId: own.id }))).toEqual({
        total: 7,
        carriedOn: 0,
        byState: { APPRAISING: 7 },
        byCategory: { KINH_TE_COLLECTIVE: 7 },
      });
      const exported: string[] = [];
      await services.as(officer, async () => {
        for await (const item of queries.all({ roundId: own.id, sort: 'title' })) exported.push(item.title);
      });
      expect(exported).toEqual(await walk('title'));
    });

    it('find without marks and case, by any words, and never by a wild card', async () => {
      const own = await buildRound(services.db, { unit: place.province });
      const queries = services.module.get(EntryQueries);
      await buildEntry(services.db, {
        round: own,
        unit: place.hamlet,
        state: 'APPRAISING',
        title: 'Đường hoa Hoà An 100%',
      });
      const found = async (q: string) =>
        (await services.as(officer, () => queries.list({ roundId: own.id, q }))).items.length;
      expect([
        await found('duong HOA'),
        await found('hòa an'),
        await found('an ĐƯỜNG'),
        await found('100%'),
        await found('1%0'),
        await found('_'),
        await found('khong co'),
      ]).toEqual([1, 1, 1, 1, 0, 0, 0]);
    });
  });

  it('complete content of the factories is complete', () => {
    expect(Object.keys(completeContent(round.rules, 'KINH_TE_COLLECTIVE').content)).toHaveLength(10);
  });
});
