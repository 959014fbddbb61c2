import { checkForm, type FormField, type FormProblem, type FormValue } from '@app/forms';
import { formatNumber, t, textOf } from '../../i18n';

const ANYWHERE = { category: '', unitKind: '' };

/** A problem in the words of the screen; the server says the same of the same code. */
export function problemText({ code, params = {} }: FormProblem): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' || typeof value === 'string' ? formatNumber(value) : '',
    ]),
  );
  return textOf(`forms.problem_${code}`, shown) ?? t('forms.problem');
}

/** What can be said while it is being written: not that something is missing yet, nor what the count of words says. */
const LATER = ['FIELD_MISSING', 'FORM_TOO_FEW_ROWS', 'TOO_MANY_WORDS'];

/** What is wrong with a field (`''`) or a part of it (`2.SO_NGUOI`) as it stands now. */
export function problemAt(field: FormField, value: FormValue, at: string): string | undefined {
  const { showIf: _, requiredIf: __, categories: ___, levels: ____, ...bare } = field;
  const place = `content.${field.code}${at ? `.${at}` : ''}`;
  const found = checkForm([bare], ANYWHERE, { [field.code]: value }, { complete: true }).find(
    (problem) => problem.field === place && !LATER.includes(problem.code),
  );
  return found && problemText(found);
}
