import { sumOf } from './numbers';
import type { Criterion, CriterionKind, Rubric } from './types';

/** The criteria that are marked, in the order of the sheet: those without others below them. */
export function leavesOf(criteria: readonly Criterion[]): Criterion[] {
  return criteria.flatMap((criterion) => (criterion.children?.length ? leavesOf(criterion.children) : [criterion]));
}

/** Sum of the maxima of one kind of criteria. */
export const sumOfKind = (rubric: Pick<Rubric, 'criteria'>, kind: CriterionKind): string =>
  sumOf(
    leavesOf(rubric.criteria)
      .filter((leaf) => leaf.kind === kind)
      .map((leaf) => leaf.max),
  );

/** All codes of a tree, to find one that is free. */
export const codesOf = (criteria: readonly Criterion[]): string[] =>
  criteria.flatMap((criterion) => [criterion.code, ...codesOf(criterion.children ?? [])]);
