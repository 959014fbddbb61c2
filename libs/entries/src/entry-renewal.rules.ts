import type { FieldError } from '@app/platform';
import type { FormContent, FormField, FormValue } from '@app/forms';
import { isEmptyValue, valueOf } from '@app/forms';

/** On papers and in lists: 'mô hình mới', or 'duy trì, năm thứ 3'. */
export function originText(renewalNo: number): string {
  return renewalNo > 0 ? `duy trì, năm thứ ${renewalNo + 1}` : 'mô hình mới';
}

/** Why a part of the earlier entry does not go into the new one. */
export const LEFT_OUT_REASONS = ['NO_FIELD', 'OTHER_TYPE', 'DOES_NOT_FIT'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  code: string;
  /** As the earlier form named it. */
  label: string;
  reason: LeftOutReason;
}

/**
 * Content of an earlier entry for the form of a later round: fields with equal code and type whose value stands the new
 * form's checks. Figures and self-scores are not taken along: they belong to the year that they were reached in.
 * @param check problems of a content under the new rules, with places such as `content.LY_DO` or `content.LUC_LUONG.2.SO`
 */
export function carryOver(
  before: { form: readonly FormField[]; content: FormContent },
  form: readonly FormField[],
  check: (content: FormContent) => readonly Pick<FieldError, 'field'>[],
): { content: Record<string, FormValue>; leftOut: LeftOut[] } {
  const fields = new Map(form.map((field) => [field.code, field]));
  const content: Record<string, FormValue> = {};
  const leftOut: LeftOut[] = [];
  for (const { code, label, type } of before.form) {
    const value = valueOf(before.content, code);
    if (isEmptyValue({ type }, value)) continue;
    const field = fields.get(code);
    if (!field) leftOut.push({ code, label, reason: 'NO_FIELD' });
    else if (field.type !== type) leftOut.push({ code, label, reason: 'OTHER_TYPE' });
    else if (check({ [code]: value }).some((problem) => problem.field.split('.')[1] === code))
      leftOut.push({ code, label, reason: 'DOES_NOT_FIT' });
    else content[code] = value;
  }
  return { content, leftOut };
}
