import type { Schema } from '../../api/client';
import type { Role } from '../../api/session';

export const unitLevels = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'] as const;
export const unitKinds = [...unitLevels, 'AGENCY', 'ARMED_FORCE', 'MASS_ORGANISATION'] as const;
export type Unit = Schema<'UnitAnswer'>;
export type UnitKind = Unit['kind'];
export type UnitDetail = Schema<'UnitDetailAnswer'>;
export type UnitSuccession = Schema<'UnitSuccessionAnswer'>;
export type UnitImportResult = Schema<'UnitImportAnswer'>;
export type AccountRecord = Schema<'AccountAnswer'>;
export type GrantHeld = Schema<'GrantAnswer'>;
export type TemporaryPassword = Schema<'TemporaryPasswordAnswer'>;
export type AuditRow = Schema<'AuditRowAnswer'>;

export const roles = [
  'REPORTER',
  'UNIT_HEAD',
  'OFFICER',
  'LEADER',
  'JUDGE',
  'COUNCIL_MEMBER',
  'COUNCIL_SECRETARY',
  'COUNCIL_CHAIR',
  'BOARD_STAFF',
  'AUDITOR',
  'ADMIN',
] as const satisfies readonly Role[];
