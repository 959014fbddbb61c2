import { AppError } from '@app/platform';
import { type RoundRecord, windowState } from '@app/programmes';
import { forPeople } from './entry-notices';

/**
 * The window of the rules in force counts, so that a deadline which the board extends holds for drafts under way too.
 * @throws AppError ROUND_NOT_OPEN, BEFORE_WINDOW, AFTER_DEADLINE
 */
export function refuseOutsideWindow(round: RoundRecord, now: Date): void {
  if (round.state !== 'OPEN') throw new AppError('ROUND_NOT_OPEN');
  const { opensAt, closesAt } = round.rules.registration;
  const where = windowState(round.rules.registration, now);
  if (where === 'BEFORE') throw new AppError('BEFORE_WINDOW', { opensAt: forPeople(new Date(opensAt)), at: opensAt });
  if (where === 'AFTER') throw lateFor(new Date(closesAt));
}

/**
 * Paper is in time when the post office stamped it, or else when it reached the office, on or before the last day.
 * @param day yyyy-mm-dd in Viet Nam
 * @throws AppError AFTER_DEADLINE
 */
export function refuseLatePaper(day: string, closes: Date): void {
  if (day > dayInVietnam(new Date(closes.getTime() - 1))) throw lateFor(closes);
}

export function lateFor(deadline: Date): AppError {
  return new AppError('AFTER_DEADLINE', { deadline: forPeople(deadline), at: deadline.toISOString() });
}

/** @throws AppError PAPER_DATES; days are yyyy-mm-dd */
export function refuseImpossibleDays(receivedOn: string, postmarkOn: string | null, today: string): void {
  const late = postmarkOn !== null && postmarkOn > receivedOn;
  const field = receivedOn > today ? 'receivedOn' : late ? 'postmarkOn' : undefined;
  if (field) throw new AppError('PAPER_DATES', {}, [{ field, code: 'PAPER_DATES' }]);
}

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** yyyy-mm-dd */
function dayInVietnam(instant: Date): string {
  return DAY.format(instant);
}
