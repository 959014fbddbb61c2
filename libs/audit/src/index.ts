export { AuditLog, type AuditRow } from './audit-log';
export { AuditPage, AuditQuery, AuditRowAnswer } from './audit.dto';
export { AuditModule } from './audit.module';
export { AuditQueries } from './audit.queries';
export { AuditVerifier, type AuditProblem } from './verify-audit';
