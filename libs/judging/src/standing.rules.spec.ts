import { describe, expect, it } from '@jest/globals';
import type { Criterion } from '@app/rubrics';
import * as fc from 'fast-check';
import {
  type EntrySheets,
  gateFailed,
  rankEntries,
  sheetTotal,
  type SignedSheet,
  type StandingRule,
} from './standing.rules';
import { toDecimal } from '@app/platform';

const points = (code: string, max: string, kind: Criterion['kind'] = 'POINTS'): Criterion => ({
  code,
  name: `Tiêu chí ${code}`,
  kind,
  max,
  step: null,
  decimals: 2,
});
const rule: StandingRule = {
  rubric: {
    code: 'R',
    name: 'R',
    criteria: [points('A', '40'), points('B', '60'), points('T', '5', 'BONUS'), points('G', '1', 'GATE')],
    bands: [
      { code: 'KHA', name: 'Khá', min: '65' },
      { code: 'XS', name: 'Xuất sắc', min: '90' },
    ],
  },
  minMarks: 2,
  digits: 2,
  tieBreak: ['B', 'A'],
};
let serial = 0;
const sheet = (A: string, B: string, more: Record<string, string> = {}): SignedSheet => {
  serial += 1;
  return { sheetId: `s${String(serial).padStart(4, '0')}`, judgeId: `j${serial}`, marks: { A, B, ...more } };
};
const entry = (entryId: string, ...sheets: SignedSheet[]): EntrySheets => ({ entryId, sheets });
const brief = (entries: EntrySheets[], settings: Partial<StandingRule> = {}) =>
  rankEntries({ ...rule, ...settings }, entries).map(({ entryId, rank, score, band, tieBreak }) => [
    entryId,
    rank,
    score,
    band,
    tieBreak,
  ]);

describe('the total of a sheet', () => {
  it('adds points and bonus exactly and leaves the gate out', () => {
    expect(toDecimal(sheetTotal(rule.rubric.criteria, { A: '30.1', B: '50.2', T: '0.3', G: '1' }), 2)).toBe('80.60');
  });

  it('counts no criterion above its maximum, headings included', () => {
    const tree = [{ ...points('H', '10'), children: [points('H1', '8'), points('H2', '8')] }];
    expect(toDecimal(sheetTotal(tree, { H1: '9', H2: '1' }), 2)).toBe('9.00');
    expect(toDecimal(sheetTotal(tree, { H1: '8', H2: '8' }), 2)).toBe('10.00');
  });

  it('tells a failed gate', () => {
    expect([
      gateFailed(rule.rubric.criteria, { G: '1' }),
      gateFailed(rule.rubric.criteria, { G: '0' }),
      gateFailed(rule.rubric.criteria, {}),
    ]).toEqual([true, false, false]);
  });
});

describe('the standing', () => {
  it('rounds the mean half up once, from the exact value', () => {
    expect(brief([entry('e', sheet('30', '50'), sheet('30', '50'), sheet('30', '51'))])).toEqual([
      ['e', 1, '80.33', 'KHA', null],
    ]);
    // 80.01 and 80.00: the mean 80.005 is exactly at the half
    expect(brief([entry('e', sheet('30', '50.01'), sheet('30', '50'))])).toEqual([['e', 1, '80.01', 'KHA', null]]);
  });

  it('ranks 1, 2, 2, 4 when nothing parts two entries', () => {
    const same = () => [sheet('30', '50'), sheet('30', '50')];
    expect(
      brief([
        entry('d', sheet('10', '60'), sheet('10', '58')),
        entry('c', ...same()),
        entry('a', sheet('40', '60'), sheet('40', '60')),
        entry('b', ...same()),
      ]),
    ).toEqual([
      ['a', 1, '100.00', 'XS', null],
      ['b', 2, '80.00', 'KHA', 'SHARED'],
      ['c', 2, '80.00', 'KHA', 'SHARED'],
      ['d', 4, '69.00', 'KHA', null],
    ]);
  });

  it('parts equal scores by the first declared criterion that differs, and says which', () => {
    expect(
      brief([entry('a', sheet('40', '40'), sheet('40', '40')), entry('b', sheet('30', '50'), sheet('30', '50'))]),
    ).toEqual([
      ['b', 1, '80.00', 'KHA', 'B'],
      ['a', 2, '80.00', 'KHA', 'B'],
    ]);
  });

  it('compares criterion means as exact fractions, also with different numbers of judges', () => {
    // totals 80 each; B: 151/3 = 50.333… against 100/2 = 50
    const three = entry('a', sheet('30', '50'), sheet('30', '50'), sheet('29', '51'));
    const two = entry('b', sheet('30', '50'), sheet('30', '50'));
    expect(brief([two, three])).toEqual([
      ['a', 1, '80.00', 'KHA', 'B'],
      ['b', 2, '80.00', 'KHA', 'B'],
    ]);
    // 150/3 = 100/2: shared
    const even = entry('c', sheet('30', '50'), sheet('30', '50'), sheet('30', '50'));
    expect(brief([two, even]).map((line) => line[1])).toEqual([1, 1]);
  });

  it('gives no rank when more than half of the sheets mark a violation, and that is not the last rank', () => {
    const failed = entry('f', sheet('40', '60', { G: '1' }), sheet('40', '60', { G: '1' }), sheet('40', '60'));
    const half = entry('h', sheet('10', '20', { G: '1' }), sheet('10', '20'));
    const lines = rankEntries(rule, [failed, half]);
    expect(lines.map(({ entryId, rank, band, reason }) => [entryId, rank, band, reason])).toEqual([
      ['h', 1, null, 'RANKED'],
      ['f', null, null, 'GATE_FAILED'],
    ]);
  });

  it('gives no rank to an entry with fewer sheets than the rules ask for', () => {
    const lines = rankEntries(rule, [entry('a', sheet('30', '50')), entry('b')]);
    expect(lines.map(({ entryId, rank, score, reason }) => [entryId, rank, score, reason])).toEqual([
      ['a', null, '80.00', 'NOT_ENOUGH_MARKS'],
      ['b', null, null, 'NOT_ENOUGH_MARKS'],
    ]);
  });

  it('keeps what an inspector needs to compute the rank again', () => {
    const one = sheet('30', '50', { T: '2' });
    const two = sheet('31', '50.5');
    expect(rankEntries(rule, [entry('a', two, one)])[0]?.trace).toEqual({
      sheets: [
        { sheetId: one.sheetId, judgeId: one.judgeId, total: '82.00', gateFailed: false },
        { sheetId: two.sheetId, judgeId: two.judgeId, total: '81.50', gateFailed: false },
      ],
      sum: '163.50',
      criteria: [
        { code: 'B', sum: '100.50' },
        { code: 'A', sum: '61.00' },
      ],
    });
  });
});

