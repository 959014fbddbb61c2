import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { buildEntry, type BuiltEntry } from '../../../test/support/factories';
import { buildApprovedEntry, buildJury, type Jury } from '../../../test/support/factories-judging';
import { codeOf, TestServices } from '../../../test/support/services';
import { DecisionPapers, DecisionQueries, DecisionsModule, DecisionService, totalAmount } from './index';

describe('decisions', () => {
  let services: TestServices;
  let jury: Jury;
  let decisions: DecisionService;
  let queries: DecisionQueries;
  let entry: BuiltEntry;

  beforeAll(async () => {
    services = await TestServices.start([DecisionsModule], 12);
    decisions = services.module.get(DecisionService);
    queries = services.module.get(DecisionQueries);
  });
  afterAll(() => services.stop());
  beforeEach(async () => {
    services.clock.set(new Date('2026-07-10T03:00:00Z'));
    jury = await buildJury(services.db);
    entry = await buildApprovedEntry(services.db, jury);
  });

  const input = (entries: BuiltEntry[] = [entry], over: object = {}) => ({
    family: 'STATE' as const,
    issuerName: 'Ủy ban nhân dân tỉnh Hậu Giang',
    typeSymbol: 'QĐ-UBND',
    title: 'Về việc công nhận điển hình “Dân vận khéo”',
    legalBases: ['Luật Thi đua, khen thưởng'],
    awards: entries.map(({ id }) => ({ entryId: id })),
    ...over,
  });
  const draft = (entries?: BuiltEntry[], over?: object) =>
    services.as(jury.board, () => decisions.create(jury.round.id, input(entries, over)));
  const submitted = async (entries?: BuiltEntry[], over?: object) => {
    const made = await draft(entries, over);
    return services.as(jury.board, () => decisions.submit(made.id, made.version));
  };
  const issue = (id: string, version: number, decidedOn = '2026-07-05', who = jury.leader) =>
    services.as(who, () => decisions.issue(id, { version, decidedOn, signerAuthority: 'KT' }));
  const fieldOf = async (promise: Promise<unknown>) =>
    promise.then(
      () => 'OK',
      (error: { fields?: { field: string; code: string }[] }) =>
        error.fields?.map(({ field, code }) => `${field} ${code}`),
    );

  describe('a draft', () => {
    it('proposes the form that the band gives and previews the money', async () => {
      const person = await buildApprovedEntry(services.db, jury, { categoryCode: 'KINH_TE_INDIVIDUAL' });
      const low = await buildApprovedEntry(services.db, jury, { finalScore: '85.00', band: 'TOT' });
      // the province has no State form for this band, so the board chooses one
      expect(await fieldOf(draft([low]))).toEqual(['awards.0.awardFormCode AWARD_FORM_MISSING']);
      const made = await draft([], {
        awards: [{ entryId: entry.id }, { entryId: person.id }, { entryId: low.id, awardFormCode: 'GIAY_KHEN_XA' }],
      });
      expect(made.awards.map(({ awardFormCode, coefficient, amount }) => [awardFormCode, coefficient, amount])).toEqual(
        [
          ['BANG_KHEN_TINH', '3', '7590000'],
          ['BANG_KHEN_TINH', '1.5', '3800000'],
          ['GIAY_KHEN_XA', '0.3', '760000'],
        ],
      );
      expect([made.baseSalary, made.totalAmount, made.totals.map(({ count, amount }) => [count, amount])]).toEqual([
        '2530000',
        '12150000',
        [
          [2, '11390000'],
          [1, '760000'],
        ],
      ]);
      expect(made.can).toEqual(['edit', 'submit']);
    });

    it('takes approved entries of the round only, each in one decision, with a form that fits', async () => {
      await draft();
      const waiting = await buildEntry(services.db, { round: jury.round, unit: jury.hamlet, state: 'COUNCIL' });
      const foreign = await buildApprovedEntry(services.db, await buildJury(services.db));
      const weak = await buildApprovedEntry(services.db, jury, { finalScore: '60.00' });
      await services.db.query('UPDATE entry SET band = NULL WHERE id = $1', [weak.id]);
      expect(await fieldOf(draft([entry, waiting, foreign]))).toEqual([
        'awards.0.entryId ENTRY_IN_OTHER_DECISION',
        'awards.1.entryId ENTRY_NOT_APPROVED',
        'awards.2.entryId ENTRY_NOT_APPROVED',
      ]);
      expect(await fieldOf(draft([], { awards: [{ entryId: weak.id, awardFormCode: 'BANG_KHEN_TINH' }] }))).toEqual([
        'awards.0.awardFormCode AWARD_FORM_DOES_NOT_FIT',
      ]);
      expect(await fieldOf(draft([], { family: 'PARTY', awards: [{ entryId: weak.id }] }))).toEqual([
        'awards.0.awardFormCode AWARD_FORM_MISSING',
      ]);
    });

    it('is the board’s own until it is submitted, and is changed by its version', async () => {
      const made = await draft();
      expect(await codeOf(services.as(jury.leader, () => queries.detail(made.id)))).toBe('NOT_FOUND');
      expect(await codeOf(services.as(jury.stranger, () => queries.detail(made.id)))).toBe('NOT_FOUND');
      const changed = await services.as(jury.board, () =>
        decisions.update(made.id, {
          ...input(),
          version: 1,
          title: 'Tên khác',
          awards: [{ entryId: entry.id, awardFormCode: 'GIAY_KHEN_XA' }],
        }),
      );
      expect([changed.version, changed.title, changed.awards[0]?.awardFormCode]).toEqual([
        2,
        'Tên khác',
        'GIAY_KHEN_XA',
      ]);
      expect(await codeOf(services.as(jury.board, () => decisions.update(made.id, { ...input(), version: 1 })))).toBe(
        'CHANGED_MEANWHILE',
      );
    });

    it('comes back from the leader with a reason', async () => {
      const { id, version } = await submitted();
      const back = await services.as(jury.leader, () => decisions.sendBack(id, { version, reason: 'Thiếu căn cứ' }));
      const shown = await services.as(jury.board, () => queries.detail(id));
      expect([shown.state, shown.sentBackReason, shown.version]).toEqual(['DRAFT', 'Thiếu căn cứ', back.version]);
    });
  });

  describe('issuing', () => {
    it('fixes number, signer, money of the day, recognises the entries and enters certificates', async () => {
      const { id, version } = await submitted();
      const issued = await issue(id, version, '2026-06-30');
      expect(issued).toMatchObject({
        state: 'ISSUED',
        numberText: '01/2026/QĐ-UBND',
        decidedOn: '2026-06-30',
        signerName: 'Lãnh đạo tỉnh',
        signerAuthority: 'KT',
        baseSalary: '2340000',
        totalAmount: '7020000',
        can: [],
        awards: [
          {
            amount: '7020000',
            certificateNumber: `0001/${jury.round.code}`,
            certificateCode: expect.stringMatching(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/),
          },
        ],
      });
      const [row] = await services.db.query('SELECT state FROM entry WHERE id = $1', [entry.id]);
      expect(row).toEqual({ state: 'RECOGNISED' });
      const mails = await services.db.query(
        `SELECT m.kind AS template FROM notice n JOIN message m ON m.notice_id = n.id WHERE n.href IN ($1, $2) ORDER BY 1`,
        [`/decisions/${id}`, `/entries/${entry.id}`],
      );
      expect(new Set(mails.map((mail) => (mail as { template: string }).template))).toEqual(
        new Set(['DECISION_SUBMITTED', 'DECISION_ISSUED', 'ENTRY_RECOGNISED']),
      );
    });

    it('is refused to everybody but the leader, out of order, with an old version, in the future and on days that do not exist', async () => {
      const made = await draft();
      expect(await codeOf(issue(made.id, made.version))).toBe('NOT_FOUND');
      const { id, version } = await services.as(jury.board, () => decisions.submit(made.id, made.version));
      expect([
        await codeOf(issue(id, version, '2026-07-05', jury.board)),
        await codeOf(issue(id, version, '2026-07-05', jury.auditor)),
        await codeOf(issue(id, version, '2026-07-05', jury.stranger)),
        await codeOf(issue(id, version - 1)),
        await fieldOf(issue(id, version, '2026-07-11')),
        await fieldOf(issue(id, version, '2026-02-30')),
        await fieldOf(issue(id, version, '2015-10-31')),
      ]).toEqual([
        'ACTION_NOT_ALLOWED',
        'ACTION_NOT_ALLOWED',
        'NOT_FOUND',
        'CHANGED_MEANWHILE',
        ['decidedOn DECISION_DATE_IN_FUTURE'],
        ['decidedOn FIELD_BAD_DATE'],
        ['decidedOn FIELD_BAD_DATE'],
      ]);
      await issue(id, version);
      expect(await codeOf(issue(id, version + 1))).toBe('STATE_DOES_NOT_ALLOW');
    });

    it('numbers eight decisions at once without gap or double, and a failed one takes no number', async () => {
      const ready: { id: string; version: number }[] = [];
      for (let i = 0; i < 8; i++) ready.push(await submitted([await buildApprovedEntry(services.db, jury)]));
      const results = await Promise.allSettled(ready.map(({ id, version }, at) => issue(id, at === 3 ? 99 : version)));
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      const numbers = await services.db.query<{ number: number }>(
        'SELECT number FROM decision WHERE round_id = $1 AND number IS NOT NULL ORDER BY number',
        [jury.round.id],
      );
      expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      const books = await services.db.query<{ n: string }>(
        'SELECT c.number_text AS n FROM certificate c JOIN decision_award a ON a.id = c.award_id JOIN decision d ON d.id = a.decision_id WHERE d.round_id = $1 ORDER BY 1',
        [jury.round.id],
      );
      expect(books.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `000${n}/${jury.round.code}`));
    });

    it('cannot be undone: decision and annex are immutable, even past the application', async () => {
      const { id, version } = await submitted();
      await issue(id, version);
      const { Client } = await import('pg');
      const owner = new Client({ connectionString: services.database.url });
      await owner.connect();
      const tries = [];
      for (const sql of [
        "UPDATE decision SET title = 'x' WHERE id = $1",
        'DELETE FROM decision WHERE id = $1',
        'UPDATE decision_award SET amount = 1 WHERE decision_id = $1',
        'DELETE FROM decision_award WHERE decision_id = $1',
      ])
        tries.push(await codeOf(owner.query(sql, [id])));
      await owner.end();
      expect(tries).toEqual(['23000', '23000', '23000', '23000']);
    });
  });

  it('papers have the sums and names of the annex: Word opens, Excel adds up', async () => {
    const others = [
      await buildApprovedEntry(services.db, jury, { categoryCode: 'KINH_TE_HOUSEHOLD' }),
      await buildApprovedEntry(services.db, jury, { finalScore: '81.00', band: 'TOT' }),
    ];
    const all = [entry, ...others];
    const { id, version } = await submitted([], {
      awards: all.map((one, at) => ({ entryId: one.id, ...(at === 2 ? { awardFormCode: 'GIAY_KHEN_XA' } : {}) })),
    });
    const papers = services.module.get(DecisionPapers);
    expect((await services.as(jury.board, () => papers.docx(id))).name).toBe('quyet-dinh-du-thao.docx');
    const issued = await issue(id, version);
    const docx = await services.as(jury.leader, () => papers.docx(id));
    expect([docx.name, docx.bytes.subarray(0, 2).toString()]).toEqual(['quyet-dinh-01-2026.docx', 'PK']);
    const book = new ExcelJS.Workbook();
    const { bytes } = await services.as(jury.auditor, () => papers.annexXlsx(id));
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const amounts: string[] = [];
    book.worksheets[0]?.eachRow((row) => {
      if (typeof row.getCell(1).value === 'number') amounts.push(String(Number(row.getCell(11).value)));
    });
    expect(amounts).toEqual(issued.awards.map(({ amount }) => amount));
    expect(totalAmount(amounts)).toBe(issued.totalAmount);
  });
});
