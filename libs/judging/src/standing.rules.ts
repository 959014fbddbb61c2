import { compare, div, fraction, type Fraction, sum, toDecimal, ZERO } from '@app/platform';
import { bandOf, type Criterion, type Rubric } from '@app/rubrics';

/** What a ranking needs to know of the round's rules: rubric of the category and settings of the scoring stage. */
export interface StandingRule {
  readonly rubric: Rubric;
  /** Signed sheets that an entry needs to be ranked. */
  readonly minMarks: number;
  /** Decimals of the mean; ranks go by the rounded mean, which is the one that is announced. */
  readonly digits: number;
  /** Codes of criteria; among equal means the higher mean of the first one that differs is ahead. */
  readonly tieBreak: readonly string[];
}

/** A signed sheet: points by code of the leaf criterion, as decimal text. */
export interface SignedSheet {
  readonly sheetId: string;
  readonly judgeId: string;
  readonly marks: Readonly<Record<string, string>>;
}

export interface EntrySheets {
  readonly entryId: string;
  readonly sheets: readonly SignedSheet[];
}

/** What an inspector needs to compute the rank again with pen and paper; all numbers are decimal text. */
export interface StandingTrace {
  readonly sheets: readonly { sheetId: string; judgeId: string; total: string; gateFailed: boolean }[];
  /** Sum of the totals; the mean is `sum` ÷ number of sheets. */
  readonly sum: string;
  /** Sums over the sheets of the criteria of the tie-break chain, in its order. */
  readonly criteria: readonly { code: string; sum: string }[];
}

export type StandingReason = 'RANKED' | 'GATE_FAILED' | 'NOT_ENOUGH_MARKS';

/** A line of the standing. `score` is the rounded mean (null without sheets); `rank` and `band` are null when not ranked. */
export interface StandingLine {
  readonly entryId: string;
  readonly reason: StandingReason;
  readonly rank: number | null;
  readonly score: string | null;
  readonly band: string | null;
  /** Criterion that parted it from the neighbour with the same score, `SHARED` when nothing did, null when none is needed. */
  readonly tieBreak: string | null;
  readonly trace: StandingTrace;
}

const lower = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);

/** Points of one criterion on one sheet: the mark, or the sum of the criteria below it; never more than its maximum. */
export function criterionPoints(criterion: Criterion, marks: SignedSheet['marks']): Fraction {
  if (criterion.kind === 'GATE') return ZERO;
  const own = criterion.children?.length
    ? sum(criterion.children.map((child) => criterionPoints(child, marks)))
    : fraction(marks[criterion.code] ?? '0');
  return lower(own, fraction(criterion.max));
}

/** Total of a sheet: sum of the POINTS and BONUS criteria. Bonus comes on top of 100, weight is the maximum itself. */
export function sheetTotal(criteria: readonly Criterion[], marks: SignedSheet['marks']): Fraction {
  return sum(criteria.map((criterion) => criterionPoints(criterion, marks)));
}

/** True when the judge marked a violation at one of the gates (điểm liệt). */
export function gateFailed(criteria: readonly Criterion[], marks: SignedSheet['marks']): boolean {
  return criteria.some((criterion) =>
    criterion.children?.length
      ? gateFailed(criterion.children, marks)
      : criterion.kind === 'GATE' && compare(fraction(marks[criterion.code] ?? '0'), ZERO) > 0,
  );
}

/** The criterion with this code, wherever it stands in the tree. */
export function findCriterion(criteria: readonly Criterion[], code: string): Criterion | undefined {
  for (const criterion of criteria) {
    const found = criterion.code === code ? criterion : findCriterion(criterion.children ?? [], code);
    if (found) return found;
  }
  return undefined;
}

interface Measured extends Omit<StandingLine, 'rank' | 'tieBreak'> {
  readonly keys: readonly Fraction[];
}