describe('the standing of any round', () => {
  const mark = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((quarters) => String(quarters / 4));
  const sheets = fc.array(fc.record({ A: mark(40), B: mark(60), T: mark(5), G: fc.constantFrom('0', '0', '0', '1') }), {
    maxLength: 5,
  });
  // few different values, so that ties are common
  const coarse = fc.array(fc.record({ A: fc.constantFrom('30', '40'), B: fc.constantFrom('50', '60') }), {
    minLength: 2,
    maxLength: 3,
  });
  const round = fc
    .array(fc.oneof(sheets, coarse), { maxLength: 12 })
    .map((all) =>
      all.map((one, e) =>
        entry(`e${e}`, ...one.map((marks, s) => ({ sheetId: `e${e}s${s}`, judgeId: `j${s}`, marks }))),
      ),
    );

  it('does not depend on the order of entries or sheets', () => {
    fc.assert(
      fc.property(round, fc.infiniteStream(fc.nat()), (entries, noise) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, key: noise.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const other = shuffled(entries).map((one) => ({ ...one, sheets: shuffled(one.sheets) }));
        expect(rankEntries(rule, other)).toEqual(rankEntries(rule, entries));
      }),
    );
  });

  it('is a total preorder: ranks start at 1, never go back, and each rank is one more than the number of entries ahead', () => {
    fc.assert(
      fc.property(round, (entries) => {
        const lines = rankEntries(rule, entries);
        const ranks = lines.flatMap(({ rank }) => (rank === null ? [] : [rank]));
        expect(lines).toHaveLength(entries.length);
        for (const rank of ranks) expect(rank).toBe(1 + ranks.filter((other) => other < rank).length);
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
      }),
    );
  });

  it('never puts a lower score ahead of a higher one, and shares a rank only between equal scores', () => {
    fc.assert(
      fc.property(round, (entries) => {
        const ranked = rankEntries(rule, entries).filter(({ rank }) => rank !== null);
        ranked.slice(1).forEach((line, index) => {
          const before = ranked[index];
          expect(Number(before?.score)).toBeGreaterThanOrEqual(Number(line.score));
          if (before?.rank === line.rank)
            expect([before.score, before.tieBreak, line.tieBreak]).toEqual([line.score, 'SHARED', 'SHARED']);
        });
      }),
    );
  });

  it('keeps the ranks of the others when an entry at the end is left out', () => {
    fc.assert(
      fc.property(round, (entries) => {
        const all = rankEntries(rule, entries);
        const last = all.filter(({ rank }) => rank !== null).at(-1);
        const without = rankEntries(
          rule,
          entries.filter(({ entryId }) => entryId !== last?.entryId),
        );
        const ranks = (lines: typeof all) =>
          lines.filter(({ entryId }) => entryId !== last?.entryId).map(({ entryId, rank }) => [entryId, rank]);
        expect(ranks(without)).toEqual(ranks(all));
      }),
    );
  });
});
