import { AppError } from './app-error';
import { isStorableText } from './text.rules';

/** One page of a list by keyset; `next` is the cursor of the following page or null. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws AppError VALIDATION_FAILED when the text is no cursor of `length` plain values */
export function decodeCursor(text: string, length?: number): (string | number | boolean | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const plain = (v: unknown) =>
      typeof v === 'string' ? isStorableText(v, true) : v === null || typeof v === 'number' || typeof v === 'boolean';
    if (Array.isArray(values) && values.every(plain) && (length === undefined || values.length === length))
      return values as (string | number | boolean | null)[];
  } catch {
    // falls through to the refusal below
  }
  throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
}

/**
 * Cuts a page out of `limit + 1` rows: the extra row only says that there is more.
 * @param keyOf the keyset values of a row, in the order of the list's ORDER BY
 */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => readonly unknown[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
