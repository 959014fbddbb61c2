import { Database } from '@app/platform';
import type { EntryRecord } from '@app/entries';
import { Injectable } from '@nestjs/common';
import type { Checklist } from './appraisal.rules';
import type { AppraisalState } from './appraisal.workflow';

/** The appraisal of the present revision at the present stage. */
export interface CurrentAppraisal {
  id: string;
  state: AppraisalState;
  checklist: Checklist;
  finding: string;
  officerId: string | null;
  version: number;
}

/** Rows that both changes and reading need. Callers hold the entry's lock where they write. */
@Injectable()
export class AppraisalRows {
  constructor(private readonly db: Database) {}

  async current(entry: EntryRecord): Promise<CurrentAppraisal | undefined> {
    return this.db.one<CurrentAppraisal>(
      `SELECT a.id, a.state, a.checklist, a.finding, a.officer_id AS "officerId", a.version FROM appraisal a
       JOIN entry_revision v ON v.id = a.revision_id AND v.no = $3 WHERE a.entry_id = $1 AND a.stage_code = $2`,
      [entry.id, entry.stageCode, entry.revisionNo],
    );
  }

  /** The current appraisal; begins one when there is none yet. */
  async currentOrNew(entry: EntryRecord): Promise<CurrentAppraisal> {
    const found = await this.current(entry);
    if (found) return found;
    const row = await this.db.one<CurrentAppraisal>(
      `INSERT INTO appraisal (entry_id, revision_id, stage_code, unit_id)
       SELECT $1, v.id, $2, $4 FROM entry_revision v WHERE v.entry_id = $1 AND v.no = $3
       RETURNING id, state, checklist, finding, officer_id AS "officerId", version`,
      [entry.id, entry.stageCode, entry.revisionNo, entry.holderUnitId],
    );
    if (!row) throw new Error(`entry ${entry.id} has no revision ${entry.revisionNo}`);
    return row;
  }

  /** How often the entry was returned at its present stage. */
  async returnedAt(entry: EntryRecord): Promise<number> {
    const row = await this.db.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM return_request q JOIN appraisal a ON a.id = q.appraisal_id WHERE q.entry_id = $1 AND a.stage_code = $2`,
      [entry.id, entry.stageCode],
    );
    return row?.n ?? 0;
  }

  /** Entries of the round that the holding unit has forwarded at this stage. */
  async forwarded(entry: EntryRecord): Promise<number> {
    const row = await this.db.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM appraisal a JOIN entry e ON e.id = a.entry_id
       WHERE a.unit_id = $1 AND a.stage_code = $2 AND a.state = 'FORWARDED' AND e.round_id = $3`,
      [entry.holderUnitId, entry.stageCode, entry.roundId],
    );
    return row?.n ?? 0;
  }
}
