import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntriesModule } from '@app/entries';
import { IdentityModule } from '@app/identity';
import { JobHandlers } from '@app/jobs';
import { NoticesModule } from '@app/notices';
import { loadDemoUnits, OrgModule } from '@app/org';
import { ProgrammesModule } from '@app/programmes';
import { Workbook } from 'exceljs';
import { Client } from 'pg';
import {
  buildAccount,
  type BuiltAccount,
  buildEntry,
  type BuiltRound,
  buildRound,
  type BuiltUnit,
} from '../../../test/support/factories';
import { officeList, simpleList } from '../../../test/support/import-lists';
import { codeOf, TestServices } from '../../../test/support/services';
import {
  ImportQueries,
  ImportRunner,
  ImportsModule,
  ImportsService,
  ImportTrials,
  type ImportPlanAnswer,
} from './index';
import { toTcvn3, toVni } from './vn-encodings.rules';

jest.setTimeout(60_000);

const SAMPLE = join(__dirname, '../../../../shared/data/registrations-hau-giang-2024.xlsx');

describe('importing lists of registrations', () => {
  let world: TestServices;
  let imports: ImportsService;
  let trials: ImportTrials;
  let queries: ImportQueries;
  let runner: ImportRunner;
  let ids: Map<string, string>;
  let round: BuiltRound;
  let board: BuiltAccount;
  let officer: BuiltAccount;
  let owner: Client;
  let keys = 0;

  const unit = async (key: string): Promise<BuiltUnit> => {
    const [row] = await world.db.query<BuiltUnit>('SELECT id, path::text, name, kind FROM unit WHERE id = $1', [
      ids.get(key),
    ]);
    return row!;
  };
  const newRound = async (key = 'HG') => buildRound(world.db, { unit: await unit(key) });
  const create = (into: BuiltRound, bytes: Buffer, who = board, name = 'danh sách.xlsx') =>
    world.as(who, () => imports.create(`khoa-nhap-${++keys}`, into.id, { name, bytes }));
  /** From file to entries, with the proposed columns. */
  const importAll = async (
    into: BuiltRound,
    bytes: Buffer,
    answers: { key: string; unitId: string }[] = [],
    who = board,
  ) => {
    const { id } = await create(into, bytes, who);
    return world.as(who, async () => {
      const plan = await trials.plan(id);
      const { version } = await queries.get(id);
      const { sheet, headerTop: top, headerBottom: bottom, columns } = plan;
      await imports.prepare(id, { version, sheet, top, bottom, columns, answers });
      await imports.start(id, version + 1);
      await runner.run(id);
      return { id, plan, done: await queries.get(id), rows: (await queries.rows(id, {})).items };
    });
  };
  const tables = async () => {
    const names = await world.db.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss') ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of names)
      counts[name] = (await world.db.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`))!.n;
    return counts;
  };
  const entriesOf = (into: BuiltRound) =>
    world.db.query<Record<string, unknown>>(
      `SELECT e.title, u.label AS unit, e.category_code AS category, e.subject_name AS subject, e.state, e.channel, e.content, e.contributions
       FROM entry e JOIN unit u ON u.id = e.unit_id WHERE e.round_id = $1 ORDER BY e.id`,
      [into.id],
    );
  const codes = (plan: ImportPlanAnswer) =>
    Object.fromEntries(
      plan.rows
        .filter(({ issues }) => issues.length > 0)
        .map(({ row, issues }) => [row, issues.map(({ cell, code }) => `${cell} ${code}`)]),
    );

  beforeAll(async () => {
    world = await TestServices.start([
      OrgModule,
      NoticesModule,
      IdentityModule,
      ProgrammesModule,
      EntriesModule,
      ImportsModule,
    ]);
    imports = world.module.get(ImportsService);
    trials = world.module.get(ImportTrials);
    queries = world.module.get(ImportQueries);
    runner = world.module.get(ImportRunner);
    owner = new Client({ connectionString: world.database.url });
    await owner.connect();
    ids = await loadDemoUnits(world.db);
    round = await newRound();
    board = await buildAccount(world.db, { unit: await unit('HG'), grants: [{ role: 'BOARD_STAFF' }] });
    officer = await buildAccount(world.db, { unit: await unit('HG-D934'), grants: [{ role: 'OFFICER' }] });
  });
  afterAll(async () => {
    await owner.end();
    await world.stop();
  });

  it('takes the layout that provinces keep: all 332 rows of the sample; a trial writes nothing, a second import adds nothing', async () => {
    if (!existsSync(SAMPLE)) {
      process.stderr.write('skipped: ../shared/data is not there\n');
      return;
    }
    const bytes = readFileSync(SAMPLE);
    const before = await tables();
    const { answer } = await world.as(board, () => trials.tryOut(round.id, { name: 'a.xlsx', bytes }));
    expect(await tables()).toEqual(before);
    const all = { rows: 332, accepted: 332, warned: 1, rejected: 0, already: 0, skipped: 1 };
    expect(answer.counts).toEqual(all);
    // two bodies of one commune put the same title forward: both are taken, and it is said
    expect(codes(answer)).toEqual({ 323: ['323 IMPORT_NEAR_DUPLICATE'] });
    const first = await importAll(round, bytes);
    expect([first.done.state, first.done.counts]).toEqual(['DONE', all]);
    const entries = await entriesOf(round);
    expect(entries.length).toBe(332);
    expect(entries.slice(0, 2)).toEqual([
      {
        title: 'Thu gom rác thải nhựa đổi quà tại Phường I',
        unit: 'Phường I, thành phố Vị Thanh',
        category: 'VAN_HOA_XA_HOI_COLLECTIVE',
        subject: 'Hội Liên hiệp Phụ nữ Phường I',
        state: 'DRAFT',
        channel: 'IMPORT',
        content: { SAN_PHAM: '1728 kg', TIEN_DO: 'Bắt đầu: 27/01/2024' },
        contributions: [{ kind: 'HO', qualifier: 'EXACT', amount: '83', note: '' }],
      },
      {
        title: 'Phạm Quốc Hùng - Thu gom rác thải nhựa đổi quà',
        unit: 'Phường III, thành phố Vị Thanh',
        category: 'VAN_HOA_XA_HOI_INDIVIDUAL',
        subject: 'Phạm Quốc Hùng',
        state: 'DRAFT',
        channel: 'IMPORT',
        content: { SAN_PHAM: '1939 kg', TIEN_DO: 'Bắt đầu: 23/03/2024' },
        contributions: [{ kind: 'HO', qualifier: 'EXACT', amount: '232', note: '' }],
      },
    ]);
    const again = await importAll(round, bytes);
    expect(again.done.counts).toEqual({ ...all, accepted: 0, warned: 0, already: 332 });
    expect((await entriesOf(round)).length).toBe(332);
  });

  it('reads a list with letterhead, groups, merged units, ticks, totals, formulas, HTML, loose figures and days', async () => {
    const into = await newRound();
    const { plan, done } = await importAll(into, await officeList());
    expect([plan.headerTop, plan.headerBottom, plan.columns.map(({ role }) => role)]).toEqual([
      4,
      5,
      [
        'NUMBER',
        'UNIT',
        'TITLE',
        'FIELD:KINH_TE',
        'FIELD:VAN_HOA_XA_HOI',
        'TYPE',
        'CONTRIBUTION:HO',
        'CONTRIBUTION:TIEN',
        'START',
        'CONTENT:NOI_DUNG',
      ],
    ]);
    expect(plan.skipped.map(({ row, kind }) => [row, kind])).toEqual([
      [6, 'NUMBERING'],
      [7, 'GROUP'],
      [11, 'TOTAL'],
      [12, 'GROUP'],
      [15, 'TOTAL'],
      [17, 'FOOTER'],
      [18, 'FOOTER'],
    ]);
    expect(codes(plan)).toEqual({ 13: ['I13 IMPORT_DATE_UNCLEAR'], 14: ['G14 IMPORT_VALUE_UNKNOWN'] });
    expect(done.counts).toEqual({ rows: 5, accepted: 5, warned: 2, rejected: 0, already: 0, skipped: 7 });
    const entries = await entriesOf(into);
    expect(
      entries.map(({ title, unit, category, content, contributions }) => [
        title,
        unit,
        category,
        content,
        contributions,
      ]),
    ).toEqual([
      [
        'Tuyến đường hoa <b>Ấp 1</b>',
        'Xã Hoà An, huyện Phụng Hiệp',
        'KINH_TE_COLLECTIVE',
        { TIEN_DO: 'Bắt đầu: 05/02/2024', NOI_DUNG: '=1+1 <script>alert(1)</script>' },
        [
          { kind: 'HO', qualifier: 'ABOUT', amount: '120', note: '' },
          { kind: 'TIEN', qualifier: 'OVER', amount: '30000000', note: '' },
        ],
      ],
      [
        'Tổ đan lục bình',
        'Xã Hoà An, huyện Phụng Hiệp',
        'VAN_HOA_XA_HOI_HOUSEHOLD',
        { TIEN_DO: 'Bắt đầu: 29/02/2024' },
        [{ kind: 'HO', qualifier: 'OVER', amount: '1250', note: '' }],
      ],
      [
        'Cộng đồng tự quản an ninh',
        'Xã Hoà An, huyện Phụng Hiệp',
        'KINH_TE_COLLECTIVE',
        { TIEN_DO: 'Bắt đầu: 01/03/1999' },
        [],
      ],
      [
        'Bếp ăn tình thương',
        'Xã Vị Đông, huyện Vị Thuỷ',
        'KINH_TE_INDIVIDUAL',
        {},
        [{ kind: 'HO', qualifier: 'EXACT', amount: '15', note: '' }],
      ],
      ['Nhóm Zalo', 'Xã Vị Đông, huyện Vị Thuỷ', 'VAN_HOA_XA_HOI_COLLECTIVE', { TIEN_DO: 'Bắt đầu: 29/02/2024' }, []],
    ]);
  });

  it('converts TCVN3, VNI and NFD and shows before and after', async () => {
    const text = 'Vận động Nhân dân hiến đất làm đường';
    for (const [encoding, write] of [
      ['TCVN3', toTcvn3],
      ['VNI', toVni],
      ['NFD', (t: string) => t.normalize('NFD')],
    ] as const) {
      const into = await newRound();
      const bytes = await simpleList(
        [
          [
            '1',
            write(`${text} ở nông thôn`),
            write('xã Vị Đông'),
            write('huyện Vị Thuỷ'),
            write('kinh tế'),
            write('tập thể'),
          ],
        ],
        write,
      );
      const { plan } = await importAll(into, bytes);
      expect([encoding, codes(plan), plan.encodings.find(({ letters }) => letters === 'B')]).toEqual([
        encoding,
        {},
        {
          letters: 'B',
          encoding,
          cells: 2,
          samples: expect.arrayContaining([{ before: write(`${text} ở nông thôn`), after: `${text} ở nông thôn` }]),
        },
      ]);
      expect((await entriesOf(into)).map(({ title, unit }) => [title, unit])).toEqual([
        [`${text} ở nông thôn`, 'Xã Vị Đông, huyện Vị Thuỷ'],
      ]);
    }
    const csv = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('STT;Tên mô hình;Xã;Huyện;Lĩnh vực\n1;"Đường ""hoa""; ấp 3";Vị Đông;Vị Thuỷ;Kinh tế\n', 'utf16le'),
    ]);
    const into = await newRound();
    const { id } = await create(into, csv, board, 'ds.csv');
    expect((await world.as(board, () => trials.plan(id))).rows).toMatchObject([
      { title: 'Đường "hoa"; ấp 3', unit: 'Xã Vị Đông, huyện Vị Thuỷ', outcome: 'ACCEPTED' },
    ]);
  });

  it('names every fault by its cell; the mended list of rejected rows adds what was missing and nothing twice', async () => {
    const into = await newRound();
    const rows = [
      ['1', 'Đường hoa', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể'],
      ['2', '', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể'],
      ['3', 'Không đơn vị', '', '', 'Kinh tế', 'Tập thể'],
      ['4', 'Đơn vị lạ', 'Xã Không Có', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể'],
      ['5', 'Lĩnh vực lạ', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Thể thao', 'Tập thể'],
      ['6', 'ĐƯỜNG  HOA', 'xa vi dong', 'H. Vị Thủy', 'Kinh tế', 'Tập thể'],
      ['7', 'Dài '.repeat(80), 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể'],
      ['8', 'Đường hoaa', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', ''],
      ['9', 'Hai nơi', 'Vĩnh Tường', '', 'Kinh tế', 'Tập thể'],
    ];
    const vinhTuong = ids.get('HG-31475')!;
    const first = await importAll(into, await simpleList(rows));
    expect(codes(first.plan)).toEqual({
      3: ['B3 IMPORT_CELL_MISSING'],
      4: ['C4 IMPORT_CELL_MISSING'],
      5: ['C5 IMPORT_UNIT_UNKNOWN'],
      6: ['E6 IMPORT_VALUE_UNKNOWN'],
      7: ['7 IMPORT_DUPLICATE_ROW'],
      8: ['B8 FIELD_TOO_LONG'],
      9: ['F9 IMPORT_TYPE_ASSUMED', '9 IMPORT_NEAR_DUPLICATE'],
      10: ['C10 IMPORT_UNIT_AMBIGUOUS'],
    });
    expect(
      first.plan.questions.map(({ key, candidates }) => [key, candidates.map(({ label }) => label).sort()]),
    ).toEqual([
      ['xa khong co|huyen vi thuy', []],
      ['vinh tuong', ['Phường Vĩnh Tường, thị xã Long Mỹ', 'Xã Vĩnh Tường, huyện Vị Thuỷ']],
    ]);
    expect(first.done.counts).toMatchObject({ rows: 9, accepted: 2, warned: 1, rejected: 7 });

    const { bytes } = await world.as(board, () => trials.rejected(first.id));
    const workbook = new Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      'STT',
      'Tên mô hình',
      'Xã',
      'Huyện',
      'Lĩnh vực',
      'Loại hình',
      'Lý do không nhận',
    ]);
    expect(sheet.getRow(4).values).toEqual([
      undefined,
      '4',
      'Đơn vị lạ',
      'Xã Không Có',
      'Huyện Vị Thuỷ',
      'Kinh tế',
      'Tập thể',
      'C5: Không tìm thấy đơn vị “Xã Không Có, Huyện Vị Thuỷ” trong phạm vi nhập.',
    ]);
    sheet.getCell('C4').value = 'Xã Vị Bình';
    sheet.getCell('B2').value = 'Tên đã bổ sung';
    const mended = await importAll(into, Buffer.from(await workbook.xlsx.writeBuffer()), [
      { key: 'vinh tuong', unitId: vinhTuong },
    ]);
    expect(mended.done.counts).toMatchObject({ rows: 7, accepted: 3, rejected: 3, already: 1 });
    expect((await entriesOf(into)).map(({ title, unit }) => [title, unit])).toEqual([
      ['Đường hoa', 'Xã Vị Đông, huyện Vị Thuỷ'],
      ['Đường hoaa', 'Xã Vị Đông, huyện Vị Thuỷ'],
      ['Tên đã bổ sung', 'Xã Vị Đông, huyện Vị Thuỷ'],
      ['Đơn vị lạ', 'Xã Vị Bình, huyện Vị Thuỷ'],
      ['Hai nơi', 'Phường Vĩnh Tường, thị xã Long Mỹ'],
    ]);
    // the answer and the columns are remembered; an entry that a unit typed itself is pointed out
    const other = await newRound();
    await buildEntry(world.db, {
      round: other,
      unit: await unit('HG-31462'),
      title: 'Đường Hoa',
      subjectName: 'Xã Vị Đông, huyện Vị Thuỷ',
    });
    const third = await importAll(other, await simpleList(rows));
    expect(third.plan.questions.map(({ key }) => key)).toEqual(['xa khong co|huyen vi thuy']);
    expect(codes(third.plan)[2]).toEqual(['2 IMPORT_DUPLICATE_ENTRY']);
  });

  it('leads old names to the units that carry them on', async () => {
    const into = await newRound('CT');
    const staff = await buildAccount(world.db, { unit: await unit('CT'), grants: [{ role: 'BOARD_STAFF' }] });
    const bytes = await simpleList([['1', 'Đường hoa', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể']]);
    const { plan } = await importAll(into, bytes, [], staff);
    expect([codes(plan), plan.rows[0]!.unit]).toEqual([{ 2: ['C2 IMPORT_UNIT_SUCCEEDED'] }, 'Xã Vị Thanh 1']);
  });

  it('is for board staff of the round, and for officers only within their tree', async () => {
    const into = await newRound();
    const bytes = await simpleList([
      ['1', 'Đường hoa', 'Xã Hoà An', 'Huyện Phụng Hiệp', 'Kinh tế', 'Tập thể'],
      ['2', 'Đường hoa', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể'],
    ]);
    const { id, plan, rows } = await importAll(into, bytes, [], officer);
    expect(codes(plan)).toEqual({ 3: ['C3 IMPORT_UNIT_UNKNOWN'] });
    expect(rows.map(({ outcome, entryState }) => [outcome, entryState])).toEqual([
      ['ACCEPTED', 'DRAFT'],
      ['REJECTED', null],
    ]);
    const reporter = await buildAccount(world.db, { unit: await unit('HG-31423'), grants: [{ role: 'REPORTER' }] });
    const elsewhere = await buildAccount(world.db, { unit: await unit('HG-D935'), grants: [{ role: 'OFFICER' }] });
    expect(await codeOf(create(into, bytes, reporter))).toBe('IMPORT_SCOPE');
    for (const stranger of [reporter, elsewhere]) {
      expect(await codeOf(world.as(stranger, () => queries.get(id)))).toBe('NOT_FOUND');
      expect(await codeOf(world.as(stranger, () => trials.plan(id)))).toBe('NOT_FOUND');
      expect(await codeOf(world.as(stranger, () => trials.rejected(id)))).toBe('NOT_FOUND');
    }
    const columns = plan.columns;
    const foreign = { key: 'xa vi dong', unitId: ids.get('HG-31462')! };
    const second = await create(into, bytes, officer);
    expect(
      await codeOf(
        world.as(officer, () =>
          imports.prepare(second.id, { version: 2, sheet: plan.sheet, top: 1, bottom: 1, columns, answers: [foreign] }),
        ),
      ),
    ).toBe('UNIT_UNKNOWN');
    expect((await world.as(board, () => queries.list({ roundId: into.id }))).items.length).toBe(2);
  });

  it('tells the title that a row comes near to only to readers of that entry, also from rows of earlier runs', async () => {
    const into = await newRound();
    const secret = 'Tổ hợp tác trồng nấm rơm của ấp';
    await buildEntry(world.db, { round: into, unit: await unit('HG-31462'), title: secret });
    const bytes = await simpleList([['1', `${secret}p`, 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể']]);
    const reader = await buildAccount(world.db, { unit: await unit('HG-31462'), grants: [{ role: 'OFFICER' }] });
    const { id, plan, rows } = await importAll(into, bytes);
    expect(codes(plan)).toEqual({ 2: ['2 IMPORT_NEAR_ENTRY'] });
    const hidden = ['Đơn vị đã có hồ sơ tên gần giống trong đợt này. Hãy hỏi đơn vị có phải cùng một mô hình.'];
    const told = async () => [
      plan.rows.flatMap(({ issues }) => issues.map(({ message }) => message)),
      (await world.as(board, () => queries.rows(id, {}))).items.flatMap(({ issues }) =>
        issues.map(({ message }) => message),
      ),
    ];
    expect(await told()).toEqual([hidden, hidden]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['WARNED']);
    await world.db.query(`UPDATE import_row SET issues = $2 WHERE import_id = $1`, [
      id,
      JSON.stringify([{ severity: 'WARNING', code: 'IMPORT_NEAR_DUPLICATE', params: { title: secret }, column: null }]),
    ]);
    expect(await told()).toEqual([hidden, hidden]);
    // of an entry on paper the officers of its unit may know the title; one plan serves both readers
    const paper = await newRound();
    await buildEntry(world.db, { round: paper, unit: await unit('HG-31462'), title: secret, channel: 'PAPER' });
    const { id: other } = await create(paper, bytes, reader);
    const messages = async (who: BuiltAccount) =>
      (await world.as(who, () => trials.plan(other))).rows.flatMap(({ issues }) =>
        issues.map(({ message }) => message),
      );
    const shown = [`Tên gần giống “${secret}” của cùng đơn vị. Hãy kiểm tra có phải cùng một mô hình.`];
    expect([await messages(reader), await messages(board)]).toEqual([shown, hidden]);
  });

  it('goes on after its process was killed in the middle, and fails with a reason when the round is closed', async () => {
    const into = await newRound();
    const communes = ['Xã Vị Đông', 'Xã Vị Bình', 'Xã Vị Thắng'];
    const many = Array.from({ length: 1500 }, (_, at) => [
      String(at + 1),
      `Mô hình số ${at + 1}`,
      communes[at % 3]!,
      'Huyện Vị Thuỷ',
      'Kinh tế',
      'Tập thể',
    ]);
    const { id } = await create(into, await simpleList(many));
    await world.as(board, async () => {
      const { sheet, headerTop: top, headerBottom: bottom, columns } = await trials.plan(id);
      await imports.prepare(id, { version: 2, sheet, top, bottom, columns, answers: [] });
      await imports.start(id, 3);
    });
    // the database sees a killed process as connections that are gone
    const killed = world.as(board, () => runner.run(id)).catch(() => 'killed');
    const kept = async (what: string) => Number((await owner.query<{ n: string }>(what, [id])).rows[0]!.n);
    const rows = 'SELECT count(*) AS n FROM import_row WHERE import_id = $1';
    while ((await kept(rows)) === 0) await new Promise((done) => setTimeout(done, 5));
    await owner.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(await killed).toBe('killed');
    const half = await kept(rows);
    expect([
      half > 0,
      half < many.length,
      await kept('SELECT count(*) AS n FROM entry e JOIN import_row w ON w.entry_id = e.id WHERE w.import_id = $1'),
    ]).toEqual([true, true, half]);
    world.clock.set(new Date(Date.now() + 120_000));
    await runner.resume();
    world.clock.set(undefined);
    expect(
      await world.db.query("SELECT data FROM pgboss.job WHERE name = 'imports.run' AND data ->> 'importId' = $1", [id]),
    ).toHaveLength(2);
    await runner.run(id);
    expect((await world.as(board, () => queries.get(id))).counts).toMatchObject({
      rows: many.length,
      accepted: many.length,
    });
    expect((await entriesOf(into)).length).toBe(many.length);

    const { id: late } = await create(
      into,
      await simpleList([['1', 'Muộn', 'Xã Vị Đông', 'Huyện Vị Thuỷ', 'Kinh tế', 'Tập thể']]),
    );
    await world.as(board, async () => {
      const { sheet, headerTop: top, headerBottom: bottom, columns } = await trials.plan(late);
      await imports.prepare(late, { version: 2, sheet, top, bottom, columns, answers: [] });
      await imports.start(late, 3);
    });
    await world.db.query(`UPDATE round SET state = 'CLOSED', closed_at = now() WHERE id = $1`, [into.id]);
    await world.module.get(JobHandlers).run('imports.run', { importId: late });
    const failed = await world.as(board, () => queries.get(late));
    expect([failed.state, failed.problem, failed.can]).toEqual(['FAILED', 'Đợt này hiện không mở.', ['prepare']]);
  });
});
