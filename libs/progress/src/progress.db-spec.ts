import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntriesModule, EntriesService, EntryDetailQueries, EntryQueries } from '@app/entries';
import { JobHandlers } from '@app/jobs';
import { ProgrammesModule } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
  type BuiltAccount,
  type BuiltEntry,
  type BuiltRound,
  type BuiltUnit,
} from '../../../test/support/factories';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  Ledger,
  LedgerCheck,
  LedgerPapers,
  LedgerQueries,
  ModelQueries,
  ProgressJobs,
  ProgressModule,
  ProgressQueries,
  ProgressService,
} from './index';

jest.setTimeout(60_000);

describe('models that are carried on, their reports and figures', () => {
  let services: TestServices;
  let reports: ProgressService;
  let queries: ProgressQueries;
  let ledger: Ledger;
  let sums: LedgerQueries;
  let entries: EntriesService;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let rounds: Record<'y2023' | 'y2024' | 'y2025', BuiltRound>;
  let predecessor: BuiltUnit;
  let first: BuiltEntry;
  const people = {} as Record<'reporter' | 'head' | 'officer' | 'board' | 'otherReporter' | 'judge', BuiltAccount>;
  let counter = 0;
  const key = () => `progress-test-${++counter}`;

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, ProgressModule], 16);
    const { db, module } = services;
    [reports, queries, ledger] = [module.get(ProgressService), module.get(ProgressQueries), module.get(Ledger)];
    [sums, entries] = [module.get(LedgerQueries), module.get(EntriesService)];
    place = await buildProvince(db);
    predecessor = await buildUnit(db, { parent: place.commune, name: 'Ấp Cũ', validTo: '2025-01-01' });
    await db.query(
      `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on) VALUES ($1, $2, 'PART', '2025-01-01')`,
      [predecessor.id, place.hamlet.id],
    );
    const round = async (year: number, over: Partial<Parameters<typeof buildRound>[1]> = {}) => {
      const built = await buildRound(db, { unit: place.province, name: `Đợt ${year}`, ...over });
      await db.query('UPDATE round SET year = $2 WHERE id = $1', [built.id, year]);
      return built;
    };
    rounds = {
      y2023: await round(2023, { state: 'CLOSED', change: (rules) => (rules.progress = { everyMonths: 3 }) }),
      y2024: await round(2024),
      // a form of a later year: a field is gone, another has become shorter
      y2025: await round(2025, {
        change: (rules) => {
          rules.form = rules.form
            .filter((field) => field.code !== 'MUC_TIEU')
            .map((field) => (field.code === 'LY_DO' ? { ...field, maxLength: 5 } : field));
        },
      }),
    };
    people.reporter = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    people.head = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    people.otherReporter = await buildAccount(db, {
      unit: place.otherCommune,
      grants: [{ role: 'REPORTER' }, { role: 'UNIT_HEAD' }],
    });
    people.officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    people.board = await buildAccount(db, { unit: place.province, grants: [{ role: 'BOARD_STAFF' }] });
    people.judge = await buildAccount(db, { unit: place.agency, grants: [{ role: 'JUDGE' }] });
    first = await recognised(rounds.y2023, place.hamlet, 'Đường hoa');
  });
  afterAll(() => services.stop());

  /** Recognised on 2 January of the year after its round. */
  async function recognised(round: BuiltRound, unit: BuiltUnit, title: string): Promise<BuiltEntry> {
    const entry = await buildEntry(services.db, {
      round,
      unit,
      title,
      createdBy: people.reporter.id,
      state: 'RECOGNISED',
    });
    await services.db.query(`UPDATE entry SET holder_since = '2024-01-02T03:00:00Z' WHERE id = $1`, [entry.id]);
    await ledger.followRevision(entry.id);
    return entry;
  }
  const renew = (who: BuiltAccount, entryId: string, round: BuiltRound, unit = place.hamlet) =>
    services.as(who, () =>
      entries.create(key(), {
        roundId: round.id,
        unitId: unit.id,
        categoryCode: 'KINH_TE_COLLECTIVE',
        title: 'Đường hoa, năm nữa',
        subjectName: 'Ấp Một',
        renewsEntryId: entryId,
      }),
    );
  const write = async (
    entryId: string,
    amounts: [string, 'EXACT' | 'OVER' | 'ABOUT', string][],
    over: { replacesId?: string; reason?: string } = {},
  ) =>
    services.as(people.reporter, async () => {
      const { id } = await reports.create(key(), entryId, over.replacesId ? { replacesId: over.replacesId } : {});
      const { version } = await queries.detail(id);
      const contributions = amounts.map(([kind, qualifier, amount]) => ({ kind, qualifier, amount }));
      await reports.save(id, {
        version,
        periodFrom: '2024-01-01',
        periodTo: '2024-03-31',
        body: 'Trồng thêm hoa',
        contributions,
        ...(over.reason ? { reason: over.reason } : {}),
      });
      return id;
    });
  const send = (who: BuiltAccount, id: string) =>
    services.as(who, async () => reports.submit(id, key(), (await queries.detail(id)).version));
  const shown = (list: { kind: string; qualifier: string; amount: string }[]) =>
    Object.fromEntries(list.map((one) => [one.kind, `${one.qualifier} ${one.amount}`]));

  describe('carry on', () => {
    it('takes over what fits the form of the round, tells what does not, and knows its years', async () => {
      const { id, leftOut } = await renew(people.reporter, first.id, rounds.y2025);
      expect(leftOut).toEqual([
        { code: 'LY_DO', label: 'Lý do chọn mô hình', reason: 'DOES_NOT_FIT' },
        { code: 'MUC_TIEU', label: 'Mục tiêu', reason: 'NO_FIELD' },
      ]);
      const entry = await services.as(people.reporter, () => services.module.get(EntryDetailQueries).detail(id));
      expect(entry.content['NOI_DUNG']).toBe('Nội dung Nội dung và cách làm');
      expect([entry.carriedOn, entry.renewalNo, entry.contributions, entry.selfScores]).toEqual([true, 1, [], {}]);
      expect(entry.renews).toEqual({ entryId: first.id, title: 'Đường hoa', roundName: 'Đợt 2023', year: 2023 });
      expect(entry.model.map((step) => [step.year, step.state, step.current])).toEqual([
        [2023, 'RECOGNISED', false],
        [2025, 'DRAFT', true],
      ]);
      const list = (carriedOn: boolean) =>
        services.as(people.reporter, () => services.module.get(EntryQueries).list({ carriedOn }));
      expect((await list(true)).items.map((item) => item.id)).toEqual([id]);
      expect((await list(false)).items.map((item) => item.id)).toEqual([first.id]);
      expect((await services.as(people.reporter, () => services.module.get(EntryQueries).counts({}))).carriedOn).toBe(
        1,
      );
    });

    it('is refused twice in a round, in its own round, for a model that is not recognised and for a unit that has no part in it', async () => {
      const other = await buildEntry(services.db, {
        round: rounds.y2024,
        unit: place.hamlet,
        createdBy: people.reporter.id,
        state: 'APPRAISING',
      });
      expect(await codeOf(renew(people.reporter, first.id, rounds.y2025))).toBe('RENEWAL_TAKEN');
      const own = await recognised(rounds.y2024, place.hamlet, 'Mới công nhận');
      expect(await codeOf(renew(people.reporter, own.id, rounds.y2024))).toBe('RENEWAL_SAME_ROUND');
      expect(await codeOf(renew(people.reporter, other.id, rounds.y2025))).toBe('RENEWAL_UNKNOWN');
      expect(await codeOf(renew(people.otherReporter, first.id, rounds.y2024, place.otherCommune))).toBe(
        'RENEWAL_UNKNOWN',
      );
    });

    it('two at once make one entry, and a withdrawn one frees the place', async () => {
      const model = await recognised(rounds.y2023, place.hamlet, 'Hai người cùng bấm');
      const codes = await Promise.all([1, 2, 3].map(() => codeOf(renew(people.reporter, model.id, rounds.y2024))));
      expect(codes.sort()).toEqual(['OK', 'RENEWAL_TAKEN', 'RENEWAL_TAKEN']);
      await services.db.query(`UPDATE entry SET state = 'WITHDRAWN' WHERE renews_entry_id = $1`, [model.id]);
      expect(await codeOf(renew(people.reporter, model.id, rounds.y2024))).toBe('OK');
    });

    it('a successor unit carries on what its predecessor had recognised, without seeing its dossier', async () => {
      const model = await recognised(rounds.y2023, predecessor, 'Của ấp cũ');
      const { id } = await renew(people.reporter, model.id, rounds.y2024);
      const entry = await services.as(people.reporter, () => services.module.get(EntryDetailQueries).detail(id));
      expect(entry.model.map((step) => [step.entryId === null, step.year])).toEqual([
        [true, 2023],
        [false, 2024],
      ]);
    });

    it('our recognised models: each once, with its years, figures and the rounds that are open for it', async () => {
      const models = await services.as(people.reporter, () => services.module.get(ModelQueries).own());
      expect(models.map((model) => model.title).sort()).toEqual(
        ['Của ấp cũ', 'Hai người cùng bấm', 'Mới công nhận', 'Đường hoa'].sort(),
      );
      const mine = models.find((model) => model.entryId === first.id)!;
      expect(shown(mine.sums)).toEqual({ DAT: 'OVER 1500.5' });
      expect(mine.rounds.map((round) => [round.roundName, round.entryId === null])).toEqual([
        ['Đợt 2025', false],
        ['Đợt 2024', true],
      ]);
      expect(await services.as(people.otherReporter, () => services.module.get(ModelQueries).own())).toEqual([]);
    });
  });

  describe('reports', () => {
    it('are written by the unit, sent by its head, and seen above only when they are sent', async () => {
      const id = await write(first.id, [
        ['DAT', 'EXACT', '200'],
        ['HO', 'ABOUT', '12'],
      ]);
      expect(await codeOf(services.as(people.officer, () => queries.detail(id)))).toBe('NOT_FOUND');
      expect(await codeOf(send(people.reporter, id))).toBe('ACTION_NOT_ALLOWED');
      expect(await codeOf(services.as(people.otherReporter, () => queries.detail(id)))).toBe('NOT_FOUND');
      await send(people.head, id);
      const seen = await services.as(people.officer, () => queries.ofEntry(first.id));
      expect(seen.items.map((item) => [item.id, item.state, item.can])).toEqual([[id, 'SUBMITTED', []]]);
      expect(await codeOf(services.as(people.judge, () => queries.ofEntry(first.id)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(people.head, () => reports.discard(id, 3)))).toBe('STATE_DOES_NOT_ALLOW');
      await expect(services.db.query(`UPDATE progress_report SET body = 'khác' WHERE id = $1`, [id])).rejects.toThrow(
        'append-only',
      );
    });

    it('add up with the figures of the entry; a correction replaces and never adds', async () => {
      const before = (await services.as(people.head, () => queries.ofEntry(first.id))).items[0]!;
      const total = async () => shown((await services.as(people.board, () => sums.ofEntry(first.id))).sums);
      expect(await total()).toEqual({ DAT: 'OVER 1700.5', HO: 'ABOUT 12' });
      const silent = await write(first.id, [['DAT', 'EXACT', '250']], { replacesId: before.id });
      expect(await codeOf(send(people.head, silent))).toBe('PROGRESS_INCOMPLETE');
      await services.as(people.head, async () => reports.discard(silent, (await queries.detail(silent)).version));
      const right = await write(first.id, [['DAT', 'EXACT', '250']], { replacesId: before.id, reason: 'Đo lại đất' });
      await send(people.head, right);
      expect(await total()).toEqual({ DAT: 'OVER 1750.5' });
      expect(
        await codeOf(services.as(people.reporter, () => reports.create(key(), first.id, { replacesId: before.id }))),
      ).toBe('PROGRESS_REPLACED');
      const lines = (await services.as(people.board, () => sums.ofEntry(first.id))).lines.map(
        (line) => `${line.kind} ${line.amount} ${line.status}`,
      );
      expect(lines).toEqual(['DAT 1500.5 COUNTED', 'DAT 200 TAKEN_BACK', 'HO 12 TAKEN_BACK', 'DAT 250 COUNTED']);
    });

    it('of two writers the second is told; an entry has one draft; a draft cannot be begun where nothing was put forward', async () => {
      const id = await write(first.id, []);
      expect(await services.as(people.reporter, () => reports.create(key(), first.id, {}))).toEqual({ id });
      const late = { version: 1, periodFrom: null, periodTo: null, body: 'x', contributions: [] };
      expect(await codeOf(services.as(people.head, () => reports.save(id, late)))).toBe('CHANGED_MEANWHILE');
      const draft = await buildEntry(services.db, {
        round: rounds.y2024,
        unit: place.hamlet,
        createdBy: people.reporter.id,
      });
      expect(await codeOf(services.as(people.reporter, () => reports.create(key(), draft.id, {})))).toBe(
        'PROGRESS_NOT_OPEN',
      );
    });

    it('are asked for when they are due, each person once for each date', async () => {
      const jobs = services.module.get(ProgressJobs);
      expect((await services.as(people.head, () => queries.ofEntry(first.id))).dueOn).toBe('2024-06-30');
      services.clock.set(new Date('2024-06-29T16:00:00Z'));
      await jobs.remind();
      const told = () =>
        services.db.query(
          `SELECT account_id FROM notice WHERE kind = 'PROGRESS_DUE' AND href = $1 ORDER BY account_id`,
          [`/entries/${first.id}/progress`],
        );
      expect(await told()).toEqual([]);
      services.clock.set(new Date('2024-06-30T01:00:00Z'));
      await jobs.daily();
      await jobs.remind();
      services.clock.set(undefined);
      expect(await told()).toEqual([people.reporter.id, people.head.id].sort().map((account_id) => ({ account_id })));
    });
  });

  describe('the ledger', () => {
    it('counts a figure once when an entry is submitted again or carried on', async () => {
      const again = await buildEntry(services.db, {
        round: rounds.y2024,
        unit: place.otherCommune,
        createdBy: people.otherReporter.id,
        state: 'APPRAISING',
        contributions: [{ kind: 'KM', qualifier: 'EXACT', amount: '2.4', note: '' }],
      });
      for (const _ of [1, 2])
        await services.module.get(JobHandlers).run('entry.submitted', { entryId: again.id, revisionNo: 1 });
      await services.db.query(
        `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
         SELECT entry_id, 2, title, subject_name, content, '[{"kind":"KM","qualifier":"OVER","amount":"3","note":""},{"kind":"HO","qualifier":"EXACT","amount":"7","note":""}]', self_scores, evidence, 'x', submitted_by FROM entry_revision WHERE entry_id = $1`,
        [again.id],
      );
      await services.db.query('UPDATE entry SET revision_no = 2 WHERE id = $1', [again.id]);
      await ledger.followMissing();
      expect(shown((await services.as(people.board, () => sums.ofEntry(again.id))).sums)).toEqual({
        HO: 'EXACT 7',
        KM: 'OVER 3',
      });

      // the renewal of 2025 repeats the figure of 2023 and brings one of its own
      const [renewal] = await services.db.query<{ id: string }>('SELECT id FROM entry WHERE renews_entry_id = $1', [
        first.id,
      ]);
      await services.db.query(
        `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
         SELECT id, 1, title, subject_name, content, '[{"kind":"DAT","qualifier":"OVER","amount":"1500.50","note":"Nhân dân hiến đất làm đường"},{"kind":"DAT","qualifier":"EXACT","amount":"80","note":""}]', '{}', '[]', 'x', created_by FROM entry WHERE id = $1`,
        [renewal!.id],
      );
      await services.db.query(
        `UPDATE entry SET revision_no = 1, receipt_no = 'R-1', submitted_at = now(), state = 'APPRAISING', stage_code = 'XA' WHERE id = $1`,
        [renewal!.id],
      );
      await ledger.followRevision(renewal!.id);
      const own = await services.as(people.board, () => sums.ofEntry(renewal!.id));
      expect([shown(own.sums), shown(own.modelSums)]).toEqual([{ DAT: 'EXACT 80' }, { DAT: 'OVER 1830.5' }]);
      expect(own.lines.map((line) => line.status)).toEqual(['CARRIED', 'COUNTED']);
    });

    it('the parts add up to the whole, the whole to what was written, to the last decimal', async () => {
      const all = await services.as(people.board, () => sums.sums({}));
      expect(all.unit.id).toBe(place.province.id);
      expect(all.parts.map((part) => [part.unitName, part.own])).toEqual([['Huyện Phụng Hiệp', false]]);
      expect(all.parts[0]!.sums).toEqual(all.sums);
      const below = await services.as(people.board, () => sums.sums({ unitId: place.district.id }));
      expect(below.parts.map((part) => [part.unitName, shown(part.sums)['KM']])).toEqual([
        ['Xã Hoà An, huyện Phụng Hiệp', undefined],
        ['Xã Tân Bình, huyện Phụng Hiệp', 'OVER 3'],
      ]);
      const whole = await services.db.query(
        `SELECT kind, sum(amount)::text AS amount FROM (SELECT kind, sign * amount AS amount FROM contribution_ledger) l GROUP BY kind ORDER BY kind`,
      );
      expect(whole).toEqual([
        { kind: 'DAT', amount: '7832.500' },
        { kind: 'HO', amount: '7.000' },
        { kind: 'KM', amount: '3.000' },
      ]);
      expect(shown(all.sums)).toEqual({ DAT: 'OVER 7832.5', HO: 'EXACT 7', KM: 'OVER 3' });
      expect(await services.module.get(LedgerCheck).differences()).toEqual([]);
      const list = await services.as(people.board, () => sums.list({ unitId: place.otherCommune.id }));
      expect(list.items.map((item) => [item.unitName, shown(item.sums)])).toEqual([
        ['Xã Tân Bình, huyện Phụng Hiệp', { HO: 'EXACT 7', KM: 'OVER 3' }],
      ]);
      expect(
        (await services.as(people.board, () => services.module.get(LedgerPapers).xlsx({}, new Date())))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    });

    it('a unit sees its own figures, and those of a neighbour are not there', async () => {
      const own = await services.as(people.otherReporter, () => sums.sums({}));
      expect([own.unit.id, shown(own.sums)]).toEqual([place.otherCommune.id, { HO: 'EXACT 7', KM: 'OVER 3' }]);
      expect(await codeOf(services.as(people.otherReporter, () => sums.sums({ unitId: place.hamlet.id })))).toBe(
        'NOT_FOUND',
      );
      expect(await codeOf(services.as(people.otherReporter, () => sums.sums({ unitId: place.province.id })))).toBe(
        'NOT_FOUND',
      );
      expect(await codeOf(services.as(people.otherReporter, () => sums.ofEntry(first.id)))).toBe('NOT_FOUND');
    });
  });
});
