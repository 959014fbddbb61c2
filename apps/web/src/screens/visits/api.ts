import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Schema } from '../../api/client';

export type Visit = Schema<'VisitAnswer'>;
export type VisitPhoto = Schema<'VisitPhotoAnswer'>;
export type VisitList = Schema<'VisitListAnswer'>;
export type VisitResult = Schema<'VisitResultAnswer'>;

export const visitsQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['visits', 'of', entryId],
    queryFn: () => call<VisitList>('GET', `/api/entries/${entryId}/visits`),
    staleTime: 0,
  });
export const visitResultsQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['visits', 'results', entryId],
    queryFn: () => call<VisitResult[]>('GET', `/api/entries/${entryId}/visit-results`),
    staleTime: 0,
  });
