/** Marks are decimals as text ('12.5'); they are compared and added as whole numbers, never as floats. */

const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?$/;
const SCALE = 9;

/** Billionths, or undefined when the text is no plain decimal ('1e3', 'NaN', '', '1,5', ' 1' are none). */
export function parseDecimal(text: unknown): bigint | undefined {
  if (typeof text !== 'string') return undefined;
  const found = DECIMAL.exec(text);
  if (!found) return undefined;
  const units = BigInt(found[2] + (found[3] ?? '').padEnd(SCALE, '0'));
  return found[1] ? -units : units;
}

/** The shortest text: 12.50 → '12.5', 7.0 → '7'. */
export function decimalText(billionths: bigint): string {
  const sign = billionths < 0n ? '-' : '';
  const digits = (billionths < 0n ? -billionths : billionths).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return sign + digits.slice(0, -SCALE) + (fraction ? `.${fraction}` : '');
}

/** Digits after the point as written, without trailing zeros: '12.50' → 1. */
export function decimalsOf(text: string): number {
  return (text.split('.')[1] ?? '').replace(/0+$/, '').length;
}
