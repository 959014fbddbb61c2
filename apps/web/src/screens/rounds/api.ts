import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { NewRound, RoundDetail, RoundRules, RoundState } from './types';

export const roundsQuery = (state?: RoundState) =>
  infiniteQueryOptions({
    queryKey: ['rounds', state ?? ''],
    queryFn: ({ pageParam }) => ok(api.GET('/api/rounds', { params: { query: { state, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ['round', id],
    queryFn: () => ok(api.GET('/api/rounds/{id}', { params: { path: { id } } })),
  });

export const templatesQuery = queryOptions({
  queryKey: ['round-templates'],
  queryFn: () => ok(api.GET('/api/round-templates')),
  staleTime: Infinity,
});

export const baseSalariesQuery = queryOptions({
  queryKey: ['base-salaries'],
  queryFn: () => ok(api.GET('/api/base-salaries')),
  staleTime: Infinity,
});

export const entryCountsQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['entries', 'counts', roundId],
    queryFn: () => ok(api.GET('/api/entries/counts', { params: { query: { roundId } } })),
  });

const at = (id: string) => ({ path: { id } });
export const createRound = (body: NewRound): Promise<RoundDetail> => ok(api.POST('/api/rounds', { body }));
export const saveRules = (id: string, version: number, rules: RoundRules): Promise<RoundDetail> =>
  ok(api.PUT('/api/rounds/{id}/rules', { params: at(id), body: { version, rules } }));
export const openRound = (id: string, version: number): Promise<RoundDetail> =>
  ok(api.POST('/api/rounds/{id}/open', { params: at(id), body: { version } }));
export const closeRound = (id: string, version: number): Promise<RoundDetail> =>
  ok(api.POST('/api/rounds/{id}/close', { params: at(id), body: { version } }));
/** What an amendment would do to the form and to the entries. */
export const amendmentQuery = (id: string, rules: RoundRules) =>
  queryOptions({
    queryKey: ['round', id, 'amendment', rules],
    queryFn: () => ok(api.POST('/api/rounds/{id}/amend/preview', { params: at(id), body: { rules } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
export const amendRound = (id: string, version: number, rules: RoundRules, reason: string): Promise<RoundDetail> =>
  ok(api.POST('/api/rounds/{id}/amend', { params: at(id), body: { version, rules, reason } }));
