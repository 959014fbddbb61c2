import type { Role } from '../../api/session';

export const unitLevels = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'] as const;
export const unitKinds = [...unitLevels, 'AGENCY', 'ARMED_FORCE', 'MASS_ORGANISATION'] as const;
export type UnitLevel = (typeof unitLevels)[number];
export type UnitKind = (typeof unitKinds)[number];

export interface Unit {
  id: string;
  code: string | null;
  name: string;
  kind: UnitKind;
  level: UnitLevel;
  parentId: string | null;
  parentName: string | null;
  /** Days as yyyy-mm-dd. */
  validFrom: string;
  validTo: string | null;
  childCount: number;
  version: number;
  can: string[];
}

export interface UnitRef {
  id: string;
  name: string;
  kind: UnitKind;
  level: UnitLevel;
}

export interface UnitSuccession {
  unit: UnitRef;
  part: 'WHOLE' | 'PART';
  effectiveOn: string;
  legalBasis: string | null;
}

export interface UnitDetail extends Unit {
  /** From the province down, without the unit itself. */
  ancestors: UnitRef[];
  predecessors: UnitSuccession[];
  successors: UnitSuccession[];
  childCounts: { kind: UnitKind; count: number }[];
}

export interface UnitImportResult {
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  closed: number;
  orphans: number;
  problems: { row: number; code: string; message: string }[];
  dryRun: boolean;
}

export interface GrantHeld {
  id: string;
  role: Role;
  unitId: string;
  unitName: string;
  roundId: string | null;
  validFrom: string;
  validTo: string | null;
  active: boolean;
}

export interface AccountRecord {
  id: string;
  /** Login, mail and telephone are there for those who keep the account. */
  login: string | null;
  fullName: string;
  title: string;
  email: string | null;
  phone: string | null;
  unit: { id: string; name: string };
  disabled: boolean;
  locale: 'vi' | 'en';
  mustChangePassword: boolean;
  grants: GrantHeld[];
  version: number;
  can: string[];
}

export interface TemporaryPassword {
  account: AccountRecord;
  temporaryPassword: string;
}

export interface AuditRow {
  id: string;
  at: string;
  action: string;
  subjectType: string;
  subjectId: string;
  actorId: string | null;
  actorName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  requestId: string | null;
}

export const roles = [
  'REPORTER', 'UNIT_HEAD', 'OFFICER', 'LEADER', 'JUDGE', 'COUNCIL_MEMBER', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR', 'BOARD_STAFF', 'AUDITOR', 'ADMIN',
] as const satisfies readonly Role[];
