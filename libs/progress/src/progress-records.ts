import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import type { Contribution } from '@app/entries';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { ProgressState } from './progress.workflow';

/** Fields of the access record in SQL; the query calls the report `p` and its entry `e`. */
export const progressColumns: SubjectColumns = {
  subject: 'Progress',
  columns: {
    unitPath: 'e.unit_path',
    hostPath: 'e.host_path',
    roundId: 'e.round_id',
    submitted: `(p.state = 'SUBMITTED')`,
  },
};

/** The same for figures of the ledger, all of which were submitted. */
export const ledgerColumns: SubjectColumns = {
  subject: 'Progress',
  columns: { unitPath: 'e.unit_path', hostPath: 'e.host_path', roundId: 'e.round_id' },
};

export interface ReportRecord {
  id: string;
  entryId: string;
  state: ProgressState;
  periodFrom: string | null;
  periodTo: string | null;
  body: string;
  contributions: Contribution[];
  replacesId: string | null;
  reason: string | null;
  version: number;
  createdBy: string;
  updatedAt: Date;
  submittedAt: Date | null;
  unitId: string;
  unitPath: string;
  hostPath: string;
  roundId: string;
  rulesVersion: number;
}

const SELECT = `SELECT p.id, p.entry_id AS "entryId", p.state, p.period_from::text AS "periodFrom", p.period_to::text AS "periodTo", p.body, p.contributions,
  p.replaces_id AS "replacesId", p.reason, p.version, p.created_by AS "createdBy", p.updated_at AS "updatedAt", p.submitted_at AS "submittedAt",
  e.unit_id AS "unitId", e.unit_path::text AS "unitPath", e.host_path::text AS "hostPath", e.round_id AS "roundId", e.rules_version AS "rulesVersion"
  FROM progress_report p JOIN entry e ON e.id = p.entry_id`;

/** The access record in memory. */
export function progressAccess(of: {
  unitPath: string;
  hostPath: string;
  roundId: string;
  state: ProgressState;
}): object {
  return { unitPath: of.unitPath, hostPath: of.hostPath, roundId: of.roundId, submitted: of.state === 'SUBMITTED' };
}

/** Finds reports "for this reader": one that cannot be seen is not there. */
@Injectable()
export class ProgressRecords {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /** @throws AppError NOT_FOUND */
  async visible(id: string): Promise<ReportRecord> {
    return this.find(id, '');
  }

  /** The row, locked until the transaction ends. @throws AppError NOT_FOUND */
  async lockVisible(id: string): Promise<ReportRecord> {
    return this.find(id, 'FOR UPDATE OF p');
  }

  /** A draft that the actor may write, locked. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async lockDraft(id: string): Promise<ReportRecord> {
    const report = await this.lockVisible(id);
    if (!this.can('write', report)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'write' });
    if (report.state !== 'DRAFT') throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: report.state });
    return report;
  }

  can(action: string, of: { unitPath: string; hostPath: string; roundId: string; state: ProgressState }): boolean {
    return this.abilities.of(this.actors.get()).can(action, 'Progress', progressAccess(of));
  }

  private async find(id: string, lock: string): Promise<ReportRecord> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', progressColumns, params);
    const report = await this.db.oneByKey<ReportRecord>(`${SELECT} WHERE p.id = $1 AND ${seen} ${lock}`, params);
    if (!report) throw new AppError('NOT_FOUND');
    return report;
  }
}
