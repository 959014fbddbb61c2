import { Injectable } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { Database, requestContext } from '@app/platform';

export interface AuditRow {
  action: string;
  subjectType: string;
  subjectId: string;
  /** The unit on whose behalf the actor acts, where that is not their own. */
  actingFor?: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** Appends to the audit log in the current transaction: what is not committed was never said to have happened. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly db: Database,
    private readonly actors: CurrentActor,
  ) {}

  async write(row: AuditRow): Promise<void> {
    await this.writeAll([row]);
  }

  /** Many rows in one statement, for actions in bulk. Rows are sorted by subject, so that two bulks cannot lock each other out. */
  async writeAll(rows: readonly AuditRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (!this.db.inTransaction()) throw new Error('an audit row belongs into the transaction of what it records');
    await this.db.queryByKey(
      `INSERT INTO audit_log (actor_id, acting_for, action, subject_type, subject_id, before, after, reason, request_id, chain, position, prev_hash, hash)
       SELECT $1, r.acting_for, r.action, r.subject_type, r.subject_id, r.before, r.after, r.reason, $2, 0, 0, '', ''
       FROM jsonb_to_recordset($3) AS r(acting_for uuid, action text, subject_type text, subject_id text, before jsonb, after jsonb, reason text)
       ORDER BY hashtextextended(r.subject_id, 0) & 15`,
      [
        this.actors.find()?.accountId ?? null,
        requestContext().requestId,
        JSON.stringify(
          rows.map((row) => ({
            acting_for: row.actingFor ?? null,
            action: row.action,
            subject_type: row.subjectType,
            subject_id: row.subjectId,
            before: row.before ?? null,
            after: row.after ?? null,
            reason: row.reason ?? null,
          })),
        ),
      ],
    );
  }
}
