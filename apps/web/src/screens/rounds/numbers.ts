import type { Frac, RoundingMode, VotingRule } from './types';

// Decimal text as whole millionths: exact, and enough for marks (2 digits), coefficients and money.
const digits = 6;
const unit = 10n ** BigInt(digits);

/** `'12.5'` → 12500000n; null when it is not such a number. */
function millionths(text: string): bigint | null {
  const parts = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text.trim());
  return parts ? BigInt(parts[1] ?? '0') * unit + BigInt((parts[2] ?? '').padEnd(digits, '0')) : null;
}

function textOfMillionths(value: bigint): string {
  const rest = (value % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  return `${value / unit}${rest ? `.${rest}` : ''}`;
}

/** Exact sum of decimal texts; text that is no number counts nothing. */
export function sumOf(texts: readonly string[]): string {
  return textOfMillionths(texts.reduce((sum, text) => sum + (millionths(text) ?? 0n), 0n));
}

export function sameNumber(a: string, b: string): boolean {
  const left = millionths(a);
  return left !== null && left === millionths(b);
}

/** Coefficient × base salary, rounded as the rules say; đồng as text. Null when one of them is no number. */
export function awardMoney(
  coefficient: string,
  salary: string,
  money: { roundTo: string; mode: RoundingMode },
): string | null {
  const factor = millionths(coefficient);
  const base = millionths(salary);
  const step = millionths(money.roundTo);
  if (factor === null || base === null || !step) return null;
  // factor × base has the unit twice; the step is brought to the same unit.
  const exact = factor * base;
  const wide = step * unit;
  const below = exact / wide;
  const rest = exact % wide;
  const up = money.mode === 'UP' ? rest > 0n : money.mode === 'HALF_UP' && rest * 2n >= wide;
  return textOfMillionths((below + (up ? 1n : 0n)) * step);
}

/** How many yes-votes of `base` people are enough. */
export function votesNeeded(rule: Pick<VotingRule, 'threshold' | 'comparison'>, base: number): number {
  const { num, den } = rule.threshold;
  return rule.comparison === 'AT_LEAST' ? Math.ceil((base * num) / den) : Math.floor((base * num) / den) + 1;
}

/** How many of `members` must be present. */
export const presentNeeded = (quorum: Frac, members: number): number => Math.ceil((members * quorum.num) / quorum.den);

/** `2/3`; hundredths read as `70%`. */
export const fractionText = ({ num, den }: Frac): string => (den === 100 ? `${num}%` : `${num}/${den}`);

/** `2/3`, `70%`, `70 %` → an exact fraction; null for other text. */
export function parseFraction(text: string): Frac | null {
  const share = /^\s*(\d{1,6})\s*(?:\/\s*(\d{1,6})|%)\s*$/.exec(text);
  if (!share) return null;
  const den = share[2] === undefined ? 100 : Number(share[2]);
  return den === 0 ? null : { num: Number(share[1]), den };
}
