import { carryContent, type FormValue, type LeftText, newlyMissing } from '@app/forms';
import { categoryOf, type RoundRules, rubricOf } from '@app/programmes';
import { flattenCriteria } from '@app/rubrics';
import type { Contribution, EntryKind } from './entry-content.rules';

/** What a draft holds that depends on the rules. */
export interface MovingDraft extends EntryKind {
  content: Record<string, FormValue>;
  contributions: Contribution[];
  selfScores: Record<string, string>;
}

export interface MovedDraft extends Omit<MovingDraft, keyof EntryKind> {
  /** Texts without a place under the new rules. */
  left: LeftText[];
  /** Labels of fields that the new form asks for, the old one did not, and that are empty. */
  lacking: string[];
}

/**
 * A draft under new rules. Nothing is lost: fields, figures and marks that the new rules do not know come out as text.
 * Undefined when the new rules lack the draft's category: it then keeps its version.
 */
export function moveDraft(before: RoundRules, after: RoundRules, draft: MovingDraft): MovedDraft | undefined {
  const rubric = rubricOf(after, draft.categoryCode);
  if (!categoryOf(after, draft.categoryCode) || !rubric) return undefined;
  const carried = carryContent(before.form, after.form, draft.content);
  const kinds = new Set(after.contributionKinds.map(({ code }) => code));
  const criteria = new Set(flattenCriteria(rubric).map(({ code }) => code));
  const oldRubric = rubricOf(before, draft.categoryCode);
  const names = new Map((oldRubric ? flattenCriteria(oldRubric) : []).map(({ code, name }) => [code, name]));
  const oldKind = (code: string) => before.contributionKinds.find((kind) => kind.code === code);
  return {
    content: carried.content,
    contributions: draft.contributions.filter(({ kind }) => kinds.has(kind)),
    selfScores: Object.fromEntries(Object.entries(draft.selfScores).filter(([code]) => criteria.has(code))),
    left: [
      ...carried.left,
      ...draft.contributions.flatMap(({ kind, amount, note }) => {
        const text = [amount, oldKind(kind)?.unit, note].filter(Boolean).join(' ');
        return kinds.has(kind) || text === '' ? [] : [{ code: kind, label: oldKind(kind)?.name ?? kind, text }];
      }),
      ...Object.entries(draft.selfScores).flatMap(([code, points]) =>
        criteria.has(code) || points === '' ? [] : [{ code, label: names.get(code) ?? code, text: points }],
      ),
    ],
    lacking: newlyMissing(
      before.form,
      after.form,
      { category: draft.categoryCode, unitKind: draft.unitKind },
      { before: draft.content, after: carried.content },
    ),
  };
}
