import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as breathe } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { cleanText } from './text.rules';

export interface XlsxColumn {
  title: string;
  /** Characters; default 18. */
  width?: number;
  /** `number`: decimal strings and numbers become numeric cells; `text` stays text whatever it looks like. */
  type?: 'text' | 'number' | 'date';
}

/** A cell: text, a decimal string or number for `number` columns, 'YYYY-MM-DD' or an instant for `date` columns. */
export type XlsxCell = string | number | Date | null;

export interface XlsxTable {
  title: string;
  /** Line below the title, e.g. the filter and the day of the export. */
  note?: string | null;
  columns: XlsxColumn[];
  rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>;
}

/** Excel's limit for one cell. */
const CELL_LIMIT = 32_767;
const DECIMAL = /^-?\d{1,15}(\.\d+)?$/;

/**
 * The value of a cell. Text is always written as a string cell (never a formula), so "=1+1" or "+84…" stays what
 * was typed; no quote mark is put before it, because that would change names in files that are read in again.
 */
function cellValue(cell: XlsxCell, type: XlsxColumn['type']): string | number | Date | null {
  if (cell === null || cell === '') return null;
  if (cell instanceof Date) return cell;
  if (type === 'number') {
    const text = String(cell).trim();
    // Excel keeps 15 digits: longer numbers stay text rather than losing digits
    if (DECIMAL.test(text) && text.replace(/\D/g, '').length <= 15) return Number(text);
  }
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(cell))) {
    const day = new Date(`${String(cell)}T00:00:00Z`);
    if (!Number.isNaN(day.getTime())) return day;
  }
  return cleanText(String(cell)).slice(0, CELL_LIMIT);
}

/** A sheet name as Excel allows it: at most 31 characters, none of `[]:*?/\`, no quote at the ends. */
export function sheetName(title: string): string {
  const name = cleanText(title)
    .replace(/[[\]:*?/\\\r\n\t]/g, ' ')
    .slice(0, 31)
    .replace(/^['\s]+|['\s]+$/g, '');
  return name === '' || name.toLowerCase() === 'history' ? 'Danh sách' : name;
}

/**
 * One list as .xlsx: title, head row (frozen, filter on), rows. Written row by row, so 100,000 rows need little
 * memory; the event loop gets its turn every 2,000 rows.
 */
export async function writeXlsx(table: XlsxTable): Promise<Buffer> {
  const { columns } = table;
  const stream = new PassThrough();
  const collected = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const headRow = table.note ? 4 : 3;
  const sheet = book.addWorksheet(sheetName(table.title), {
    views: [{ state: 'frozen', ySplit: headRow }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const font = { name: 'Times New Roman', size: 12 };
  const border = { style: 'thin' as const, color: { argb: 'FFB8B8B8' } };
  const borders = { top: border, bottom: border, left: border, right: border };
  sheet.columns = columns.map(({ width }) => ({ width: width ?? 18 }));

  const title = sheet.getRow(1);
  title.getCell(1).value = cleanText(table.title);
  title.font = { ...font, size: 14, bold: true, color: { argb: 'FF7D1014' } };
  title.height = 24;
  title.commit();
  if (table.note) {
    const note = sheet.getRow(2);
    note.getCell(1).value = cleanText(table.note);
    note.font = { ...font, italic: true };
    note.commit();
  }
  const head = sheet.getRow(headRow);
  columns.forEach((column, index) => {
    const cell = head.getCell(index + 1);
    cell.value = cleanText(column.title);
    cell.font = { ...font, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFA8191D' } };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = borders;
  });
  head.height = 34;
  head.commit();

  let line = headRow;
  for await (const values of table.rows) {
    line += 1;
    const row = sheet.getRow(line);
    columns.forEach(({ type }, index) => {
      const cell = row.getCell(index + 1);
      cell.value = cellValue(values[index] ?? null, type);
      cell.font = font;
      cell.border = borders;
      cell.alignment = { vertical: 'top', wrapText: true, horizontal: type === 'number' ? 'right' : 'left' };
      if (type === 'date') cell.numFmt = 'dd/mm/yyyy';
      else if (typeof cell.value === 'number') cell.numFmt = Number.isInteger(cell.value) ? '#,##0' : '#,##0.0###';
      else cell.numFmt = '@';
    });
    row.commit();
    if (line % 2000 === 0) await breathe();
  }
  sheet.autoFilter = {
    from: { row: headRow, column: 1 },
    to: { row: Math.max(line, headRow), column: columns.length },
  };
  sheet.commit();
  await book.commit();
  return collected;
}
