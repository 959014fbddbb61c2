import { AppError, cleanText, type FieldError } from '@app/platform';
import { type EvidenceAnswer, markError, type ReturnedItem } from '@app/entries';
import { type RoundRules, rubricOf, type StageRule } from '@app/programmes';
import { checkMark, criterionOf } from '@app/rubrics';
import type { ReturnEntryInput, SaveAppraisalInput } from './appraisal.dto';
import type { Checklist } from './appraisal.rules';

/** @throws AppError VALIDATION_FAILED */
export function cleanChecklist(stage: StageRule, input: SaveAppraisalInput): Checklist {
  const known = new Set((stage.checklist ?? []).map((item) => item.code));
  const errors = input.checklist.flatMap((mark, index): FieldError[] =>
    known.has(mark.code) ? [] : [{ field: `checklist.${index}.code`, code: 'FIELD_UNKNOWN' }],
  );
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return Object.fromEntries(
    input.checklist.map((mark, index) => [
      mark.code,
      {
        ok: mark.ok ?? null,
        note: cleanText(mark.note ?? '', { field: `checklist.${index}.note`, max: 1000, multiline: true }),
      },
    ]),
  );
}

/** @throws AppError VALIDATION_FAILED */
export function cleanScores(
  rules: RoundRules,
  categoryCode: string,
  input: SaveAppraisalInput,
): { criterion: string; points: string; reason: string }[] {
  const rubric = rubricOf(rules, categoryCode);
  const seen = new Set<string>();
  const errors = input.scores.flatMap((score, index): FieldError[] => {
    const criterion = rubric && criterionOf(rubric, score.criterion);
    if (!criterion) return [{ field: `scores.${index}.criterion`, code: 'FIELD_UNKNOWN' }];
    if (seen.has(score.criterion)) return [{ field: `scores.${index}.criterion`, code: 'RULES_CODE_DUPLICATE' }];
    seen.add(score.criterion);
    const problem = checkMark(criterion, score.points);
    return problem ? [markError(`scores.${index}.points`, criterion, problem)] : [];
  });
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return input.scores.map(({ criterion, points, reason }, index) => ({
    criterion,
    points,
    reason: cleanText(reason, { field: `scores.${index}.reason`, max: 2000, min: 1, multiline: true }),
  }));
}

/**
 * Items with the names of what they point at, kept as they are today: the unit may take the file away.
 * @param evidence the files of the revision that is returned
 * @throws AppError VALIDATION_FAILED
 */
export function cleanItems(
  rules: RoundRules,
  categoryCode: string,
  evidence: readonly Pick<EvidenceAnswer, 'id' | 'name' | 'caption' | 'part'>[],
  input: ReturnEntryInput,
): ReturnedItem[] {
  const rubric = rubricOf(rules, categoryCode);
  const pointed = input.items.map(({ part, kind }): Omit<ReturnedItem, 'text'> | undefined => {
    const field = kind === undefined || kind === 'FIELD' ? rules.form.find(({ code }) => code === part) : undefined;
    if (field) return { part, kind: 'FIELD', name: field.label };
    const criterion = rubric && (kind === undefined || kind === 'CRITERION') ? criterionOf(rubric, part) : undefined;
    if (criterion) return { part, kind: 'CRITERION', name: criterion.name };
    const file = kind === undefined || kind === 'FILE' ? evidence.find(({ id }) => id === part) : undefined;
    return (
      file && {
        part,
        kind: 'FILE',
        name: file.caption ? `${file.caption} (${file.name})` : file.name,
        on: file.part,
      }
    );
  });
  const errors = pointed.flatMap((one, index): FieldError[] =>
    one ? [] : [{ field: `items.${index}.part`, code: 'RETURN_PART_UNKNOWN' }],
  );
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return pointed.flatMap((one, index) =>
    one
      ? [
          {
            ...one,
            text: cleanText(input.items[index]?.text ?? '', {
              field: `items.${index}.text`,
              max: 2000,
              min: 1,
              multiline: true,
            }),
          },
        ]
      : [],
  );
}
