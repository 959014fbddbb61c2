import { isTick } from './cell-values.rules';
import { fold, foldWords } from './fold.rules';
import { type ColumnRole, roleOf, type Targets } from './layout-words.rules';

/** A table as it was read, with texts already in Unicode. */
export interface Grid {
  readonly name: string;
  readonly rows: readonly GridRow[];
  readonly merges: readonly GridRange[];
}
export interface GridRow {
  readonly no: number;
  /** By column, from 1. */
  readonly cells: ReadonlyMap<number, string>;
}
export interface GridRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface FoundColumn {
  /** From 1. */
  readonly column: number;
  /** Header texts from the outermost merged cell to the innermost. */
  readonly labels: readonly string[];
  readonly role: ColumnRole;
  /** How sure the proposal is, 0…1; 0 for a column that nothing fits. */
  readonly confidence: number;
}

export interface Header {
  /** First and last row of the header. */
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly FoundColumn[];
}

/** How far down a header may stand, in rows that hold something. */
const HEADER_WITHIN = 60;
const MAX_HEADER_ROWS = 3;
const VALUE: Readonly<Partial<Record<string, number>>> = { TITLE: 4, UNIT: 2, COMMUNE: 2, SUBJECT: 1.5, DISTRICT: 1.5 };

/**
 * The header of a table, found by how many of its columns say something known: letterheads, titles and legends say less.
 * One to three rows, with merged cells spread. undefined when no row names both a title and a place or person.
 */
export function findHeader(grid: Grid, targets: Targets): Header | undefined {
  // numbers of rows ascend: nothing of a header stands further down
  const head = { ...grid, rows: grid.rows.slice(0, HEADER_WITHIN + MAX_HEADER_ROWS) };
  let best: { score: number; header: Header } | undefined;
  for (let first = 0; first < Math.min(grid.rows.length, HEADER_WITHIN); first++) {
    const top = grid.rows[first]?.no ?? 0;
    for (let height = 1; height <= MAX_HEADER_ROWS; height++) {
      const header = headerAt(head, top, top + height - 1, targets);
      const score = scoreOf(header);
      if (score > (best?.score ?? 0)) best = { score, header };
    }
  }
  return best && best.score >= 6 ? best.header : undefined;
}

/** The columns under the rows `top` to `bottom`, with what they seem to hold. */
export function headerAt(grid: Grid, top: number, bottom: number, targets: Targets): Header {
  const byNo = new Map(grid.rows.filter(({ no }) => no >= top && no <= bottom).map((row) => [row.no, row]));
  const spread = grid.merges.filter((range) => range.top <= bottom && range.bottom >= top);
  const labels = new Map<number, string[]>();
  for (let no = top; no <= bottom; no++) {
    for (const [column, text] of byNo.get(no)?.cells ?? []) {
      const range = spread.find((one) => one.top === no && one.left === column);
      const right = Math.min(range?.right ?? column, column + 60);
      for (let each = column; each <= right; each++) {
        const list = labels.get(each) ?? [];
        if (list.at(-1) !== text) list.push(text.replace(/\s+/gu, ' ').trim());
        labels.set(each, list);
      }
    }
  }
  const taken = new Set<ColumnRole>();
  const columns = [...labels]
    .sort(([a], [b]) => a - b)
    .map(([column, texts]): FoundColumn => {
      const found = roleOf(texts, targets);
      if (!found || (found.role !== 'IGNORE' && taken.has(found.role)))
        return { column, labels: texts, role: 'IGNORE', confidence: 0 };
      taken.add(found.role);
      return { column, labels: texts, ...found };
    });
  return { top, bottom, columns: withSubject(columns) };
}

/** "Đơn vị thực hiện" beside no other place is where the entry comes from; the same words beside a commune name who does it. */
function withSubject(columns: readonly FoundColumn[]): FoundColumn[] {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  const place = has('COMMUNE') || has('UNIT') || has('DISTRICT');
  return columns.map((column) => {
    if (column.role === 'SUBJECT' && !place && /^(don vi|co quan)/.test(foldWords(column.labels.at(-1) ?? '')))
      return { ...column, role: 'UNIT', confidence: 0.7 };
    if (
      column.role === 'UNIT' &&
      has('COMMUNE') &&
      !has('SUBJECT') &&
      /^(ten )?don vi$/.test(foldWords(column.labels.at(-1) ?? ''))
    )
      return { ...column, confidence: 0.7 };
    return column;
  });
}