function measure(rule: StandingRule, entry: EntrySheets): Measured {
  const sheets = entry.sheets
    .map((sheet) => ({
      sheetId: sheet.sheetId,
      judgeId: sheet.judgeId,
      marks: sheet.marks,
      exact: sheetTotal(rule.rubric.criteria, sheet.marks),
      gateFailed: gateFailed(rule.rubric.criteria, sheet.marks),
    }))
    .sort((a, b) => (a.sheetId < b.sheetId ? -1 : 1));
  const count = fraction(String(Math.max(sheets.length, 1)));
  const total = sum(sheets.map((sheet) => sheet.exact));
  const score = sheets.length > 0 ? toDecimal(div(total, count), rule.digits) : null;
  const sums = rule.tieBreak.map((code) => {
    const criterion = findCriterion(rule.rubric.criteria, code);
    return criterion ? sum(sheets.map((sheet) => criterionPoints(criterion, sheet.marks))) : ZERO;
  });
  const failed = sheets.filter((sheet) => sheet.gateFailed).length;
  const reason: StandingReason =
    failed * 2 > sheets.length
      ? 'GATE_FAILED'
      : sheets.length < Math.max(rule.minMarks, 1)
        ? 'NOT_ENOUGH_MARKS'
        : 'RANKED';
  return {
    entryId: entry.entryId,
    reason,
    score,
    band: reason === 'RANKED' && score !== null ? (bandOf(rule.rubric, score)?.code ?? null) : null,
    keys: [fraction(score ?? '0'), ...sums.map((one) => div(one, count))],
    trace: {
      sheets: sheets.map(({ sheetId, judgeId, exact, gateFailed: failedGate }) => ({
        sheetId,
        judgeId,
        total: toDecimal(exact, 2),
        gateFailed: failedGate,
      })),
      sum: toDecimal(total, 2),
      criteria: rule.tieBreak.map((code, at) => ({ code, sum: toDecimal(sums[at] ?? ZERO, 2) })),
    },
  };
}

/** Better first; 0 for entries that share a rank. */
function compareMeasured(a: Measured, b: Measured): number {
  for (const [at, key] of a.keys.entries()) {
    const order = compare(b.keys[at] ?? ZERO, key);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * The standing of one category, best first: mean of the sheets' totals, rounded half up to `digits`; equal means are
 * parted by the means of the declared criteria, compared as exact fractions; who is still equal shares the rank and the
 * next ranks are skipped (1, 2, 2, 4). A gate failed on more than half of the sheets, or too few sheets, means no rank,
 * which is not the same as the last rank. The order of entries, sheets and marks in the input does not matter.
 */
export function rankEntries(rule: StandingRule, entries: readonly EntrySheets[]): StandingLine[] {
  const measured = entries.map((entry) => measure(rule, entry));
  const ranked = measured.filter((one) => one.reason === 'RANKED').sort((a, b) => compareMeasured(a, b) || byId(a, b));
  const rest = measured.filter((one) => one.reason !== 'RANKED').sort(byId);
  const keys = ranked.map((one) => one.keys.map(({ n, d }) => `${n}/${d}`));
  const parted = tieBreaks(rule.tieBreak, keys);
  let rank = 0;
  const lines = ranked.map((one, index) => {
    const before = ranked[index - 1];
    if (!before || compareMeasured(before, one) !== 0) rank = index + 1;
    return toLine(one, rank, parted[index] ?? null);
  });
  return [...lines, ...rest.map((one) => toLine(one, null, null))];
}

const byId = (a: { entryId: string }, b: { entryId: string }): number =>
  a.entryId < b.entryId ? -1 : a.entryId > b.entryId ? 1 : 0;

function toLine(
  { entryId, reason, score, band, trace }: Measured,
  rank: number | null,
  tieBreak: string | null,
): StandingLine {
  return { entryId, reason, rank, score, band, tieBreak, trace };
}

/**
 * What parted each ranked entry from its neighbour of the same score: the neighbour ahead explains a rank; the first of
 * its score is explained by the one behind. `keys` are in the order of the standing, each `[score, criterion means…]` as
 * texts that are equal exactly when the numbers are.
 */
export function tieBreaks(chain: readonly string[], keys: readonly (readonly string[])[]): (string | null)[] {
  return keys.map((own, index) => {
    const near = [keys[index - 1], keys[index + 1]].filter((other) => other !== undefined && other[0] === own[0]);
    const places = near.map((other) => own.findIndex((key, at) => key !== other?.[at]));
    if (places.includes(-1)) return 'SHARED';
    return places[0] === undefined ? null : (chain[places[0] - 1] ?? null);
  });
}
