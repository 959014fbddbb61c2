import { describe, expect, it } from '@jest/globals';
import { checkWorkflow } from '@app/workflow';
import { newFigures, totalQualifier } from './ledger.rules';
import { checkReportComplete, dueOn, type ReportDraft } from './progress.rules';
import { PROGRESS_WORKFLOW } from './progress.workflow';

const figure = (kind: string, amount: string, note = '', qualifier: 'EXACT' | 'OVER' | 'ABOUT' = 'EXACT') => ({
  kind,
  amount,
  note,
  qualifier,
});

describe('the ledger', () => {
  it.each([
    [false, false, 'EXACT'],
    [false, true, 'OVER'],
    [true, false, 'ABOUT'],
    [true, true, 'ABOUT'],
  ])('a sum with “khoảng”: %s, with “trên”: %s is worded %s', (about, over, expected) => {
    expect(totalQualifier({ about, over })).toBe(expected);
  });

  it('a figure that an earlier entry of the model has word for word counts there, each earlier one once', () => {
    const earlier = [figure('DAT', '1500.50', 'hiến đất'), figure('HO', '97')];
    const now = [
      figure('DAT', '1500.5', 'hiến đất'),
      figure('DAT', '1500.5', 'hiến đất'),
      figure('HO', '97', '', 'OVER'),
      figure('HO', '097'),
    ];
    expect(newFigures(now, earlier)).toEqual([false, true, true, false]);
    expect(newFigures(now, [])).toEqual([true, true, true, true]);
  });
});

describe('a report', () => {
  const draft: ReportDraft = {
    periodFrom: '2026-01-01',
    periodTo: '2026-06-30',
    body: 'Đã làm xong',
    contributions: [figure('DAT', '10')],
    replacesId: null,
    reason: '',
  };
  const problems = (over: Partial<ReportDraft>) =>
    checkReportComplete({ ...draft, ...over }, new Set(['DAT']), '2026-07-01').map((one) => `${one.field} ${one.code}`);

  it.each<[string, Partial<ReportDraft>, string[]]>([
    ['a whole one', {}, []],
    [
      'nothing',
      { periodFrom: null, periodTo: null, body: ' ' },
      ['periodFrom FIELD_MISSING', 'periodTo FIELD_MISSING', 'body FIELD_MISSING'],
    ],
    ['a period that ends before it begins', { periodTo: '2025-12-31' }, ['periodTo PROGRESS_PERIOD']],
    ['a period that is not over', { periodTo: '2026-07-02' }, ['periodTo PROGRESS_PERIOD']],
    [
      'an unknown kind and an empty amount',
      { contributions: [figure('X', '')] },
      ['contributions.0.kind FIELD_BAD_ENUM', 'contributions.0.amount FIELD_MISSING'],
    ],
    [
      'amounts that are none',
      { contributions: ['0', '-1', '1,5', '1.2345'].map((amount) => figure('DAT', amount)) },
      [
        'contributions.0.amount RULES_NOT_POSITIVE',
        'contributions.1.amount FIELD_BAD_NUMBER',
        'contributions.2.amount FIELD_BAD_NUMBER',
        'contributions.3.amount FIELD_TOO_MANY_DECIMALS',
      ],
    ],
    ['a correction without a reason', { replacesId: 'x' }, ['reason FIELD_MISSING']],
  ])('%s', (_name, over, expected) => expect(problems(over)).toEqual(expected));

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-15', 12, '2026-12-15'],
  ])('%s and %d months: %s', (since, months, expected) => expect(dueOn(since, months)).toBe(expected));

  it('has a workflow without dead ends', () => {
    expect(checkWorkflow(PROGRESS_WORKFLOW)).toEqual([]);
  });
});
