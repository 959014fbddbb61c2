import type { FormField, FormValue } from '@app/forms';
import { type FigureQualifier, isNoTick, isTick } from './cell-values.rules';
import { cleanCell, columnLetters } from './cell-text.rules';
import { type ColumnRole, fieldOfWords, type Targets, typeOfWords } from './layout-words.rules';
import type { DataRow, FoundColumn } from './layout.rules';
import { readContent } from './row-content.rules';
import type { PlaceCells, UnitMatch } from './unit-match.rules';
import { isBody } from './unit-names.rules';

export interface ImportCategory {
  readonly code: string;
  readonly field: string;
  readonly subjectType: string;
}

/** What the rules of the round give to an import. */
export interface ImportRules extends Targets {
  readonly categories: readonly ImportCategory[];
  readonly form: readonly FormField[];
}

export type Severity = 'ERROR' | 'WARNING';

/** What is wrong with a row, where it stands. */
export interface RowIssue {
  readonly severity: Severity;
  /** Code of the error texts. */
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Letters of the column; null for the whole row. */
  readonly column: string | null;
}

export interface ImportedContribution {
  readonly kind: string;
  readonly qualifier: FigureQualifier;
  readonly amount: string;
  readonly note: string;
}

export type RowOutcome = 'ACCEPTED' | 'WARNED' | 'REJECTED' | 'ALREADY';

/** A row of the list as a registration, as far as it is understood. */
export interface PlannedRow {
  readonly no: number;
  readonly title: string;
  readonly subjectName: string;
  readonly unitId: string | null;
  /** The places as the row names them. */
  readonly unitText: string;
  readonly categoryCode: string | null;
  readonly content: Readonly<Record<string, FormValue>>;
  readonly contributions: readonly ImportedContribution[];
  readonly issues: readonly RowIssue[];
  /** A name that has to be answered before the row can be accepted. */
  readonly question: { readonly key: string; readonly name: string; readonly candidates: readonly string[] } | null;
}

export interface UnitFinder {
  match(cells: PlaceCells): UnitMatch;
  labelOf(id: string): string;
  kindOf(id: string): string;
}

const MAX_TITLE = 300;

/** Reads one row by the roles of its columns. */
export function planRow(
  row: DataRow,
  columns: readonly FoundColumn[],
  rules: ImportRules,
  units: UnitFinder,
): PlannedRow {
  return new RowReader(row, columns, rules, units).plan();
}

class RowReader {
  private readonly issues: RowIssue[] = [];

  constructor(
    private readonly row: DataRow,
    private readonly columns: readonly FoundColumn[],
    private readonly rules: ImportRules,
    private readonly units: UnitFinder,
  ) {}

  plan(): PlannedRow {
    const title = this.title();
    const { unitId, question } = this.unit();
    const type = this.type();
    const field = this.field();
    const category = this.category(field, type);
    const subjectName = this.subject(title, type, unitId);
    const unitKind = unitId === null ? 'COMMUNE' : this.units.kindOf(unitId);
    const { content, contributions, issues } = readContent(this.row, this.columns, this.rules, category, unitKind);
    this.issues.push(...issues);
    return {
      no: this.row.no,
      title,
      subjectName,
      unitId,
      unitText: this.placeText(),
      categoryCode: category,
      content,
      contributions,
      issues: this.issues,
      question,
    };
  }

  private title(): string {
    const title = this.text('TITLE');
    if (title === '') this.missing('TITLE');
    else if (Array.from(title).length > MAX_TITLE) this.error('FIELD_TOO_LONG', 'TITLE', { max: MAX_TITLE });
    return Array.from(title).slice(0, MAX_TITLE).join('');
  }

  private unit(): { unitId: string | null; question: PlannedRow['question'] } {
    const match = this.units.match(this.places());
    const place = this.placeRole();
    switch (match.kind) {
      case 'FOUND':
        for (const note of match.notes)
          this.issue('WARNING', note.code, place, { name: note.name, unit: this.units.labelOf(note.unitId) });
        return { unitId: match.unitId, question: null };
      case 'AMBIGUOUS': {
        const { name, key, candidates } = match;
        const labels = candidates.slice(0, 5).map((id) => this.units.labelOf(id));
        this.error('IMPORT_UNIT_AMBIGUOUS', place, { name, candidates: labels.join(' · ') });
        return { unitId: null, question: { key, name, candidates } };
      }
      case 'UNKNOWN':
        this.error('IMPORT_UNIT_UNKNOWN', place, { name: match.name });
        return { unitId: null, question: { key: match.key, name: match.name, candidates: [] } };
      default:
        this.missing(place);
        return { unitId: null, question: null };
    }
  }

