import { decimalOf, digitsAfterPoint } from './decimals.rules';
import {
  type Choice,
  type FormContent,
  type FormContext,
  type FormField,
  type FormProblem,
  type FormProblemCode,
  type FormValue,
  isPlaceValue,
  isTable,
  isUnitValue,
  type TableRow,
  valueOf,
  wordsIn,
} from './form.rules';
import { isEmptyValue, plainText } from './plain-text.rules';
import { parseRichText, plainRichText } from './rich-text.rules';
import { filledRows, viewForm } from './visibility.rules';

/** Longest text of a field whose rules name no limit; characters. */
export const DEFAULT_MAX_LENGTH = 20_000;
/** Longest text of a cell and of a place; characters. */
export const MAX_CELL_LENGTH = 1000;
export const MAX_PLACE_LENGTH = 300;
/** Most rows of a table whose rules name no limit. */
export const DEFAULT_MAX_ROWS = 100;

type Found = { at?: string; code: FormProblemCode; params?: Record<string, unknown> };

/** A day that the calendar has, as yyyy-mm-dd, in the years 1900…2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What a text must be to be kept at all, as a field or as a cell of a table. Empty is always right. */
function scalarProblem(of: { type: string; choices?: readonly Choice[] }, text: string): FormProblemCode | undefined {
  if (text === '') return undefined;
  const known = (code: string): boolean => of.choices?.some((choice) => choice.code === code) ?? false;
  switch (of.type) {
    case 'NUMBER':
    case 'MONEY':
      return decimalOf(text) === undefined ? 'FIELD_BAD_NUMBER' : undefined;
    case 'DATE':
      return isDay(text) ? undefined : 'FIELD_BAD_DATE';
    case 'CHOICE':
      return known(text) ? undefined : 'CHOICE_UNKNOWN';
    case 'MULTI_CHOICE': {
      const codes = text.split(',');
      return codes.every(known) && new Set(codes).size === codes.length ? undefined : 'CHOICE_UNKNOWN';
    }
    case 'RICH_TEXT':
      return parseRichText(text) ? undefined : 'FORM_RICH_TEXT_REFUSED';
    default:
      return undefined;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isWithin = (text: string, limit: string): boolean => {
  const [value, most] = [decimalOf(text), decimalOf(limit)];
  return value !== undefined && most !== undefined && value >= -most && value <= most;
};

function tableProblems(field: FormField, rows: readonly TableRow[]): Found[] {
  const columns = new Map((field.columns ?? []).map((column) => [column.code, column]));
  const max = field.maxRows ?? DEFAULT_MAX_ROWS;
  const problems: Found[] = rows.length > max ? [{ code: 'FORM_TOO_MANY_ROWS', params: { max } }] : [];
  rows.forEach((row, index) => {
    for (const [code, text] of Object.entries(row)) {
      const column = columns.get(code);
      const at = `.${index}.${code}`;
      if (!column) problems.push({ at, code: 'FIELD_UNKNOWN' });
      else if (text.length > MAX_CELL_LENGTH)
        problems.push({ at, code: 'FIELD_TOO_LONG', params: { max: MAX_CELL_LENGTH } });
      else {
        const problem = scalarProblem(column, text);
        if (problem) problems.push({ at, code: problem });
      }
    }
  });
  return problems;
}

/** What may not even be saved: a value of another shape, a number that is none, text that is too long. */
function valueProblems(field: FormField, value: FormValue): Found[] {
  if (value === '') return [];
  if (field.type === 'TABLE') return isTable(value) ? tableProblems(field, value) : [{ code: 'FIELD_BAD_FORMAT' }];
  if (field.type === 'UNIT')
    return isUnitValue(value) && (value.unit === '' || UUID.test(value.unit)) ? [] : [{ code: 'FIELD_BAD_FORMAT' }];
  if (field.type === 'PLACE') {
    if (!isPlaceValue(value)) return [{ code: 'FIELD_BAD_FORMAT' }];
    if (value.text.length > MAX_PLACE_LENGTH) return [{ code: 'FIELD_TOO_LONG', params: { max: MAX_PLACE_LENGTH } }];
    if (value.lat === undefined && value.lng === undefined) return [];
    return isWithin(value.lat ?? '', '90') && isWithin(value.lng ?? '', '180') ? [] : [{ code: 'FIELD_BAD_FORMAT' }];
  }
  if (typeof value !== 'string') return [{ code: 'FIELD_BAD_FORMAT' }];
  const problem = scalarProblem(field, value);
  if (problem) return [{ code: problem }];
  const max = field.maxLength ?? DEFAULT_MAX_LENGTH;
  const length = field.type === 'RICH_TEXT' ? plainRichText(value).length : value.length;
  return length > max ? [{ code: 'FIELD_TOO_LONG', params: { max } }] : [];
}

function numberProblems(field: FormField, text: string): Found[] {
  const value = decimalOf(text);
  if (value === undefined) return [];
  const decimals = field.type === 'MONEY' ? 0 : (field.decimals ?? 3);
  const least = decimalOf(field.min ?? (field.type === 'MONEY' ? '0' : ''));
  const most = decimalOf(field.max ?? '');
  if (least !== undefined && value < least) return [{ code: 'FIELD_BELOW_MIN', params: { min: field.min ?? '0' } }];
  if (most !== undefined && value > most) return [{ code: 'FIELD_ABOVE_MAX', params: { max: field.max } }];
  return digitsAfterPoint(text) > decimals ? [{ code: 'FIELD_TOO_MANY_DECIMALS', params: { max: decimals } }] : [];
}

function rowProblems(field: FormField, value: FormValue): Found[] {
  const rows = isTable(value) ? value : [];
  const least = field.minRows ?? 0;
  const few: Found[] = filledRows(value) < least ? [{ code: 'FORM_TOO_FEW_ROWS', params: { min: least } }] : [];
  return rows.reduce<Found[]>((found, row, index) => {
    if (Object.values(row).every((cell) => cell.trim() === '')) return found;
    for (const column of field.columns ?? []) {
      const cell = Object.hasOwn(row, column.code) ? (row[column.code] ?? '') : '';
      const at = `.${index}.${column.code}`;
      if (column.required && cell.trim() === '') found.push({ at, code: 'FIELD_MISSING' });
      else if (column.type === 'MONEY' && digitsAfterPoint(cell) > 0)
        found.push({ at, code: 'FIELD_TOO_MANY_DECIMALS', params: { max: 0 } });
    }
    return found;
  }, few);
}

/** What keeps a value that may be saved from being submitted. */
function completeProblems(field: FormField, value: FormValue, required: boolean): Found[] {
  if (isEmptyValue(field, value)) return required ? [{ code: 'FIELD_MISSING' }] : [];
  const problems =
    field.type === 'TABLE'
      ? rowProblems(field, value)
      : (field.type === 'NUMBER' || field.type === 'MONEY') && typeof value === 'string'
        ? numberProblems(field, value)
        : [];
  const words = field.maxWords === undefined ? 0 : wordsIn(plainText(field, value));
  if (field.maxWords !== undefined && words > field.maxWords)
    problems.push({ code: 'TOO_MANY_WORDS', params: { words, max: field.maxWords } });
  return problems;
}

/**
 * Everything that is wrong with what is written, each with its place; the screen and the server ask this one function.
 * `complete: false`: what may not even be saved, because people write bit by bit (unknown fields, values of a wrong
 * kind); also asked of hidden fields, which a draft keeps. `complete: true`: what keeps the visible form from being
 * submitted. Whether a unit exists is the server's to add.
 */
export function checkForm(
  form: readonly FormField[],
  context: FormContext,
  content: FormContent,
  { complete }: { complete: boolean },
): FormProblem[] {
  const view = viewForm(form, context, content);
  const visible = new Set(view.fields.map((field) => field.code));
  const byCode = new Map(form.map((field) => [field.code, field]));
  const problems: FormProblem[] = [];
  const add = (code: string, found: readonly Found[]): void => {
    for (const { at = '', ...problem } of found) problems.push({ field: `content.${code}${at}`, ...problem });
  };
  const unsaved = new Set<string>();
  for (const code of Object.keys(content)) {
    const field = byCode.get(code);
    const found: Found[] = field ? valueProblems(field, valueOf(content, code)) : [{ code: 'FIELD_UNKNOWN' }];
    if (complete && field && !visible.has(code)) continue;
    if (found.length > 0) unsaved.add(code);
    add(code, found);
  }
  if (!complete) return problems;
  for (const field of view.fields)
    if (!unsaved.has(field.code))
      add(field.code, completeProblems(field, valueOf(content, field.code), view.isRequired(field)));
  return problems;
}

/** Ids of the units that are named in the content, with the place of each; the server looks whether they exist. */
export function namedUnits(form: readonly FormField[], content: FormContent): { code: string; unit: string }[] {
  return form.flatMap((field) => {
    const value = field.type === 'UNIT' ? valueOf(content, field.code) : '';
    return isUnitValue(value) && value.unit !== '' ? [{ code: field.code, unit: value.unit }] : [];
  });
}

/** A value from plain text, as an old list gives it: choices by code or name, rows of tables not at all. */
export function valueFromText(field: FormField, text: string): FormValue | undefined {
  const clean = text.trim();
  const codeOf = (name: string): string =>
    field.choices?.find((choice) => choice.code === name || choice.name.toLowerCase() === name.toLowerCase())?.code ??
    name;
  switch (field.type) {
    case 'PLACE':
      return { text: clean };
    case 'CHOICE':
      return codeOf(clean);
    case 'MULTI_CHOICE':
      return clean
        .split(/[;,]/)
        .map((part) => codeOf(part.trim()))
        .filter((code) => code !== '')
        .join(',');
    case 'TABLE':
    case 'UNIT':
      return undefined;
    default:
      return clean;
  }
}
