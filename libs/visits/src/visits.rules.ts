import type { FieldError } from '@app/platform';

/** What was seen of one item of the checklist; `ok` null: not looked at. */
export interface SeenMark {
  readonly ok: boolean | null;
  readonly note: string;
}

export interface VisitFacts {
  /** yyyy-mm-dd */
  readonly visitedOn: string | null;
  readonly place: string;
  readonly participants: string;
  readonly conclusion: string;
}

/** Most photos of one record. */
export const MAX_VISIT_PHOTOS = 30;

/** A visit has been made: its day is not after today. @param today yyyy-mm-dd in Vietnam */
export function checkVisitDay(visitedOn: string | null, today: string): FieldError[] {
  return visitedOn !== null && visitedOn > today ? [{ field: 'visitedOn', code: 'VISIT_DAY_AHEAD' }] : [];
}

/** What is missing before a record can be signed: day, place, who took part, conclusion. */
export function missingForSigning(visit: VisitFacts): FieldError[] {
  const fields = ['visitedOn', 'place', 'participants', 'conclusion'] as const;
  return fields.filter((field) => !visit[field]).map((field) => ({ field, code: 'FIELD_MISSING' }));
}
