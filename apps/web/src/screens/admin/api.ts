import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from '../../api/client';
import type { paths } from '../../api/schema';
import { upload } from '../../api/upload';
import type { AccountRecord, TemporaryPassword, UnitDetail, UnitImportResult } from './types';

type Filter<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;
const at = (id: string) => ({ path: { id } });
const paging = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
};

export const unitsQuery = (filter: Filter<'/api/units'>) =>
  infiniteQueryOptions({
    queryKey: ['units', 'list', filter],
    queryFn: ({ pageParam }) => ok(api.GET('/api/units', { params: { query: { ...filter, cursor: pageParam } } })),
    ...paging,
  });
export const unitQuery = (id: string) =>
  queryOptions({ queryKey: ['unit', id], queryFn: () => ok(api.GET('/api/units/{id}', { params: at(id) })) });

export const createUnit = (body: Schema<'CreateUnitInput'>): Promise<UnitDetail> =>
  ok(api.POST('/api/units', { body }));
export const updateUnit = (id: string, body: Schema<'UpdateUnitInput'>): Promise<UnitDetail> =>
  ok(api.PATCH('/api/units/{id}', { params: at(id), body }));
export const importUnits = (
  file: File,
  dryRun: boolean,
  onProgress: (percent: number) => void,
): Promise<UnitImportResult> => upload('/api/units/import', file, { fields: { dryRun: String(dryRun) }, onProgress });

export const accountsQuery = (filter: Filter<'/api/accounts'>) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', filter],
    queryFn: ({ pageParam }) => ok(api.GET('/api/accounts', { params: { query: { ...filter, cursor: pageParam } } })),
    ...paging,
  });
export const accountQuery = (id: string) =>
  queryOptions({ queryKey: ['account', id], queryFn: () => ok(api.GET('/api/accounts/{id}', { params: at(id) })) });

export const createAccount = (body: Schema<'CreateAccountInput'>): Promise<TemporaryPassword> =>
  ok(api.POST('/api/accounts', { body }));
export const updateAccount = (id: string, body: Schema<'UpdateAccountInput'>): Promise<AccountRecord> =>
  ok(api.PATCH('/api/accounts/{id}', { params: at(id), body }));
export const newPassword = (id: string): Promise<TemporaryPassword> =>
  ok(api.POST('/api/accounts/{id}/reset-password', { params: at(id) }));
export const createGrant = (id: string, body: Schema<'CreateGrantInput'>): Promise<AccountRecord> =>
  ok(api.POST('/api/accounts/{id}/grants', { params: at(id), body }));
export const deleteGrant = (id: string): Promise<unknown> => ok(api.DELETE('/api/grants/{id}', { params: at(id) }));

export const auditQuery = (filter: Filter<'/api/audit'>) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) => ok(api.GET('/api/audit', { params: { query: { ...filter, cursor: pageParam } } })),
    ...paging,
  });
