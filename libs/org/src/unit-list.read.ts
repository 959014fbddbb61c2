import { readWorkbook, type SheetRow } from '@app/files';
import { AppError, fold } from '@app/platform';
import type { ListedUnit } from './unit-list.rules';

export const MAX_ROWS = 50_000;
const HEADER_WITHIN = 30;

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
 * @throws AppError IMPORT_FILE_UNREADABLE (no such columns), IMPORT_TOO_LARGE, and what `readWorkbook` refuses
 */
export async function readExcelList(bytes: Buffer): Promise<ListedUnit[]> {
  for (const sheet of await readWorkbook(bytes, { maxRows: MAX_ROWS })) {
    for (const [index, header] of sheet.rows.entries()) {
      if (header.no > HEADER_WITHIN) break;
      const columns = findColumns(header);
      if (!columns) continue;
      return sheet.rows.slice(index + 1).flatMap((row): ListedUnit[] => {
        const cell = (field: keyof Omit<ListedUnit, 'row'>) => {
          const found = row.cells.get(columns.get(field) ?? 0);
          return found && found.kind !== 'date' && found.kind !== 'error' ? text(found.text) : '';
        };
        const unit = { row: row.no, code: cell('code'), name: cell('name'), level: cell('level'), kind: cell('kind') };
        return unit.code === '' && unit.name === '' ? [] : [{ ...unit, parentCode: cell('parentCode') || null }];
      });
    }
  }
  throw new AppError('IMPORT_FILE_UNREADABLE');
}

function findColumns(row: SheetRow): Map<keyof Omit<ListedUnit, 'row'>, number> | undefined {
  const found = new Map<keyof Omit<ListedUnit, 'row'>, number>();
  for (const [column, cell] of row.cells) {
    const header = fold(text(cell.text)).replace(/\s+/g, ' ');
    const field = HEADERS.find(([, names]) => names.test(header))?.[0];
    if (field && !found.has(field)) found.set(field, column);
  }
  return found.has('code') && found.has('name') ? found : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFC').trim() : '';
}
