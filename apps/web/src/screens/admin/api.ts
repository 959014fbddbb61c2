import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import { upload } from '../../api/upload';
import type { Role } from '../../api/session';
import type { AccountRecord, AuditRow, TemporaryPassword, Unit, UnitDetail, UnitImportResult } from './types';

interface Page<T> {
  items: T[];
  next: string | null;
}
type Filter = Record<string, string | undefined>;

const paged = <T>(path: string, key: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [key, 'list', filter],
    queryFn: ({ pageParam }) => call<Page<T>>('GET', path, { query: { ...filter, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const unitsQuery = (filter: { q?: string; parentId?: string; kind?: string; level?: string; asOf?: string }) => paged<Unit>('/api/units', 'units', filter);
export const unitQuery = (id: string) => queryOptions({ queryKey: ['unit', id], queryFn: () => call<UnitDetail>('GET', `/api/units/${id}`) });

export interface NewUnit {
  name: string;
  code?: string;
  kind?: string;
  parentId: string;
  validFrom?: string;
}
export interface UnitChange {
  version: number;
  name?: string;
  code?: string;
  validTo?: string;
  successors?: { unitId: string; part: 'WHOLE' | 'PART' }[];
  legalBasis?: string;
}
export const createUnit = (input: NewUnit): Promise<UnitDetail> => call('POST', '/api/units', { body: input });
export const updateUnit = (id: string, input: UnitChange): Promise<UnitDetail> => call('PATCH', `/api/units/${id}`, { body: input });
export const importUnits = (file: File, dryRun: boolean, onProgress: (percent: number) => void): Promise<UnitImportResult> =>
  upload('/api/units/import', file, { fields: { dryRun: String(dryRun) }, onProgress });

export const accountsQuery = (filter: { q?: string; unitId?: string; role?: string }) => paged<AccountRecord>('/api/accounts', 'accounts', filter);
export const accountQuery = (id: string) => queryOptions({ queryKey: ['account', id], queryFn: () => call<AccountRecord>('GET', `/api/accounts/${id}`) });

export interface NewAccount {
  login: string;
  fullName: string;
  title?: string;
  email?: string | null;
  phone?: string | null;
  unitId: string;
}
export interface AccountChange {
  version: number;
  fullName?: string;
  title?: string;
  email?: string | null;
  phone?: string | null;
  unitId?: string;
  disabled?: boolean;
}
export interface NewGrant {
  role: Role;
  unitId: string;
  roundId?: string | null;
  validFrom?: string;
  validTo?: string | null;
}
export const createAccount = (input: NewAccount): Promise<TemporaryPassword> => call('POST', '/api/accounts', { body: input });
export const updateAccount = (id: string, input: AccountChange): Promise<AccountRecord> => call('PATCH', `/api/accounts/${id}`, { body: input });
export const newPassword = (id: string): Promise<TemporaryPassword> => call('POST', `/api/accounts/${id}/reset-password`);
export const createGrant = (id: string, input: NewGrant): Promise<AccountRecord> => call('POST', `/api/accounts/${id}/grants`, { body: input });
export const deleteGrant = (id: string): Promise<void> => call('DELETE', `/api/grants/${id}`);

export const auditQuery = (filter: { subjectType?: string; subjectId?: string }) => paged<AuditRow>('/api/audit', 'audit', filter);
