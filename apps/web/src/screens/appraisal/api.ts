import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';
import type { ReturnItem } from './useReturnList';

type Schemas = components['schemas'];
export type QueuePage = Schemas['QueuePage'];
export type QueueRow = Schemas['QueueItemAnswer'];
export type Appraisal = Schemas['AppraisalAnswer'];
export type AppraisalRecord = Schemas['AppraisalRecordAnswer'];
export type Entry = Schemas['EntryAnswer'];
export type EntryReturn = Schemas['EntryReturnAnswer'];
export type EntryTimeline = Schemas['EntryTimelineAnswer'];
export type Revision = Schemas['RevisionAnswer'];
export type ChecklistItem = Schemas['ChecklistItemAnswer'];
type Criterion = Schemas['CriterionAnswer'];

export type Changes = Schemas['ChangesAnswer'];
export type ChangedItem = Schemas['ChangedItemAnswer'];
export type ComparedPart = Schemas['ComparedPartAnswer'];
export type Check = Schemas['CheckAnswer'];
export type Manifest = Schemas['ForwardManifestAnswer'];
export type ManifestRow = Schemas['ManifestRowAnswer'];
export type ManifestItem = Schemas['ManifestItemAnswer'];
export type CriterionPlace = Schemas['CriterionPlaceAnswer'];
export type CriterionOfficers = Schemas['CriterionOfficersAnswer'];
export type MinimumRow = Schemas['MinimumRowAnswer'];

/** A criterion that is scored, with the headings above it. */
export interface LeafCriterion extends Criterion {
  path: string[];
}

/** Enough for the counts: what waits for one officer fits on one page, otherwise "100+" is shown. */
export const WAITING_LIMIT = 100;
export const waitingQuery = queryOptions({
  queryKey: ['appraisal', 'waiting'],
  queryFn: () => call<QueuePage>('GET', '/api/appraisal/queue', { query: { limit: WAITING_LIMIT } }),
});
export const appraisalQuery = (id: string) => queryOptions({ queryKey: ['appraisal', 'entry', id], queryFn: () => call<Appraisal>('GET', `/api/entries/${id}/appraisal`), staleTime: 0 });
export const entryQuery = (id: string) => queryOptions({ queryKey: ['entry', id], queryFn: () => call<Entry>('GET', `/api/entries/${id}`), staleTime: 0 });
export const timelineQuery = (id: string) => queryOptions({ queryKey: ['entry', id, 'timeline'], queryFn: () => call<EntryTimeline>('GET', `/api/entries/${id}/timeline`), staleTime: 0 });
export const changesQuery = (id: string) => queryOptions({ queryKey: ['appraisal', 'changes', id], queryFn: () => call<Changes>('GET', `/api/appraisal/${id}/changes`), staleTime: 0 });
export const checksQuery = (id: string) => queryOptions({ queryKey: ['appraisal', 'checks', id], queryFn: () => call<{ items: Check[] }>('GET', `/api/appraisal/${id}/checks`), staleTime: 0 });
export const placesQuery = queryOptions({ queryKey: ['appraisal', 'criterion-places'], queryFn: () => call<{ items: CriterionPlace[] }>('GET', '/api/appraisal/criterion-places') });
/** A submitted revision never changes. */
export const revisionQuery = (id: string, no: number) =>
  queryOptions({ queryKey: ['entry', id, 'revision', no], queryFn: () => call<Revision>('GET', `/api/entries/${id}/revisions/${no}`), staleTime: Infinity });
/** Checklists of all stages: earlier appraisals name their items by code only. */
export const checklistNamesQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'checklists'],
    queryFn: async () => {
      const round = await call<Schemas['RoundDetailAnswer']>('GET', `/api/rounds/${roundId}`);
      return Object.fromEntries(round.rules.chain.flatMap((stage) => (stage.checklist ?? []).map(({ code, text }) => [code, text])));
    },
    staleTime: 10 * 60_000,
  });

type Body = Record<string, unknown> & { version: number };
const act = (id: string, action: string, body: Body): Promise<Entry> => call('POST', `/api/entries/${id}/${action}`, { body });
export const propose = (id: string, version: number): Promise<Entry> => act(id, 'propose', { version });
export const returnEntry = (id: string, body: Body & { items: ReturnItem[]; deadline: string }): Promise<Entry> => act(id, 'return', body);
export const forward = (id: string, version: number, note: string): Promise<Entry> => act(id, 'forward', { version, ...(note ? { note } : {}) });
export const sendBack = (id: string, version: number, reason: string): Promise<Entry> => act(id, 'send-back', { version, reason });
export const refuse = (id: string, version: number, reason: string): Promise<Entry> => act(id, 'refuse', { version, reason });

export const stepBack = (id: string, version: number, reason: string): Promise<Entry> => act(id, 'step-back', { version, reason });
export const confirmCriteria = (id: string, criteria: string[]): Promise<Appraisal> => call('POST', `/api/entries/${id}/appraisal/confirm-criteria`, { body: { criteria } });
export const decideItem = (id: string, body: { no: number; index: number; settled: boolean }): Promise<Changes> => call('PUT', `/api/appraisal/${id}/return-items`, { body });

/** Where a leader forwards from: one round, one stage, one unit. */
export interface ListPlace {
  roundId: string;
  stage: string;
  unitId: string;
}
export const manifest = (place: ListPlace, entries?: readonly string[]): Promise<Manifest> =>
  call('POST', '/api/appraisal/forward-manifest', { body: { ...place, order: entries ? 'OWN' : 'SCORE', ...(entries ? { entries } : {}) } });
export const forwardTogether = (key: string, body: ListPlace & { hash: string; entries: { id: string; version: number }[]; note?: string }): Promise<Schemas['ForwardedTogetherAnswer']> =>
  call('POST', '/api/appraisal/forward-bulk', { body, headers: { 'idempotency-key': key } });

/** The criteria that are scored, in the order of the sheet. */
export function leavesOf(criteria: readonly Criterion[], path: string[] = []): LeafCriterion[] {
  return criteria.flatMap((criterion) => (criterion.children?.length ? leavesOf(criterion.children, [...path, criterion.name]) : [{ ...criterion, path }]));
}
