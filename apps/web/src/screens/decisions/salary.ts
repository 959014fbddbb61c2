import { inVietnam } from '../../i18n';

/** The day on the calendar of Vietnam, `2026-02-05`. */
export const today = (): string => inVietnam(Date.now()).format('YYYY-MM-DD');

/** The base salary that holds on a day: the latest that began by then. */
export function salaryOn<S extends { effectiveFrom: string }>(salaries: readonly S[], day: string): S | undefined {
  return salaries.filter(({ effectiveFrom }) => effectiveFrom.slice(0, 10) <= day).sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0];
}
