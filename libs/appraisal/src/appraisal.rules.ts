import { endOfDayAfter, type StageRule } from '@app/programmes';

/** An answer to one item of the checklist; `ok` null: not answered yet. */
export interface ChecklistMark {
  ok: boolean | null;
  note: string;
}

export type Checklist = Readonly<Record<string, ChecklistMark>>;

const DEFAULT_RETURN_DAYS = 30;

/** Items of the stage's checklist without an answer, by code. */
export function unanswered(stage: StageRule, checklist: Checklist): string[] {
  return (stage.checklist ?? [])
    .filter(({ code }) => !Object.hasOwn(checklist, code) || checklist[code]?.ok == null)
    .map(({ code }) => code);
}

/** Longest time in days that a return at this stage may give. */
export function returnDaysOf(stage: StageRule): number {
  return stage.returnDays ?? DEFAULT_RETURN_DAYS;
}

/** A return needs a deadline in the future that lies within the days of the stage. */
export function isReturnDeadline(stage: StageRule, deadline: Date, now: Date): boolean {
  return deadline > now && deadline <= endOfDayAfter(now, returnDaysOf(stage));
}

/** How often an entry may still be returned at this stage; null: no limit. */
export function returnsLeft(stage: StageRule, returned: number): number | null {
  return stage.returnLimit === undefined ? null : Math.max(0, stage.returnLimit - returned);
}
