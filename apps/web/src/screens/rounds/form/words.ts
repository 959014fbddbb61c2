import { CONDITION_TESTS, conditionText, type ConditionTest, type ConditionWords, type FormField } from '@app/forms';
import { formatNumber, t, textOf } from '../../../i18n';
import { kindName } from '../../admin/kind-name';
import type { RoundRules } from '../types';

export const typeName = (type: string): string => textOf(`forms.type_${type}`) ?? type;

const said = (key: string): string => textOf(`forms.says_${key}`) ?? key;

/** The words of conditions in the language of the screen. */
export const conditionWords = (): ConditionWords => ({
  tests: Object.fromEntries(CONDITION_TESTS.map((test) => [test, said(test)])) as Record<ConditionTest, string>,
  rows: { AT_LEAST: said('rows_AT_LEAST'), AT_MOST: said('rows_AT_MOST') },
  and: ` ${t('forms.says_and')} `,
  or: ` ${t('forms.says_or')} `,
  not: said('not'),
  nothing: '…',
});

/** What stands under a field's name in the list: "Tổ chức thực hiện · Bảng nhiều dòng · Bắt buộc". */
export function fieldWords(rules: RoundRules, field: FormField): string {
  const names = (field.categories ?? []).map((code) => rules.categories.find((one) => one.code === code)?.name ?? code);
  const only = [...names, ...(field.levels ?? []).map(kindName)];
  return [
    field.section,
    typeName(field.type),
    field.required ? t('rounds.required') : t('common.optional'),
    field.maxWords ? t('rounds.up_to_words', { n: formatNumber(field.maxWords) }) : null,
    field.public ? t('rounds.is_public') : null,
    only.length > 0 ? t('forms.only_for', { names: only.join(', ') }) : null,
    field.showIf ? t('forms.only_if', { text: conditionText(rules.form, field.showIf, conditionWords()) }) : null,
  ]
    .filter(Boolean)
    .join(' · ');
}
