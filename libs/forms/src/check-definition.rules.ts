import { isDay } from './check-form.rules';
import { decimalOf } from './decimals.rules';
import {
  type Choice,
  type Condition,
  CONDITION_TESTS,
  type ConditionTest,
  type FormField,
  type FormFieldType,
} from './form.rules';

/** What is wrong in a form's definition, with its place under `form`: `form.3.showIf.all.0.field`. */
export interface DefinitionProblem {
  path: string;
  code: DefinitionProblemCode;
  params?: Record<string, unknown>;
}
export type DefinitionProblemCode =
  | 'CHOICE_UNKNOWN'
  | 'FIELD_BAD_DATE'
  | 'FIELD_BAD_NUMBER'
  | 'FIELD_MISSING'
  | 'RULES_CODE_DUPLICATE'
  | 'RULES_CONDITION_CIRCLE'
  | 'RULES_CONDITION_FIELD_UNKNOWN'
  | 'RULES_CONDITION_TEST_UNFIT'
  | 'RULES_CONDITION_TOO_DEEP'
  | 'RULES_MAX_BELOW_MIN';

/** How deep conditions may stand in each other: deeper ones nobody can read. */
export const MAX_CONDITION_DEPTH = 5;
/** Most parts of one condition, all levels together. */
export const MAX_CONDITION_PARTS = 30;

const FILLED_ONLY: readonly ConditionTest[] = ['FILLED', 'EMPTY'];
const BY_VALUE: readonly ConditionTest[] = ['EQUALS', 'NOT_EQUALS', 'IN', 'FILLED', 'EMPTY'];
const BY_SIZE: readonly ConditionTest[] = ['EQUALS', 'NOT_EQUALS', 'AT_LEAST', 'AT_MOST', 'FILLED', 'EMPTY'];

/** What a field of this type can be asked. A table is asked for the number of its rows. */
export function testsFor(type: FormFieldType): readonly ConditionTest[] {
  switch (type) {
    case 'CHOICE':
    case 'MULTI_CHOICE':
    case 'TEXT':
      return BY_VALUE;
    case 'NUMBER':
    case 'MONEY':
    case 'DATE':
      return BY_SIZE;
    case 'TABLE':
      return ['FILLED', 'EMPTY', 'AT_LEAST', 'AT_MOST'];
    default:
      return FILLED_ONLY;
  }
}

/** Codes of all fields that a condition asks. */
export function fieldsAsked(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsAsked);
  if ('any' in condition) return condition.any.flatMap(fieldsAsked);
  return 'not' in condition ? fieldsAsked(condition.not) : [condition.field];
}

/** NUL and halves of a surrogate pair cannot be stored. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** True when a value of unknown origin is a condition; depth and number of parts are bounded. */
export function isCondition(value: unknown): value is Condition {
  let parts = 0;
  const walk = (part: unknown, depth: number): boolean => {
    if (typeof part !== 'object' || part === null || Array.isArray(part) || depth > 12 || ++parts > 200) return false;
    const keys = Object.keys(part);
    const { all, any, not, field, is, value: wanted } = part as Record<string, unknown>;
    if (keys.length === 1 && (all !== undefined || any !== undefined)) {
      const list = all ?? any;
      return Array.isArray(list) && list.length > 0 && list.every((each) => walk(each, depth + 1));
    }
    if (keys.length === 1 && not !== undefined) return walk(not, depth + 1);
    return (
      keys.every((key) => ['field', 'is', 'value'].includes(key)) &&
      typeof field === 'string' &&
      field.length <= 60 &&
      CONDITION_TESTS.some((test) => test === is) &&
      [wanted ?? '']
        .flat(1)
        .every((each) => typeof each === 'string' && each.length <= 300 && !UNSTORABLE.test(each)) &&
      [wanted ?? ''].flat(1).length <= 100
    );
  };
  return walk(value, 0);
}

function duplicates(items: readonly { code: string }[], path: string): DefinitionProblem[] {
  return items.flatMap((item, index): DefinitionProblem[] =>
    items.findIndex((other) => other.code === item.code) < index
      ? [{ path: `${path}.${index}.code`, code: 'RULES_CODE_DUPLICATE' }]
      : [],
  );
}

function choiceProblems(of: { type: string; choices?: Choice[] }, path: string): DefinitionProblem[] {
  if ((of.type === 'CHOICE' || of.type === 'MULTI_CHOICE') && !of.choices?.length)
    return [{ path: `${path}.choices`, code: 'FIELD_MISSING' }];
  return duplicates(of.choices ?? [], `${path}.choices`);
}

