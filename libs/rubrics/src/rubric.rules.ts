import type { ErrorCode } from '@app/platform';
import { decimalsOf, decimalText, parseDecimal } from './decimal-text.rules';

export const CRITERION_KINDS = ['POINTS', 'BONUS', 'GATE'] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

/**
 * One criterion of a rubric. Points add up: the weight of a criterion is its maximum. A criterion with children is a
 * heading; only its leaves are marked. A GATE is marked 0 (in order) or 1 (violation).
 */
export interface Criterion {
  code: string;
  name: string;
  kind: CriterionKind;
  /** Decimal as text. */
  max: string;
  /** Marks are multiples of it ('0.5'); null: any mark with at most `decimals` digits after the point. */
  step: string | null;
  decimals: 0 | 1 | 2;
  help?: string;
  children?: Criterion[];
}

export interface Band {
  code: string;
  name: string;
  /** Lowest total of the band, decimal as text. */
  min: string;
}

export interface Rubric {
  code: string;
  name: string;
  criteria: Criterion[];
  bands: Band[];
}

/** A leaf with the headings above it, in the order of the sheet. */
export interface LeafCriterion extends Criterion {
  path: string[];
}

export type Marks = Readonly<Record<string, string>>;

/** What is wrong in a configuration: where (`rubrics.0.criteria.2.max`), which rule, and the numbers for its text. */
export interface Problem {
  path: string;
  code: ErrorCode;
  params?: Record<string, unknown>;
}

export type MarkProblem =
  | 'MARK_NOT_A_NUMBER'
  | 'MARK_NEGATIVE'
  | 'MARK_ABOVE_MAX'
  | 'MARK_TOO_MANY_DECIMALS'
  | 'MARK_WRONG_STEP'
  | 'MARK_GATE_IS_0_OR_1';

const CODE = /^[A-Z0-9][A-Z0-9_]{0,39}$/;

/** The criteria that are marked, in the order of the sheet. */
export function flattenCriteria(rubric: Rubric): LeafCriterion[] {
  const walk = (criteria: readonly Criterion[], path: string[]): LeafCriterion[] =>
    criteria.flatMap((criterion) =>
      criterion.children?.length ? walk(criterion.children, [...path, criterion.name]) : [{ ...criterion, path }],
    );
  return walk(rubric.criteria, []);
}

/** The marked criterion of that code; undefined for headings and unknown codes. */
export function criterionOf(rubric: Rubric, code: string): LeafCriterion | undefined {
  return flattenCriteria(rubric).find((criterion) => criterion.code === code);
}

/** Checks one mark (decimal as text); undefined when it may stand. */
export function checkMark(criterion: Criterion, points: unknown): MarkProblem | undefined {
  const mark = parseDecimal(points);
  if (mark === undefined) return 'MARK_NOT_A_NUMBER';
  if (mark < 0n) return 'MARK_NEGATIVE';
  if (criterion.kind === 'GATE') return mark === 0n || mark === parseDecimal('1') ? undefined : 'MARK_GATE_IS_0_OR_1';
  if (mark > (parseDecimal(criterion.max) ?? 0n)) return 'MARK_ABOVE_MAX';
  if (decimalsOf(points as string) > criterion.decimals) return 'MARK_TOO_MANY_DECIMALS';
  const step = criterion.step === null ? undefined : parseDecimal(criterion.step);
  return step && mark % step !== 0n ? 'MARK_WRONG_STEP' : undefined;
}

export interface Total {
  /** Points and bonus together, decimal as text. */
  total: string;
  points: string;
  bonus: string;
  /** A gate is violated: "không đủ điều kiện xếp loại", which is not zero points. */
  gateFailed: boolean;
  /** Criteria without a mark; a gate counts as in order until it is marked. A bonus that nobody gave is not missing. */
  missing: string[];
}

/** Adds up marks exactly; marks of unknown criteria count nothing. Call `checkMark` first: bad text counts as missing. */
export function totalOf(rubric: Rubric, marks: Marks): Total {
  let points = 0n;
  let bonus = 0n;
  let gateFailed = false;
  const missing: string[] = [];
  for (const criterion of flattenCriteria(rubric)) {
    const mark = Object.hasOwn(marks, criterion.code) ? parseDecimal(marks[criterion.code]) : undefined;
    if (mark === undefined) {
      if (criterion.kind !== 'BONUS') missing.push(criterion.code);
    } else if (criterion.kind === 'GATE') gateFailed ||= mark > 0n;
    else if (criterion.kind === 'BONUS') bonus += mark;
    else points += mark;
  }
  return {
    total: decimalText(points + bonus),
    points: decimalText(points),
    bonus: decimalText(bonus),
    gateFailed,
    missing,
  };
}

