import { add, fraction, type Fraction, mul, type Rounding, roundTo, toDecimal } from '@app/platform';

/** How amounts are rounded in a round: to a multiple of `roundTo` đồng (10,000 in the regulations). */
export interface MoneyRule {
  readonly roundTo: string;
  readonly mode: Rounding;
}

/** A dated base salary (mức lương cơ sở): amount in đồng from `effectiveFrom` (yyyy-mm-dd) on. */
export interface BaseSalary {
  readonly effectiveFrom: string;
  readonly amount: string;
  readonly legalBasis: string;
}

/** The base salary that holds on a date (yyyy-mm-dd); undefined before the first one. */
export function baseSalaryOn<T extends BaseSalary>(salaries: readonly T[], date: string): T | undefined {
  return salaries
    .filter(({ effectiveFrom }) => effectiveFrom <= date)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

/**
 * Reward in whole đồng: coefficient × base salary on the date of the decision, rounded as the round's rules say. Exact:
 * 1.5 × 2,340,000 = 3,510,000; 0.15 × 2,340,000 = 351,000, which is 350,000 rounded half up to ten thousand.
 */
export function rewardAmount(coefficient: string, baseSalary: string, rule: MoneyRule): string {
  return toDecimal(roundTo(mul(fraction(coefficient), fraction(baseSalary)), fraction(rule.roundTo), rule.mode), 0);
}

/** Sum of amounts in whole đồng. */
export function totalAmount(amounts: readonly string[]): string {
  return toDecimal(
    amounts.reduce<Fraction>((sum, amount) => add(sum, fraction(amount)), fraction(0)),
    0,
  );
}
