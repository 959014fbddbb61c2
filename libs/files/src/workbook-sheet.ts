import { attribute, type XmlEvents } from './xml-reader';
import { type CellStyle, type SharedText, unescapeExcel } from './workbook-parts';

export interface SheetCell {
  /** As a person reads it: text; a number as plain decimal with a point; a day as yyyy-mm-dd. Not yet normalised. */
  text: string;
  kind: 'text' | 'number' | 'date' | 'boolean' | 'error';
  font?: string;
  /** The text is the last result that the program kept for a formula. */
  formula?: true;
}

/** A row as people count them; empty rows and cells are left out. */
export interface SheetRow {
  no: number;
  /** By column, from 1. */
  cells: Map<number, SheetCell>;
}

export interface SheetRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
  merges: SheetRange[];
}

export interface SheetLimits {
  maxRows: number;
  maxColumns: number;
  /** Characters of one cell; the rest is cut. */
  maxText: number;
  /** Characters of all cells. */
  maxChars: number;
  maxCells: number;
}

/** Takes the cells of one sheet out of its XML. */
export class SheetCells implements XmlEvents {
  readonly sheet: Sheet;
  private row: SheetRow | undefined;
  private rowNo = 0;
  private column = 0;
  private type = 'n';
  private style = 0;
  private formula = false;
  private value: string[] = [];
  private length = 0;
  private total = 0;
  private count = 0;
  private taking = false;
  private inCell = false;

  constructor(
    name: string,
    private readonly book: { texts: readonly SharedText[]; styles: readonly CellStyle[]; date1904: boolean },
    private readonly limits: SheetLimits,
    private readonly full: { rows: () => never; chars: () => never },
  ) {
    this.sheet = { name, rows: [], merges: [] };
  }

  open(name: string, tag: string): void {
    switch (name) {
      case 'row': {
        const no = Number(attribute(tag, 'r') ?? this.rowNo + 1);
        this.rowNo = Number.isInteger(no) && no > 0 && no <= 1_048_576 ? no : this.rowNo + 1;
        this.row = { no: this.rowNo, cells: new Map() };
        this.column = 0;
        break;
      }
      case 'c':
        this.column = columnOf(attribute(tag, 'r')) ?? this.column + 1;
        this.type = attribute(tag, 't') ?? 'n';
        this.style = Number(attribute(tag, 's') ?? 0);
        this.formula = false;
        this.value = [];
        this.length = 0;
        this.inCell = true;
        break;
      case 'f':
        this.formula = true;
        break;
      case 'v':
      case 't':
        this.taking = this.inCell;
        break;
      case 'mergeCell': {
        const range = rangeOf(attribute(tag, 'ref') ?? '');
        if (range && this.sheet.merges.length < 50_000) this.sheet.merges.push(range);
        break;
      }
      default:
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.taking = false;
    else if (name === 'c') {
      this.inCell = false;
      this.keepCell();
    } else if (name === 'row' && this.row) {
      if (this.row.cells.size > 0) {
        if (this.sheet.rows.length >= this.limits.maxRows) this.full.rows();
        this.sheet.rows.push(this.row);
      }
      this.row = undefined;
    }
  }

  text(text: string): void {
    if (!this.taking) return;
    if (this.length < this.limits.maxText) this.value.push(text);
    this.length += text.length;
  }

  private keepCell(): void {
    if (!this.row || this.value.length === 0 || this.column > this.limits.maxColumns) return;
    const cell = this.cell(this.value.join(''));
    if (!cell || cell.text === '') return;
    this.total += cell.text.length;
    if (this.total > this.limits.maxChars || ++this.count > this.limits.maxCells) this.full.chars();
    if (this.formula) cell.formula = true;
    this.row.cells.set(this.column, cell);
  }

  private cell(value: string): SheetCell | undefined {
    const style = this.book.styles[this.style];
    const font = style?.font === undefined ? {} : { font: style.font };
    switch (this.type) {
      case 's': {
        const shared = this.book.texts[Number(value)];
        return shared && { text: shared.text, kind: 'text', ...font, ...(shared.font ? { font: shared.font } : {}) };
      }
      case 'inlineStr':
      case 'str':
        return { text: unescapeExcel(value), kind: 'text', ...font };
      case 'b':
        return { text: value === '1' ? 'TRUE' : 'FALSE', kind: 'boolean' };
      case 'e':
        return { text: value, kind: 'error' };
      case 'd':
        return { text: value.slice(0, 10), kind: 'date' };
      default: {
        const number = value.trim();
        if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(number)) return { text: number, kind: 'text' };
        const day = style?.isDate ? dayOfSerial(Number(number), this.book.date1904) : undefined;
        return day === undefined ? { text: plainNumber(number), kind: 'number' } : { text: day, kind: 'date' };
      }
    }
  }
}

/** The day of an Excel serial number as yyyy-mm-dd; undefined outside 1900…2199. */
export function dayOfSerial(serial: number, date1904 = false): string | undefined {
  // Excel takes 1900 for a leap year; from March 1900 on, day 0 is 30 December 1899
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!(days > 60 && days < 109_575)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A number as it is read in a cell: 0.30000000000000004 is 0.3, 1.2E3 is 1200. */
function plainNumber(text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text;
  const number = Number(Number(text).toPrecision(15));
  return Math.abs(number) >= 1e21 || (number !== 0 && Math.abs(number) < 1e-6) ? text : String(number);
}

/** "BC12" → 55. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,3})\$?\d/.exec(reference ?? '')?.[1];
  if (!letters) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function rangeOf(reference: string): SheetRange | undefined {
  const [from, to = from] = reference.split(':');
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [Number(/\d+$/.exec(from ?? '')?.[0]), Number(/\d+$/.exec(to ?? '')?.[0])];
  return left && right && top && bottom ? { top, left, bottom, right } : undefined;
}
