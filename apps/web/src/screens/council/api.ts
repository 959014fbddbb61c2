import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Council = Schemas['CouncilAnswer'];
export type Candidate = Schemas['CouncilCandidateAnswer'];
export type CouncilRole = Candidate['roles'][number];
export type Session = Schemas['CouncilSessionAnswer'];
export type SessionRow = Schemas['CouncilSessionListItemAnswer'];
export type AgendaItem = Schemas['AgendaItemAnswer'];
export type Choice = Schemas['BallotInput']['choice'];
type SessionPage = Schemas['CouncilSessionPage'];

export const councilsQuery = (roundId: string) =>
  queryOptions({ queryKey: ['councils', roundId], queryFn: () => call<Schemas['CouncilListAnswer']>('GET', `/api/rounds/${roundId}/councils`) });
export const candidatesQuery = (roundId: string) =>
  queryOptions({ queryKey: ['council-candidates', roundId], queryFn: () => call<Schemas['CouncilCandidatesAnswer']>('GET', `/api/rounds/${roundId}/council-candidates`) });

/** `mine`: only sessions of councils that I belong to; else every session that I may see. */
export const sessionsQuery = (mine: boolean) =>
  infiniteQueryOptions({
    queryKey: ['council-sessions', mine],
    queryFn: ({ pageParam }) => call<SessionPage>('GET', '/api/council-sessions', { query: { mine: mine ? 'true' : undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

// Everybody in the room looks at the same numbers: asked again every few seconds until the session is closed.
const every = { PLANNED: 8_000, OPEN: 3_000, CLOSED: false } as const;
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['council-session', id],
    queryFn: () => call<Session>('GET', `/api/council-sessions/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? every[state.data.state] : false),
  });

export const waitingQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['entries', 'waiting-for-council', roundId],
    queryFn: async () => {
      const items: Schemas['EntryItemAnswer'][] = [];
      let cursor: string | undefined;
      do {
        const page: Schemas['EntryPage'] = await call('GET', '/api/entries', { query: { roundId, state: 'COUNCIL', limit: 100, cursor } });
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor && items.length < 500);
      return items;
    },
  });

export const entryQuery = (id: string) => queryOptions({ queryKey: ['entry', id], queryFn: () => call<Schemas['EntryAnswer']>('GET', `/api/entries/${id}`) });

export const createCouncil = (roundId: string, body: Schemas['CouncilInput']): Promise<Council> => call('POST', `/api/rounds/${roundId}/councils`, { body });
export const planSession = (councilId: string, body: Schemas['SessionInput']): Promise<Session> => call('POST', `/api/councils/${councilId}/sessions`, { body });
export const recordAttendance = (id: string, items: Schemas['AttendanceItemInput'][]): Promise<Session> => call('PUT', `/api/council-sessions/${id}/attendance`, { body: { items } });
export const openSession = (id: string): Promise<Session> => call('POST', `/api/council-sessions/${id}/open`);
export const closeSession = (id: string, conclusion: string): Promise<Session> => call('POST', `/api/council-sessions/${id}/close`, { body: { conclusion } });
export const openVote = (itemId: string): Promise<Session> => call('POST', `/api/agenda-items/${itemId}/open-vote`);
export const castBallot = (itemId: string, choice: Choice, inWriting: boolean): Promise<Schemas['BallotAnswer']> =>
  call('POST', `/api/agenda-items/${itemId}/ballot`, { body: inWriting ? { choice, inWriting } : { choice } });
export const countVotes = (itemId: string): Promise<Session> => call('POST', `/api/agenda-items/${itemId}/count`);
