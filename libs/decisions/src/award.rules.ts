import type { AwardForm, RoundRules } from '@app/programmes';
import { compare, fraction } from '@app/platform';
import type { Band } from '@app/rubrics';

const minimumOf = (form: AwardForm, bands: readonly Band[]): string | null =>
  form.minBand === null ? '0' : (bands.find(({ code }) => code === form.minBand)?.min ?? null);

/** Whether an entry with this score and eligibility may get the form: its band must be reached. */
export function awardFormFits(
  form: AwardForm,
  bands: readonly Band[],
  entry: { score: string | null; band: string | null },
): boolean {
  if (form.minBand === null) return true;
  const needed = minimumOf(form, bands);
  // no band = not eligible or below all bands, whatever the number says
  return (
    needed !== null &&
    entry.band !== null &&
    entry.score !== null &&
    compare(fraction(entry.score), fraction(needed)) >= 0
  );
}

/**
 * The form that the draft proposes: of the forms of the family and of the deciding level that the entry reaches, the one
 * with the highest band; among those the first in the rules. Undefined when none fits: a province does not propose a
 * commune's giấy khen in its place.
 */
export function defaultAwardForm(
  rules: Pick<RoundRules, 'awardForms' | 'chain'>,
  family: AwardForm['family'],
  bands: readonly Band[],
  entry: { score: string | null; band: string | null },
): AwardForm | undefined {
  const level = rules.chain.find((stage) => stage.kind === 'DECISION')?.level;
  const fitting = rules.awardForms.filter((form) => form.family === family && form.level === level && awardFormFits(form, bands, entry));
  return fitting.reduce<AwardForm | undefined>((best, form) => {
    if (!best) return form;
    const better = compare(fraction(minimumOf(form, bands) ?? '0'), fraction(minimumOf(best, bands) ?? '0')) > 0;
    return better ? form : best;
  }, undefined);
}
