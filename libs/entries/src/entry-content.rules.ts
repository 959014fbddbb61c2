import { type FormContent, type FormValue, plainText, valueOf, wordsIn } from '@app/forms';
import type { ErrorCode, FieldError } from '@app/platform';
import { categoryOf, isCalendarDay, rubricOf, type FormField, type RoundRules } from '@app/programmes';
import {
  checkMark,
  flattenCriteria,
  parseDecimal,
  decimalsOf,
  type LeafCriterion,
  type MarkProblem,
} from '@app/rubrics';

export const QUALIFIERS = ['EXACT', 'OVER', 'ABOUT'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

export interface Contribution {
  kind: string;
  /** Reports say "trên", "khoảng". */
  qualifier: Qualifier;
  /** Positive decimal as text, at most 15 digits before and 3 after the point. */
  amount: string;
  note: string;
}

/** What a unit writes. Values of the form are texts: a number as decimal, a day as yyyy-mm-dd, a choice by its code. */
export interface EntryDraft {
  title: string;
  subjectName: string;
  content: FormContent;
  contributions: readonly Contribution[];
  selfScores: Readonly<Record<string, string>>;
}

/** Longest text of a field whose rules name no limit; characters. */
const DEFAULT_MAX_LENGTH = 20_000;

/** The numbers that the text of a mark's error names. */
export function markParams(criterion: LeafCriterion): Record<string, unknown> {
  return { max: criterion.max, decimals: criterion.decimals, step: criterion.step ?? '' };
}

/** A mark's problem as the error of an input field. */
export function markError(field: string, criterion: LeafCriterion, code: MarkProblem): FieldError {
  return { field, code, params: markParams(criterion) };
}

/**
 * What may not even be saved: unknown codes, values of a wrong type, marks that cannot stand. Nothing is required here,
 * because people write bit by bit. Every problem is listed with the path of its field (`content.LY_DO`).
 */
export function checkDraft(rules: RoundRules, categoryCode: string, draft: EntryDraft): FieldError[] {
  const fields = new Map(rules.form.map((field) => [field.code, field]));
  const kinds = new Set(rules.contributionKinds.map((kind) => kind.code));
  const errors: FieldError[] = [];
  for (const [code, value] of Object.entries(draft.content)) {
    const field = fields.get(code);
    if (!field) errors.push({ field: `content.${code}`, code: 'FIELD_UNKNOWN' });
    else errors.push(...checkValue(field, value));
  }
  draft.contributions.forEach((contribution, index) => {
    if (!kinds.has(contribution.kind))
      errors.push({
        field: `contributions.${index}.kind`,
        code: 'FIELD_BAD_ENUM',
        params: { allowed: [...kinds].join(', ') },
      });
    const problem = amountProblem(contribution.amount);
    if (problem) errors.push({ field: `contributions.${index}.amount`, ...problem });
  });
  return [...errors, ...checkSelfScores(rules, categoryCode, draft.selfScores)];
}

function checkValue(field: FormField, value: FormValue): FieldError[] {
  const place = `content.${field.code}`;
  if (typeof value !== 'string') return [];
  const max = field.maxLength ?? DEFAULT_MAX_LENGTH;
  if (value.length > max) return [{ field: place, code: 'FIELD_TOO_LONG', params: { max } }];
  if (value === '') return [];
  if (field.type === 'NUMBER' && parseDecimal(value) === undefined) return [{ field: place, code: 'FIELD_BAD_NUMBER' }];
  if (field.type === 'DATE' && !isCalendarDay(value)) return [{ field: place, code: 'FIELD_BAD_DATE' }];
  if (field.type === 'CHOICE' && !field.choices?.some((choice) => choice.code === value))
    return [{ field: place, code: 'CHOICE_UNKNOWN' }];
  return [];
}

function amountProblem(amount: string): { code: ErrorCode; params?: Record<string, unknown> } | undefined {
  // An amount that is not typed yet may be saved; it is missing only at submission.
  if (amount === '') return undefined;
  if (!/^-?\d{1,15}(\.\d+)?$/.test(amount)) return { code: 'FIELD_BAD_NUMBER' };
  if (amount.startsWith('-') || /^0*(\.0*)?$/.test(amount)) return { code: 'RULES_NOT_POSITIVE' };
  return decimalsOf(amount) > 3 ? { code: 'FIELD_TOO_MANY_DECIMALS', params: { max: 3 } } : undefined;
}

function checkSelfScores(
  rules: RoundRules,
  categoryCode: string,
  scores: Readonly<Record<string, string>>,
): FieldError[] {
  const rubric = rubricOf(rules, categoryCode);
  const criteria = new Map(rubric ? flattenCriteria(rubric).map((leaf) => [leaf.code, leaf]) : []);
  return Object.entries(scores).flatMap(([code, points]) => {
    const criterion = criteria.get(code);
    if (!criterion) return [{ field: `selfScores.${code}`, code: 'FIELD_UNKNOWN' as const }];
    const problem = points === '' ? undefined : checkMark(criterion, points);
    return problem ? [markError(`selfScores.${code}`, criterion, problem)] : [];
  });
}

/**
 * What keeps an entry from being submitted, all at once: required fields, word limits, amounts, a self-score for every
 * criterion with points. Includes everything of `checkDraft`.
 */
export function checkComplete(rules: RoundRules, categoryCode: string, draft: EntryDraft): FieldError[] {
  const errors = checkDraft(rules, categoryCode, draft);
  if (draft.title.trim() === '') errors.push({ field: 'title', code: 'FIELD_MISSING' });
  if (draft.subjectName.trim() === '') errors.push({ field: 'subjectName', code: 'FIELD_MISSING' });
  if (!categoryOf(rules, categoryCode)) errors.push({ field: 'categoryCode', code: 'CATEGORY_UNKNOWN' });
  for (const field of rules.form) {
    const value = plainText(field, valueOf(draft.content, field.code));
    if (value.trim() === '') {
      if (field.required) errors.push({ field: `content.${field.code}`, code: 'FIELD_MISSING' });
    } else if (field.maxWords !== undefined && wordsIn(value) > field.maxWords) {
      errors.push({
        field: `content.${field.code}`,
        code: 'TOO_MANY_WORDS',
        params: { words: wordsIn(value), max: field.maxWords },
      });
    }
  }
  draft.contributions.forEach((contribution, index) => {
    if (contribution.amount === '') errors.push({ field: `contributions.${index}.amount`, code: 'FIELD_MISSING' });
  });
  const rubric = rubricOf(rules, categoryCode);
  for (const criterion of rubric ? flattenCriteria(rubric) : []) {
    const given = Object.hasOwn(draft.selfScores, criterion.code) && draft.selfScores[criterion.code] !== '';
    if (criterion.kind === 'POINTS' && !given)
      errors.push({ field: `selfScores.${criterion.code}`, code: 'FIELD_MISSING' });
  }
  return errors;
}

/** Parts of an entry that an item of a return or a file may point at: fields of the form and criteria. */
export function partsOf(rules: RoundRules, categoryCode: string): Map<string, string> {
  const rubric = rubricOf(rules, categoryCode);
  return new Map([
    ...rules.form.map((field) => [field.code, field.label] as const),
    ...(rubric ? flattenCriteria(rubric).map((leaf) => [leaf.code, leaf.name] as const) : []),
  ]);
}
