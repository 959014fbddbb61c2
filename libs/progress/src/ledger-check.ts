import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { EFFECTIVE } from './ledger';

export interface LedgerDifference {
  entryId: string;
  kind: string;
  /** Sum of sign × amount. */
  ledger: string;
  /** Sum of the rows that count. */
  counting: string;
  /** What the last submission and the reports in force say. */
  sources: string;
}

/** Recomputes the ledger from what it was written from, exactly, in one statement. */
@Injectable()
export class LedgerCheck {
  constructor(private readonly db: Database) {}

  /**
   * Entries whose sums differ: of all rows with their signs, of the rows that count, and of the figures of the last
   * submitted revision plus the reports that no correction replaced, less the figures that count in an earlier entry.
   */
  async differences(): Promise<LedgerDifference[]> {
    return this.db.query<LedgerDifference>(
      `WITH signed AS (SELECT entry_id, kind, sum(sign * amount) AS n FROM contribution_ledger GROUP BY entry_id, kind),
       counting AS (SELECT l.entry_id, l.kind, sum(l.amount) AS n FROM contribution_ledger l WHERE ${EFFECTIVE} GROUP BY l.entry_id, l.kind),
       told AS (
         SELECT v.entry_id, c.kind, c.amount::numeric AS amount FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
           CROSS JOIN LATERAL jsonb_to_recordset(v.contributions) AS c(kind text, amount text)
         UNION ALL
         SELECT p.entry_id, c.kind, c.amount::numeric FROM progress_report p CROSS JOIN LATERAL jsonb_to_recordset(p.contributions) AS c(kind text, amount text)
           WHERE p.state = 'SUBMITTED' AND NOT EXISTS (SELECT 1 FROM progress_report n WHERE n.replaces_id = p.id AND n.state = 'SUBMITTED')
         UNION ALL
         SELECT l.entry_id, l.kind, -l.amount FROM contribution_ledger l JOIN entry e ON e.id = l.entry_id WHERE l.sign = 0 AND l.revision_no = e.revision_no),
       sources AS (SELECT entry_id, kind, sum(amount) AS n FROM told GROUP BY entry_id, kind)
       SELECT entry_id AS "entryId", kind, coalesce(s.n, 0)::text AS ledger, coalesce(c.n, 0)::text AS counting, coalesce(t.n, 0)::text AS sources
       FROM signed s FULL JOIN counting c USING (entry_id, kind) FULL JOIN sources t USING (entry_id, kind)
       WHERE coalesce(s.n, 0) <> coalesce(c.n, 0) OR coalesce(s.n, 0) <> coalesce(t.n, 0) ORDER BY entry_id, kind`,
    );
  }
}
