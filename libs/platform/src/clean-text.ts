import { AppError } from './app-error';
import { isStorableText, normaliseText } from './text.rules';

/**
 * Text from outside as it may be stored.
 * @throws AppError VALIDATION_FAILED naming the field: bad characters, too long (in characters), missing when `min` is given
 */
export function cleanText(value: string, options: { field: string; max: number; min?: number; multiline?: boolean }): string {
  const { field, max, min = 0, multiline = false } = options;
  if (!isStorableText(value, multiline)) throw new AppError('VALIDATION_FAILED', {}, [{ field, code: 'FIELD_BAD_CHARACTERS' }]);
  const text = normaliseText(value);
  const length = Array.from(text).length;
  if (length > max) throw new AppError('VALIDATION_FAILED', {}, [{ field, code: 'FIELD_TOO_LONG', params: { max } }]);
  if (length < min) throw new AppError('VALIDATION_FAILED', {}, [{ field, code: length === 0 ? 'FIELD_MISSING' : 'FIELD_TOO_SHORT', params: { min } }]);
  return text;
}
