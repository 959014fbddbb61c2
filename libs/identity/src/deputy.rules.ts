/** Roles that can be handed over for a time of absence. Marks and votes are personal, accounts stay with their keepers. */
export const DEPUTY_ROLES = ['UNIT_HEAD', 'OFFICER', 'LEADER'] as const;
export type DeputyRole = (typeof DEPUTY_ROLES)[number];

/** Longest time of standing in for somebody; days. A longer absence is a new grant. */
export const DEPUTY_MAX_DAYS = 90;

const DAY = 86_400_000;

/** The day after; yyyy-mm-dd. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** What is wrong with the days, both yyyy-mm-dd and inclusive; undefined when they can stand. */
export function periodProblem(
  from: string,
  to: string,
  today: string,
):
  | { field: 'validFrom' | 'validTo'; code: 'FIELD_BAD_DATE' | 'PERIOD_ENDS_BEFORE_START' | 'DEPUTY_TOO_LONG' }
  | undefined {
  for (const [field, day] of [
    ['validFrom', from],
    ['validTo', to],
  ] as const) {
    const at = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return { field, code: 'FIELD_BAD_DATE' };
  }
  if (to < from || to < today) return { field: 'validTo', code: 'PERIOD_ENDS_BEFORE_START' };
  return (Date.parse(to) - Date.parse(from)) / DAY >= DEPUTY_MAX_DAYS
    ? { field: 'validTo', code: 'DEPUTY_TOO_LONG' }
    : undefined;
}
