import { AppError, fold } from '@app/platform';
import { Workbook, type CellValue } from 'exceljs';
import type { ListedUnit } from './unit-list.rules';
import { unpackedSize } from './zip-size';

export const MAX_ROWS = 50_000;
const MAX_UNPACKED = 200 * 1024 * 1024;

/** A list of units in JSON: `[{code, name, level, parentCode}]` with level province, district or commune. */
export function readJsonList(bytes: Buffer): ListedUnit[] {
  let list: unknown;
  try {
    list = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new AppError('IMPORT_FILE_UNREADABLE');
  }
  if (!Array.isArray(list)) throw new AppError('IMPORT_FILE_UNREADABLE');
  if (list.length > MAX_ROWS) throw new AppError('IMPORT_TOO_LARGE', { max: MAX_ROWS });
  return list.map((item: unknown, index) => {
    const unit = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    const parent = text(unit['parentCode']);
    return {
      row: index + 1,
      code: text(unit['code']),
      name: text(unit['name']),
      level: text(unit['level']),
      kind: text(unit['kind']),
      parentCode: parent === '' ? null : parent,
    };
  });
}

// What a column may be called, compared without marks and case; the first fitting name counts.
const HEADERS: readonly (readonly [keyof Omit<ListedUnit, 'row'>, RegExp])[] = [
  ['parentCode', /^(ma )?(cap tren|don vi cap tren|truc thuoc|ma cap tren|parent ?code)/],
  ['code', /^(ma|ma so|ma don vi|ma dvhc|code)$/],
  ['name', /^(ten|ten don vi|don vi|ten dvhc|name)$/],
  ['kind', /^(loai|loai hinh|loai don vi|kind)$/],
  ['level', /^(cap|cap don vi|cap hanh chinh|level)$/],
];

/**
 * A list of units in Excel: mã, tên, loại, cấp, mã cấp trên. The header row is found by what stands in it, on any sheet.
 *
 * @throws AppError IMPORT_FILE_UNREADABLE, IMPORT_TOO_LARGE
 */
export async function readExcelList(bytes: Buffer): Promise<ListedUnit[]> {
  const size = unpackedSize(bytes);
  if (size === undefined) throw new AppError('IMPORT_FILE_UNREADABLE');
  if (size > MAX_UNPACKED) throw new AppError('IMPORT_TOO_LARGE', { max: MAX_ROWS });
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  } catch {
    throw new AppError('IMPORT_FILE_UNREADABLE');
  }
  for (const sheet of workbook.worksheets) {
    if (sheet.rowCount > MAX_ROWS) throw new AppError('IMPORT_TOO_LARGE', { max: MAX_ROWS });
    for (let headerRow = 1; headerRow <= Math.min(sheet.rowCount, 30); headerRow++) {
      const columns = findColumns(sheet.getRow(headerRow).values);
      if (!columns) continue;
      const rows: ListedUnit[] = [];
      for (let row = headerRow + 1; row <= sheet.rowCount; row++) {
        const cell = (field: keyof Omit<ListedUnit, 'row'>) => {
          const column = columns.get(field);
          return column === undefined ? '' : cellText(sheet.getRow(row).getCell(column).value);
        };
        const unit = { row, code: cell('code'), name: cell('name'), level: cell('level'), kind: cell('kind') };
        if (unit.code === '' && unit.name === '') continue;
        rows.push({ ...unit, parentCode: cell('parentCode') || null });
      }
      return rows;
    }
  }
  throw new AppError('IMPORT_FILE_UNREADABLE');
}

function findColumns(
  values: readonly CellValue[] | Record<string, CellValue>,
): Map<keyof Omit<ListedUnit, 'row'>, number> | undefined {
  const found = new Map<keyof Omit<ListedUnit, 'row'>, number>();
  for (const [key, value] of Object.entries(values)) {
    const header = fold(cellText(value)).replace(/\s+/g, ' ');
    const field = HEADERS.find(([, names]) => names.test(header))?.[0];
    if (field && !found.has(field)) found.set(field, Number(key));
  }
  return found.has('code') && found.has('name') ? found : undefined;
}

/** What a person reads in the cell: text, number, result of a formula, text of a link. */
function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return text(value);
  if (value instanceof Date) return '';
  if ('richText' in value) return text(value.richText.map((part) => part.text).join(''));
  if ('text' in value) return text(value.text);
  if ('result' in value) return typeof value.result === 'object' ? '' : text(value.result);
  return '';
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFC').trim() : '';
}
