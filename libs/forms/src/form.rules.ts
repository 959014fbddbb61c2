/** What a form is made of. Imports nothing: the server and the screen run the very same rules. */

export const FORM_FIELD_TYPES = [
  'TEXT',
  'LONG_TEXT',
  'RICH_TEXT',
  'NUMBER',
  'MONEY',
  'DATE',
  'CHOICE',
  'MULTI_CHOICE',
  'TABLE',
  'UNIT',
  'PLACE',
] as const;
export type FormFieldType = (typeof FORM_FIELD_TYPES)[number];
/** What a cell of a table may hold. */
export const COLUMN_TYPES = ['TEXT', 'NUMBER', 'MONEY', 'DATE', 'CHOICE'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];
export const CONDITION_TESTS = ['EQUALS', 'NOT_EQUALS', 'IN', 'FILLED', 'EMPTY', 'AT_LEAST', 'AT_MOST'] as const;
export type ConditionTest = (typeof CONDITION_TESTS)[number];

/** Column code → text of the cell, written as a field of the column's type is. */
export type TableRow = Record<string, string>;
export interface PlaceValue {
  text: string;
  /** Decimal degrees as text; both or none. */
  lat?: string;
  lng?: string;
}
export interface UnitValue {
  /** Id of the unit. */
  unit: string;
  /** Its name on the day of saving, written by the server. */
  text: string;
}

/**
 * Value of a field. Texts: a number as decimal ('1500.5'), a day as yyyy-mm-dd, a choice by its code, several choices by
 * their codes with commas, rich text as the restricted HTML of `rich-text.rules`.
 */
export type FormValue = string | readonly TableRow[] | PlaceValue | UnitValue;
export type FormContent = Readonly<Record<string, FormValue>>;

export interface Choice {
  code: string;
  name: string;
}

/** When something holds. A field that is hidden itself counts as empty. */
export type Condition =
  | { field: string; is: ConditionTest; value?: string | string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export interface TableColumn {
  code: string;
  label: string;
  type: ColumnType;
  required: boolean;
  /** Behind a number: "người". */
  unit?: string;
  choices?: Choice[];
}

export interface FormField {
  code: string;
  section: string;
  label: string;
  help?: string;
  /** A good answer, shown beside the field. */
  example?: string;
  type: FormFieldType;
  required: boolean;
  maxWords?: number;
  /** Characters; of rich text without its marks. */
  maxLength?: number;
  /** Behind a number: "m²". */
  unit?: string;
  /** Decimals as text; bounds are inclusive. */
  min?: string;
  max?: string;
  /** Most digits after the point of a number; without it 3. */
  decimals?: number;
  choices?: Choice[];
  columns?: TableColumn[];
  minRows?: number;
  maxRows?: number;
  /** Shown on the public page of a recognised model. */
  public: boolean;
  /** Only for these categories; without it for all. */
  categories?: string[];
  /** Only for entries of units of these kinds; without it for all. */
  levels?: string[];
  showIf?: Condition;
  /** `required` holds always; this one where the condition holds. */
  requiredIf?: Condition;
}

/** Whose form it is. */
export interface FormContext {
  /** Category code of the entry. */
  category: string;
  /** Kind of the entry's unit. */
  unitKind: string;
}

/** What is wrong with a value, and where: `content.DIA_DIEM`, in a table `content.LUC_LUONG.2.SO_NGUOI` (rows from 0). */
export interface FormProblem {
  field: string;
  code: FormProblemCode;
  params?: Record<string, unknown>;
}
export type FormProblemCode =
  | 'CHOICE_UNKNOWN'
  | 'FIELD_ABOVE_MAX'
  | 'FIELD_BAD_DATE'
  | 'FIELD_BAD_FORMAT'
  | 'FIELD_BAD_NUMBER'
  | 'FIELD_BELOW_MIN'
  | 'FIELD_MISSING'
  | 'FIELD_TOO_LONG'
  | 'FIELD_TOO_MANY_DECIMALS'
  | 'FIELD_UNKNOWN'
  | 'FORM_RICH_TEXT_REFUSED'
  | 'FORM_TOO_FEW_ROWS'
  | 'FORM_TOO_MANY_ROWS'
  | 'TOO_MANY_WORDS';

/** Words as people count them: pieces between white space. */
export function wordsIn(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/u).length;
}

/**
 * How a file or an item of a return names a criterion: by its code, and where a field of the form has the same code by
 * `TIEU_CHI.` before it, so that each part has one name.
 */
export const criterionPart = (form: readonly Pick<FormField, 'code'>[], code: string): string =>
  form.some((field) => field.code === code) ? `TIEU_CHI.${code}` : code;

export const isTable = (value: unknown): value is readonly TableRow[] => Array.isArray(value);
export const isUnitValue = (value: FormValue | undefined): value is UnitValue =>
  typeof value === 'object' && !Array.isArray(value) && 'unit' in value;
export const isPlaceValue = (value: FormValue | undefined): value is PlaceValue =>
  typeof value === 'object' && !Array.isArray(value) && !('unit' in value);

/** The value of a field, or an empty text. Codes such as `constructor` are not taken from the prototype. */
export function valueOf(content: FormContent, code: string): FormValue {
  return Object.hasOwn(content, code) ? (content[code] ?? '') : '';
}

const TEXTS_OF_PLACE = ['text', 'lat', 'lng', 'unit'];
const isTextRecord = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= 40 &&
  Object.values(value).every((text) => typeof text === 'string');

/** Shape only: text, at most 500 rows of texts, a place or a unit. What may stand in it is the form's affair. */
export function isFormValue(value: unknown): value is FormValue {
  if (typeof value === 'string') return true;
  if (Array.isArray(value)) return value.length <= 500 && value.every(isTextRecord);
  return (
    isTextRecord(value) &&
    Object.hasOwn(value, 'text') &&
    Object.keys(value).every((key) => TEXTS_OF_PLACE.includes(key)) &&
    !(Object.hasOwn(value, 'unit') && (Object.hasOwn(value, 'lat') || Object.hasOwn(value, 'lng')))
  );
}

/** The same value with every text changed; `where` is '' for the value itself, '2.SO_NGUOI' for a cell, 'text' for a place. */
export function mapTexts(value: FormValue, change: (text: string, where: string) => string): FormValue {
  const each = <T extends Record<string, string>>(record: T, at: string): T =>
    Object.fromEntries(Object.entries(record).map(([key, text]) => [key, change(text, at + key)])) as T;
  if (typeof value === 'string') return change(value, '');
  if (isTable(value)) return value.map((row, index) => each(row, `${index}.`));
  return isUnitValue(value)
    ? each({ ...value }, '')
    : (each({ ...value } as Record<string, string>, '') as unknown as PlaceValue);
}
