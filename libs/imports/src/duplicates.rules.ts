import { foldWords } from './fold.rules';
import type { PlannedRow, RowIssue, RowOutcome } from './import-rows.rules';
import { NearTitles } from './near-titles.rules';

/** An entry of the round that a row could repeat. */
export interface KnownEntry {
  readonly id: string;
  readonly unitId: string;
  readonly title: string;
  readonly subjectName: string;
}

export interface JudgedRow extends PlannedRow {
  readonly outcome: RowOutcome;
  /** What makes two rows the same registration: unit, title and subject; null without a unit. */
  readonly identity: string | null;
}

/** Unit, title and subject as one text; the same for every spelling of the same registration. */
export function identityOf(unitId: string, title: string, subjectName: string): string {
  return `${unitId}|${foldWords(title)}|${foldWords(subjectName)}`;
}

/**
 * Says what becomes of each row, one after the other. Exact repetitions (in the file, or of an entry of the round) are
 * refused, near titles of one unit get a warning, rows that an earlier import registered are left as they are. The work
 * for a row does not grow with the number of rows before it.
 *
 * A warning for a row of the file holds its number and title; one for an entry holds only the entry's id, because whoever
 * reads the plan may not be allowed to read that entry.
 */
export class RowJudge {
  private readonly units = new Map<string, Others>();

  /** @param imported identities that imports registered in this round before */
  constructor(private readonly imported: ReadonlySet<string>) {}

  /** An entry of the round; all of them come before the first row. */
  know({ id, unitId, title, subjectName }: KnownEntry): void {
    this.othersOf(unitId).add({ title, row: null, entryId: id }, foldWords(title), foldWords(subjectName), false);
  }

  judge(row: PlannedRow): JudgedRow {
    if (row.unitId === null || row.title === '') return { ...row, outcome: outcomeOf(row.issues), identity: null };
    const identity = identityOf(row.unitId, row.title, row.subjectName);
    const own: Other = { title: row.title, row: row.no, entryId: null };
    const { inFile, entry, near } = this.othersOf(row.unitId).add(
      own,
      foldWords(row.title),
      foldWords(row.subjectName),
      !this.imported.has(identity),
    );
    // what was registered before stays registered; only a repetition inside the file still counts
    if (this.imported.has(identity) && !inFile) return { ...row, issues: [], outcome: 'ALREADY', identity };
    const issues: RowIssue[] = [...row.issues];
    if (inFile)
      issues.push({ severity: 'ERROR', code: 'IMPORT_DUPLICATE_ROW', params: { row: inFile.row }, column: null });
    else if (entry) issues.push({ severity: 'ERROR', code: 'IMPORT_DUPLICATE_ENTRY', params: {}, column: null });
    else if (near) issues.push(nearIssue(near));
    return { ...row, issues, outcome: outcomeOf(issues), identity };
  }

  private othersOf(unitId: string): Others {
    const others = this.units.get(unitId) ?? new Others();
    this.units.set(unitId, others);
    return others;
  }
}

interface Other {
  readonly title: string;
  /** Row of the file; null for an entry of the round. */
  readonly row: number | null;
  readonly entryId: string | null;
}

/** What a unit has: entries of the round and rows of the file so far; the first of its kind counts. */
class Others {
  private readonly rows = new Map<string, Other>();
  private readonly entries = new Map<string, Other>();
  private readonly titles = new Map<string, Other>();
  private readonly nearTitles = new NearTitles<Other>();

  /** What was there before of the same title and subject, or of a near title; then keeps this one. */
  add(
    own: Other,
    folded: string,
    subject: string,
    look: boolean,
  ): { inFile: Other | undefined; entry: Other | undefined; near: Other | undefined } {
    const key = `${folded}|${subject}`;
    const [inFile, entry, alike] = [this.rows.get(key), this.entries.get(key), this.titles.get(folded)];
    const near = alike ?? this.nearTitles.findAndAdd(folded, own, look);
    const list = own.row === null ? this.entries : this.rows;
    if (!list.has(key)) list.set(key, own);
    if (!alike) this.titles.set(folded, own);
    return { inFile, entry, near };
  }
}

function nearIssue({ title, row, entryId }: Other): RowIssue {
  return row === null
    ? { severity: 'WARNING', code: 'IMPORT_NEAR_ENTRY', params: { entryId }, column: null }
    : { severity: 'WARNING', code: 'IMPORT_NEAR_DUPLICATE', params: { row, title }, column: null };
}

function outcomeOf(issues: readonly RowIssue[]): RowOutcome {
  if (issues.some(({ severity }) => severity === 'ERROR')) return 'REJECTED';
  return issues.length > 0 ? 'WARNED' : 'ACCEPTED';
}
