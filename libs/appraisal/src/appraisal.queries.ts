import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Database } from '@app/platform';
import { EntryDetailQueries, EntryMoves, type EntryRecord, EntryRecords } from '@app/entries';
import { rubricOf, stageOf } from '@app/programmes';
import { totalOf } from '@app/rubrics';
import { Injectable } from '@nestjs/common';
import {
  AppraisalAnswer,
  AppraisalRecordAnswer,
  AppraisedScoreAnswer,
} from './appraisal.dto';
import { type ChecklistMark, returnDaysOf, returnsLeft } from './appraisal.rules';
import type { AppraisalState } from './appraisal.workflow';
import { AppraisalChecks } from './appraisal-checks';
import type { CheckAnswer } from './appraisal-depth.dto';
import { AppraisalRows } from './appraisal-rows';
import { appraisalColumns, ScoreQueries } from './score.queries';

interface RecordRow {
  id: string;
  stage_code: string;
  unit_name: string;
  revision_no: number;
  state: AppraisalState;
  checklist: Record<string, ChecklistMark>;
  finding: string;
  officer: string | null;
  officer_id: string | null;
  proposed_at: Date | null;
  leader: string | null;
  decided_at: Date | null;
  reason: string | null;
  step_back_reason: string | null;
  version: number;
  scores: { criterion: string; points: string; reason: string; changedBy: string | null; changedAt: string }[];
}

/** One appraisal with everything beside it. */
@Injectable()
export class AppraisalQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
    private readonly details: EntryDetailQueries,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
    private readonly scores: ScoreQueries,
    private readonly checks: AppraisalChecks,
  ) {}

  /** @throws AppError NOT_FOUND for an entry that the actor does not see */
  async detail(entryId: string): Promise<AppraisalAnswer> {
    const entry = await this.records.visible(entryId);
    const rules = await this.moves.rulesOf(entry);
    const rubric = rubricOf(rules, entry.categoryCode);
    if (!rubric || entry.revisionNo === 0) throw new AppError('NOT_FOUND');
    const atStage = entry.state === 'APPRAISING' || entry.state === 'PROPOSED';
    const stage = atStage ? stageOf(rules, entry.stageCode) : undefined;
    const rows = await this.recordRows(entry);
    const isCurrent = (row: RecordRow) =>
      atStage &&
      row.state !== 'STEPPED_BACK' &&
      row.stage_code === entry.stageCode &&
      row.revision_no === entry.revisionNo;
    const current = rows.find(isCurrent);
    const answer = (row: RecordRow): AppraisalRecordAnswer =>
      recordAnswer(row, stageOf(rules, row.stage_code)?.name ?? row.stage_code);
    const selfScores = await this.selfScores(entry);
    const appraised = Object.fromEntries((current?.scores ?? []).map((score) => [score.criterion, score.points]));
    const stages = await this.scores.afterAppraisal(entry, rules, rows, selfScores);
    const mayDecide = current?.officer_id !== this.actors.get().accountId;
    return {
      entryId,
      entryVersion: entry.version,
      appraisal: current ? answer(current) : null,
      checklist: stage?.checklist ?? [],
      selfScores,
      selfTotal: totalOf(rubric, selfScores).total,
      appraisedTotal: totalOf(rubric, { ...selfScores, ...appraised }).total,
      finalScores: stages.finalScores,
      finalTotal: stages.finalTotal,
      scoreHistory: await this.scores.history(entry, rules),
      criterionOfficers: stage ? await this.scores.responsible(entry, stage, current?.id ?? null) : [],
      below: (await this.moves.stageBelow(entry))?.unit.name ?? null,
      earlier: rows.filter((row) => !isCurrent(row)).map(answer),
      quota: stage?.quota ? { max: stage.quota.max, used: await this.rows.forwarded(entry) } : { max: null, used: 0 },
      returns: await this.details.returns(entry, rules),
      returnsLeft: stage ? returnsLeft(stage, await this.rows.returnedAt(entry)) : null,
      returnDays: stage ? returnDaysOf(stage) : 0,
      // Who proposed it may not decide on it as well.
      can: (await this.details.actions(entry)).filter((action) => mayDecide || !['forward', 'refuse'].includes(action)),
    };
  }

  /** The automatic checks at the present stage. @throws AppError NOT_FOUND when the entry is at none, or is not to be seen */
  async checksOf(entryId: string): Promise<CheckAnswer[]> {
    const entry = await this.records.visible(entryId);
    const rules = await this.moves.rulesOf(entry);
    const stage =
      entry.state === 'APPRAISING' || entry.state === 'PROPOSED' ? stageOf(rules, entry.stageCode) : undefined;
    if (!stage || !this.details.mayKnowReturns(entry)) throw new AppError('NOT_FOUND');
    return this.checks.all({ entry, rules, stage });
  }

  private async recordRows(entry: EntryRecord): Promise<RecordRow[]> {
    const params: unknown[] = [entry.id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', appraisalColumns, params);
    return this.db.query<RecordRow>(
      `SELECT a.id, a.stage_code, au.name AS unit_name, v.no AS revision_no, a.state, a.checklist, a.finding, o.full_name AS officer, a.officer_id,
         a.proposed_at, l.full_name AS leader, a.decided_at, a.reason, a.step_back_reason, a.version,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('criterion', s.criterion_code, 'points', trim_scale(s.points)::text, 'reason', s.reason,
            'changedBy', c.full_name, 'changedAt', s.changed_at) ORDER BY s.criterion_code), '[]')
          FROM appraised_score s LEFT JOIN account c ON c.id = s.changed_by WHERE s.appraisal_id = a.id) AS scores
       FROM appraisal a JOIN entry e ON e.id = a.entry_id JOIN entry_revision v ON v.id = a.revision_id JOIN unit au ON au.id = a.unit_id
       LEFT JOIN account o ON o.id = a.officer_id LEFT JOIN account l ON l.id = a.leader_id
       WHERE a.entry_id = $1 AND ${seen} ORDER BY a.created_at, a.id`,
      params,
    );
  }

  private async selfScores(entry: EntryRecord): Promise<Record<string, string>> {
    const row = await this.db.one<{ self_scores: Record<string, string> }>(
      'SELECT self_scores FROM entry_revision WHERE entry_id = $1 AND no = $2',
      [entry.id, entry.revisionNo],
    );
    return row?.self_scores ?? {};
  }
}

function recordAnswer(row: RecordRow, stageName: string): AppraisalRecordAnswer {
  return {
    id: row.id,
    stageCode: row.stage_code,
    stageName,
    unitName: row.unit_name,
    revisionNo: row.revision_no,
    state: row.state,
    checklist: Object.entries(row.checklist).map(([code, mark]) => ({ code, ...mark })),
    finding: row.finding,
    scores: row.scores.map((score): AppraisedScoreAnswer => ({
      ...score,
      changedAt: new Date(score.changedAt).toISOString(),
    })),
    officer: row.officer,
    proposedAt: row.proposed_at?.toISOString() ?? null,
    leader: row.leader,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    stepBackReason: row.step_back_reason,
    version: row.version,
  };
}
