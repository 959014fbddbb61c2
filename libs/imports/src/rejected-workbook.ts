import { Workbook } from 'exceljs';
import type { Sheet, SheetCell } from '@app/files';
import type { Layout } from './import-analysis.rules';
import { columnLetters } from './cell-text.rules';

export const REASON_HEADER = 'Lý do không nhận';
const REASON_WIDTH = 60;

/**
 * An .xlsx with the header of the list, the rows that were not taken and a last column with the reasons, to be mended and
 * imported again. Cells stand as they stood, old fonts included; cells merged from above are filled in, headings of
 * groups stay above their rows. Formulas come as what they showed.
 *
 * @param reasons row number → lines
 */
export async function rejectedWorkbook(
  sheet: Sheet,
  layout: Layout,
  reasons: ReadonlyMap<number, string>,
): Promise<Buffer> {
  const { header } = layout;
  const workbook = new Workbook();
  const out = workbook.addWorksheet(sheet.name.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31) || 'Danh sách');
  const last = Math.max(1, ...header.columns.map(({ column }) => column));
  const byNo = new Map(sheet.rows.map((row) => [row.no, row]));
  const whole = new Map(layout.rows.map((row) => [row.no, row.cells]));
  const groups = layout.skipped.filter(({ kind }) => kind === 'GROUP').map(({ no }) => no);

  for (let no = header.top; no <= header.bottom; no++)
    writeRow(out.getRow(no - header.top + 1), byNo.get(no)?.cells ?? new Map(), last);
  for (const { top, left, bottom, right } of sheet.merges)
    if (top >= header.top && bottom <= header.bottom)
      out.mergeCells(top - header.top + 1, left, bottom - header.top + 1, right);
  const reason = out.getCell(1, last + 1);
  reason.value = REASON_HEADER;
  reason.font = { bold: true };

  let at = header.bottom - header.top + 2;
  const written = new Set<number>();
  for (const no of [...reasons.keys()].sort((a, b) => a - b)) {
    for (const group of groups.filter((each) => each < no && !written.has(each))) {
      written.add(group);
      const next = [...reasons.keys()].some(
        (each) => each > group && !groups.some((other) => other > group && other < each),
      );
      if (next || group === groups.findLast((each) => each < no))
        writeRow(out.getRow(at++), byNo.get(group)?.cells ?? new Map(), last);
    }
    const row = out.getRow(at++);
    const raw = byNo.get(no)?.cells ?? new Map<number, SheetCell>();
    writeRow(row, raw, last);
    for (const [column, text] of whole.get(no) ?? [])
      if (!raw.has(column) && column <= last) row.getCell(column).value = text;
    row.getCell(last + 1).value = reasons.get(no) ?? '';
    row.getCell(last + 1).alignment = { wrapText: true, vertical: 'top' };
  }
  for (const { column } of header.columns) out.getColumn(columnLetters(column)).width = 18;
  out.getColumn(last + 1).width = REASON_WIDTH;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

type OutRow = ReturnType<ReturnType<Workbook['addWorksheet']>['getRow']>;

function writeRow(row: OutRow, cells: ReadonlyMap<number, SheetCell>, last: number): void {
  for (const [column, cell] of cells) {
    if (column > last) continue;
    const target = row.getCell(column);
    if (cell.kind === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(cell.text)) target.value = Number(cell.text);
    else if (cell.kind === 'date') {
      target.value = new Date(`${cell.text}T00:00:00Z`);
      target.numFmt = 'dd/mm/yyyy';
    } else target.value = cell.text;
    if (cell.font) target.font = { name: cell.font };
  }
}
