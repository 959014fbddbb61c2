import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log';
import { AuditQueries } from './audit.queries';
import { AuditVerifier } from './verify-audit';

@Global()
@Module({ providers: [AuditLog, AuditQueries, AuditVerifier], exports: [AuditLog, AuditQueries, AuditVerifier] })
export class AuditModule {}
