import { vietnameseNumber } from './decimals.rules';
import { type Condition, type ConditionTest, type FormField } from './form.rules';

/** The words of a condition; `{value}` and `{field}` are filled in. */
export interface ConditionWords {
  tests: Record<ConditionTest, string>;
  /** Of a table: how many rows. */
  rows: { AT_LEAST: string; AT_MOST: string };
  and: string;
  or: string;
  not: string;
  nothing: string;
}

/** As papers say it; the screen has its own words in two languages. */
export const VIETNAMESE_WORDS: ConditionWords = {
  tests: {
    EQUALS: '“{field}” là {value}',
    NOT_EQUALS: '“{field}” không phải {value}',
    IN: '“{field}” là một trong: {value}',
    FILLED: 'đã ghi “{field}”',
    EMPTY: 'chưa ghi “{field}”',
    AT_LEAST: '“{field}” từ {value} trở lên',
    AT_MOST: '“{field}” không quá {value}',
  },
  rows: { AT_LEAST: '“{field}” có từ {value} dòng trở lên', AT_MOST: '“{field}” có không quá {value} dòng' },
  and: ' và ',
  or: ' hoặc ',
  not: 'không phải ({value})',
  nothing: '…',
};

/** A condition as a sentence: "“Loại đăng ký” là Mô hình mới và “Kinh phí” từ 1.000.000 đồng trở lên". */
export function conditionText(
  form: readonly FormField[],
  condition: Condition,
  words: ConditionWords = VIETNAMESE_WORDS,
  inner = false,
): string {
  const list = (parts: readonly Condition[], joint: string): string => {
    const text = parts.map((part) => conditionText(form, part, words, true)).join(joint);
    return inner && parts.length > 1 ? `(${text})` : text || words.nothing;
  };
  if ('all' in condition) return list(condition.all, words.and);
  if ('any' in condition) return list(condition.any, words.or);
  if ('not' in condition) return words.not.replace('{value}', () => conditionText(form, condition.not, words));
  const field = form.find((each) => each.code === condition.field);
  const value = [condition.value ?? []]
    .flat()
    .map((each) => valueText(field, each))
    .join(', ');
  const { is } = condition;
  const sentence =
    field?.type === 'TABLE' && (is === 'AT_LEAST' || is === 'AT_MOST') ? words.rows[is] : words.tests[is];
  return sentence
    .replace('{field}', () => field?.label || words.nothing)
    .replace('{value}', () => value || words.nothing);
}

function valueText(field: FormField | undefined, value: string): string {
  if (field?.type === 'NUMBER') return vietnameseNumber(value) + (field.unit ? ` ${field.unit}` : '');
  if (field?.type === 'MONEY') return `${vietnameseNumber(value)} đồng`;
  if (field?.type === 'DATE') return value.split('-').toReversed().join('/');
  return field?.choices?.find((choice) => choice.code === value)?.name ?? value;
}