function scoreOf(header: Header): number {
  const has = (...roles: ColumnRole[]) => header.columns.some(({ role }) => roles.includes(role));
  if (!has('TITLE') || !has('UNIT', 'COMMUNE', 'DISTRICT', 'SUBJECT')) return 0;
  const known = header.columns.reduce((sum, { role, confidence }) => sum + (VALUE[role] ?? 1) * confidence, 0);
  const strange = header.columns.filter(({ confidence }) => confidence === 0).length;
  return known - strange * 0.3 - (header.bottom - header.top) * 0.2;
}

export type SkipKind = 'NUMBERING' | 'TOTAL' | 'GROUP' | 'REPEATED_HEADER' | 'FOOTER';

export interface DataRow {
  readonly no: number;
  /** Cells with merged ranges carried down and ditto marks resolved. */
  readonly cells: ReadonlyMap<number, string>;
  /** Group headings above it, outermost first. */
  readonly groups: readonly string[];
}

export interface SkippedRow {
  readonly no: number;
  readonly kind: SkipKind;
  readonly text: string;
}

const TOTAL = /^(tong( cong| so| so mo hinh| hop)?|cong( don| tong)?|luy ke|tong so)( |$|:)/;
const FOOTER =
  /^(nguoi lap( bieu| bang)?|noi nhan|xac nhan|t m|tm|thu truong|ky ten|truong ban|bi thu|chu tich|pho truong ban|ghi chu|luu y|lap bieu|(.{2,40} )?ngay \d{0,2} ?thang \d{0,2} ?nam)( |$|\d)/;

/**
 * Rows below a header: registrations, and what is none of them. A row is a registration unless it says that it is a
 * total, a heading of a group, the numbering of columns, the header once more, or the end of the paper. Pauses every
 * some rows.
 */
export function* splitRows(grid: Grid, header: Header): Generator<void, { rows: DataRow[]; skipped: SkippedRow[] }> {
  const column = (role: ColumnRole) => header.columns.find((each) => each.role === role)?.column ?? -1;
  const [numberColumn, titleColumn] = [column('NUMBER'), column('TITLE')];
  const ticks = new Set(header.columns.filter(({ role }) => /^(FIELD|TYPE):/.test(role)).map((each) => each.column));
  const carried = new Set(
    header.columns
      .filter(({ role }) => ['UNIT', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'SUBJECT', 'FIELD', 'TYPE'].includes(role))
      .map((each) => each.column),
  );
  const down = mergedDown(grid, header.bottom);
  const rows: DataRow[] = [];
  const skipped: SkippedRow[] = [];
  const groups: { level: number; text: string }[] = [];
  let above: ReadonlyMap<number, string> = new Map();
  for (const [at, { no, cells }] of grid.rows.entries()) {
    if (at % 50 === 49) yield;
    if (no <= header.bottom) continue;
    const filled = [...cells].filter(([, text]) => text.trim() !== '');
    if (filled.length === 0) continue;
    const texts = [...new Set(filled.map(([, text]) => text.replace(/\s+/gu, ' ').trim()))];
    const skip = (kind: SkipKind) => skipped.push({ no, kind, text: texts.join(' · ').slice(0, 200) });
    const number = (cells.get(numberColumn) ?? '').trim();
    const numbered = /^\d+([.)]\d*)*$/.test(number);
    const rest = filled.filter(([each]) => each !== numberColumn);
    const first = foldWords(texts.find((text) => !/^[\divxlc.)]+$/i.test(text)) ?? texts[0] ?? '');
    const ticked = filled.some(([each, text]) => ticks.has(each) && isTick(text) && text.trim() !== '1');
    const alone = rest.length <= 1 || new Set(rest.map(([, text]) => text)).size === 1;
    if (isNumbering(filled.map(([, text]) => text))) skip('NUMBERING');
    else if (TOTAL.test(first) && !ticked && (alone || !numbered)) skip('TOTAL');
    else if (isHeading(cells, header)) skip('REPEATED_HEADER');
    else if (!numbered && !ticked && FOOTER.test(first)) skip('FOOTER');
    else if (!ticked && rest.length <= 2 && isGroup(number, numbered, rest, titleColumn, alone)) {
      skip('GROUP');
      const level = /^[A-ZĐ]\.?$/.test(number)
        ? /^[IVX]+\.?$/.test(number)
          ? 1
          : 0
        : /^[IVX]+\.?$/.test(number)
          ? 1
          : 2;
      while (groups.length > 0 && (groups.at(-1)?.level ?? 0) >= level) groups.pop();
      groups.push({ level, text: rest[0]?.[1].replace(/\s+/gu, ' ').trim() ?? '' });
    } else if (rest.length > 0 && (rest.length > 1 || numbered)) {
      const whole = new Map(cells);
      for (const [each, text] of down.get(no) ?? []) if (!whole.get(each)?.trim()) whole.set(each, text);
      for (const each of carried)
        if (/^("|''|”|“|nt|\/\/|như trên|-nt-|- nt -)$/i.test((whole.get(each) ?? '').trim()))
          whole.set(each, above.get(each) ?? '');
      above = whole;
      rows.push({ no, cells: whole, groups: groups.map(({ text }) => text) });
    } else skip('FOOTER');
  }
  return { rows, skipped };
}

