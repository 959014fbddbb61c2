import { foldWords, likeness, type Shape, shapeOf } from './fold.rules';
import type { PlannedRow, RowIssue, RowOutcome } from './import-rows.rules';

/** An entry of the round that a row could repeat. */
export interface KnownEntry {
  readonly unitId: string;
  readonly title: string;
  readonly subjectName: string;
}

export interface JudgedRow extends PlannedRow {
  readonly outcome: RowOutcome;
  /** What makes two rows the same registration: unit, title and subject; null without a unit. */
  readonly identity: string | null;
}

const NEAR = 0.85;
/** Beyond this many titles of one unit, near ones are not looked for: comparing all pairs would take minutes. */
const MAX_COMPARED = 400;

/** Unit, title and subject as one text; the same for every spelling of the same registration. */
export function identityOf(unitId: string, title: string, subjectName: string): string {
  return `${unitId}|${foldWords(title)}|${foldWords(subjectName)}`;
}

/**
 * Says what becomes of each row. Exact repetitions (in the file, or of an entry of the round) are refused, near titles of
 * one unit get a warning, rows that an earlier import registered are left as they are.
 *
 * @param imported identities that imports registered in this round before
 */
export function judgeRows(
  rows: readonly PlannedRow[],
  known: readonly KnownEntry[],
  imported: ReadonlySet<string>,
): JudgedRow[] {
  const there = new Map<string, Other[]>();
  const listOf = (unitId: string) => {
    const list = there.get(unitId) ?? [];
    there.set(unitId, list);
    return list;
  };
  for (const entry of known)
    listOf(entry.unitId).push(otherOf(entry.title, foldWords(entry.title), foldWords(entry.subjectName), null));
  return rows.map((row): JudgedRow => {
    if (row.unitId === null || row.title === '') return { ...row, outcome: outcomeOf(row.issues), identity: null };
    const identity = identityOf(row.unitId, row.title, row.subjectName);
    const folded = foldWords(row.title);
    const subject = foldWords(row.subjectName);
    const own = otherOf(row.title, folded, subject, row.no);
    const others = listOf(row.unitId);
    const issues: RowIssue[] = [...row.issues];
    const inFile = others.find((other) => other.row !== null && other.folded === folded && other.subject === subject);
    // what was registered before stays registered; only a repetition inside the file still counts
    if (imported.has(identity) && !inFile) {
      others.push(own);
      return { ...row, issues: [], outcome: 'ALREADY', identity };
    }
    const same = inFile ?? others.find((other) => other.folded === folded && other.subject === subject);
    const near =
      same ??
      others.find((other) => other.folded === folded) ??
      (others.length > MAX_COMPARED ? undefined : others.find((other) => likeness(other.shape, own.shape) >= NEAR));
    if (same)
      issues.push(
        same.row === null
          ? { severity: 'ERROR', code: 'IMPORT_DUPLICATE_ENTRY', params: {}, column: null }
          : { severity: 'ERROR', code: 'IMPORT_DUPLICATE_ROW', params: { row: same.row }, column: null },
      );
    else if (near)
      issues.push({ severity: 'WARNING', code: 'IMPORT_NEAR_DUPLICATE', params: { title: near.title }, column: null });
    others.push(own);
    return { ...row, issues, outcome: outcomeOf(issues), identity };
  });
}

interface Other {
  readonly title: string;
  readonly folded: string;
  readonly subject: string;
  /** Row of the file; null for an entry of the round. */
  readonly row: number | null;
  readonly shape: Shape;
}

function otherOf(title: string, folded: string, subject: string, row: number | null): Other {
  return { title, folded, subject, row, shape: shapeOf(folded) };
}

function outcomeOf(issues: readonly RowIssue[]): RowOutcome {
  if (issues.some(({ severity }) => severity === 'ERROR')) return 'REJECTED';
  return issues.length > 0 ? 'WARNED' : 'ACCEPTED';
}
