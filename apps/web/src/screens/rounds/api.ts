import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { BaseSalary, EntryCounts, NewRound, Round, RoundDetail, RoundRules, RoundState, RoundTemplate } from './types';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export const roundsQuery = (state?: RoundState) =>
  infiniteQueryOptions({
    queryKey: ['rounds', state ?? ''],
    queryFn: ({ pageParam }) => call<Page<Round>>('GET', '/api/rounds', { query: { state, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const roundQuery = (id: string) =>
  queryOptions({ queryKey: ['round', id], queryFn: () => call<RoundDetail>('GET', `/api/rounds/${id}`) });

export const templatesQuery = queryOptions({
  queryKey: ['round-templates'],
  queryFn: () => call<{ items: RoundTemplate[] }>('GET', '/api/round-templates'),
  staleTime: Infinity,
});

export const baseSalariesQuery = queryOptions({
  queryKey: ['base-salaries'],
  queryFn: () => call<{ items: BaseSalary[] }>('GET', '/api/base-salaries'),
  staleTime: Infinity,
});

export const entryCountsQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['entries', 'counts', roundId],
    queryFn: () => call<EntryCounts>('GET', '/api/entries/counts', { query: { roundId } }),
  });

export const createRound = (input: NewRound): Promise<RoundDetail> => call('POST', '/api/rounds', { body: input });
export const saveRules = (id: string, version: number, rules: RoundRules): Promise<RoundDetail> =>
  call('PUT', `/api/rounds/${id}/rules`, { body: { version, rules } });
export const openRound = (id: string, version: number): Promise<RoundDetail> => call('POST', `/api/rounds/${id}/open`, { body: { version } });
export const closeRound = (id: string, version: number): Promise<RoundDetail> => call('POST', `/api/rounds/${id}/close`, { body: { version } });
export const amendRound = (id: string, version: number, rules: RoundRules, reason: string): Promise<RoundDetail> =>
  call('POST', `/api/rounds/${id}/amend`, { body: { version, rules, reason } });
