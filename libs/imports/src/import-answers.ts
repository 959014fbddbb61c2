import { type ErrorCode, ERROR_TEXTS, errorText, requestContext, type Locale } from '@app/platform';
import type { ImportPlan } from './import-planner';
import type { ImportCounts } from './import-records';
import { columnLetters } from './cell-text.rules';
import { type ImportRules, type RowIssue } from './import-rows.rules';
import type {
  ImportCountsAnswer,
  ImportIssueAnswer,
  ImportPlanAnswer,
  ImportRowAnswer,
  RoleOptionAnswer,
} from './imports.dto';
import type { Sheet } from '@app/files';

const MAX_ROWS_SHOWN = 2_000;
const MAX_SKIPPED_SHOWN = 200;
const ORDER = { REJECTED: 0, WARNED: 1, ALREADY: 2, ACCEPTED: 3 } as const;

export function countsAnswer(counts: ImportCounts): ImportCountsAnswer {
  return {
    rows: counts.rows ?? 0,
    accepted: (counts.ACCEPTED ?? 0) + (counts.WARNED ?? 0),
    warned: counts.WARNED ?? 0,
    rejected: counts.REJECTED ?? 0,
    already: counts.ALREADY ?? 0,
    skipped: counts.skipped ?? 0,
  };
}

/**
 * An issue in the reader's words, with the cell that it stands in.
 * @param titles of the entries that the reader may know (`NearEntries.titles`); of the others only that there is one
 */
export function issueAnswer(
  row: number,
  told: RowIssue,
  titles: ReadonlyMap<string, string> = new Map(),
  locale: Locale = requestContext().locale,
): ImportIssueAnswer {
  const issue = forReader(told, titles);
  const code = issue.code in ERROR_TEXTS ? (issue.code as ErrorCode) : 'IMPORT_NOT_REGISTERED';
  return {
    severity: issue.severity,
    code: issue.code,
    cell: issue.column === null ? String(row) : `${issue.column}${row}`,
    message: errorText(code, locale, { ...issue.params }),
  };
}

/** A near title is told when it stands in the same file or the reader may know the entry. */
function forReader(issue: RowIssue, titles: ReadonlyMap<string, string>): RowIssue {
  const { entryId, row } = issue.params;
  const title = typeof entryId === 'string' ? titles.get(entryId) : undefined;
  if (issue.code === 'IMPORT_NEAR_ENTRY')
    return title === undefined
      ? { ...issue, params: {} }
      : { ...issue, code: 'IMPORT_NEAR_DUPLICATE', params: { title } };
  // rows of earlier runs hold titles without saying where they come from
  return issue.code === 'IMPORT_NEAR_DUPLICATE' && typeof row !== 'number'
    ? { ...issue, code: 'IMPORT_NEAR_ENTRY', params: {} }
    : issue;
}

interface SummaryRow extends Omit<ImportRowAnswer, 'issues'> {
  readonly issues: readonly RowIssue[];
}
/** A plan without what the screen does not show; the same for every reader. */
export type PlanSummary = Omit<ImportPlanAnswer, 'rows'> & { readonly rows: readonly SummaryRow[] };

/** A plan in the reader's words, for the screen and the command line. */
export function planAnswer(summary: PlanSummary, titles: ReadonlyMap<string, string>): ImportPlanAnswer {
  const rows = summary.rows.map((row) => ({
    ...row,
    issues: row.issues.map((issue) => issueAnswer(row.row, issue, titles)),
  }));
  return { ...summary, rows };
}

/** What a plan says, as far as it is shown. */
export function summaryOf(plan: ImportPlan, sheets: readonly Sheet[], rules: ImportRules): PlanSummary {
  const { layout } = plan;
  const sorted = [...plan.rows].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.no - b.no);
  const shown = sorted.slice(0, MAX_ROWS_SHOWN);
  const first = layout.rows.slice(0, 40);
  const samplesOf = (column: number) =>
    [...new Set(first.flatMap(({ cells }) => cells.get(column)?.trim().slice(0, 80) ?? []))]
      .filter(Boolean)
      .slice(0, 3);
  return {
    sheet: layout.sheet,
    sheets: sheets.map(({ name }) => name),
    headerTop: layout.header.top,
    headerBottom: layout.header.bottom,
    columns: layout.header.columns.map(({ column, labels, role, confidence }) => ({
      column,
      letters: columnLetters(column),
      labels: [...labels],
      role,
      confidence,
      samples: samplesOf(column),
    })),
    roles: roleOptions(rules),
    encodings: layout.encodings.map(({ column, encoding, cells, samples }) => ({
      letters: columnLetters(column),
      encoding,
      cells,
      samples: samples.map(({ before, after }) => ({ before, after })),
    })),
    skipped: layout.skipped.slice(0, MAX_SKIPPED_SHOWN).map(({ no, kind, text }) => ({ row: no, kind, text })),
    questions: plan.questions.map(({ rows, ...question }) => ({ ...question, rows: rows.slice(0, 50) })),
    counts: countsAnswer(plan.counts),
    rows: shown.map((row): SummaryRow => ({
      row: row.no,
      outcome: row.outcome,
      title: row.title,
      unit: row.unitId === null ? row.unitText : (plan.labels.get(row.unitId) ?? ''),
      issues: row.issues,
      entryId: null,
      entryState: null,
    })),
    left: sorted.length - shown.length,
  };
}

function roleOptions(rules: ImportRules): RoleOptionAnswer[] {
  return [
    ...rules.fields.map(({ code, name }) => ({ role: `FIELD:${code}`, label: name })),
    ...['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'].map((code) => ({ role: `TYPE:${code}`, label: code })),
    ...rules.contributions.map(({ code, name, unit }) => ({
      role: `CONTRIBUTION:${code}`,
      label: `${name} (${unit})`,
    })),
    ...rules.content.map(({ code, label }) => ({ role: `CONTENT:${code}`, label })),
  ];
}
