/** Decimals as text, exactly: compared and shown without floats. */

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/;

/** Billionths; undefined when the text is no plain decimal of at most 15 digits before and 9 after the point. */
export function decimalOf(text: unknown): bigint | undefined {
  const found = typeof text === 'string' ? DECIMAL.exec(text) : null;
  if (!found) return undefined;
  const units = BigInt(found[2] + (found[3] ?? '').padEnd(9, '0'));
  return found[1] ? -units : units;
}

/** Digits after the point as written, without trailing zeros: '12.50' → 1. */
export const digitsAfterPoint = (text: string): number => (text.split('.')[1] ?? '').replace(/0+$/, '').length;

/** '1500.5' → '1.500,5', as Vietnamese writes numbers; anything else unchanged. */
export function vietnameseNumber(text: string): string {
  if (decimalOf(text) === undefined) return text;
  const [whole = '', fraction] = text.split('.');
  const digits = whole.replace('-', '').replace(/^0+(?=\d)/, '');
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, '.');
  return (whole.startsWith('-') ? '-' : '') + grouped + (fraction ? `,${fraction}` : '');
}

/**
 * A number as people type it: '8.600' and '8 600' are eight thousand six hundred, '12,5' is twelve and a half. Returns
 * decimal text, or undefined when it cannot be read.
 */
export function typedNumber(text: string): string | undefined {
  const clean = text.replace(/[\s\u00a0\u202f]/g, '');
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(clean) ? clean.replaceAll('.', '') : clean;
  const value = plain.replace(',', '.');
  if (decimalOf(value) === undefined) return undefined;
  return value.replace(/^(-?)0+(?=\d)/, '$1');
}
