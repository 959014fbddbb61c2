/** So many wrong passwords in a row … */
export const MAX_FAILURES = 5;
/** … close the sign-in for so many minutes. */
export const LOCK_MINUTES = 15;

export interface Failures {
  readonly count: number;
  readonly lockedUntil: Date | null;
}

export function isLocked(state: { readonly lockedUntil: Date | null }, now: Date): boolean {
  return state.lockedUntil !== null && state.lockedUntil > now;
}

/** State after one more wrong password; the count starts anew when a lock begins. */
export function afterFailure(state: Failures, now: Date): Failures {
  const count = state.count + 1;
  if (count < MAX_FAILURES) return { count, lockedUntil: null };
  return { count: 0, lockedUntil: new Date(now.getTime() + LOCK_MINUTES * 60_000) };
}
