import type { NoticeLocale } from './notice-kinds.rules';

/** Days before and after a deadline on which people are reminded of it. */
export interface ReminderDays {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export const REMINDER_KINDS = [
  'REGISTRATION_DRAFT',
  'REGISTRATION_NONE',
  'RETURNED',
  'APPRAISAL',
  'DECISION',
  'SHEETS',
  'LATE_BELOW',
] as const;
/** What waits: drafts or nothing at all before registration closes, a returned entry, an appraisal, a leader's decision, score sheets. */
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** One step: `step` days left (negative: overdue), told on days `from` to `to` inclusive, counted from today; to < from never happens. */
export interface ReminderStep {
  readonly step: number;
  /** First and last day of the deadline, relative to today: 7 = in seven days. */
  readonly from: number;
  readonly to: number;
}

/**
 * The deadlines that each step is about today. A step counts on its day and on the day after, so that a run that fell out
 * is made up for; the key of what was told keeps anybody from hearing it twice.
 */
export function stepsOf(days: ReminderDays): ReminderStep[] {
  const before = [...new Set(days.before)].map((step) => ({ step, from: step - 1, to: step }));
  const after = [...new Set(days.after)].map((step) => ({ step: -step, from: -step - 1, to: -step }));
  return dropOverlaps([...before, ...after].sort((a, b) => b.step - a.step));
}

/** Neighbouring steps (3 and 2) would share a day: it belongs to the step that names it. */
function dropOverlaps(steps: ReminderStep[]): ReminderStep[] {
  return steps.map((one, index) => {
    const next = steps[index + 1];
    return next && next.to >= one.from ? { ...one, from: next.to + 1 } : one;
  });
}

const DAY = 86_400_000;
/** Asia/Ho_Chi_Minh has no summer time. */
const VIETNAM_OFFSET = 7 * 3_600_000;

/**
 * The instants between which deadlines fall on the days from…to relative to `today` (yyyy-mm-dd), both ends inclusive. A
 * deadline at midnight closes the day before it, hence the second.
 */
export function deadlineWindow(today: string, from: number, to: number): { since: Date; until: Date } {
  const start = Date.parse(`${today}T00:00:00Z`) - VIETNAM_OFFSET;
  return { since: new Date(start + from * DAY + 1000), until: new Date(start + (to + 1) * DAY + 1000 - 1) };
}

/** Whole days from `today` to the day of a deadline in Viet Nam; negative when it is over. */
export function daysLeft(today: string, deadline: Date): number {
  const day = Math.floor((deadline.getTime() - 1000 + VIETNAM_OFFSET) / DAY);
  return day - Date.parse(`${today}T00:00:00Z`) / DAY;
}

/** 'còn 3 ngày', 'hết hạn hôm nay', 'quá hạn 1 ngày' */
export function inWords(left: number, locale: NoticeLocale): string {
  if (locale === 'vi') return left > 0 ? `còn ${left} ngày` : left === 0 ? 'hết hạn hôm nay' : `quá hạn ${-left} ngày`;
  const days = `${Math.abs(left)} ${Math.abs(left) === 1 ? 'day' : 'days'}`;
  return left > 0 ? `${days} left` : left === 0 ? 'due today' : `${days} overdue`;
}

/** What waits, as a line of a mail. `title` is the entry's, `count` how many it stands for. */
export function matter(what: ReminderKind, of: { title: string; count: number }, locale: NoticeLocale): string {
  const vi: Record<ReminderKind, string> = {
    REGISTRATION_DRAFT: `Sắp hết hạn đăng ký, đơn vị còn ${of.count} hồ sơ chưa trình`,
    REGISTRATION_NONE: `Sắp hết hạn đăng ký, đơn vị còn thiếu ${of.count} hồ sơ theo quy định của đợt`,
    RETURNED: `Bổ sung và trình lại hồ sơ “${of.title}”`,
    APPRAISAL: `Thẩm định hồ sơ “${of.title}”`,
    DECISION: `Duyệt hồ sơ “${of.title}”`,
    SHEETS: `Ký ${of.count} phiếu chấm điểm`,
    LATE_BELOW: `Hồ sơ quá hạn, cần đôn đốc: “${of.title}”`,
  };
  const en: Record<ReminderKind, string> = {
    REGISTRATION_DRAFT: `Registration closes soon: ${of.count} entries of your unit are not submitted`,
    REGISTRATION_NONE: `Registration closes soon: your unit still owes ${of.count} entries by the rules of the round`,
    RETURNED: `Complete and submit again: “${of.title}”`,
    APPRAISAL: `Appraise the entry “${of.title}”`,
    DECISION: `Decide on the entry “${of.title}”`,
    SHEETS: `Sign ${of.count} score sheets`,
    LATE_BELOW: `Overdue, to be followed up: “${of.title}”`,
  };
  return (locale === 'vi' ? vi : en)[what];
}
