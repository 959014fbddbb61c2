import { readFile } from 'node:fs/promises';
import { DOCX, inflated, openZip } from './office-zip';
import { readWorkbook } from './workbook.read';
import { attribute, type XmlEvents, XmlReader } from './xml-reader';

const MAX_LINES = 200;
const MAX_LINE = 2_000;
const MB = 1024 * 1024;
/** Inflated bytes of the main part that are looked at; 200 lines are near its beginning. */
const MAX_DOCUMENT = 40 * MB;
const SHEET_LIMITS = { maxBytes: 30 * MB, maxUnpacked: 80 * MB, maxRows: 100_000 };

/** The first 200 lines of an office file as plain text. @throws AppError, Error when it cannot be read */
export async function officeText(path: string, mediaType: string): Promise<string> {
  const lines = mediaType === DOCX ? await documentLines(path) : await sheetLines(path);
  const text = lines.map((line) => line.slice(0, MAX_LINE).trimEnd()).join('\n');
  // control characters of a file are not ours to pass on
  return text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '').trimEnd();
}

class Enough extends Error {}

async function documentLines(path: string): Promise<string[]> {
  const { zip, parts } = await openZip(path);
  try {
    const main =
      parts.get('word/document.xml') ?? [...parts].find(([name]) => /^word\/document\w*\.xml$/.test(name))?.[1];
    if (!main) return [];
    const paragraphs = new Paragraphs();
    const reader = new XmlReader(paragraphs);
    const decoder = new TextDecoder('utf-8');
    try {
      for await (const piece of inflated(zip, main, MAX_DOCUMENT))
        reader.write(decoder.decode(piece, { stream: true }));
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    }
    return paragraphs.lines;
  } finally {
    zip.close();
  }
}

/** Text of a Word document: a line for each paragraph, a tab between the cells of a table. */
class Paragraphs implements XmlEvents {
  readonly lines: string[] = [];
  private line = '';
  private inText = false;
  private cells = 0;

  open(name: string, tag: string): void {
    if (name === 't') this.inText = true;
    else if (name === 'tab') this.line += '\t';
    else if (name === 'br' && attribute(tag, 'type') !== 'page') this.line += ' ';
    else if (name === 'tc') this.cells++;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'tc') {
      this.cells--;
      this.line += '\t';
    } else if (name === 'tr' || (name === 'p' && this.cells === 0)) this.end();
    else if (name === 'p') this.line += ' ';
  }

  text(text: string): void {
    if (this.inText && this.line.length < MAX_LINE) this.line += text;
  }

  private end(): void {
    this.lines.push(this.line);
    this.line = '';
    if (this.lines.length >= MAX_LINES) throw new Enough();
  }
}

async function sheetLines(path: string): Promise<string[]> {
  const sheets = await readWorkbook(await readFile(path), SHEET_LIMITS);
  const lines: string[] = [];
  for (const sheet of sheets) {
    if (sheets.length > 1) lines.push(`[${sheet.name}]`);
    for (const row of sheet.rows) {
      if (lines.length >= MAX_LINES) return lines;
      const columns = Math.max(...row.cells.keys(), 0);
      lines.push(Array.from({ length: columns }, (_, i) => row.cells.get(i + 1)?.text ?? '').join('\t'));
    }
  }
  return lines;
}
