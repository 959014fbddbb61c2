import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log';
import { AuditVerifier } from './verify-audit';

@Global()
@Module({ providers: [AuditLog, AuditVerifier], exports: [AuditLog, AuditVerifier] })
export class AuditModule {}
