import { attribute, XmlError, type XmlEvents } from './xml-reader';

/** More of anything than this in the small parts of a workbook is an attack: Excel itself stops at 65,490 cell styles. */
const MAX_ENTRIES = 66_000;
/** Texts of a workbook that are kept apart. */
const MAX_TEXTS = 320_000;

/** A text of the workbook, with the font that it is set in where that is not the cell's. */
export interface SharedText {
  text: string;
  font?: string;
}

/** How a cell style shows numbers and texts. */
export interface CellStyle {
  isDate: boolean;
  font: string | undefined;
}

/** Keeps the texts of a workbook; longer ones than `maxText` are cut, more than `maxChars` in all refused by `full`. */
export class SharedTexts implements XmlEvents {
  readonly texts: SharedText[] = [];
  private current: string[] | undefined;
  private length = 0;
  private total = 0;
  private font: string | undefined;
  private inText = false;
  private phonetic = 0;

  constructor(
    private readonly maxText: number,
    private readonly maxChars: number,
    private readonly full: () => never,
  ) {}

  open(name: string, tag: string): void {
    if (name === 'si') {
      this.current = [];
      this.length = 0;
      this.font = undefined;
    } else if (name === 't') this.inText = this.phonetic === 0;
    else if (name === 'rPh') this.phonetic++;
    else if (name === 'rFont') this.font ??= attribute(tag, 'val');
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.phonetic--;
    else if (name === 'si' && this.current) {
      if (this.texts.length >= MAX_TEXTS) this.full();
      const text = unescapeExcel(this.current.join(''));
      this.texts.push(this.font === undefined ? { text } : { text, font: this.font });
      this.current = undefined;
    }
  }

  text(text: string): void {
    if (!this.inText || !this.current) return;
    this.total += text.length;
    if (this.total > this.maxChars) this.full();
    if (this.length < this.maxText) this.current.push(text);
    this.length += text.length;
  }
}

const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Which cell styles show a day, and in which font they set text. */
export class Styles implements XmlEvents {
  readonly cells: CellStyle[] = [];
  private readonly formats = new Map<number, string>();
  private readonly fonts: string[] = [];
  private place: 'fonts' | 'cellXfs' | undefined;

  open(name: string, tag: string): void {
    if (name === 'fonts' || name === 'cellXfs') this.place = name;
    else if (this.cells.length + this.fonts.length + this.formats.size > MAX_ENTRIES)
      throw new XmlError('too many styles');
    else if (name === 'numFmt')
      this.formats.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
    else if (name === 'font' && this.place === 'fonts') this.fonts.push('');
    else if (name === 'name' && this.place === 'fonts' && this.fonts.length > 0)
      this.fonts[this.fonts.length - 1] = attribute(tag, 'val') ?? '';
    else if (name === 'xf' && this.place === 'cellXfs')
      this.cells.push({
        isDate: this.isDate(Number(attribute(tag, 'numFmtId') ?? 0)),
        font: this.fonts[Number(attribute(tag, 'fontId') ?? 0)] || undefined,
      });
  }

  close(name: string): void {
    if (name === this.place) this.place = undefined;
  }

  text(): void {}

  private isDate(id: number): boolean {
    if (BUILT_IN_DATES.has(id)) return true;
    const format = this.formats.get(id);
    if (format === undefined) return false;
    const bare = format
      .replace(/"[^"]*"|\\.|_.|\*./g, '')
      .replace(/\[[^\]]*\]/g, '')
      .toLowerCase();
    return /[dy]/.test(bare) && !/[0#?]/.test(bare.replace(/[.,]0+/g, ''));
  }
}

/** Sheets of the workbook in their order, and where its parts lie. */
export class WorkbookList implements XmlEvents {
  readonly sheets: { name: string; relation: string; hidden: boolean }[] = [];
  date1904 = false;

  open(name: string, tag: string): void {
    if (this.sheets.length > MAX_ENTRIES) throw new XmlError('too many sheets');
    if (name === 'sheet')
      this.sheets.push({
        name: attribute(tag, 'name') ?? '',
        relation: /\s[\w-]+:id\s*=\s*["']([^"']*)/.exec(tag)?.[1] ?? '',
        hidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
      });
    else if (name === 'workbookPr') this.date1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
  }
  close(): void {}
  text(): void {}
}

/** Id of a relation → part that it leads to. */
export class Relations implements XmlEvents {
  readonly targets = new Map<string, { type: string; target: string }>();

  constructor(private readonly folder: string) {}

  open(name: string, tag: string): void {
    if (name !== 'Relationship') return;
    if (this.targets.size > MAX_ENTRIES) throw new XmlError('too many relations');
    const target = attribute(tag, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `${this.folder}${target}`;
    const type = (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '';
    this.targets.set(attribute(tag, 'Id') ?? '', { type, target: path.replace(/(^|\/)\.\//g, '$1') });
  }
  close(): void {}
  text(): void {}
}

/** Excel writes characters that XML cannot hold as _xHHHH_. */
export function unescapeExcel(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