  private places(): PlaceCells {
    return {
      unit: this.text('UNIT'),
      commune: this.text('COMMUNE'),
      district: this.text('DISTRICT'),
      province: this.text('PROVINCE'),
      groups: this.row.groups.filter(
        (text) => fieldOfWords(text.replace(/^[\divxlc]+[.)]\s*/i, ''), this.rules.fields) === undefined,
      ),
    };
  }

  private placeRole(): ColumnRole {
    const roles: readonly ColumnRole[] = ['UNIT', 'COMMUNE', 'DISTRICT'];
    return roles.find((role) => this.text(role) !== '') ?? roles.find((role) => this.column(role)) ?? 'UNIT';
  }

  private placeText(): string {
    return (['UNIT', 'COMMUNE', 'DISTRICT'] as const)
      .map((role) => this.text(role))
      .filter((text) => text !== '')
      .join(', ');
  }

  private type(): string | null {
    const ticked = this.ticked('TYPE:');
    if (ticked.length > 1) this.tickedTwice('TYPE:', ticked);
    const words = this.text('TYPE');
    const said = ticked[0]?.role.slice(5) ?? (words === '' ? undefined : typeOfWords(words));
    if (ticked.length === 0 && words !== '' && !said) this.error('IMPORT_VALUE_UNKNOWN', 'TYPE', { value: words });
    if (said) return said;
    if (words !== '') return null;
    // a list without such a column is one of collectives; in one that has it, an empty cell is worth a word
    const place = this.columns.find(({ role }) => role.startsWith('TYPE'));
    if (place) this.issue('WARNING', 'IMPORT_TYPE_ASSUMED', place.role);
    return 'COLLECTIVE';
  }

  private field(): string | null {
    const ticked = this.ticked('FIELD:');
    if (ticked.length > 1) this.tickedTwice('FIELD:', ticked);
    const words = this.text('FIELD');
    const heading = this.row.groups
      .map((text) => fieldOfWords(text.replace(/^([ivxlc]+|\d+|[a-zđ])[.)]\s+/i, ''), this.rules.fields))
      .findLast((code) => code !== undefined);
    const said = ticked[0]?.role.slice(6) ?? (words === '' ? heading : fieldOfWords(words, this.rules.fields));
    if (said) return said;
    const place = this.columns.find(({ role }) => role.startsWith('FIELD'))?.role ?? 'FIELD';
    if (words === '') this.missing(place);
    else this.error('IMPORT_VALUE_UNKNOWN', 'FIELD', { value: words });
    return null;
  }

  private category(field: string | null, type: string | null): string | null {
    if (field === null || type === null) return null;
    const category = this.rules.categories.find((one) => one.field === field && one.subjectType === type);
    if (!category)
      this.error('CATEGORY_UNKNOWN', this.columns.find(({ role }) => role.startsWith('FIELD'))?.role ?? 'FIELD');
    return category?.code ?? null;
  }

  /** As it will stand on the certificate: the person before the dash of the title, who carries it out, or the unit. */
  private subject(title: string, type: string | null, unitId: string | null): string {
    const given = this.text('SUBJECT');
    const person = /^(\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){1,5}) [-–—] .+/u.exec(title)?.[1];
    const place = this.text('UNIT');
    const named =
      type !== 'COLLECTIVE' && person && (given === '' || isBody(given))
        ? person
        : given || (isBody(place) ? place : unitId === null ? place : this.units.labelOf(unitId));
    if (Array.from(named).length > MAX_TITLE) this.error('FIELD_TOO_LONG', 'SUBJECT', { max: MAX_TITLE });
    return Array.from(named).slice(0, MAX_TITLE).join('');
  }

  private ticked(prefix: string): FoundColumn[] {
    return this.columns.filter(({ role, column }) => {
      const text = this.row.cells.get(column) ?? '';
      return role.startsWith(prefix) && !isNoTick(text) && isTick(text);
    });
  }

  private tickedTwice(prefix: string, ticked: readonly FoundColumn[]): void {
    const columns = ticked.map(({ labels, column }) => labels.at(-1) ?? columnLetters(column)).join(', ');
    this.error('IMPORT_TICKED_TWICE', ticked[1]?.role ?? (prefix as ColumnRole), { columns });
  }

  private column(role: ColumnRole): FoundColumn | undefined {
    return this.columns.find((each) => each.role === role);
  }

  private text(role: ColumnRole): string {
    const column = this.column(role);
    return column ? cleanCell(this.row.cells.get(column.column) ?? '') : '';
  }

  private missing(role: ColumnRole): void {
    const column = this.column(role);
    // of ticked columns the heading above them
    this.error('IMPORT_CELL_MISSING', role, { label: column?.labels[0] ?? role });
  }

  private error(code: string, role: ColumnRole, params: Record<string, unknown> = {}): void {
    this.issue('ERROR', code, role, params);
  }

  private issue(severity: Severity, code: string, role: ColumnRole, params: Record<string, unknown> = {}): void {
    const column = this.column(role);
    this.issues.push({ severity, code, params, column: column ? columnLetters(column.column) : null });
  }
}
