import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { Database, decodeCursor, type Page, toPage } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { AuditQuery, AuditRowAnswer } from './audit.dto';

const PAGE = 50;

/** A row belongs to the unit of the person who acted (alias u); rows of the system itself to none. */
const auditColumns: SubjectColumns = { subject: 'Audit', columns: { unitPath: 'u.path', subjectType: 'l.subject_type' } };

interface Row extends Omit<AuditRowAnswer, 'at'> {
  at: Date;
}

/** The audit log for auditors, limited to what people of their tree did. */
@Injectable()
export class AuditQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
  ) {}

  /** Newest first. */
  async list(query: AuditQuery): Promise<Page<AuditRowAnswer>> {
    const params: unknown[] = [];
    const bind = (value: unknown) => `$${params.push(value)}`;
    const where = [accessWhere(this.abilities.of(this.current.get()), 'read', auditColumns, params)];
    if (query.subjectType) where.push(`l.subject_type = ${bind(query.subjectType)}`);
    if (query.subjectId) where.push(`l.subject_id = ${bind(query.subjectId)}`);
    if (query.cursor) {
      const [before] = decodeCursor(query.cursor, 1);
      where.push(`l.id < ${bind(Number.isSafeInteger(Number(before)) ? Number(before) : 0)}`);
    }
    const rows = await this.db.query<Row>(
      `SELECT l.id::text AS id, l.at, l.action, l.subject_type AS "subjectType", l.subject_id AS "subjectId", l.actor_id AS "actorId",
         a.full_name AS "actorName", l.before, l.after, l.reason, l.request_id AS "requestId"
       FROM audit_log l LEFT JOIN account a ON a.id = l.actor_id LEFT JOIN unit u ON u.id = a.unit_id
       WHERE ${where.join(' AND ')} ORDER BY l.id DESC LIMIT ${PAGE + 1}`,
      params,
    );
    return toPage(
      rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      PAGE,
      (row) => [row.id],
    );
  }
}
