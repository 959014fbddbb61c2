import { checkDefinition, COLUMN_TYPES, decimalOf, FORM_FIELD_TYPES, type FormField, isCondition } from '@app/forms';
import type { Problem } from '@app/rubrics';
import { isRuleCode } from '@app/rubrics';
import { flag, list, oneOf, record, type Shape, text, whole } from './shape.rules';

const code: Shape = (value, path, problems) => {
  if (typeof value !== 'string' || !isRuleCode(value)) problems.push({ path, code: 'RULES_CODE_INVALID' });
};
const name = text(1, 300);
/** A decimal that may be negative: a bound of a number. */
const bound: Shape = (value, path, problems) => {
  if (decimalOf(value) === undefined) problems.push({ path, code: 'FIELD_BAD_NUMBER' });
};
const condition: Shape = (value, path, problems) => {
  if (!isCondition(value)) problems.push({ path, code: 'FIELD_BAD_FORMAT' });
};
const choices = list(record({ code, name }), 1, 100);

/** Kinds of units that a field may be kept for: those that `org` knows. */
const UNIT_KIND = text(1, 40);

/** Shape of one field of a form as a person sends it. */
export const FIELD_SHAPE = record(
  { code, section: name, label: name, type: oneOf(FORM_FIELD_TYPES), required: flag, public: flag },
  {
    help: text(0, 1000),
    example: text(0, 2000),
    maxWords: whole(1, 20_000),
    maxLength: whole(1, 100_000),
    unit: text(0, 30),
    min: bound,
    max: bound,
    decimals: whole(0, 6),
    choices,
    columns: list(
      record({ code, label: name, type: oneOf(COLUMN_TYPES), required: flag }, { unit: text(0, 30), choices }),
      1,
      12,
    ),
    minRows: whole(0, 100),
    maxRows: whole(1, 100),
    categories: list(code, 1, 100),
    levels: list(UNIT_KIND, 1, 20),
    showIf: condition,
    requiredIf: condition,
  },
);

/** The sense of a form: what `checkDefinition` finds, and categories that the rules do not have. */
export function checkFormSense(
  form: readonly FormField[],
  categories: readonly { code: string }[],
  unitKinds: readonly string[],
): Problem[] {
  return [
    ...checkDefinition(form),
    ...form.flatMap((field, index): Problem[] => [
      ...(field.categories ?? []).flatMap((each, at): Problem[] =>
        categories.some((category) => category.code === each)
          ? []
          : [{ path: `form.${index}.categories.${at}`, code: 'CATEGORY_UNKNOWN' }],
      ),
      ...(field.levels ?? []).flatMap((each, at): Problem[] =>
        unitKinds.includes(each)
          ? []
          : [
              {
                path: `form.${index}.levels.${at}`,
                code: 'FIELD_BAD_ENUM',
                params: { allowed: unitKinds.join(', ') },
              },
            ],
      ),
    ]),
  ];
}
