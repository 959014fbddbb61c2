import { CompoundCondition, type Condition, FieldCondition } from '@ucast/core';
import { liesWithin } from './actor';

export type Scalar = string | number | boolean | null;

/** What one field of a record must be. Operators of one test are joined by "and". */
export type FieldTest =
  | Scalar
  | {
      readonly $eq?: Scalar;
      readonly $ne?: Scalar;
      readonly $in?: readonly Scalar[];
      /** The field (a path) is the given path or lies below it. */
      readonly $within?: string;
      /** The field (a list) has the given value. */
      readonly $has?: string | number;
    };

/** Conditions of a rule: all named fields must pass; $and / $or / $not nest. */
export interface Conditions {
  readonly $and?: readonly Conditions[];
  readonly $or?: readonly Conditions[];
  readonly $not?: Conditions;
  readonly [field: string]: FieldTest | Conditions | readonly Conditions[] | undefined;
}

/** Conditions as a syntax tree that is evaluated on records and written as SQL. Unknown operators throw. */
export function parseConditions(conditions: Conditions): Condition {
  const parts = Object.entries(conditions).map(([key, value]) => {
    if (key === '$and' || key === '$or') return new CompoundCondition(key.slice(1), asList(value).map(parseConditions));
    if (key === '$not') return new CompoundCondition('not', [parseConditions(value as Conditions)]);
    if (key.startsWith('$')) throw new Error(`Unknown operator ${key} in the conditions of an access rule`);
    return parseField(key, value as FieldTest);
  });
  return allOf(parts);
}

function parseField(field: string, test: FieldTest): Condition {
  if (isScalar(test)) return new FieldCondition('eq', field, test);
  if (typeof test !== 'object' || Array.isArray(test)) throw new Error(`Field ${field} is tested against no value`);
  const operators = Object.entries(test);
  if (operators.length === 0) throw new Error(`Field ${field} is tested against nothing`);
  return allOf(operators.map(([operator, value]) => parseOperator(field, operator, value)));
}

function parseOperator(field: string, operator: string, value: unknown): Condition {
  const valid =
    operator === '$eq' || operator === '$ne'
      ? isScalar(value)
      : operator === '$in'
        ? Array.isArray(value) && value.every(isScalar)
        : operator === '$within'
          ? typeof value === 'string' && value !== ''
          : operator === '$has'
            ? typeof value === 'string' || typeof value === 'number'
            : undefined;
  if (valid === undefined) throw new Error(`Unknown operator ${operator} on field ${field} of an access rule`);
  if (!valid) throw new Error(`Operator ${operator} on field ${field} of an access rule has a wrong value`);
  return new FieldCondition(operator.slice(1), field, value);
}

/**
 * Evaluates a tree on a record, with two truth values: `null` equals only `null`.
 *
 * @throws when the record lacks a field: a rule that forbids must never be passed over because a field was not loaded
 */
export function matches(condition: Condition, record: Readonly<Record<string, unknown>>): boolean {
  if (condition instanceof CompoundCondition) {
    const parts = condition.value;
    if (condition.operator === 'and') return parts.every((part) => matches(part, record));
    if (condition.operator === 'or') return parts.some((part) => matches(part, record));
    if (condition.operator === 'not') return parts.every((part) => !matches(part, record));
  }
  if (!(condition instanceof FieldCondition)) throw new Error(`Unknown operator ${condition.operator}`);
  const value = record[condition.field];
  if (value === undefined) throw new Error(`The access record lacks the field ${condition.field}`);
  switch (condition.operator) {
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'in':
      return (condition.value as readonly unknown[]).includes(value);
    case 'within':
      return typeof value === 'string' && liesWithin(value, condition.value as string);
    case 'has':
      return Array.isArray(value) && value.includes(condition.value);
    default:
      throw new Error(`Unknown operator ${condition.operator}`);
  }
}

function allOf(parts: Condition[]): Condition {
  return parts.length === 1 && parts[0] ? parts[0] : new CompoundCondition('and', parts);
}

function asList(value: unknown): Conditions[] {
  if (!Array.isArray(value)) throw new Error('$and and $or take a list');
  return value as Conditions[];
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
