import { Abilities, accessWhere, CurrentActor, liesWithin } from '@app/access';
import { type Contribution, EntryRecords } from '@app/entries';
import { AppError, Database } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { dueDates } from './due';
import type { ProgressAnswer, ProgressFileAnswer, ProgressItemAnswer, ProgressListAnswer } from './progress.dto';
import { progressAccess, progressColumns, ProgressRecords } from './progress-records';
import { REPORTABLE } from './progress.rules';
import { PROGRESS_WORKFLOW, type ProgressState } from './progress.workflow';

interface ReportRow {
  id: string;
  entry_id: string;
  state: ProgressState;
  period_from: string | null;
  period_to: string | null;
  body: string;
  contributions: Contribution[];
  replaces_id: string | null;
  reason: string | null;
  replaced_by: string | null;
  submitted_at: Date | null;
  submitted_by: string | null;
  updated_at: Date;
  version: number;
  files: ProgressFileAnswer[];
}

const SELECT = `SELECT p.id, p.entry_id, p.state, p.period_from::text, p.period_to::text, p.body, p.contributions, p.replaces_id, p.reason,
    (SELECT n.id FROM progress_report n WHERE n.replaces_id = p.id AND n.state = 'SUBMITTED') AS replaced_by,
    p.submitted_at, a.full_name AS submitted_by, p.updated_at, p.version,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', pf.id, 'fileId', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size::int, 'caption', pf.caption) ORDER BY pf.id)
      FROM progress_file pf JOIN stored_file f ON f.id = pf.file_id WHERE pf.report_id = p.id), '[]') AS files
  FROM progress_report p JOIN entry e ON e.id = p.entry_id LEFT JOIN account a ON a.id = p.submitted_by`;

/** Most reports of one entry that are listed; a model that is reported on monthly has twelve a year. */
const MOST = 200;

@Injectable()
export class ProgressQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly entries: EntryRecords,
    private readonly rounds: RoundQueries,
    private readonly records: ProgressRecords,
  ) {}

  /** Reports on one entry, newest first. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED (judges) */
  async ofEntry(entryId: string): Promise<ProgressListAnswer> {
    const entry = await this.entries.visible(entryId);
    if (!this.records.can('readLedger', { ...entry, state: 'SUBMITTED' }))
      throw new AppError('ACTION_NOT_ALLOWED', { action: 'read' });
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const params: unknown[] = [entryId];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', progressColumns, params);
    const rows = await this.db.query<ReportRow>(
      `${SELECT} WHERE p.entry_id = $1 AND p.state <> 'DISCARDED' AND ${seen} ORDER BY p.id DESC LIMIT ${MOST}`,
      params,
    );
    const writes = this.records.can('write', { ...entry, state: 'DRAFT' });
    const due = await dueDates(this.db, [{ id: entryId, everyMonths: rules.progress?.everyMonths }]);
    return {
      items: rows.map((row) => this.item(row, entry)),
      contributionKinds: rules.contributionKinds,
      dueOn: due.get(entryId) ?? null,
      can: writes && entry.submitted && REPORTABLE.includes(entry.state) ? ['create'] : [],
    };
  }

  /** @throws AppError NOT_FOUND */
  async detail(id: string): Promise<ProgressAnswer> {
    const report = await this.records.visible(id);
    const row = await this.db.one<ReportRow & { title: string; unit_name: string; round_name: string }>(
      `SELECT r.*, e.title, u.label AS unit_name, d.name AS round_name FROM (${SELECT} WHERE p.id = $1) r
       JOIN entry e ON e.id = r.entry_id JOIN unit u ON u.id = e.unit_id JOIN round d ON d.id = e.round_id`,
      [id],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const rules = await this.rounds.rules(report.roundId, report.rulesVersion);
    return {
      ...this.item(row, report),
      entryId: row.entry_id,
      entryTitle: row.title,
      unitName: row.unit_name,
      roundName: row.round_name,
      contributionKinds: rules.contributionKinds,
    };
  }

  private item(
    row: ReportRow,
    of: { unitPath: string; hostPath: string; roundId: string },
  ): Pick<ProgressItemAnswer, keyof ProgressItemAnswer> {
    const access = { ...of, state: row.state };
    const actor = this.actors.get();
    // Who typed it is known to the unit and to those who work above it, not to the unit beside.
    const named = actor.grants.some((grant) => liesWithin(of.unitPath, grant.unitPath));
    const can: string[] = this.workflows.can(PROGRESS_WORKFLOW, { state: row.state }, progressAccess(access));
    if (this.records.can('write', access)) {
      if (row.state === 'DRAFT') can.unshift('write');
      if (row.state === 'SUBMITTED' && row.replaced_by === null) can.push('correct');
    }
    return {
      id: row.id,
      state: row.state,
      periodFrom: row.period_from,
      periodTo: row.period_to,
      body: row.body,
      contributions: row.contributions,
      replacesId: row.replaces_id,
      reason: row.reason,
      replacedById: row.replaced_by,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      submittedBy: named ? row.submitted_by : null,
      updatedAt: row.updated_at.toISOString(),
      version: row.version,
      files: row.files,
      can,
    };
  }
}
