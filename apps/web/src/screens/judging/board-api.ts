import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Panel = Schemas['PanelAnswer'];
export type Judge = Schemas['JudgeAnswer'];
export type Board = Schemas['PanelBoardAnswer'];
export type BoardEntry = Schemas['BoardEntryAnswer'];
export type Assigned = Schemas['AssignmentsAnswer'];
export type StandingsAnswer = Schemas['StandingsAnswer'];
export type StandingRow = Schemas['StandingRowAnswer'];

export const panelsQuery = (roundId: string) => queryOptions({ queryKey: ['panels', roundId], queryFn: () => call<Schemas['PanelListAnswer']>('GET', `/api/rounds/${roundId}/panels`) });
export const candidatesQuery = (roundId: string) => queryOptions({ queryKey: ['judges', roundId], queryFn: () => call<Schemas['PanelCandidatesAnswer']>('GET', `/api/rounds/${roundId}/judges`) });

export const createPanel = (roundId: string, body: Schemas['PanelInput'], key: string): Promise<Panel> =>
  call('POST', `/api/rounds/${roundId}/panels`, { body, headers: { 'idempotency-key': key } });
export const assign = (panelId: string, pairs: { entryId: string; judgeId: string }[], key: string): Promise<Assigned> => {
  const entries = [...new Set(pairs.map((pair) => pair.entryId))];
  const items = entries.map((entryId) => ({ entryId, judgeIds: pairs.filter((pair) => pair.entryId === entryId).map((pair) => pair.judgeId) }));
  return call('POST', `/api/panels/${panelId}/assignments`, { body: { items }, headers: { 'idempotency-key': key } });
};
export const removeAssignment = (id: string): Promise<void> => call('DELETE', `/api/assignments/${id}`);

export const standingsQuery = (roundId: string, category: string) =>
  queryOptions({ queryKey: ['standings', roundId, category], queryFn: () => call<StandingsAnswer>('GET', `/api/rounds/${roundId}/standings`, { query: { category } }) });
export const finalise = (roundId: string, category: string, comment: string): Promise<StandingsAnswer> =>
  call('POST', `/api/rounds/${roundId}/standings/finalise`, { body: { category, comment } });
