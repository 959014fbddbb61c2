import { checkForm, isDay } from './check-form.rules';
import { decimalOf } from './decimals.rules';
import { type FormContent, type FormField, type FormProblemCode, type FormValue, isTable, valueOf } from './form.rules';
import { isEmptyValue, plainText } from './plain-text.rules';
import { richTextFromPlain } from './rich-text.rules';

export interface FieldChange {
  code: string;
  label: string;
  kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** Names of the properties that differ: `label`, `required`, `columns` … */
  properties: string[];
}

/** Equal whatever the order of keys: the database keeps none. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/** What a new form does to the old one, in the order of the new one, removed fields last. */
export function formChanges(before: readonly FormField[], after: readonly FormField[]): FieldChange[] {
  const old = new Map(before.map((field) => [field.code, field]));
  const changes = after.flatMap((field): FieldChange[] => {
    const { code, label } = field;
    const was = old.get(code);
    if (!was) return [{ code, label, kind: 'ADDED', properties: [] }];
    const keys = [...new Set([...Object.keys(was), ...Object.keys(field)])] as (keyof FormField)[];
    const properties = keys.filter((key) => !same(was[key], field[key]));
    return properties.length > 0 ? [{ code, label, kind: 'CHANGED', properties }] : [];
  });
  const gone = before.filter((field) => !after.some(({ code }) => code === field.code));
  return [
    ...changes,
    ...gone.map(({ code, label }): FieldChange => ({ code, label, kind: 'REMOVED', properties: [] })),
  ];
}

/** Text that a changed form has no place for; shown to its writer, who may copy it. */
export interface LeftText {
  code: string;
  label: string;
  text: string;
}

/** A shorter limit keeps nobody's text from moving: it is shortened by its writer. */
const MENDABLE: readonly FormProblemCode[] = ['FIELD_TOO_LONG', 'FORM_TOO_MANY_ROWS'];

/** The value as the new field takes it; undefined when it cannot. */
function converted(from: FormField | undefined, to: FormField, value: FormValue): FormValue | undefined {
  const fits = (candidate: FormValue): boolean =>
    checkForm([to], { category: '', unitKind: '' }, { [to.code]: candidate }, { complete: false }).every((problem) =>
      MENDABLE.includes(problem.code),
    );
  if (fits(value) && (from?.type !== 'RICH_TEXT' || to.type === 'RICH_TEXT')) return value;
  const text = plainText(from, value);
  switch (to.type) {
    case 'TEXT':
    case 'LONG_TEXT':
      return text;
    case 'RICH_TEXT':
      return richTextFromPlain(text);
    case 'PLACE':
      return fits({ text }) ? { text } : undefined;
    case 'NUMBER':
    case 'MONEY':
      return typeof value === 'string' && decimalOf(value) !== undefined ? value : undefined;
    case 'DATE':
      return typeof value === 'string' && isDay(value) ? value : undefined;
    default:
      return undefined;
  }
}

/** A table under columns of which some are gone: the rows keep what is still asked. */
function keptRows(to: FormField, value: FormValue): FormValue | undefined {
  if (to.type !== 'TABLE' || !isTable(value)) return undefined;
  const codes = new Set((to.columns ?? []).map((column) => column.code));
  const rows = value.map((row) => Object.fromEntries(Object.entries(row).filter(([code]) => codes.has(code))));
  const problems = checkForm([to], { category: '', unitKind: '' }, { [to.code]: rows }, { complete: false });
  return problems.every((problem) => MENDABLE.includes(problem.code)) ? rows : undefined;
}

/**
 * What is written under one form as it stands under another. Nothing is lost: what has no place any more, or does not
 * fit, comes out as text beside its old label.
 */
export function carryContent(
  before: readonly FormField[],
  after: readonly FormField[],
  content: FormContent,
): { content: Record<string, FormValue>; left: LeftText[] } {
  const kept: [string, FormValue][] = [];
  const left: LeftText[] = [];
  for (const code of Object.keys(content)) {
    const value = valueOf(content, code);
    const from = before.find((field) => field.code === code);
    const to = after.find((field) => field.code === code);
    const moved = to && converted(from, to, value);
    if (moved !== undefined) kept.push([code, moved]);
    else {
      const rows = to && keptRows(to, value);
      if (rows !== undefined) kept.push([code, rows]);
      if (!isEmptyValue(from, value)) left.push({ code, label: from?.label ?? code, text: plainText(from, value) });
    }
  }
  return { content: Object.fromEntries(kept), left };
}

/** Labels of fields that must be filled under the new form, are empty, and were not asked for under the old one. */
export function newlyMissing(
  before: readonly FormField[],
  after: readonly FormField[],
  context: { category: string; unitKind: string },
  content: { before: FormContent; after: FormContent },
): string[] {
  const missing = (form: readonly FormField[], of: FormContent): Set<string> =>
    new Set(
      checkForm(form, context, of, { complete: true })
        .filter((problem) => problem.code === 'FIELD_MISSING' || problem.code === 'FORM_TOO_FEW_ROWS')
        .map((problem) => problem.field.split('.')[1] ?? ''),
    );
  const old = missing(before, content.before);
  return [...missing(after, content.after)]
    .filter((code) => !old.has(code))
    .map((code) => after.find((field) => field.code === code)?.label ?? code);
}
