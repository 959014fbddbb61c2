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

const COLUMNS = 'a.id, a.state, a.checklist, a.finding, a.officer_id AS "officerId", a.version';

/** Rows that both changes and reading need. Callers hold the entry's lock where they write. */
@Injectable()
export class AppraisalRows {
  constructor(private readonly db: Database) {}

  async current(entry: EntryRecord): Promise<CurrentAppraisal | undefined> {
    return this.db.one<CurrentAppraisal>(
      `SELECT ${COLUMNS} FROM appraisal a JOIN entry_revision v ON v.id = a.revision_id AND v.no = $3
       WHERE a.entry_id = $1 AND a.stage_code = $2 AND a.state <> 'STEPPED_BACK'`,
      [entry.id, entry.stageCode, entry.revisionNo],
    );
  }

  /** The current appraisal; begins one when there is none yet. */
  async currentOrNew(entry: EntryRecord): Promise<CurrentAppraisal> {
    const found = await this.current(entry);
    if (found) return found;
    const row = await this.db.one<CurrentAppraisal>(
      `INSERT INTO appraisal AS a (entry_id, revision_id, stage_code, unit_id)
       SELECT $1, v.id, $2, $4 FROM entry_revision v WHERE v.entry_id = $1 AND v.no = $3 RETURNING ${COLUMNS}`,
      [entry.id, entry.stageCode, entry.revisionNo, entry.holderUnitId],
    );
    if (!row) throw new Error(`entry ${entry.id} has no revision ${entry.revisionNo}`);
    return row;
  }

  /** The appraisal of the stage below that forwarded the entry to the present one. */
  async forwardedAt(entry: EntryRecord, stageCode: string): Promise<CurrentAppraisal | undefined> {
    return this.db.one<CurrentAppraisal>(
      `SELECT ${COLUMNS} FROM appraisal a WHERE a.entry_id = $1 AND a.stage_code = $2 AND a.state = 'FORWARDED' ORDER BY a.created_at DESC LIMIT 1`,
      [entry.id, stageCode],
    );
  }

  /** How often the entry was returned at its present stage. */
  async returnedAt(entry: EntryRecord): Promise<number> {
    const row = await this.db.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM return_request q JOIN appraisal a ON a.id = q.appraisal_id WHERE q.entry_id = $1 AND a.stage_code = $2`,
      [entry.id, entry.stageCode],
    );
    return row?.n ?? 0;
  }

  /** Entries of the round that a unit has forwarded at a stage; what was given back to it does not count. */
  async forwarded(place: Pick<EntryRecord, 'holderUnitId' | 'stageCode' | 'roundId'>): Promise<number> {
    const row = await this.db.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM appraisal a JOIN entry e ON e.id = a.entry_id
       WHERE a.unit_id = $1 AND a.stage_code = $2 AND a.state = 'FORWARDED' AND e.round_id = $3`,
      [place.holderUnitId, place.stageCode, place.roundId],
    );
    return row?.n ?? 0;
  }

  /** The same beside what still waits for the leader of the unit. */
  async quotaUse(entry: EntryRecord): Promise<{ used: number; waiting: number }> {
    const row = await this.db.one<{ used: number; waiting: number }>(
      `SELECT (SELECT count(*)::int FROM appraisal a JOIN entry e ON e.id = a.entry_id
           WHERE a.unit_id = $1 AND a.stage_code = $2 AND a.state = 'FORWARDED' AND e.round_id = $3) AS used,
         (SELECT count(*)::int FROM entry e WHERE e.holder_unit_id = $1 AND e.state = 'PROPOSED' AND e.stage_code = $2 AND e.round_id = $3) AS waiting`,
      [entry.holderUnitId, entry.stageCode, entry.roundId],
    );
    return row ?? { used: 0, waiting: 0 };
  }
}
