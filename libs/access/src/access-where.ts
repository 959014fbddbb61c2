import { CompoundCondition, type Condition, FieldCondition } from '@ucast/core';
import type { Ability, Subject } from './ability';

/** Where the fields that the rules of a subject name are found in a query. */
export interface SubjectColumns {
  readonly subject: Subject;
  /**
   * Field of the access record → SQL expression; for a list (operator $has) a function from the placeholder of the
   * value to a boolean expression such as ``(p) => `EXISTS (SELECT FROM reader r WHERE r.account_id = ${p})` ``.
   */
  readonly columns: Readonly<Record<string, string | ((placeholder: string) => string)>>;
}

/**
 * What an actor may do, as a boolean SQL expression for a WHERE clause: true for exactly the rows for which
 * `ability.can(action, subject, row)` is true. Deny by default: without a rule it is `false`.
 *
 * @param params receives the values; placeholders count on from its present length
 * @throws on an operator or a field that it does not know: a rule must never be left out
 */
export function accessWhere(ability: Ability, action: string, target: SubjectColumns, params: unknown[]): string {
  const condition = ability.conditions(action, target.subject);
  return condition ? write(condition, target, params) : 'false';
}

function write(condition: Condition, target: SubjectColumns, params: unknown[]): string {
  if (condition instanceof CompoundCondition) {
    const parts = condition.value.map((part) => write(part, target, params));
    if (condition.operator === 'and') return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
    if (condition.operator === 'or') return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
    // "IS NOT TRUE" and not "NOT": the comparison with a missing value is NULL in SQL and false in the rules
    if (condition.operator === 'not') return `(${parts.map((part) => `${part} IS NOT TRUE`).join(' AND ')})`;
  }
  if (!(condition instanceof FieldCondition)) throw new Error(`Unknown operator ${condition.operator}`);
  return writeField(condition, target, params);
}

function writeField(condition: FieldCondition, target: SubjectColumns, params: unknown[]): string {
  const { field, operator, value } = condition;
  const column = Object.hasOwn(target.columns, field) ? target.columns[field] : undefined;
  if (column === undefined) throw new Error(`${target.subject} has no column for the field ${field} of an access rule`);
  const bind = (one: unknown) => `$${params.push(one)}`;
  if (typeof column === 'function') {
    if (operator !== 'has') throw new Error(`The list ${target.subject}.${field} knows only $has, not ${operator}`);
    return `(${column(bind(value))})`;
  }
  switch (operator) {
    case 'eq':
      return value === null ? `(${column} IS NULL)` : `(${column} = ${bind(value)})`;
    case 'ne':
      return value === null ? `(${column} IS NOT NULL)` : `(${column} IS DISTINCT FROM ${bind(value)})`;
    case 'in': {
      const values = value as readonly unknown[];
      const present = values.filter((one) => one !== null);
      const parts = present.length > 0 ? [`${column} = ANY(${bind(present)})`] : [];
      if (present.length < values.length) parts.push(`${column} IS NULL`);
      return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
    }
    case 'within':
      return `(${column} <@ ${bind(value)}::ltree)`;
    default:
      throw new Error(`Unknown operator ${operator} on ${target.subject}.${field}`);
  }
}
