import { decimalOf } from './decimals.rules';
import {
  type Condition,
  type FormContent,
  type FormContext,
  type FormField,
  type FormValue,
  isTable,
  valueOf,
} from './form.rules';
import { isEmptyValue } from './plain-text.rules';

type Lookup = (code: string) => { field: FormField | undefined; value: FormValue };

/** Codes of a value of several choices. */
export const chosenCodes = (value: string): string[] => value.split(',').filter((code) => code !== '');

/** Rows of a table in which something is written. */
export const filledRows = (value: FormValue): number =>
  isTable(value) ? value.filter((row) => Object.values(row).some((cell) => cell.trim() !== '')).length : 0;

/** -1, 0, 1; undefined where the two cannot be compared. Numbers by size, days by the calendar, tables by their rows. */
function compare(field: FormField | undefined, value: FormValue, limit: string): number | undefined {
  const pair =
    field?.type === 'DATE' && typeof value === 'string'
      ? ([value, limit] as const)
      : ([decimalOf(isTable(value) ? String(filledRows(value)) : value), decimalOf(limit)] as const);
  const [left, right] = pair;
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function isEqual(field: FormField | undefined, value: FormValue, wanted: string): boolean {
  if (typeof value !== 'string') return false;
  if (field?.type === 'MULTI_CHOICE') return chosenCodes(value).includes(wanted);
  return (field?.type === 'NUMBER' || field?.type === 'MONEY') && compare(field, value, wanted) !== undefined
    ? compare(field, value, wanted) === 0
    : value === wanted;
}

/** True when the condition holds. An empty field is equal to nothing, and neither at least nor at most anything. */
function holds(condition: Condition, look: Lookup): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, look));
  if ('any' in condition) return condition.any.some((part) => holds(part, look));
  if ('not' in condition) return !holds(condition.not, look);
  const { field, value } = look(condition.field);
  const empty = isEmptyValue(field, value);
  const wanted = [condition.value ?? ''].flat();
  switch (condition.is) {
    case 'FILLED':
      return !empty;
    case 'EMPTY':
      return empty;
    case 'EQUALS':
    case 'IN':
      return !empty && wanted.some((each) => isEqual(field, value, each));
    case 'NOT_EQUALS':
      return empty || !wanted.some((each) => isEqual(field, value, each));
    case 'AT_LEAST':
      return !empty && (compare(field, value, wanted[0] ?? '') ?? -1) >= 0;
    default:
      return !empty && (compare(field, value, wanted[0] ?? '') ?? 1) <= 0;
  }
}

/** Which fields one entry has, and which of them must be filled. */
export interface FormView {
  fields: FormField[];
  isRequired: (field: FormField) => boolean;
}

/**
 * The form as this unit sees it with what is written so far: fields of its category and kind of unit whose conditions
 * hold. A condition on a hidden field finds it empty; fields that depend on each other in a circle, which no checked form
 * has, are hidden.
 */
export function viewForm(form: readonly FormField[], context: FormContext, content: FormContent): FormView {
  const byCode = new Map(form.map((field) => [field.code, field]));
  const known = new Map<string, boolean>();
  const isVisible = (field: FormField): boolean => {
    const found = known.get(field.code);
    if (found !== undefined) return found;
    known.set(field.code, false);
    const visible =
      (field.categories?.includes(context.category) ?? true) &&
      (field.levels?.includes(context.unitKind) ?? true) &&
      (field.showIf === undefined || holds(field.showIf, look));
    known.set(field.code, visible);
    return visible;
  };
  const look: Lookup = (code) => {
    const field = byCode.get(code);
    return { field, value: field && isVisible(field) ? valueOf(content, code) : '' };
  };
  return {
    fields: form.filter(isVisible),
    isRequired: (field) => field.required || (field.requiredIf !== undefined && holds(field.requiredIf, look)),
  };
}

/** The fields that this entry has, in the order of the form. */
export const visibleFields = (form: readonly FormField[], context: FormContext, content: FormContent): FormField[] =>
  viewForm(form, context, content).fields;

/** Only what visible fields hold: what a revision keeps, a paper prints and reviewers see. */
export function visibleContent(
  form: readonly FormField[],
  context: FormContext,
  content: FormContent,
): Record<string, FormValue> {
  return Object.fromEntries(
    visibleFields(form, context, content)
      .filter((field) => Object.hasOwn(content, field.code))
      .map((field) => [field.code, valueOf(content, field.code)]),
  );
}
