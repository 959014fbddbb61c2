import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Schema } from '../../api/client';

export type Model = Schema<'ModelAnswer'>;
export type Sum = Schema<'LedgerSumAnswer'>;
export type Ledger = Schema<'LedgerAnswer'>;
export type LedgerEntryPage = Schema<'LedgerEntryPage'>;
export type LedgerEntry = Schema<'LedgerEntryAnswer'>;
export type EntryLedger = Schema<'EntryLedgerAnswer'>;
export type Report = Schema<'ProgressAnswer'>;
export type ReportItem = Schema<'ProgressItemAnswer'>;
export type ReportList = Schema<'ProgressListAnswer'>;

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: () => call<Schema<'ModelListAnswer'>>('GET', '/api/models'),
});
export const reportsQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['progress', 'of', entryId],
    queryFn: () => call<ReportList>('GET', `/api/entries/${entryId}/progress`),
    staleTime: 0,
  });
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['progress', id],
    queryFn: () => call<Report>('GET', `/api/progress/${id}`),
    staleTime: 0,
  });
export const entryLedgerQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['ledger', 'of', entryId],
    queryFn: () => call<EntryLedger>('GET', `/api/entries/${entryId}/ledger`),
  });
