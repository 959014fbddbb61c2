import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import { type Schema, upload } from '../../api/client';

export type Import = Schema<'ImportAnswer'>;
export type ImportPlan = Schema<'ImportPlanAnswer'>;
export type ImportRow = Schema<'ImportRowAnswer'>;
export type ImportColumn = Schema<'ImportColumnAnswer'>;
export type UnitQuestion = Schema<'UnitQuestionAnswer'>;
export type Outcome = ImportRow['outcome'];

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => call<Import>('GET', `/api/imports/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? 1_500 : false),
  });

export const planQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['imports', 'plan', id, version],
    queryFn: () => call<ImportPlan>('GET', `/api/imports/${id}/plan`),
    staleTime: Infinity,
  });

export const importsPage = (cursor: string | undefined) =>
  call<Schema<'ImportPage'>>('GET', '/api/imports', { query: { cursor } });

export const rowsPage = (id: string, outcome: string | undefined, cursor: string | undefined) =>
  call<Schema<'ImportRowPage'>>('GET', `/api/imports/${id}/rows`, { query: { outcome, cursor } });

export const sendList = (file: File, roundId: string, key: string, onProgress: (percent: number) => void) =>
  upload<Import>('/api/imports', file, { fields: { roundId }, headers: { 'idempotency-key': key }, onProgress });

export const prepareImport = (id: string, body: Schema<'PrepareImportInput'>) =>
  call<Import>('PUT', `/api/imports/${id}/mapping`, { body });

export const runImport = (id: string, version: number) =>
  call<Import>('POST', `/api/imports/${id}/run`, { body: { version } });

export const rejectedHref = (id: string): string => `/api/imports/${id}/rejected`;
