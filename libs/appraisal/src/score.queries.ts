import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { Database } from '@app/platform';
import type { EntryRecord } from '@app/entries';
import { type RoundRules, rubricOf, type StageRule, stageOf } from '@app/programmes';
import { totalOf } from '@app/rubrics';
import { Injectable } from '@nestjs/common';
import type { ResponsibleOfficerAnswer, ScoreChangeAnswer } from './appraisal.dto';
import { CriterionOfficers } from './criterion-officers';

/** Fields of an appraisal's access record in SQL: `au` is the appraising unit, `e` the entry. */
export const appraisalColumns: SubjectColumns = {
  subject: 'Appraisal',
  columns: { roundId: 'e.round_id', appraiserPath: 'au.path' },
};

/** Scores beside each other: what the levels changed, what is final, who is responsible. */
@Injectable()
export class ScoreQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly officers: CriterionOfficers,
  ) {}

  /** Changes of the levels that the reader may see, oldest first. */
  async history(entry: EntryRecord, rules: RoundRules): Promise<ScoreChangeAnswer[]> {
    const params: unknown[] = [entry.id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', appraisalColumns, params);
    const rows = await this.db.query<Omit<ScoreChangeAnswer, 'stageName' | 'at'> & { stage_code: string; at: Date }>(
      `SELECT c.criterion_code AS criterion, trim_scale(c.from_points)::text AS "from", trim_scale(c.to_points)::text AS "to", c.reason, a.stage_code,
         au.name AS "unitName", p.full_name AS by, c.changed_at AS at
       FROM appraised_score_change c JOIN appraisal a ON a.id = c.appraisal_id JOIN unit au ON au.id = a.unit_id JOIN entry e ON e.id = c.entry_id
       LEFT JOIN account p ON p.id = c.changed_by WHERE c.entry_id = $1 AND ${seen} ORDER BY c.id LIMIT 500`,
      params,
    );
    return rows.map(({ stage_code: stage, at, ...row }) => ({
      ...row,
      stageName: stageOf(rules, stage)?.name ?? stage,
      at: at.toISOString(),
    }));
  }

  /**
   * The points of the last level of appraisal after the entry has left it, and the total: that of the judges where there is one.
   * @param rows appraisals that the reader may see, oldest first
   */
  async afterAppraisal(
    entry: EntryRecord,
    rules: RoundRules,
    rows: readonly { stage_code: string; state: string; scores: readonly { criterion: string; points: string }[] }[],
    selfScores: Readonly<Record<string, string>>,
  ): Promise<{ finalScores: Record<string, string> | null; finalTotal: string | null }> {
    const rubric = rubricOf(rules, entry.categoryCode);
    const levels = rules.chain.filter(({ kind }) => kind === 'APPRAISAL');
    const left =
      !levels.some(({ code }) => code === entry.stageCode) && entry.state !== 'DRAFT' && entry.state !== 'WITHDRAWN';
    const last = levels.at(-1)?.code;
    const record = left ? rows.findLast((row) => row.state === 'FORWARDED' && row.stage_code === last) : undefined;
    const judged = await this.db.oneByKey<{ score: string | null }>(
      'SELECT trim_scale(final_score)::text AS score FROM entry WHERE id = $1',
      [entry.id],
    );
    if (!record || !rubric) return { finalScores: null, finalTotal: judged?.score ?? null };
    const finalScores = {
      ...selfScores,
      ...Object.fromEntries(record.scores.map(({ criterion, points }) => [criterion, points])),
    };
    return { finalScores, finalTotal: judged?.score ?? totalOf(rubric, finalScores).total };
  }

  async responsible(
    entry: EntryRecord,
    stage: StageRule,
    appraisalId: string | null,
  ): Promise<ResponsibleOfficerAnswer[]> {
    const officers = await this.officers.at(entry, stage);
    if (officers.size === 0) return [];
    const confirmed = await this.db.query<{ code: string }>(
      'SELECT criterion_code AS code FROM criterion_confirmation WHERE appraisal_id = $1',
      [appraisalId],
    );
    const me = this.actors.get().accountId;
    return [...officers].map(([criterion, { accountId, name }]) => ({
      criterion,
      officer: name,
      mine: accountId === me,
      confirmed: confirmed.some(({ code }) => code === criterion),
    }));
  }
}
