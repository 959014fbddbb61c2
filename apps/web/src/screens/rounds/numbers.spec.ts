import { describe, expect, test } from '@jest/globals';
import { awardMoney, fractionText, parseFraction, presentNeeded, sameNumber, sumOf, votesNeeded } from './numbers';

describe('numbers of the set-up of a round', () => {
  test('marks are added exactly: 0.1 ten times is 1', () => {
    expect(sumOf(Array.from({ length: 10 }, () => '0.1'))).toBe('1');
    expect(sumOf(['10', '15', '20.25', '0.5', 'x'])).toBe('45.75');
    expect(sameNumber('10', '10.00')).toBe(true);
  });

  test('money is coefficient × base salary, rounded to ten thousand đồng', () => {
    const money = { roundTo: '10000', mode: 'HALF_UP' } as const;
    expect(awardMoney('1.5', '2340000', money)).toBe('3510000');
    expect(awardMoney('0.3', '2530000', money)).toBe('760000');
    expect(awardMoney('0.15', '1490000', { ...money, mode: 'UP' })).toBe('230000');
    expect(awardMoney('0.15', '1490000', { ...money, mode: 'DOWN' })).toBe('220000');
    expect(awardMoney('0.15', '1490000', money)).toBe('220000');
    expect(awardMoney('0.25', '1500000', money)).toBe('380000');
    expect(awardMoney('x', '1490000', money)).toBeNull();
  });

  test('"at least 2/3" of nine is six votes, "more than 1/2" of eight is five', () => {
    expect(
      [7, 9, 11, 15].map((n) => votesNeeded({ threshold: { num: 2, den: 3 }, comparison: 'AT_LEAST' }, n)),
    ).toEqual([5, 6, 8, 10]);
    expect([8, 9].map((n) => votesNeeded({ threshold: { num: 1, den: 2 }, comparison: 'MORE_THAN' }, n))).toEqual([
      5, 5,
    ]);
    expect(votesNeeded({ threshold: { num: 90, den: 100 }, comparison: 'AT_LEAST' }, 10)).toBe(9);
    expect(presentNeeded({ num: 2, den: 3 }, 10)).toBe(7);
  });

  test('a share is written as a fraction or a percentage and read back the same', () => {
    expect(parseFraction('2/3')).toEqual({ num: 2, den: 3 });
    expect(parseFraction(' 70 % ')).toEqual({ num: 70, den: 100 });
    expect(fractionText({ num: 70, den: 100 })).toBe('70%');
    expect([parseFraction('0.7'), parseFraction('2/0'), parseFraction('hai phần ba')]).toEqual([null, null, null]);
  });
});
