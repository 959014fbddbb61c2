import { foldWords } from './fold.rules';
import type { ColumnRole, Targets } from './layout-words.rules';
import {
  findHeader,
  type FoundColumn,
  type Grid,
  type GridRange,
  type Header,
  headerAt,
  splitRows,
  type SkippedRow,
  type DataRow,
} from './layout.rules';
import { decodeText, encodingOf, type FoundText, type TextEncoding, usualEncoding } from './vn-detect.rules';

/** A sheet as the reader of files gives it. */
export interface RawSheet {
  readonly name: string;
  readonly rows: readonly {
    readonly no: number;
    readonly cells: ReadonlyMap<number, FoundText & { readonly kind: string }>;
  }[];
  readonly merges: readonly GridRange[];
}

/** How a person wants a sheet to be read. */
export interface Mapping {
  readonly sheet: string;
  readonly top: number;
  readonly bottom: number;
  /** Column (from 1, as text) → role. */
  readonly columns: Readonly<Record<string, ColumnRole>>;
}

/** Old text that was found in a column, before and after. */
export interface FoundEncoding {
  readonly column: number;
  readonly encoding: TextEncoding | 'NFD';
  readonly cells: number;
  readonly samples: readonly { readonly before: string; readonly after: string }[];
}

export interface Layout {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly header: Header;
  readonly encodings: readonly FoundEncoding[];
  readonly rows: readonly DataRow[];
  readonly skipped: readonly SkippedRow[];
}

const SAMPLES = 3;
/** Rows between two pauses. */
const STEP = 50;

/** A sheet with all its texts in Unicode (NFC), and what had to be converted; pauses every some rows. */
function* decodeSheet(sheet: RawSheet): Generator<void, { grid: Grid; encodings: FoundEncoding[] }> {
  const byColumn = new Map<number, FoundText[]>();
  for (const { cells } of sheet.rows)
    for (const [column, cell] of cells) {
      if (cell.kind !== 'text') continue;
      const list = byColumn.get(column) ?? [];
      if (list.length < 400) list.push(cell);
      byColumn.set(column, list);
    }
  const whole = usualEncoding([...byColumn.values()].flatMap((texts) => texts.slice(0, 60)));
  const usual = new Map<number, TextEncoding>();
  for (const [column, texts] of byColumn) {
    yield;
    usual.set(column, usualEncoding(texts, whole));
  }
  yield;
  const found = new Map<
    string,
    { column: number; encoding: TextEncoding | 'NFD'; cells: number; samples: { before: string; after: string }[] }
  >();
  const done = new Map<string, { text: string; encoding: TextEncoding }>();
  const rows: { no: number; cells: Map<number, string> }[] = [];
  for (const [at, { no, cells }] of sheet.rows.entries()) {
    if (at % STEP === STEP - 1) yield;
    const decoded = new Map<number, string>();
    for (const [column, cell] of cells) {
      if (cell.kind !== 'text' || isAscii(cell.text)) {
        decoded.set(column, cell.text);
        continue;
      }
      const around = usual.get(column) ?? 'UNICODE';
      const key = `${around}|${cell.font ?? ''}|${cell.text}`;
      const known = done.get(key) ?? convert(cell, around);
      done.set(key, known);
      decoded.set(column, known.text);
      const kind = known.encoding !== 'UNICODE' ? known.encoding : known.text === cell.text ? null : ('NFD' as const);
      if (kind === null || known.text === cell.text) continue;
      const note = found.get(`${column} ${kind}`) ?? { column, encoding: kind, cells: 0, samples: [] };
      note.cells++;
      if (note.samples.length < SAMPLES)
        note.samples.push({ before: cell.text.slice(0, 160), after: known.text.slice(0, 160) });
      found.set(`${column} ${kind}`, note);
    }
    rows.push({ no, cells: decoded });
  }
  return {
    grid: { name: sheet.name, rows, merges: sheet.merges },
    encodings: [...found.values()].sort((a, b) => a.column - b.column),
  };
}

function convert(cell: FoundText, around: TextEncoding): { text: string; encoding: TextEncoding } {
  const encoding = encodingOf(cell, around);
  return { text: decodeText(cell, encoding), encoding };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** What two files of one layout have in common: the texts of the header. */
export function headerKey(header: Pick<Header, 'columns'>): string {
  return header.columns.map(({ column, labels }) => `${column}:${labels.map(foldWords).join('/')}`).join('|');
}

/**
 * Finds the table of a file: the sheet whose header says most, its columns, its registrations. With a mapping, the
 * sheet, rows and roles are as the person said. undefined when no sheet has such a header. Pauses every some rows, so that
 * a long list does not hold up others.
 */
export function* analyse(
  sheets: readonly RawSheet[],
  targets: Targets,
  mapping?: Mapping,
  remembered: (key: string) => Readonly<Record<string, ColumnRole>> | undefined = () => undefined,
): Generator<void, Layout | undefined> {
  const wanted = mapping ? sheets.filter(({ name }) => name === mapping.sheet) : sheets;
  let best: { grid: Grid; encodings: FoundEncoding[]; header: Header } | undefined;
  for (const sheet of wanted) {
    const { grid, encodings } = yield* decodeSheet(sheet);
    yield;
    const header = mapping ? headerAt(grid, mapping.top, mapping.bottom, targets) : findHeader(grid, targets);
    if (header && weight(header) > (best ? weight(best.header) : 0)) best = { grid, encodings, header };
    else if (mapping && header && !best) best = { grid, encodings, header };
  }
  if (!best) return undefined;
  const roles = mapping?.columns ?? remembered(headerKey(best.header));
  const header = roles ? withRoles(best.header, roles) : best.header;
  const { rows, skipped } = yield* splitRows(best.grid, header);
  return {
    sheet: best.grid.name,
    sheets: sheets.map(({ name }) => name),
    header,
    encodings: best.encodings,
    rows,
    skipped,
  };
}

function weight(header: Header): number {
  return header.columns.reduce((sum, { confidence }) => sum + confidence, 0);
}

function withRoles(header: Header, roles: Readonly<Record<string, ColumnRole>>): Header {
  const columns = header.columns.map((column): FoundColumn => {
    const role = roles[String(column.column)];
    return role === undefined ? column : { ...column, role, confidence: 1 };
  });
  return { ...header, columns };
}
