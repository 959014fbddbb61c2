import { parseDecimal, type Problem } from '@app/rubrics';

/** Checks the shape of data that a person sent; collects every problem instead of stopping at the first. */
export type Shape = (value: unknown, path: string, problems: Problem[]) => void;

const join = (path: string, part: string | number): string => (path ? `${path}.${part}` : String(part));
// NUL cannot be stored by PostgreSQL, a lone surrogate not be written as UTF-8.
const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

export const text =
  (min: number, max: number): Shape =>
  (value, path, problems) => {
    if (typeof value !== 'string') problems.push({ path, code: 'FIELD_BAD_FORMAT' });
    else if (!isCleanText(value)) problems.push({ path, code: 'FIELD_BAD_CHARACTERS' });
    else if (value.trim().length < min) problems.push({ path, code: 'FIELD_MISSING' });
    else if (value.length > max) problems.push({ path, code: 'FIELD_TOO_LONG', params: { max } });
  };

export const whole =
  (min: number, max: number): Shape =>
  (value, path, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) problems.push({ path, code: 'FIELD_BAD_NUMBER' });
    else if (value < min) problems.push({ path, code: 'FIELD_BELOW_MIN', params: { min } });
    else if (value > max) problems.push({ path, code: 'FIELD_ABOVE_MAX', params: { max } });
  };

export const decimal: Shape = (value, path, problems) => {
  const number = parseDecimal(value);
  if (number === undefined) problems.push({ path, code: 'FIELD_BAD_NUMBER' });
  else if (number < 0n) problems.push({ path, code: 'FIELD_BELOW_MIN', params: { min: 0 } });
};

export const flag: Shape = (value, path, problems) => {
  if (typeof value !== 'boolean') problems.push({ path, code: 'FIELD_BAD_FORMAT' });
};

export const oneOf =
  (allowed: readonly unknown[]): Shape =>
  (value, path, problems) => {
    if (!allowed.includes(value))
      problems.push({ path, code: 'FIELD_BAD_ENUM', params: { allowed: allowed.join(', ') } });
  };

/** An instant with its time zone on a day that exists: '2026-02-31T00:00:00Z' does not. */
export const instant: Shape = (value, path, problems) => {
  if (!isInstant(value)) problems.push({ path, code: 'FIELD_BAD_DATE' });
};

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const day = INSTANT.exec(value)?.[1];
  return day !== undefined && isCalendarDay(day) && !Number.isNaN(Date.parse(value));
}

/** A day that the calendar has, as yyyy-mm-dd, in the years 1900…2199. */
export function isCalendarDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

export const list =
  (item: Shape, min = 0, max = 200): Shape =>
  (value, path, problems) => {
    if (!Array.isArray(value)) problems.push({ path, code: 'FIELD_BAD_FORMAT' });
    else if (value.length < min) problems.push({ path, code: 'FIELD_MISSING' });
    else if (value.length > max) problems.push({ path, code: 'FIELD_ABOVE_MAX', params: { max } });
    else value.forEach((each, index) => item(each, join(path, index), problems));
  };

export const nullable =
  (shape: Shape): Shape =>
  (value, path, problems) => {
    if (value !== null) shape(value, path, problems);
  };

export const record =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ path, code: 'FIELD_BAD_FORMAT' });
      return;
    }
    const given = value as Record<string, unknown>;
    for (const [key, shape] of Object.entries(required))
      if (Object.hasOwn(given, key)) shape(given[key], join(path, key), problems);
      else problems.push({ path: join(path, key), code: 'FIELD_MISSING' });
    for (const key of Object.keys(given))
      if (Object.hasOwn(optional, key)) optional[key]?.(given[key], join(path, key), problems);
      else if (!Object.hasOwn(required, key)) problems.push({ path: join(path, key), code: 'FIELD_UNKNOWN' });
  };
