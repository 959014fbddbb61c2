import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { baseSalaryOn, rewardAmount, totalAmount } from './money.rules';
import { bookNumber, certificateCode, CODE_ALPHABET, numberText, partyTerm, seriesKey } from './number.rules';

const tenThousand = { roundTo: '10000', mode: 'HALF_UP' } as const;
const salaries = [
  { effectiveFrom: '2023-07-01', amount: '1800000', legalBasis: '' },
  { effectiveFrom: '2019-07-01', amount: '1490000', legalBasis: '' },
  { effectiveFrom: '2026-07-01', amount: '2530000', legalBasis: '' },
  { effectiveFrom: '2024-07-01', amount: '2340000', legalBasis: '' },
];

describe('reward money', () => {
  it.each([
    ['1.5', '2340000', '3510000'],
    ['3', '2340000', '7020000'],
    ['0.15', '2340000', '350000'],
    ['0.3', '2340000', '700000'],
    ['1.5', '2530000', '3800000'],
    ['0.15', '1490000', '220000'],
    ['0', '2340000', '0'],
  ])('%s × %s đồng is %s, rounded half up to ten thousand', (coefficient, base, amount) => {
    expect(rewardAmount(coefficient, base, tenThousand)).toBe(amount);
  });

  it('rounds up or down when the rules say so', () => {
    expect(
      (['UP', 'DOWN'] as const).map((mode) => rewardAmount('0.15', '2340000', { roundTo: '10000', mode })),
    ).toEqual(['360000', '350000']);
  });

  it('goes up at exactly the half', () => {
    expect(rewardAmount('1', '2345000', tenThousand)).toBe('2350000');
  });

  it.each([
    ['2019-06-30', undefined],
    ['2019-07-01', '1490000'],
    ['2024-06-30', '1800000'],
    ['2024-07-01', '2340000'],
    ['2026-07-01', '2530000'],
    ['2030-01-01', '2530000'],
  ])('uses the base salary of the day of the decision: %s', (date, amount) => {
    expect(baseSalaryOn(salaries, date)?.amount).toBe(amount);
  });

  it('is never off by half a unit or more, and always whole units', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 5_000_000 }), (thousandths, base) => {
        const coefficient = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        const amount = BigInt(rewardAmount(coefficient, String(base), tenThousand));
        const exactThousandths = BigInt(thousandths) * BigInt(base);
        const off = amount * 1000n - exactThousandths;
        expect(amount % 10_000n).toBe(0n);
        expect(off <= 5_000_000n && off > -5_000_000n).toBe(true);
      }),
    );
  });

  it('adds up to the total exactly', () => {
    expect(totalAmount(['3510000', '350000', '9007199254740993'])).toBe('9007199258600993');
    expect(totalAmount([])).toBe('0');
  });
});

describe('numbers', () => {
  it('of State papers run per unit, type and year', () => {
    expect(seriesKey('STATE', 'u', 'QĐ-UBND', '2026-02-05')).toBe('decision:u:QĐ-UBND:2026');
    expect(numberText('STATE', 6, 'QĐ-UBND', '2026-02-05')).toBe('06/2026/QĐ-UBND');
  });

  it('of Party papers run per unit, type and term of the committee', () => {
    expect(seriesKey('PARTY', 'u', 'QĐ/TU', '2025-10-31')).toBe('decision:u:QĐ/TU:2020-2025');
    expect(seriesKey('PARTY', 'u', 'QĐ/TU', '2026-02-05')).toBe('decision:u:QĐ/TU:2025-2030');
    expect(numberText('PARTY', 127, 'QĐ/TU', '2026-02-05')).toBe('127-QĐ/TU');
  });

  it('of a term that nobody knows is refused', () => {
    expect(() => partyTerm('2010-01-01')).toThrow(RangeError);
  });

  it('in the golden book carry the code of the round', () => {
    expect(bookNumber('HG-2024', 12)).toBe('0012/HG-2024');
  });

  it('a certificate code has three groups of four letters that nobody mistakes', () => {
    let at = 0;
    expect(certificateCode((below) => (at += 7) % below)).toMatch(
      new RegExp(`^([${CODE_ALPHABET}]{4}-){2}[${CODE_ALPHABET}]{4}$`),
    );
    for (const odd of '01258BILOSUZ') expect(CODE_ALPHABET).not.toContain(odd);
  });
});
