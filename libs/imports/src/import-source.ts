import { Files, readWorkbook, type Sheet, spreadsheetKind } from '@app/files';
import { AppError } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { readCsv, textOf } from './csv.read';
import type { ImportRecord } from './import-records';

/** Largest file of a list: 10,000 rows are about 1 MB. */
export const MAX_IMPORT_BYTES = 30 * 1024 * 1024;
const MAX_CSV_BYTES = 12 * 1024 * 1024;

/** A table as it stands in a file, with the text of a .csv where it is one. */
export interface ReadTable {
  readonly sheets: Sheet[];
  readonly csv: string | null;
}

/**
 * Reads the tables of a file, by what it is; its name only has to agree.
 * @throws AppError FILE_EMPTY, IMPORT_FILE_TOO_LARGE and what `readWorkbook` refuses
 */
export async function readTable(bytes: Buffer, name: string): Promise<ReadTable> {
  if (bytes.length === 0) throw new AppError('FILE_EMPTY', { name });
  const maxMb = MAX_IMPORT_BYTES / 1024 / 1024;
  if (bytes.length > MAX_IMPORT_BYTES) throw new AppError('IMPORT_FILE_TOO_LARGE', { maxMb });
  const kind = spreadsheetKind(bytes);
  const named = /\.(csv|txt|tsv)$/i.test(name) ? 'CSV' : 'XLSX';
  if (named === 'CSV' && kind === 'ZIP') throw new AppError('IMPORT_NAME_MISMATCH', { found: 'Excel' });
  if (named === 'CSV' && (kind === 'TEXT' || kind === 'HTML')) {
    if (bytes.length > MAX_CSV_BYTES)
      throw new AppError('IMPORT_FILE_TOO_LARGE', { maxMb: MAX_CSV_BYTES / 1024 / 1024 });
    return { sheets: await readCsv(bytes), csv: textOf(bytes).replaceAll('\u0000', '').toWellFormed() };
  }
  return { sheets: await readWorkbook(bytes, { maxBytes: MAX_IMPORT_BYTES }), csv: null };
}

/** The file of an import, read again. */
@Injectable()
export class ImportSource {
  constructor(private readonly files: Files) {}

  async sheets(record: Pick<ImportRecord, 'fileId' | 'sourceText'>): Promise<Sheet[]> {
    if (record.fileId === null) return readCsv(Buffer.from(record.sourceText ?? ''));
    return readWorkbook((await this.files.read(record.fileId)).bytes, { maxBytes: MAX_IMPORT_BYTES });
  }
}