/** For each row the texts of cells that are merged from above. */
function mergedDown(grid: Grid, below: number): Map<number, [number, string][]> {
  const byNo = new Map(grid.rows.map((row) => [row.no, row]));
  const found = new Map<number, [number, string][]>();
  for (const { top, left, bottom, right } of grid.merges) {
    const text = byNo.get(top)?.cells.get(left);
    if (top <= below || text === undefined || right - left > 20) continue;
    for (let no = top; no <= Math.min(bottom, top + 5_000); no++)
      if (no > top) found.set(no, [...(found.get(no) ?? []), [left, text]]);
  }
  return found;
}

/** "(1) (2) (3)" or "A B 1 2" under the header. */
function isNumbering(texts: readonly string[]): boolean {
  if (texts.length < 3) return false;
  const marks = texts.map((text) => text.trim().replace(/^[([]|[)\]]$/g, ''));
  if (!marks.every((mark) => /^(\d{1,2}|[A-Z])$/.test(mark))) return false;
  const numbers = marks.filter((mark) => /^\d/.test(mark)).map(Number);
  return numbers.length >= 2 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
}

/** The header once more, at the top of a printed page. */
function isHeading(cells: ReadonlyMap<number, string>, header: Header): boolean {
  const title = header.columns.find(({ role }) => role === 'TITLE');
  const text = title && cells.get(title.column);
  if (!text || text.length > 200) return false;
  const words = foldWords(text);
  return words !== '' && words === foldWords(title.labels.at(-1) ?? '');
}

/** A heading has a letter, a Roman number or nothing before it, or nothing but the name of a place or field behind its number. */
function isGroup(
  number: string,
  numbered: boolean,
  rest: readonly (readonly [number, string])[],
  titleColumn: number,
  alone: boolean,
): boolean {
  if (!alone || rest.length === 0) return false;
  const text = rest[0]?.[1] ?? '';
  const place =
    /^([ivxlc\d]+[.)] ?)?(huyen|thi xa|thanh pho|tp|xa|phuong|thi tran|quan|linh vuc|khoi|cum|ap|khu vuc|tinh|cac )/.test(
      fold(text),
    );
  if (numbered) return place && !/[,–-]/.test(text) && foldWords(text).split(' ').length <= 6;
  if (/^([A-ZĐ]|[IVX]+)[.)]?$/.test(number)) return true;
  return place || text === text.toUpperCase() || rest[0]?.[0] !== titleColumn;
}
