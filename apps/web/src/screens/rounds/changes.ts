import { t } from '../../i18n';
import { stepName, type Step } from './places';
import type { RoundRules } from './types';

const lists = [
  ['chain', 'chain'],
  ['form', 'form'],
  ['contributionKinds', 'form'],
  ['categories', 'categories'],
  ['rubrics', 'rubrics'],
  ['awardForms', 'awards'],
] as const;

interface Named {
  code: string;
  name?: string;
  label?: string;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const nameOf = (item: Named): string => item.name ?? item.label ?? item.code;

/** What an amendment changes, line by line: "Chuỗi xét: sửa “Thẩm định cấp xã”". Items are told apart by their code. */
export function changesOf(before: RoundRules, after: RoundRules): string[] {
  const lines: string[] = [];
  const say = (step: Step, what: string): void => void lines.push(`${stepName(step)}: ${what}`);
  if (!same(before.registration, after.registration)) say('info', t('rounds.change_window'));
  for (const [key, step] of lists) {
    const old: readonly Named[] = before[key];
    const now: readonly Named[] = after[key];
    for (const item of now) {
      const was = old.find((other) => other.code === item.code);
      if (!was) say(step, t('rounds.change_added', { name: nameOf(item) }));
      else if (!same(was, item)) say(step, t('rounds.change_changed', { name: nameOf(item) }));
    }
    for (const item of old)
      if (!now.some((other) => other.code === item.code)) say(step, t('rounds.change_removed', { name: nameOf(item) }));
    const order = (list: readonly Named[], other: readonly Named[]): string[] =>
      list.map((item) => item.code).filter((code) => other.some((one) => one.code === code));
    if (!same(order(old, now), order(now, old))) say(step, t('rounds.change_order'));
  }
  if (!same(before.money, after.money)) say('awards', t('rounds.change_money'));
  return lines;
}