/** The best band whose minimum the total reaches; undefined below the lowest. */
export function bandOf(rubric: Rubric, total: string): Band | undefined {
  const reached = parseDecimal(total);
  if (reached === undefined) return undefined;
  return rubric.bands
    .map((band) => ({ band, min: parseDecimal(band.min) ?? 0n }))
    .filter(({ min }) => reached >= min)
    .sort((a, b) => (a.min < b.min ? 1 : -1))[0]?.band;
}

/** Sum of the maxima of the POINTS criteria (bonus apart), decimal as text. */
export function fullMarks(rubric: Rubric): string {
  return decimalText(
    flattenCriteria(rubric)
      .filter((criterion) => criterion.kind === 'POINTS')
      .reduce((sum, criterion) => sum + (parseDecimal(criterion.max) ?? 0n), 0n),
  );
}

/** Whether text may be used as a code in rules: capital letters, digits, underscore; at most 40. */
export function isRuleCode(text: string): boolean {
  return CODE.test(text);
}

/** Checks the sense of a rubric whose shape is right already; an empty list means that it can be used. */
export function validateRubric(rubric: Rubric, path = ''): Problem[] {
  const at = (...parts: (string | number)[]) => [...(path ? [path] : []), ...parts].join('.');
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const walk = (criteria: readonly Criterion[], here: string): void => {
    criteria.forEach((criterion, index) => {
      const place = `${here}.${index}`;
      if (!isRuleCode(criterion.code)) problems.push({ path: `${place}.code`, code: 'RULES_CODE_INVALID' });
      else if (seen.has(criterion.code)) problems.push({ path: `${place}.code`, code: 'RULES_CODE_DUPLICATE' });
      seen.add(criterion.code);
      problems.push(...checkCriterion(criterion, place));
      if (criterion.children?.length) walk(criterion.children, `${place}.children`);
    });
  };
  if (rubric.criteria.length === 0) problems.push({ path: at('criteria'), code: 'FIELD_MISSING' });
  walk(rubric.criteria, at('criteria'));
  if (!flattenCriteria(rubric).some((criterion) => criterion.kind === 'POINTS'))
    problems.push({ path: at('criteria'), code: 'RULES_RUBRIC_HAS_NO_POINTS' });
  return [...problems, ...checkBands(rubric, at)];
}

function checkCriterion(criterion: Criterion, place: string): Problem[] {
  const problems: Problem[] = [];
  const max = parseDecimal(criterion.max);
  if (max === undefined || max <= 0n) problems.push({ path: `${place}.max`, code: 'RULES_MAX_NOT_POSITIVE' });
  else if (decimalsOf(criterion.max) > criterion.decimals)
    problems.push({ path: `${place}.max`, code: 'RULES_TOO_MANY_DECIMALS' });
  if (criterion.kind === 'GATE' && max !== undefined && max !== parseDecimal('1'))
    problems.push({ path: `${place}.max`, code: 'RULES_GATE_MAX_IS_1' });
  if (criterion.step !== null) {
    const step = parseDecimal(criterion.step);
    if (step === undefined || step <= 0n) problems.push({ path: `${place}.step`, code: 'RULES_STEP_NOT_POSITIVE' });
    else if (decimalsOf(criterion.step) > criterion.decimals)
      problems.push({ path: `${place}.step`, code: 'RULES_TOO_MANY_DECIMALS' });
    else if (max !== undefined && max % step !== 0n)
      problems.push({ path: `${place}.step`, code: 'RULES_STEP_DOES_NOT_DIVIDE_MAX' });
  }
  if (criterion.children?.length && max !== undefined) {
    const sum = criterion.children.reduce((total, child) => total + (parseDecimal(child.max) ?? 0n), 0n);
    if (sum !== max) problems.push({ path: `${place}.max`, code: 'RULES_MAX_IS_NOT_SUM_OF_CHILDREN' });
    if (criterion.children.some((child) => child.kind !== criterion.kind))
      problems.push({ path: `${place}.children`, code: 'RULES_CHILD_OF_OTHER_KIND' });
  }
  return problems;
}

function checkBands(rubric: Rubric, at: (...parts: (string | number)[]) => string): Problem[] {
  const codes = new Set<string>();
  const mins = new Set<bigint>();
  return rubric.bands.flatMap((band, index) => {
    const problems: Problem[] = [];
    if (!isRuleCode(band.code)) problems.push({ path: at('bands', index, 'code'), code: 'RULES_CODE_INVALID' });
    else if (codes.has(band.code)) problems.push({ path: at('bands', index, 'code'), code: 'RULES_CODE_DUPLICATE' });
    const min = parseDecimal(band.min);
    if (min === undefined || min < 0n)
      problems.push({ path: at('bands', index, 'min'), code: 'RULES_BAND_MIN_INVALID' });
    else if (mins.has(min)) problems.push({ path: at('bands', index, 'min'), code: 'RULES_BAND_MIN_DUPLICATE' });
    codes.add(band.code);
    if (min !== undefined) mins.add(min);
    return problems;
  });
}
