import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Sheet = Schemas['ScoresheetAnswer'];
export type SheetRow = Schemas['ScoresheetListItemAnswer'];
export type SheetPage = Schemas['ScoresheetPage'];
export type SheetCriterion = Schemas['SheetCriterionAnswer'];
export type OtherSheet = Schemas['OtherSheetAnswer'];
type Saved = Schemas['ScoresheetSavedAnswer'];

/** What the judge writes on a sheet; a criterion without a mark is not there. */
export interface SheetDraft {
  marks: Record<string, { points: string | null; comment: string }>;
  comment: string;
  privateNote: string;
}

export const sheetQuery = (id: string) => queryOptions({ queryKey: ['scoresheet', id], queryFn: () => call<Sheet>('GET', `/api/scoresheets/${id}`), staleTime: 0 });

export const draftOf = (sheet: Sheet): SheetDraft => ({
  marks: Object.fromEntries(sheet.criteria.map(({ code }) => {
    const mark = sheet.marks.find((one) => one.criterion === code);
    return [code, { points: mark?.points ?? null, comment: mark?.comment ?? '' }];
  })),
  comment: sheet.comment,
  privateNote: sheet.privateNote,
});

export const saveSheet = (id: string, draft: SheetDraft, version: number, keepalive: boolean): Promise<Saved> =>
  call('PUT', `/api/scoresheets/${id}`, {
    keepalive,
    body: {
      version,
      marks: Object.entries(draft.marks).map(([criterion, { points, comment }]) => ({ criterion, points, comment })),
      comment: draft.comment,
      privateNote: draft.privateNote,
    },
  });
export const signSheet = (id: string, version: number): Promise<Saved> => call('POST', `/api/scoresheets/${id}/sign`, { body: { version } });
export const reopenSheet = (id: string, version: number, reason: string): Promise<Saved> => call('POST', `/api/scoresheets/${id}/reopen`, { body: { version, reason } });
export const declareConflict = (id: string, reason: string): Promise<Saved> => call('POST', `/api/scoresheets/${id}/conflict`, { body: { reason } });

/** Sum of the marks given so far, exactly: in hundredths, as whole numbers. Gates give no points. */
export function totalOf(criteria: readonly SheetCriterion[], draft: SheetDraft): string {
  let hundredths = 0n;
  for (const { code, kind } of criteria) {
    const points = draft.marks[code]?.points;
    if (kind === 'GATE' || !points) continue;
    const [whole = '0', rest = ''] = points.split('.');
    hundredths += BigInt(whole) * 100n + BigInt(rest.padEnd(2, '0').slice(0, 2));
  }
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}
