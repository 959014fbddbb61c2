import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Abilities, accessWhere } from '@app/access';
import { AppError } from '@app/platform';
import { ProgrammesModule } from '@app/programmes';
import * as fc from 'fast-check';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltRound,
} from '../../../test/support/factories';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  DraftSaving,
  EntriesModule,
  EntriesService,
  entryColumns,
  EntryCollaborators,
  EntryDetailQueries,
  EntryHistory,
  EntryPresence,
  EntryQueries,
  EntryRecords,
  WritingJobs,
  type PresenceInput,
  type SaveDraftInput,
} from './index';

jest.setTimeout(60_000);

type Parts = Pick<SaveDraftInput, 'title' | 'subjectName' | 'content' | 'contributions' | 'selfScores'>;

describe('writing together', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let tu: BuiltAccount;
  let hai: BuiltAccount;
  let drafts: DraftSaving;
  let offset = 0;

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule]);
    place = await buildProvince(services.db);
    round = await buildRound(services.db, { unit: place.province });
    tu = await buildAccount(services.db, {
      unit: place.hamlet,
      fullName: 'Nguyễn Thị Tư',
      grants: [{ role: 'REPORTER' }],
    });
    hai = await buildAccount(services.db, {
      unit: place.hamlet,
      fullName: 'Lê Văn Hai',
      grants: [{ role: 'UNIT_HEAD' }],
    });
    drafts = services.module.get(DraftSaving);
    const real = services.clock.now.bind(services.clock);
    jest.spyOn(services.clock, 'now').mockImplementation(() => new Date(real().getTime() + offset));
  });
  afterAll(() => services.stop());
  const later = (seconds: number): void => void (offset += seconds * 1000);

  const fresh = (): Promise<{ id: string }> => buildEntry(services.db, { round, unit: place.hamlet, createdBy: tu.id });
  const BASE: Parts = { title: 'Mô hình', subjectName: 'Chi bộ', content: {}, contributions: [], selfScores: {} };
  const save = (who: BuiltAccount, id: string, version: number, changed: string[] | undefined, over: Partial<Parts>) =>
    services.as(who, () => drafts.save(id, { ...BASE, ...over, version, ...(changed ? { changed } : {}) }));
  const stored = async (id: string) =>
    (await services.db.one<{ version: number; content: Record<string, unknown>; title: string; versions: number }>(
      'SELECT version, content, title, (SELECT count(*)::int FROM entry_version v WHERE v.entry_id = e.id) AS versions FROM entry e WHERE id = $1',
      [id],
    ))!;
  const refusal = async (promise: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> => {
    try {
      await promise;
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, params: error.params };
      throw error;
    }
    throw new Error('was not refused');
  };

  describe('saving by part', () => {
    it('two writers of different parts never meet; each gets what the other has saved', async () => {
      const { id } = await fresh();
      const first = await save(tu, id, 1, ['content.LY_DO'], { content: { LY_DO: 'Của Tư' } });
      const second = await save(hai, id, 1, ['content.MUC_TIEU'], { content: { MUC_TIEU: 'Của Hai' } });
      expect([first.version, first.merged?.content, second.version, second.merged?.content]).toEqual([
        2,
        { LY_DO: 'Của Tư' },
        3,
        { LY_DO: 'Của Tư', MUC_TIEU: 'Của Hai' },
      ]);
      expect((await stored(id)).content).toEqual({ LY_DO: 'Của Tư', MUC_TIEU: 'Của Hai' });
    });

    it('tells exactly the parts that both have changed, with what stands there now, and writes nothing', async () => {
      const { id } = await fresh();
      await save(tu, id, 1, ['content.LY_DO', 'content.MUC_TIEU', 'title'], {
        title: 'Tên của Tư',
        content: { LY_DO: 'A', MUC_TIEU: 'giống nhau' },
      });
      const { code, params } = await refusal(
        save(hai, id, 1, ['content.LY_DO', 'content.MUC_TIEU', 'content.DIA_DIEM'], {
          content: { LY_DO: 'B', MUC_TIEU: 'giống nhau', DIA_DIEM: 'Ấp Một' },
        }),
      );
      expect([code, params['conflicts'], params['version']]).toEqual(['CHANGED_MEANWHILE', ['content.LY_DO'], 2]);
      expect((params['current'] as Parts).title).toBe('Tên của Tư');
      expect((await stored(id)).content).toEqual({ LY_DO: 'A', MUC_TIEU: 'giống nhau' });
      expect(await codeOf(save(hai, id, 1, ['content.KHONG_CO'], { content: { KHONG_CO: 'x' } }))).toBe(
        'VALIDATION_FAILED',
      );
      expect(await codeOf(save(hai, id, 1, ['version'], {}))).toBe('VALIDATION_FAILED');
    });

    it('whatever is typed by two people in random turns, all that was saved is in the draft or in the history', async () => {
      const codes = ['LY_DO', 'MUC_TIEU', 'DIA_DIEM'];
      const step = fc.record({
        who: fc.integer({ min: 0, max: 1 }),
        code: fc.constantFrom(...codes),
        wait: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
          const { id } = await fresh();
          const seen = [1, 1];
          const others = new Map<string, { text: string; who: number }>();
          const replaced: string[] = [];
          for (const [index, { who, code, wait }] of steps.entries()) {
            if (wait) later(400);
            const text = `${index}.${who}`;
            const path = `content.${code}`;
            const go = () => save(who === 0 ? tu : hai, id, seen[who]!, [path], { content: { [code]: text } });
            const last = others.get(code);
            try {
              seen[who] = (await go()).version;
            } catch (error) {
              const { params } = error as AppError;
              expect(params['conflicts']).toEqual([path]);
              seen[who] = Number(params['version']);
              seen[who] = (await go()).version;
            }
            if (last && last.who !== who) replaced.push(last.text);
            others.set(code, { text, who });
          }
          const kept = await services.db.query<{ content: Record<string, string> }>(
            'SELECT content FROM entry_version WHERE entry_id = $1 UNION ALL SELECT content FROM entry WHERE id = $1',
            [id],
          );
          const texts = new Set(kept.flatMap(({ content }) => Object.values(content)));
          expect(replaced.filter((text) => !texts.has(text))).toEqual([]);
          expect((await stored(id)).content).toEqual(
            Object.fromEntries([...others].map(([code, { text }]) => [code, text])),
          );
        }),
        { numRuns: 15 },
      );
    });
  });

  describe('presence and locks', () => {
    let id: string;
    const beat = (who: BuiltAccount, over: Partial<PresenceInput> = {}) =>
      services.as(who, () =>
        services.module
          .get(EntryPresence)
          .beat(id, { tab: `cua-so-${who.login.slice(0, 8)}`, section: 'name', ...over }),
      );
    beforeAll(async () => {
      ({ id } = await fresh());
    });
    const sectionOf = (code: string): string =>
      `form:${round.rules.form.find((field) => field.code === code)!.section}`;

    it('says who is here and where, and gives a section to the first who types in it', async () => {
      await beat(tu, { section: sectionOf('LY_DO'), typing: true });
      const seen = await beat(hai, { section: sectionOf('LY_DO'), typing: true });
      expect([
        seen.people.map(({ name, self, section }) => ({ name, self, section })),
        seen.locks.map(({ name, mine }) => ({ name, mine })),
      ]).toEqual([
        [{ name: 'Nguyễn Thị Tư', self: false, section: sectionOf('LY_DO') }],
        [{ name: 'Nguyễn Thị Tư', mine: false }],
      ]);
      const [locked, free] = [
        await refusal(save(hai, id, 1, ['content.LY_DO'], { content: { LY_DO: 'chen vào' } })),
        await save(hai, id, 1, ['title'], { title: 'Tên' }),
      ];
      expect([locked.code, locked.params['name'], free.version]).toEqual(['SECTION_LOCKED', 'Nguyễn Thị Tư', 2]);
      // A save of the whole is held to the lock as well, for what it changes.
      const whole = (content: Record<string, string>) => save(hai, id, 2, undefined, { title: 'Tên', content });
      expect(await codeOf(whole({ LY_DO: 'chen vào' }))).toBe('SECTION_LOCKED');
      expect((await stored(id)).version).toBe(2);
    });

    it('after a takeover the other one is told and their save is refused, not lost in silence', async () => {
      const taken = await beat(hai, { section: sectionOf('LY_DO'), takeOver: true });
      expect(taken.locks.map(({ mine }) => mine)).toEqual([true]);
      const told = await beat(tu, { section: sectionOf('LY_DO'), typing: true });
      expect(told.locks.map(({ name, takenFromMe }) => ({ name, takenFromMe }))).toEqual([
        { name: 'Lê Văn Hai', takenFromMe: true },
      ]);
      expect(await codeOf(save(tu, id, 1, ['content.LY_DO'], { content: { LY_DO: 'chậm' } }))).toBe('SECTION_LOCKED');
    });

    it('a lock lapses 45 seconds after the last sign of life; two windows of one person are told of each other', async () => {
      later(46);
      const free = await beat(tu, { section: sectionOf('LY_DO'), typing: true });
      expect([free.people, free.locks.map(({ mine, takenFromMe }) => ({ mine, takenFromMe }))]).toEqual([
        [],
        [{ mine: true, takenFromMe: false }],
      ]);
      const second = await beat(tu, { tab: 'cua-so-thu-hai', section: sectionOf('LY_DO'), typing: true });
      expect([second.people.map(({ self }) => self), second.locks.map(({ mine }) => mine)]).toEqual([[true], [true]]);
      expect((await save(tu, id, second.version, ['content.LY_DO'], { content: { LY_DO: 'của tôi' } })).version).toBe(
        3,
      );
      await beat(tu, { leave: true });
      expect((await beat(hai)).people.map(({ self }) => self)).toEqual([false]);
    });

    it('only sections of the entry are known, five windows of one person are kept, and an answer stays short', async () => {
      for (const section of ['form:KHÔNG CÓ', 'form:', 'x', 'LY_DO'])
        expect([section, await codeOf(beat(tu, { section, typing: true }))]).toEqual([section, 'VALIDATION_FAILED']);
      for (const section of ['name', 'figures', 'scores', sectionOf('LY_DO'), null]) await beat(tu, { section });
      for (let n = 1; n <= 8; n++) {
        later(1);
        await beat(tu, { tab: `nhieu-cua-so-${n}` });
      }
      const tabs = await services.db.query<{ tab: string }>(
        'SELECT tab FROM entry_presence WHERE entry_id = $1 AND account_id = $2 ORDER BY tab',
        [id, tu.id],
      );
      expect(tabs.map(({ tab }) => tab)).toEqual([4, 5, 6, 7, 8].map((n) => `nhieu-cua-so-${n}`));
      const crowd = await fresh();
      await services.db.query(
        `INSERT INTO entry_presence (entry_id, account_id, tab, since, seen_at) SELECT $1, $2, 'dong-nguoi-' || n, $3, $3 FROM generate_series(1, 70) n`,
        [crowd.id, hai.id, services.clock.now()],
      );
      const seen = await services.as(tu, () =>
        services.module.get(EntryPresence).beat(crowd.id, { tab: 'cua-so-cua-tu' }),
      );
      expect(seen.people).toHaveLength(50);
    });

    it('nobody else is told anything, and nothing is audited', async () => {
      const stranger = await buildAccount(services.db, { unit: place.otherCommune, grants: [{ role: 'UNIT_HEAD' }] });
      const officer = await buildAccount(services.db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
      expect([await codeOf(beat(stranger)), await codeOf(beat(officer))]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
      const [row] = await services.db.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM audit_log WHERE subject_id = $1',
        [id],
      );
      expect(row?.n).toBe(0);
    });
  });

  describe('history', () => {
    it('keeps one version per person and ten minutes, compares any two word by word, and restores as a new save', async () => {
      const { id } = await fresh();
      await save(tu, id, 1, ['content.LY_DO'], { content: { LY_DO: 'Đường tối, bà con ngại đi họp.' } });
      await save(tu, id, 2, ['content.LY_DO'], { content: { LY_DO: 'Đường tối, bà con ngại đi họp đêm.' } });
      await save(hai, id, 3, ['content.LY_DO'], { content: { LY_DO: 'Đường xóm tối, bà con ngại đi họp đêm.' } });
      later(700);
      await save(hai, id, 4, ['content.MUC_TIEU'], { content: { MUC_TIEU: 'Mười hai tuyến đường có đèn.' } });
      const history = services.module.get(EntryHistory);
      const page = await services.as(tu, () => history.page(id, {}));
      expect(page.items.map(({ ref, by, parts }) => ({ ref, by, parts }))).toEqual([
        { ref: 'v4', by: 'Lê Văn Hai', parts: ['content.MUC_TIEU'] },
        { ref: 'v3', by: 'Lê Văn Hai', parts: ['content.LY_DO'] },
        { ref: 'v2', by: 'Nguyễn Thị Tư', parts: ['content.LY_DO'] },
        { ref: 'v1', by: 'Nguyễn Thị Tư', parts: [] },
      ]);
      const one = await services.as(tu, () => history.page(id, { limit: 1 }));
      const rest = await services.as(tu, () => history.page(id, { limit: 9, cursor: one.next! }));
      expect([...one.items, ...rest.items]).toEqual(page.items);

      const compared = await services.as(tu, () => history.compare(id, 'v2', 'v3'));
      expect(compared.parts.find(({ path }) => path === 'content.LY_DO')?.words).toEqual([
        { op: 'SAME', text: 'Đường ' },
        { op: 'ADDED', text: 'xóm ' },
        { op: 'SAME', text: 'tối, bà con ngại đi họp đêm.' },
      ]);
      const states = Object.fromEntries(
        (await services.as(tu, () => history.compare(id, 'v1', 'draft'))).parts.map(({ path, state }) => [path, state]),
      );
      expect(states).toEqual({
        title: 'UNCHANGED',
        subjectName: 'UNCHANGED',
        'content.LY_DO': 'ADDED',
        'content.MUC_TIEU': 'ADDED',
      });

      const old = await services.as(tu, () => history.snapshot(id, 'v2'));
      expect(await codeOf(services.as(tu, () => drafts.restore(id, { ref: 'v2', draft: old, version: 4 })))).toBe(
        'CHANGED_MEANWHILE',
      );
      await services.as(tu, () => drafts.restore(id, { ref: 'v2', draft: old, version: 5, parts: ['content.LY_DO'] }));
      expect((await stored(id)).content).toEqual({
        LY_DO: 'Đường tối, bà con ngại đi họp đêm.',
        MUC_TIEU: 'Mười hai tuyến đường có đèn.',
      });
      const [top] = (await services.as(tu, () => history.page(id, {}))).items;
      expect([top?.ref, top?.kind, top?.restoredFrom]).toEqual(['v5', 'RESTORED', 'v2']);
    });

    it('shows readers without the draft only what was submitted', async () => {
      const entry = await buildEntry(services.db, { round, unit: place.hamlet, state: 'APPRAISING', createdBy: tu.id });
      const officer = await buildAccount(services.db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
      await services.db.query(
        `INSERT INTO entry_version (entry_id, no, author_id, revision_no, version, started_at, saved_at, parts, title, subject_name, content, contributions, self_scores)
         SELECT id, 1, $2, 0, 1, now(), now(), '{title}', 'BÍ MẬT', subject_name, content, contributions, self_scores FROM entry WHERE id = $1`,
        [entry.id, tu.id],
      );
      const history = services.module.get(EntryHistory);
      const page = await services.as(officer, () => history.page(entry.id, {}));
      expect(page.items.map(({ ref }) => ref)).toEqual(['r1']);
      for (const [from, to] of [
        ['v1', 'r1'],
        ['r1', 'draft'],
        ['r1', 'v1'],
      ] as const)
        expect(await codeOf(services.as(officer, () => history.compare(entry.id, from, to)))).toBe('NOT_FOUND');
      expect(
        (await services.as(officer, () => history.compare(entry.id, 'r1', 'r1'))).parts.every(
          ({ state }) => state === 'UNCHANGED',
        ),
      ).toBe(true);
      expect(await codeOf(services.as(tu, () => history.compare(entry.id, 'v99', 'r1')))).toBe('NOT_FOUND');
    });

    it('compares two very long, wholly different texts in a bounded time', async () => {
      const { id } = await fresh();
      const words = (seed: number) => Array.from({ length: 4000 }, (_, n) => `từ${(n * seed) % 997}`).join(' ');
      await save(tu, id, 1, ['title'], { title: 'x' });
      await save(hai, id, 2, ['title'], { title: 'y' });
      for (const [no, seed] of [
        [2, 7],
        [3, 13],
      ] as const)
        await services.db.query('UPDATE entry_version SET content = $3 WHERE entry_id = $1 AND no = $2', [
          id,
          no,
          JSON.stringify({ LY_DO: words(seed) }),
        ]);
      const started = Date.now();
      const { parts } = await services.as(tu, () => services.module.get(EntryHistory).compare(id, 'v2', 'v3'));
      expect(Date.now() - started).toBeLessThan(1500);
      const part = parts.find(({ path }) => path === 'content.LY_DO')!;
      expect(
        part.words
          .filter(({ op }) => op !== 'REMOVED')
          .map(({ text }) => text)
          .join(''),
      ).toBe(words(13));
    });

    it('saved versions go 90 days after the entry has ended, not before', async () => {
      const { id } = await fresh();
      await save(tu, id, 1, ['title'], { title: 'x' });
      const jobs = services.module.get(WritingJobs);
      await services.db.query(
        `UPDATE entry SET state = 'WITHDRAWN', updated_at = now() - interval '80 days' WHERE id = $1`,
        [id],
      );
      await jobs.clean();
      expect((await stored(id)).versions).toBe(2);
      await services.db.query(`UPDATE entry SET updated_at = now() - interval '100 days' WHERE id = $1`, [id]);
      await jobs.clean();
      expect((await stored(id)).versions).toBe(0);
    });
  });

  describe('collaborators', () => {
    it('see and write one entry in lists, search, counts and files, no other one, and never submit', async () => {
      const friend = await buildAccount(services.db, { unit: place.otherCommune, fullName: 'Trần Thị Bạn' });
      const mine = await fresh();
      const secret = await fresh();
      const people = services.module.get(EntryCollaborators);
      const queries = services.module.get(EntryQueries);
      const as = <T>(fn: () => Promise<T>) => services.as(friend, fn);
      const detail = (id: string) => services.module.get(EntryDetailQueries).detail(id);

      expect(await codeOf(as(() => detail(mine.id)))).toBe('NOT_FOUND');
      // Outside the commune nobody is found by name, only by the whole login.
      const found = (q: string) =>
        services.as(tu, async () => (await people.find(mine.id, q)).map(({ accountId }) => accountId));
      expect([await found('tran thi b'), await found(friend.login.slice(0, -1)), await found(friend.login)]).toEqual([
        [],
        [],
        [friend.id],
      ]);
      expect(await services.as(tu, () => people.find(mine.id, 'x'))).toEqual([]);
      await services.as(tu, () => people.put(mine.id, friend.id, 'READ'));
      await services.as(tu, () => people.put(mine.id, friend.id, 'READ'));

      const list = await as(() => queries.list({}));
      expect([list.items.map(({ id }) => id), (await as(() => queries.counts({}))).total]).toEqual([[mine.id], 1]);
      expect((await as(() => queries.list({ q: list.items[0]!.title }))).items.map(({ id }) => id)).toEqual([mine.id]);
      expect([(await as(() => detail(mine.id))).can, (await as(() => detail(mine.id))).isDraft]).toEqual([[], true]);
      expect(await codeOf(as(() => detail(secret.id)))).toBe('NOT_FOUND');
      expect(await codeOf(save(friend, mine.id, 1, ['title'], { title: 'x' }))).toBe('ACTION_NOT_ALLOWED');

      await services.as(hai, () => people.put(mine.id, friend.id, 'WRITE'));
      expect((await as(() => detail(mine.id))).can).toEqual(['write']);
      expect((await save(friend, mine.id, 1, ['title'], { title: 'Bạn sửa' })).version).toBe(2);
      const records = services.module.get(EntryRecords);
      const submit = as(() => services.module.get(EntriesService).submit(mine.id, 'khoa-nop-1', { version: 2 }));
      const withdraw = as(() => services.module.get(EntriesService).withdraw(mine.id, { version: 2 }));
      const share = as(() => people.put(mine.id, tu.id, 'WRITE'));
      expect([await codeOf(submit), await codeOf(withdraw), await codeOf(share)]).toEqual([
        'ACTION_NOT_ALLOWED',
        'ACTION_NOT_ALLOWED',
        'ACTION_NOT_ALLOWED',
      ]);
      expect((await services.db.transaction(() => records.lock(mine.id))).writers).toEqual([friend.id]);
      const [notice] = await services.db.query<{ kind: string; n: number }>(
        'SELECT kind, count(*)::int AS n FROM notice WHERE account_id = $1 GROUP BY kind',
        [friend.id],
      );
      expect(notice).toEqual({ kind: 'ENTRY_SHARED', n: 1 });

      await services.as(tu, () => people.remove(mine.id, friend.id));
      expect([await codeOf(as(() => detail(mine.id))), (await as(() => queries.counts({}))).total]).toEqual([
        'NOT_FOUND',
        0,
      ]);
      expect(await codeOf(save(friend, mine.id, 2, ['title'], { title: 'y' }))).toBe('NOT_FOUND');
      expect((await services.as(tu, () => people.list(mine.id))).items).toEqual([]);

      // Let in again: the right is back, the mail is not sent twice.
      await services.as(tu, () => people.put(mine.id, friend.id, 'READ'));
      expect((await as(() => detail(mine.id))).can).toEqual([]);
      const mails = await services.db.query('SELECT 1 FROM notice WHERE account_id = $1', [friend.id]);
      expect(mails).toHaveLength(1);
    });

    it('are let in only while the entry is written; a right can be taken away later too', async () => {
      const friend = await buildAccount(services.db, { unit: place.hamlet });
      const entry = await fresh();
      const people = services.module.get(EntryCollaborators);
      await services.as(tu, () => people.put(entry.id, friend.id, 'WRITE'));
      await services.db.query(
        `UPDATE entry SET state = 'APPRAISING', stage_code = 'X', holder_unit_id = $2, submitted_at = now(), receipt_no = 'R-B2', revision_no = 1 WHERE id = $1`,
        [entry.id, place.commune.id],
      );
      expect([
        await codeOf(services.as(tu, () => people.put(entry.id, friend.id, 'READ'))),
        await codeOf(services.as(tu, () => people.find(entry.id, 'nguyen'))),
      ]).toEqual(['STATE_DOES_NOT_ALLOW', 'STATE_DOES_NOT_ALLOW']);
      await services.as(tu, () => people.remove(entry.id, friend.id));
      expect((await services.as(tu, () => people.list(entry.id))).items).toEqual([]);
    });

    it('are never made of those who appraise, score or judge: they may read along, are not offered, and stay free to decide', async () => {
      const elsewhere = await buildProvince(services.db);
      const hosts = [place.commune, place.district, place.province];
      const reviewers = await Promise.all([
        ...hosts.flatMap((unit) =>
          (['OFFICER', 'LEADER'] as const).map((role) =>
            buildAccount(services.db, { unit: place.hamlet, fullName: 'Võ Thị Xét', grants: [{ role, unit }] }),
          ),
        ),
        ...(['JUDGE', 'COUNCIL_MEMBER', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR'] as const).map((role) =>
          buildAccount(services.db, {
            unit: place.hamlet,
            fullName: 'Võ Thị Xét',
            grants: [{ role, unit: place.province }],
          }),
        ),
      ]);
      const free = await buildAccount(services.db, {
        unit: place.hamlet,
        fullName: 'Võ Thị Xét',
        grants: [
          { role: 'OFFICER', unit: place.otherCommune },
          { role: 'JUDGE', unit: elsewhere.province },
        ],
      });
      const entry = await fresh();
      const people = services.module.get(EntryCollaborators);
      for (const who of reviewers)
        expect(await codeOf(services.as(tu, () => people.put(entry.id, who.id, 'WRITE')))).toBe('COLLABORATOR_REVIEWS');
      const found = await services.as(tu, () => people.find(entry.id, 'vo thi xet'));
      expect(found.map(({ accountId }) => accountId)).toEqual([free.id]);
      await services.as(tu, () => people.put(entry.id, free.id, 'WRITE'));
      await services.as(tu, () => people.put(entry.id, reviewers[0]!.id, 'READ'));
      expect(
        (await services.db.transaction(() => services.module.get(EntryRecords).lock(entry.id))).everWriters,
      ).toEqual([free.id]);
    });

    it('are not people who have the right already, review the entry, or stand outside the round', async () => {
      const entry = await fresh();
      const people = services.module.get(EntryCollaborators);
      const judge = await buildAccount(services.db, { unit: place.province });
      await services.db.query(`INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`, [
        entry.id,
        judge.id,
      ]);
      const elsewhere = await buildProvince(services.db);
      const foreign = await buildAccount(services.db, { unit: elsewhere.hamlet });
      const put = (who: BuiltAccount) => codeOf(services.as(tu, () => people.put(entry.id, who.id, 'WRITE')));
      expect([await put(hai), await put(tu), await put(judge), await put(foreign)]).toEqual([
        'COLLABORATOR_HAS_IT',
        'COLLABORATOR_HAS_IT',
        'COLLABORATOR_REVIEWS',
        'COLLABORATOR_UNKNOWN',
      ]);
    });

    it('who has ever been let in to write never appraises, proposes or forwards the entry, also after leaving', async () => {
      const people = services.module.get(EntryCollaborators);
      const records = services.module.get(EntryRecords);
      const [left, removed, downgraded, reader] = await Promise.all(
        [1, 2, 3, 4].map(() => buildAccount(services.db, { unit: place.commune })),
      );
      const entry = await fresh();
      for (const who of [left!, removed!, downgraded!])
        await services.as(tu, () => people.put(entry.id, who.id, 'WRITE'));
      await services.as(tu, () => people.put(entry.id, reader!.id, 'READ'));
      await save(left!, entry.id, 1, ['title'], { title: 'Viết rồi đi' });
      await services.as(left!, () => people.remove(entry.id, left!.id));
      await services.as(tu, () => people.remove(entry.id, removed!.id));
      await services.as(tu, () => people.put(entry.id, downgraded!.id, 'READ'));
      await services.as(tu, () => people.remove(entry.id, downgraded!.id));
      expect(await codeOf(save(left!, entry.id, 2, ['title'], { title: 'y' }))).toBe('NOT_FOUND');
      await services.db.query(
        `UPDATE entry SET state = 'APPRAISING', stage_code = 'X', holder_unit_id = $2, submitted_at = now(), receipt_no = 'R-B1', revision_no = 1 WHERE id = $1`,
        [entry.id, place.commune.id],
      );
      // Later they are given the roles of the commune.
      const may = async (who: BuiltAccount): Promise<string[]> => {
        const { id: unitId, path: unitPath } = place.commune;
        const grants = (['OFFICER', 'LEADER'] as const).map((role) => ({ role, unitId, unitPath, roundId: null }));
        const promoted = { ...who, actor: { ...who.actor, grants } };
        const open: string[] = [];
        for (const action of ['appraise', 'propose', 'return', 'forward', 'refuse']) {
          const refused = await services.as(promoted, async () => {
            try {
              records.refuseUnless(action, await records.visible(entry.id));
              return false;
            } catch {
              return true;
            }
          });
          const params: unknown[] = [entry.id];
          const where = accessWhere(services.module.get(Abilities).of(promoted.actor), action, entryColumns, params);
          const rows = await services.db.query(`SELECT 1 FROM entry e WHERE e.id = $1 AND ${where}`, params);
          expect(rows.length === 0).toBe(refused);
          if (!refused) open.push(action);
        }
        return open;
      };
      expect([await may(left!), await may(removed!), await may(downgraded!)]).toEqual([[], [], []]);
      expect(await may(reader!)).toEqual(['appraise', 'propose', 'return', 'forward', 'refuse']);
    });
  });
});
