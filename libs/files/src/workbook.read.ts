import { AppError } from '@app/platform';
import { spreadsheetKind } from './spreadsheet-kind';
import { Relations, SharedTexts, Styles, WorkbookList } from './workbook-parts';
import { type Sheet, SheetCells } from './workbook-sheet';
import { XmlError, type XmlEvents, XmlReader } from './xml-reader';
import { ZipParts } from './zip-parts';

export interface WorkbookLimits {
  /** Size of the file; bytes. */
  maxBytes: number;
  /** Size of all its parts after unpacking; bytes. */
  maxUnpacked: number;
  maxRows: number;
}

const MB = 1024 * 1024;
const DEFAULTS: WorkbookLimits = { maxBytes: 30 * MB, maxUnpacked: 160 * MB, maxRows: 20_000 };
const MAX_COLUMNS = 300;
const MAX_TEXT = 33_000; // Excel's own limit of a cell is 32,767 characters
const MAX_CHARS = 10 * MB;
const MAX_CELLS = 320_000;
const MAX_SHEETS = 30;

/**
 * The visible sheets of an .xlsx, read as a stream in bounded memory; formulas give their last result, nothing is
 * computed and nothing outside the file is looked at.
 *
 * @throws AppError FILE_EMPTY, IMPORT_FILE_TOO_LARGE, IMPORT_UNPACKS_TOO_LARGE, IMPORT_TOO_LARGE (rows), IMPORT_DAMAGED,
 *   IMPORT_PASSWORD, IMPORT_OLD_EXCEL, IMPORT_NOT_A_TABLE
 */
export async function readWorkbook(bytes: Buffer, limits: Partial<WorkbookLimits> = {}): Promise<Sheet[]> {
  const { maxBytes, maxUnpacked, maxRows } = { ...DEFAULTS, ...limits };
  if (bytes.length === 0) throw new AppError('FILE_EMPTY', { name: '.xlsx' });
  if (bytes.length > maxBytes) throw new AppError('IMPORT_FILE_TOO_LARGE', { maxMb: Math.round(maxBytes / MB) });
  const kind = spreadsheetKind(bytes);
  if (kind !== 'ZIP') throw refusalOf(kind);
  const zip = await ZipParts.open(bytes, maxUnpacked);
  const tooLarge = (): never => {
    throw new AppError('IMPORT_UNPACKS_TOO_LARGE', { maxMb: Math.round(maxUnpacked / MB) });
  };
  const tooManyRows = (): never => {
    throw new AppError('IMPORT_TOO_LARGE', { max: maxRows });
  };

  const root = await take(zip, '_rels/.rels', new Relations(''));
  const main = [...root.targets.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!zip.has(main) || !/workbook[^/]*[.]xml$/i.test(main)) throw otherOffice(zip, main);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const { targets } = await take(zip, `${folder}_rels/${main.slice(folder.length)}.rels`, new Relations(folder));
  const book = await take(zip, main, new WorkbookList());
  const partOf = (type: string, usual: string) =>
    [...targets.values()].find((relation) => relation.type === type)?.target ?? `${folder}${usual}`;
  const { cells: styles } = await take(zip, partOf('styles', 'styles.xml'), new Styles());
  const { texts } = await take(
    zip,
    partOf('sharedStrings', 'sharedStrings.xml'),
    new SharedTexts(MAX_TEXT, MAX_CHARS, tooLarge),
  );

  const visible = book.sheets.filter(({ hidden }) => !hidden);
  const sheets: Sheet[] = [];
  let rows = 0;
  for (const { name, relation } of (visible.length > 0 ? visible : book.sheets).slice(0, MAX_SHEETS)) {
    const target = targets.get(relation);
    if (target?.type !== 'worksheet') continue;
    const limitsOfSheet = {
      maxRows: maxRows - rows,
      maxColumns: MAX_COLUMNS,
      maxText: MAX_TEXT,
      maxChars: MAX_CHARS,
      maxCells: MAX_CELLS,
    };
    const shared = { texts, styles, date1904: book.date1904 };
    const { sheet } = await take(
      zip,
      target.target,
      new SheetCells(name, shared, limitsOfSheet, { rows: tooManyRows, chars: tooLarge }),
    );
    rows += sheet.rows.length;
    sheets.push(sheet);
  }
  if (sheets.length === 0) throw new AppError('IMPORT_DAMAGED');
  return sheets;
}

async function take<T extends XmlEvents>(zip: ZipParts, part: string, events: T): Promise<T> {
  const decoder = new TextDecoder('utf-8');
  const reader = new XmlReader(events);
  try {
    await zip.read(part, (piece) => reader.write(decoder.decode(piece, { stream: true })));
    reader.end();
  } catch (error) {
    throw error instanceof XmlError ? new AppError('IMPORT_DAMAGED') : error;
  }
  return events;
}

function refusalOf(kind: Exclude<ReturnType<typeof spreadsheetKind>, 'ZIP'>): AppError {
  if (kind === 'PASSWORD') return new AppError('IMPORT_PASSWORD');
  if (kind === 'OLD_EXCEL') return new AppError('IMPORT_OLD_EXCEL');
  if (kind === 'TEXT') return new AppError('IMPORT_NAME_MISMATCH', { found: 'CSV' });
  return new AppError('IMPORT_NOT_A_TABLE', { found: kind });
}

/** A ZIP without a workbook: which program's file it is. */
function otherOffice(zip: ZipParts, main: string): AppError {
  if (/[.]bin$/.test(main) || zip.has('xl/workbook.bin')) return new AppError('IMPORT_OLD_EXCEL');
  const found = zip.has('word/document.xml')
    ? 'Word'
    : zip.has('ppt/presentation.xml')
      ? 'PowerPoint'
      : zip.has('content.xml')
        ? 'OpenDocument'
        : 'ZIP';
  return found === 'ZIP' && zip.has('[Content_Types].xml')
    ? new AppError('IMPORT_DAMAGED')
    : new AppError('IMPORT_NOT_A_TABLE', { found });
}