function fieldProblems(field: FormField, path: string): DefinitionProblem[] {
  const problems = choiceProblems(field, path);
  const [least, most] = [decimalOf(field.min ?? ''), decimalOf(field.max ?? '')];
  if (least !== undefined && most !== undefined && most < least)
    problems.push({ path: `${path}.max`, code: 'RULES_MAX_BELOW_MIN' });
  if (field.minRows !== undefined && field.maxRows !== undefined && field.maxRows < field.minRows)
    problems.push({ path: `${path}.maxRows`, code: 'RULES_MAX_BELOW_MIN' });
  if (field.type === 'TABLE' && !field.columns?.length)
    problems.push({ path: `${path}.columns`, code: 'FIELD_MISSING' });
  field.columns?.forEach((column, index) => problems.push(...choiceProblems(column, `${path}.columns.${index}`)));
  return [...problems, ...duplicates(field.columns ?? [], `${path}.columns`)];
}

/** The value that a test compares with; places are under the condition's own. */
function wantedProblem(
  condition: Extract<Condition, { field: string }>,
  field: FormField,
): DefinitionProblem['code'] | undefined {
  if (condition.is === 'FILLED' || condition.is === 'EMPTY') return undefined;
  const wanted = [condition.value ?? ''].flat();
  if (wanted.length === 0 || wanted.some((each) => each.trim() === '')) return 'FIELD_MISSING';
  if (field.type === 'CHOICE' || field.type === 'MULTI_CHOICE')
    return wanted.every((each) => field.choices?.some((choice) => choice.code === each)) ? undefined : 'CHOICE_UNKNOWN';
  if (field.type === 'DATE') return wanted.every(isDay) ? undefined : 'FIELD_BAD_DATE';
  if (field.type === 'TEXT') return undefined;
  return wanted.every((each) => decimalOf(each) !== undefined) ? undefined : 'FIELD_BAD_NUMBER';
}

function conditionProblems(
  condition: Condition,
  path: string,
  of: string,
  byCode: ReadonlyMap<string, FormField>,
  depth = 1,
): DefinitionProblem[] {
  if (depth > MAX_CONDITION_DEPTH)
    return [{ path, code: 'RULES_CONDITION_TOO_DEEP', params: { max: MAX_CONDITION_DEPTH } }];
  const below = (part: Condition, at: string): DefinitionProblem[] =>
    conditionProblems(part, `${path}.${at}`, of, byCode, depth + 1);
  if ('all' in condition) return condition.all.flatMap((part, index) => below(part, `all.${index}`));
  if ('any' in condition) return condition.any.flatMap((part, index) => below(part, `any.${index}`));
  if ('not' in condition) return below(condition.not, 'not');
  const field = byCode.get(condition.field);
  if (!field) return [{ path: `${path}.field`, code: 'RULES_CONDITION_FIELD_UNKNOWN' }];
  if (field.code === of) return [{ path: `${path}.field`, code: 'RULES_CONDITION_CIRCLE' }];
  if (!testsFor(field.type).includes(condition.is)) return [{ path: `${path}.is`, code: 'RULES_CONDITION_TEST_UNFIT' }];
  const problem = wantedProblem(condition, field);
  return problem ? [{ path: `${path}.value`, code: problem }] : [];
}

/** Codes of fields whose being shown depends on themselves, by way of other fields. */
function circles(form: readonly FormField[]): Set<string> {
  const asks = new Map(form.map((field) => [field.code, field.showIf ? fieldsAsked(field.showIf) : []]));
  const reaches = (from: string): boolean => {
    const seen = new Set<string>();
    const open = [...(asks.get(from) ?? [])];
    for (let code = open.pop(); code !== undefined; code = open.pop()) {
      if (code === from) return true;
      if (seen.has(code)) continue;
      seen.add(code);
      open.push(...(asks.get(code) ?? []));
    }
    return false;
  };
  return new Set([...asks.keys()].filter(reaches));
}

/**
 * Everything without sense in a form whose shape is right: choices and columns that are missing or named twice, limits
 * that cross, conditions on unknown fields, with tests or values that do not fit, or in a circle.
 */
export function checkDefinition(form: readonly FormField[], path = 'form'): DefinitionProblem[] {
  const byCode = new Map(form.map((field) => [field.code, field]));
  const round = circles(form);
  return [
    ...duplicates(form, path),
    ...form.flatMap((field, index) => {
      const at = `${path}.${index}`;
      const conditions = (['showIf', 'requiredIf'] as const).flatMap((which) => {
        const condition = field[which];
        return condition ? conditionProblems(condition, `${at}.${which}`, field.code, byCode) : [];
      });
      const circle: DefinitionProblem[] =
        round.has(field.code) && !conditions.some((each) => each.code === 'RULES_CONDITION_CIRCLE')
          ? [{ path: `${at}.showIf`, code: 'RULES_CONDITION_CIRCLE' }]
          : [];
      return [...fieldProblems(field, at), ...conditions, ...circle];
    }),
  ];
}
