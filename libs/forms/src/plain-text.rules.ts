import { vietnameseNumber } from './decimals.rules';
import {
  isTable,
  isUnitValue,
  type Choice,
  type FormContent,
  type FormField,
  type FormValue,
  type TableColumn,
  valueOf,
} from './form.rules';
import { plainRichText } from './rich-text.rules';

/** True when nothing is written: empty text, a table whose cells are all empty, a place without a name. */
export function isEmptyValue(field: Pick<FormField, 'type'> | undefined, value: FormValue): boolean {
  if (typeof value === 'string') return (field?.type === 'RICH_TEXT' ? plainRichText(value) : value).trim() === '';
  if (isTable(value)) return value.every((row) => Object.values(row).every((cell) => cell.trim() === ''));
  return isUnitValue(value) ? value.unit === '' : value.text.trim() === '';
}

/** '2026-02-05' → '05/02/2026'; anything else unchanged. */
const dayText = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1');

const choiceName = (choices: readonly Choice[] | undefined, code: string): string =>
  choices?.find((choice) => choice.code === code)?.name ?? code;

/** The text of one cell or simple value as people read it. */
function scalarText(
  type: string,
  of: { unit?: string | undefined; choices?: readonly Choice[] | undefined },
  value: string,
): string {
  if (value === '') return '';
  switch (type) {
    case 'NUMBER':
      return vietnameseNumber(value) + (of.unit ? ` ${of.unit}` : '');
    case 'MONEY':
      return `${vietnameseNumber(value)} đồng`;
    case 'DATE':
      return dayText(value);
    case 'CHOICE':
      return choiceName(of.choices, value);
    case 'MULTI_CHOICE':
      return value
        .split(',')
        .map((code) => choiceName(of.choices, code))
        .join('; ');
    case 'RICH_TEXT':
      return plainRichText(value);
    default:
      return value;
  }
}

export const cellText = (column: TableColumn, row: Readonly<Record<string, string>>): string =>
  scalarText(column.type, column, Object.hasOwn(row, column.code) ? (row[column.code] ?? '') : '');

/** Where a place lies: '9.784100, 105.470100'; empty without coordinates. */
export const coordinatesText = (value: FormValue): string =>
  typeof value === 'object' && 'lat' in value && value.lat && value.lng ? `${value.lat}, ${value.lng}` : '';

/**
 * Any value as text that people read: choices by name, numbers the Vietnamese way with their unit, days as dd/mm/yyyy, a
 * row of a table per line ("Lực lượng: Hội Phụ nữ; Số người: 12"). For search, comparison, exports and plain pages.
 * A field that is not known gives the bare text.
 */
export function plainText(field: FormField | undefined, value: FormValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return scalarText(field?.type ?? 'TEXT', field ?? {}, value);
  if (!isTable(value)) return value.text;
  const columns = field?.columns;
  return value
    .map((row) =>
      (columns ?? Object.keys(row).map((code): TableColumn => ({ code, label: code, type: 'TEXT', required: false })))
        .map((column) => ({ label: column.label, text: cellText(column, row) }))
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => `${label}: ${text}`)
        .join('; '),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** All filled fields of a form as one text, in the order of the form, an empty line between two. */
export function plainContent(form: readonly FormField[], content: FormContent): string {
  return form
    .map((field) => plainText(field, valueOf(content, field.code)))
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}
