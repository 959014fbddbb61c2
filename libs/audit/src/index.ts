export { AuditLog, type AuditRow } from './audit-log';
export { AuditModule } from './audit.module';
export { AuditVerifier, type AuditProblem } from './verify-audit';
