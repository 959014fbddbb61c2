import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, compare, div, fraction, mul, roundTo, sub, sum, toDecimal } from './index';

describe('exact decimals', () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const text = (n: number) => `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;

  it('reads and writes decimals without loss', () => {
    fc.assert(fc.property(cents, (n) => toDecimal(fraction(text(n)), 2) === text(n === 0 ? 0 : n)));
  });

  it('adds, subtracts, multiplies and divides like whole numbers do', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(compare(add(fraction(text(a)), fraction(text(b))), fraction(text(a + b)))).toBe(0);
        expect(compare(sub(fraction(text(a)), fraction(text(b))), fraction(text(a - b)))).toBe(0);
        expect(compare(mul(fraction(a), fraction(b)), fraction(BigInt(a) * BigInt(b)))).toBe(0);
        if (b !== 0) expect(compare(mul(div(fraction(a), fraction(b)), fraction(b)), fraction(a))).toBe(0);
      }),
    );
  });

  it('0.1 + 0.2 is 0.3', () => {
    expect(compare(add(fraction('0.1'), fraction('0.2')), fraction('0.3'))).toBe(0);
  });

  it('rounds half away from zero, as PostgreSQL does with numeric', () => {
    expect(toDecimal(fraction('2.345'), 2)).toBe('2.35');
    expect(toDecimal(fraction('-2.345'), 2)).toBe('-2.35');
    expect(toDecimal(fraction('2.5'), 0)).toBe('3');
    expect(toDecimal(div(fraction(1), fraction(3)), 4)).toBe('0.3333');
  });

  it('rounds to a unit up, down and to the nearest', () => {
    const unit = fraction('10000');
    expect(['HALF_UP', 'UP', 'DOWN'].map((mode) => toDecimal(roundTo(fraction('3515000'), unit, mode as 'UP'), 0))).toEqual(['3520000', '3520000', '3510000']);
  });

  it.each(['NaN', '1e3', '1,5', '', ' 1', '--1', 'Infinity'])('refuses %p', (bad) => {
    expect(() => fraction(bad)).toThrow(RangeError);
  });

  it('refuses a number that is not whole, because a float is not exact', () => {
    expect(() => fraction(0.1)).toThrow(RangeError);
  });

  it('the sum does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (list) => {
        const forward = sum(list.map((n) => fraction(text(n))));
        const backward = sum([...list].reverse().map((n) => fraction(text(n))));
        return compare(forward, backward) === 0;
      }),
    );
  });
});
