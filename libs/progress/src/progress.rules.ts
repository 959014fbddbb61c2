import type { FieldError } from '@app/platform';
import type { Contribution, EntryState } from '@app/entries';
import { decimalsOf } from '@app/rubrics';

/** On entries in these states progress is reported: put forward and not turned down. */
export const REPORTABLE: readonly EntryState[] = [
  'APPRAISING',
  'PROPOSED',
  'RETURNED',
  'SCORING',
  'COUNCIL',
  'APPROVED',
  'RECOGNISED',
];

/** A report as it is written. Days as yyyy-mm-dd. */
export interface ReportDraft {
  periodFrom: string | null;
  periodTo: string | null;
  body: string;
  contributions: readonly Contribution[];
  replacesId: string | null;
  reason: string;
}

/** What may not even be saved: unknown kinds, amounts that are no positive decimals. */
export function checkReport(draft: ReportDraft, kinds: ReadonlySet<string>): FieldError[] {
  return draft.contributions.flatMap((line, index): FieldError[] => {
    const errors: FieldError[] = [];
    const place = `contributions.${index}`;
    if (!kinds.has(line.kind))
      errors.push({ field: `${place}.kind`, code: 'FIELD_BAD_ENUM', params: { allowed: [...kinds].join(', ') } });
    if (line.amount === '') return errors;
    if (!/^\d{1,15}(\.\d+)?$/.test(line.amount)) errors.push({ field: `${place}.amount`, code: 'FIELD_BAD_NUMBER' });
    else if (/^0*(\.0*)?$/.test(line.amount)) errors.push({ field: `${place}.amount`, code: 'RULES_NOT_POSITIVE' });
    else if (decimalsOf(line.amount) > 3)
      errors.push({ field: `${place}.amount`, code: 'FIELD_TOO_MANY_DECIMALS', params: { max: 3 } });
    return errors;
  });
}

/** What keeps a report from being sent, all at once. `today` as yyyy-mm-dd. */
export function checkReportComplete(draft: ReportDraft, kinds: ReadonlySet<string>, today: string): FieldError[] {
  const errors = checkReport(draft, kinds);
  const missing = (field: string) => errors.push({ field, code: 'FIELD_MISSING' });
  if (!draft.periodFrom) missing('periodFrom');
  if (!draft.periodTo) missing('periodTo');
  if (draft.periodFrom && draft.periodTo && draft.periodFrom > draft.periodTo)
    errors.push({ field: 'periodTo', code: 'PROGRESS_PERIOD' });
  else if (draft.periodTo && draft.periodTo > today) errors.push({ field: 'periodTo', code: 'PROGRESS_PERIOD' });
  if (draft.body.trim() === '') missing('body');
  draft.contributions.forEach((line, index) => {
    if (line.amount === '') missing(`contributions.${index}.amount`);
  });
  if (draft.replacesId && draft.reason.trim() === '') missing('reason');
  return errors;
}

/**
 * The day by which the next report is due: so many months after the last reported day, or after the recognition. The
 * last day of a short month stands for the days that it lacks (31/01 and one month: 28/02).
 */
export function dueOn(since: string, everyMonths: number): string {
  const [year, month, day] = since.split('-').map(Number) as [number, number, number];
  const months = year * 12 + (month - 1) + everyMonths;
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  const due = new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, last)));
  return due.toISOString().slice(0, 10);
}
