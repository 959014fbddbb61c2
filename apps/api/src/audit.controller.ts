import { Can } from '@app/access';
import { AuditPage, AuditQueries, AuditQuery } from '@app/audit';
import { Controller, Get, Query } from '@nestjs/common';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditQueries) {}

  @Can('read', 'Audit')
  @Get()
  list(@Query() query: AuditQuery): Promise<AuditPage> {
    return this.audit.list(query);
  }
}
