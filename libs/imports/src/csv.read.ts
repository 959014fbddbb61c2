import { AppError } from '@app/platform';
import type { Sheet, SheetRow } from '@app/files';
import { Breath } from './breath';
import { encodingOf } from './vn-detect.rules';

const MAX_ROWS = 20_000;
const MAX_CELL = 33_000;

/**
 * The table of a .csv: UTF-8, UTF-16, windows-1258 or one of the old one-byte encodings; comma, semicolon or tab.
 * @throws AppError IMPORT_TOO_LARGE
 */
export async function readCsv(bytes: Buffer): Promise<Sheet[]> {
  return [{ name: 'CSV', rows: await new Breath().through(tableOf(textOf(bytes))), merges: [] }];
}

/** The bytes as text; TCVN3 and VNI come out as Latin-1 and are told apart later, column by column. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const latin = new TextDecoder('windows-1252').decode(bytes);
    if (encodingOf({ text: latin.slice(0, 20_000) }) !== 'UNICODE') return latin;
    return new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  }
}

/** Pauses every some thousand characters. */
function* tableOf(text: string): Generator<void, SheetRow[]> {
  const separator = separatorOf(text);
  const rows: SheetRow[] = [];
  let cells: SheetRow['cells'] = new Map();
  let cell = '';
  let column = 1;
  let no = 1;
  let quoted = false;
  const endCell = () => {
    if (cell !== '') cells.set(column, { text: cell.slice(0, MAX_CELL), kind: 'text' });
    cell = '';
    column++;
  };
  const endRow = () => {
    endCell();
    if (cells.size > 0) rows.push({ no, cells });
    if (rows.length > MAX_ROWS) throw new AppError('IMPORT_TOO_LARGE', { max: MAX_ROWS });
    cells = new Map();
    column = 1;
    no++;
  };
  for (let at = 0; at < text.length; at++) {
    if (at % 10_000 === 9_999) yield;
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) endCell();
    else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  endRow();
  return rows;
}

/** The sign that parts the columns: the one that the first lines have most of. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => [sign, head.split(sign).length] as const);
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
