import { t, textOf } from '../../i18n';
import type { RoundRules } from './types';

export const steps = ['info', 'chain', 'form', 'categories', 'rubrics', 'voting', 'awards', 'check'] as const;
export type Step = (typeof steps)[number];

export const stepName = (step: Step): string => t(`rounds.step_${step}`);

/** The step in which a place of the rules (`chain.0.voting.quorum`) is edited. */
export function stepOf(place: string): Step {
  if (/^chain\.\d+\.voting/.test(place)) return 'voting';
  const top = place.split('.')[0];
  if (top === 'chain' || top === 'categories' || top === 'rubrics') return top;
  if (top === 'form' || top === 'contributionKinds') return 'form';
  if (top === 'awardForms' || top === 'money') return 'awards';
  return 'info';
}

/** A place in words: "Chuỗi xét › Thẩm định cấp xã › Chỉ tiêu". Lists are read by the names of what stands in them. */
export function placeWords(rules: RoundRules, place: string): string {
  const words = [stepName(stepOf(place))];
  let here: unknown = rules;
  for (const part of place.split('.')) {
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
    if (/^\d+$/.test(part)) words.push(nameOf(here) ?? t('rounds.place_item', { n: Number(part) + 1 }));
    else {
      const field = textOf(`rounds.f_${part}`);
      // The headings of lists say nothing beside the names of what stands in them.
      if (field && !Array.isArray(here)) words.push(field);
    }
  }
  return words.join(' › ');
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { name, label, text } = item as Record<string, unknown>;
  return [name, label, text].find((one): one is string => typeof one === 'string' && one.trim() !== '');
}
