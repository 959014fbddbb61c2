import { checkForm, type FormValue, richTextFromPlain, valueFromText } from '@app/forms';
import { cleanCell, columnLetters } from './cell-text.rules';
import { dayOf, figureOf, isNoTick } from './cell-values.rules';
import { foldWords } from './fold.rules';
import type { ImportedContribution, ImportRules, RowIssue, Severity } from './import-rows.rules';
import type { ColumnRole } from './layout-words.rules';
import type { DataRow, FoundColumn } from './layout.rules';

const MAX_AMOUNT = /^\d{1,15}(\.\d{1,3})?$/;
/** Where the first day goes in a form that has no field of its own for it. */
const START_FIELDS = ['NGAY_BAT_DAU', 'BAT_DAU', 'TIEN_DO'];

export interface RowContent {
  readonly content: Readonly<Record<string, FormValue>>;
  readonly contributions: readonly ImportedContribution[];
  readonly issues: readonly RowIssue[];
}

/** Figures, days and parts of the form that a row holds. Without a category nothing is checked against the form. */
export function readContent(
  row: DataRow,
  columns: readonly FoundColumn[],
  rules: ImportRules,
  category: string | null,
  unitKind: string,
): RowContent {
  return new ContentReader(row, columns, rules, category, unitKind).read();
}

class ContentReader {
  private readonly issues: RowIssue[] = [];
  private readonly content: Record<string, FormValue> = {};
  private readonly contributions: ImportedContribution[] = [];

  constructor(
    private readonly row: DataRow,
    private readonly columns: readonly FoundColumn[],
    private readonly rules: ImportRules,
    private readonly category: string | null,
    private readonly unitKind: string,
  ) {}

  read(): RowContent {
    for (const { role, column } of this.columns) {
      const raw = this.row.cells.get(column)?.trim() ?? '';
      if (raw === '') continue;
      if (role.startsWith('CONTRIBUTION:')) this.contribution(role, raw);
      else if (role.startsWith('CONTENT:')) this.fill(role.slice(8), role, raw);
      else if (role === 'START') this.start(raw);
    }
    if (this.category !== null) this.check(this.category, this.unitKind);
    return { content: this.content, contributions: this.contributions, issues: this.issues };
  }

  private contribution(role: ColumnRole, raw: string): void {
    const kind = this.rules.contributions.find(({ code }) => code === role.slice(13));
    const figure = /^\d{16,}$/.test(raw)
      ? undefined
      : /^\d+\.\d+$/.test(raw) && !/^\d{1,3}(\.\d{3})+$/.test(raw)
        ? { qualifier: 'EXACT' as const, amount: raw, unit: '', unclear: false }
        : figureOf(raw);
    if (!kind || !figure || !MAX_AMOUNT.test(figure.amount) || /^0*(\.0*)?$/.test(figure.amount)) {
      if (!isNoTick(raw)) this.issue('WARNING', 'IMPORT_VALUE_UNKNOWN', role, { value: raw.slice(0, 100) });
      return;
    }
    const whole = !/km|m²|ha|đồng|tiền/i.test(kind.unit);
    if (figure.unclear && !whole)
      this.issue('WARNING', 'IMPORT_NUMBER_UNCLEAR', role, { value: raw, taken: figure.amount });
    const { qualifier, amount } = figure;
    const same = foldWords(figure.unit) === foldWords(kind.unit) || figure.unit === '';
    this.contributions.push({ kind: kind.code, qualifier, amount, note: same ? '' : cleanCell(raw).slice(0, 500) });
  }

  private start(raw: string): void {
    const day = dayOf(raw);
    const target = START_FIELDS.map((code) => this.rules.form.find((field) => field.code === code)).find(Boolean);
    if (!day) {
      this.issue('WARNING', 'IMPORT_DATE_UNCLEAR', 'START', { value: raw.slice(0, 60) });
      return;
    }
    if (!target) return;
    const people = day.split('-').toReversed().join('/');
    const before = this.content[target.code];
    const text = `Bắt đầu: ${people}`;
    if (target.type === 'DATE') this.content[target.code] = day;
    else if (target.type === 'RICH_TEXT') this.content[target.code] = richTextFromPlain(text);
    else this.content[target.code] = typeof before === 'string' && before !== '' ? `${text}\n${before}` : text;
  }

  private fill(code: string, role: ColumnRole, raw: string): void {
    const field = this.rules.form.find((one) => one.code === code);
    if (!field) return;
    const text = cleanCell(raw, field.type === 'LONG_TEXT' || field.type === 'RICH_TEXT');
    let value: FormValue | undefined;
    if (field.type === 'RICH_TEXT') value = richTextFromPlain(text);
    else if (field.type === 'DATE') {
      value = dayOf(text);
      if (value === undefined) this.issue('WARNING', 'IMPORT_DATE_UNCLEAR', role, { value: text.slice(0, 60) });
    } else if (field.type === 'NUMBER' || field.type === 'MONEY') {
      const figure = figureOf(text);
      value = figure?.amount;
      if (!figure) this.issue('WARNING', 'IMPORT_VALUE_UNKNOWN', role, { value: text.slice(0, 100) });
      else if (figure.unclear)
        this.issue('WARNING', 'IMPORT_NUMBER_UNCLEAR', role, { value: text, taken: figure.amount });
    } else value = valueFromText(field, text);
    if (value === undefined) return;
    const before = this.content[code];
    this.content[code] =
      typeof before === 'string' && before !== '' && typeof value === 'string' && field.type === 'LONG_TEXT'
        ? `${before}\n${value}`
        : value;
  }

  /** A value that a draft could not hold: too long, no choice of the list. */
  private check(category: string, unitKind: string): void {
    for (const problem of checkForm(this.rules.form, { category, unitKind }, this.content, { complete: false })) {
      const code = problem.field.split('.')[1] ?? '';
      const role: ColumnRole = this.columns.some((column) => column.role === `CONTENT:${code}`)
        ? `CONTENT:${code}`
        : 'START';
      this.error(problem.code, role, problem.params ?? {});
    }
  }

  private error(code: string, role: ColumnRole, params: Record<string, unknown>): void {
    this.issue('ERROR', code, role, params);
  }

  private issue(severity: Severity, code: string, role: ColumnRole, params: Record<string, unknown>): void {
    const column = this.columns.find((each) => each.role === role);
    this.issues.push({ severity, code, params, column: column ? columnLetters(column.column) : null });
  }
}
