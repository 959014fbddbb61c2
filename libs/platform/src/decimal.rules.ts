/** Exact arithmetic for marks and money: a fraction of whole numbers. No float ever ranks or pays anybody. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint; // > 0, and gcd(n, d) = 1
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function make(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new RangeError('division by zero');
  const sign = d < 0n ? -1n : 1n;
  const g = gcd(n, d < 0n ? -d : d) || 1n;
  return { n: (sign * n) / g, d: (sign * d) / g };
}

/**
 * From a decimal as text ("12.5", "-0.25"), a whole number, or a pair numerator/denominator.
 * @throws RangeError for anything else (NaN, "1e3", "1,5")
 */
export function fraction(value: string | number | bigint, denominator: number | bigint = 1n): Fraction {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return make(BigInt(value), BigInt(denominator));
  const match = typeof value === 'string' ? /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(value) : null;
  if (!match) throw new RangeError(`not an exact decimal: ${String(value)}`);
  const [, sign, whole, decimals = ''] = match;
  const n = BigInt(`${whole}${decimals}`);
  return make(sign ? -n : n, 10n ** BigInt(decimals.length) * BigInt(denominator));
}

export const ZERO = fraction(0);
export const add = (a: Fraction, b: Fraction): Fraction => make(a.n * b.d + b.n * a.d, a.d * b.d);
export const sub = (a: Fraction, b: Fraction): Fraction => make(a.n * b.d - b.n * a.d, a.d * b.d);
export const mul = (a: Fraction, b: Fraction): Fraction => make(a.n * b.n, a.d * b.d);
export const div = (a: Fraction, b: Fraction): Fraction => make(a.n * b.d, a.d * b.n);
export const sum = (values: readonly Fraction[]): Fraction => values.reduce(add, ZERO);

/** -1, 0 or 1, exactly. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export type Rounding = 'HALF_UP' | 'UP' | 'DOWN';

/** The nearest multiple of `unit` (> 0); HALF_UP goes away from zero at the half, as PostgreSQL's round(numeric) does. */
export function roundTo(value: Fraction, unit: Fraction, mode: Rounding = 'HALF_UP'): Fraction {
  const quotient = div(value, unit);
  const negative = quotient.n < 0n;
  const n = negative ? -quotient.n : quotient.n;
  const floor = n / quotient.d;
  const rest = n % quotient.d;
  const up = mode === 'UP' ? rest > 0n : mode === 'HALF_UP' ? rest * 2n >= quotient.d : false;
  const whole = up ? floor + 1n : floor;
  return mul(make(negative ? -whole : whole, 1n), unit);
}

/** Decimal text with exactly `digits` decimals, half up. */
export function toDecimal(value: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const rounded = roundTo(mul(value, make(scale, 1n)), make(1n, 1n));
  const sign = rounded.n < 0n ? '-' : '';
  const text = (rounded.n < 0n ? -rounded.n : rounded.n).toString().padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
