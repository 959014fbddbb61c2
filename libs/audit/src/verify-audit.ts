import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';

export interface AuditProblem {
  chain: number;
  position: number;
  problem: 'HASH' | 'LINK' | 'GAP' | 'HEAD';
}

/** Recomputes every hash of the audit log. */
@Injectable()
export class AuditVerifier {
  constructor(private readonly db: Database) {}

  /**
   * @returns number of rows and the first 100 problems: HASH a row was changed, LINK it does not follow the one before,
   * GAP a row is missing, HEAD rows at the end are missing or were added past the trigger
   */
  async verify(): Promise<{ rows: number; problems: AuditProblem[] }> {
    const problems = await this.db.query<AuditProblem>(`
      WITH checked AS (
        SELECT a.chain, a.position, a.hash, a.prev_hash, audit_hash(a.*) AS expected,
               lag(a.hash, 1, sha256('dan-van-kheo')) OVER w AS before, lag(a.position, 1, 0::bigint) OVER w AS position_before
        FROM audit_log a WINDOW w AS (PARTITION BY a.chain ORDER BY a.position)
      ), ends AS (
        SELECT c.chain, c.last_position, c.last_hash, l.position, l.hash
        FROM audit_chain c LEFT JOIN LATERAL (SELECT position, hash FROM audit_log a WHERE a.chain = c.chain ORDER BY position DESC LIMIT 1) l ON true
      )
      SELECT chain::int, position::int, problem FROM (
        SELECT chain, position, 'HASH' AS problem FROM checked WHERE hash IS DISTINCT FROM expected
        UNION ALL SELECT chain, position, 'LINK' FROM checked WHERE prev_hash IS DISTINCT FROM before
        UNION ALL SELECT chain, position, 'GAP' FROM checked WHERE position <> position_before + 1
        UNION ALL SELECT chain, last_position, 'HEAD' FROM ends
          WHERE last_position <> coalesce(position, 0) OR (position IS NOT NULL AND last_hash IS DISTINCT FROM hash)
      ) p ORDER BY chain, position, problem LIMIT 100`);
    const total = await this.db.one<{ n: string }>('SELECT count(*) AS n FROM audit_log');
    return { rows: Number(total!.n), problems };
  }
}
