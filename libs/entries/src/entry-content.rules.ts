import {
  checkForm,
  criterionPart,
  type FormContent,
  type FormContext,
  type FormValue,
  visibleContent,
} from '@app/forms';
import type { ErrorCode, FieldError } from '@app/platform';
import { categoryOf, rubricOf, type RoundRules } from '@app/programmes';
import {
  checkMark,
  flattenCriteria,
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

/** The numbers that the text of a mark's error names. */
export function markParams(criterion: LeafCriterion): Record<string, unknown> {
  return { max: criterion.max, decimals: criterion.decimals, step: criterion.step ?? '' };
}

/** A mark's problem as the error of an input field. */
export function markError(field: string, criterion: LeafCriterion, code: MarkProblem): FieldError {
  return { field, code, params: markParams(criterion) };
}

/** Whose entry it is: decides which fields its form has. */
export interface EntryKind {
  categoryCode: string;
  /** Kind of the entry's unit. */
  unitKind: string;
}

const contextOf = (entry: EntryKind): FormContext => ({ category: entry.categoryCode, unitKind: entry.unitKind });

/**
 * What may not even be saved: unknown codes, values of a wrong type, marks that cannot stand. Nothing is required here,
 * because people write bit by bit. Every problem is listed with the path of its field (`content.LY_DO`).
 */
export function checkDraft(rules: RoundRules, categoryCode: string, draft: EntryDraft): FieldError[] {
  // What a value must be does not depend on who may see the field.
  return checkWritten(rules, { categoryCode, unitKind: '' }, draft, false);
}

function checkWritten(rules: RoundRules, entry: EntryKind, draft: EntryDraft, complete: boolean): FieldError[] {
  const kinds = new Set(rules.contributionKinds.map((kind) => kind.code));
  const errors: FieldError[] = checkForm(rules.form, contextOf(entry), draft.content, { complete });
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
  return [...errors, ...checkSelfScores(rules, entry.categoryCode, draft.selfScores)];
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
 * What keeps an entry from being submitted, all at once: fields of the form that this entry has, amounts, a self-score
 * for every criterion with points. Includes everything of `checkDraft` but what stands in hidden fields.
 */
export function checkComplete(rules: RoundRules, entry: EntryKind, draft: EntryDraft): FieldError[] {
  const { categoryCode } = entry;
  const errors = checkWritten(rules, entry, draft, true);
  if (draft.title.trim() === '') errors.push({ field: 'title', code: 'FIELD_MISSING' });
  if (draft.subjectName.trim() === '') errors.push({ field: 'subjectName', code: 'FIELD_MISSING' });
  if (!categoryOf(rules, categoryCode)) errors.push({ field: 'categoryCode', code: 'CATEGORY_UNKNOWN' });
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

/** What a revision keeps: only fields that this entry has, so that nobody reads an answer to a question not asked. */
export const frozenContent = (rules: RoundRules, entry: EntryKind, content: FormContent): Record<string, FormValue> =>
  visibleContent(rules.form, contextOf(entry), content);

/**
 * Parts of an entry that an item of a return or a file may point at, with their names: fields of the form by their code,
 * criteria by theirs, or by `TIEU_CHI.…` where a field has the same code (`criterionPart`).
 */
export function partsOf(rules: RoundRules, categoryCode: string): Map<string, string> {
  const rubric = rubricOf(rules, categoryCode);
  return new Map([
    ...rules.form.map((field) => [field.code, field.label] as const),
    ...(rubric ? flattenCriteria(rubric).map((leaf) => [criterionPart(rules.form, leaf.code), leaf.name] as const) : []),
  ]);
}
