import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';

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
export const returnEntry = (id: string, body: Body & { items: { part: string; text: string }[]; deadline: string }): Promise<Entry> => act(id, 'return', body);
export const forward = (id: string, version: number, note: string): Promise<Entry> => act(id, 'forward', { version, ...(note ? { note } : {}) });
export const sendBack = (id: string, version: number, reason: string): Promise<Entry> => act(id, 'send-back', { version, reason });
export const refuse = (id: string, version: number, reason: string): Promise<Entry> => act(id, 'refuse', { version, reason });

/** The criteria that are scored, in the order of the sheet. */
export function leavesOf(criteria: readonly Criterion[], path: string[] = []): LeafCriterion[] {
  return criteria.flatMap((criterion) => (criterion.children?.length ? leavesOf(criterion.children, [...path, criterion.name]) : [{ ...criterion, path }]));
}
