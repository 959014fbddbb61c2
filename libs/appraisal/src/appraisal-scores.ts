import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database } from '@app/platform';
import type { EntryRecord } from '@app/entries';
import { type RoundRules, rubricOf, type StageRule } from '@app/programmes';
import { criterionOf, flattenCriteria, parseDecimal } from '@app/rubrics';
import { Injectable } from '@nestjs/common';
import type { SaveAppraisalInput } from './appraisal.dto';
import { cleanScores } from './appraisal-input';
import type { CurrentAppraisal } from './appraisal-rows';
import { CriterionOfficers } from './criterion-officers';

interface AtStage {
  entry: EntryRecord;
  rules: RoundRules;
  stage: StageRule;
  appraisal: CurrentAppraisal;
}

interface Score {
  criterion: string;
  points: string;
  reason: string;
}

/** Changed scores of an appraisal, their confirmation by the responsible officers, and their history over the levels. */
@Injectable()
export class AppraisalScores {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly officers: CriterionOfficers,
  ) {}

  /** @throws AppError VALIDATION_FAILED, CRITERION_NOT_YOURS */
  async save({ entry, rules, stage, appraisal }: AtStage, input: SaveAppraisalInput): Promise<void> {
    const scores = cleanScores(rules, entry.categoryCode, input);
    const before = await this.of(appraisal.id);
    const same = (a: Score, b: Score) =>
      a.criterion === b.criterion && parseDecimal(a.points) === parseDecimal(b.points) && a.reason === b.reason;
    const gone = before.filter((old) => !scores.some((score) => score.criterion === old.criterion));
    const changed = scores.filter((score) => !before.some((old) => same(old, score)));
    if (gone.length === 0 && changed.length === 0) return;
    const touched = [...gone, ...changed].map((score) => score.criterion);
    this.officers.refuseForeign(await this.officers.at(entry, stage), touched, (code) => nameOf(rules, entry, code));
    await this.db.query('DELETE FROM criterion_confirmation WHERE appraisal_id = $1 AND criterion_code = ANY($2)', [
      appraisal.id,
      touched,
    ]);
    await this.db.query('DELETE FROM appraised_score WHERE appraisal_id = $1 AND criterion_code = ANY($2)', [
      appraisal.id,
      gone.map((score) => score.criterion),
    ]);
    await this.db.query(
      `INSERT INTO appraised_score (appraisal_id, criterion_code, points, reason, changed_by, changed_at)
       SELECT $1, s.criterion, s.points, s.reason, $2, $3 FROM jsonb_to_recordset($4) AS s(criterion text, points numeric, reason text)
       ON CONFLICT (appraisal_id, criterion_code) DO UPDATE SET points = excluded.points, reason = excluded.reason,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [appraisal.id, this.actors.get().accountId, this.clock.now(), JSON.stringify(changed)],
    );
    await this.audit.write({
      action: 'Appraisal.score',
      subjectType: 'Appraisal',
      subjectId: appraisal.id,
      ...(entry.holderUnitId ? { actingFor: entry.holderUnitId } : {}),
      before: { scores: before },
      after: { scores },
    });
  }

  /** The responsible officer stands by the scores of these criteria as they are. @throws AppError CRITERION_NOT_YOURS, VALIDATION_FAILED */
  async confirm({ entry, rules, stage, appraisal }: AtStage, criteria: readonly string[]): Promise<void> {
    const officers = await this.officers.at(entry, stage);
    const unknown = criteria.findIndex((code) => !officers.has(code));
    if (unknown >= 0)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: `criteria.${unknown}`, code: 'FIELD_UNKNOWN' }]);
    this.officers.refuseForeign(officers, criteria, (code) => nameOf(rules, entry, code));
    const actor = this.actors.get();
    await this.db.query(
      `INSERT INTO criterion_confirmation (appraisal_id, criterion_code, confirmed_by, confirmed_at) SELECT $1, c, $2, $3 FROM unnest($4::text[]) c ON CONFLICT DO NOTHING`,
      [appraisal.id, actor.accountId, this.clock.now(), criteria],
    );
    await this.audit.write({
      action: 'Appraisal.confirmCriteria',
      subjectType: 'Appraisal',
      subjectId: appraisal.id,
      ...(entry.holderUnitId ? { actingFor: entry.holderUnitId } : {}),
      after: { criteria },
    });
  }

  /** Names of criteria of the entry whose officer has not confirmed them yet. */
  async unconfirmed({ entry, rules, stage, appraisal }: AtStage): Promise<string[]> {
    const officers = await this.officers.at(entry, stage);
    if (officers.size === 0) return [];
    const confirmed = await this.db.query<{ code: string }>(
      'SELECT criterion_code AS code FROM criterion_confirmation WHERE appraisal_id = $1',
      [appraisal.id],
    );
    const rubric = rubricOf(rules, entry.categoryCode);
    return (rubric ? flattenCriteria(rubric) : []).flatMap(({ code, name }) => {
      const officer = officers.get(code);
      return officer && !confirmed.some((one) => one.code === code) ? [`${name} (${officer.name})`] : [];
    });
  }

  /**
   * Keeps what this appraisal changed against what stood before it: the level below, or the unit's own score. Called when
   * the officer gives the entry away, not while typing.
   */
  async recordChanges({ entry, rules, appraisal }: Omit<AtStage, 'stage'>): Promise<void> {
    const rubric = rubricOf(rules, entry.categoryCode);
    const scores = await this.of(appraisal.id);
    const self = await this.db.one<{ self: Record<string, string> }>(
      'SELECT self_scores AS self FROM entry_revision WHERE entry_id = $1 AND no = $2',
      [entry.id, entry.revisionNo],
    );
    const last = await this.db.query<{ criterion: string; points: string }>(
      `SELECT DISTINCT ON (criterion_code) criterion_code AS criterion, trim_scale(to_points)::text AS points FROM appraised_score_change
       WHERE entry_id = $1 ORDER BY criterion_code, id DESC`,
      [entry.id],
    );
    const changes = (rubric ? flattenCriteria(rubric) : []).flatMap(({ code }) => {
      const own = self && Object.hasOwn(self.self, code) && self.self[code] !== '' ? self.self[code] : undefined;
      const now = scores.find(({ criterion }) => criterion === code);
      const from = last.find(({ criterion }) => criterion === code)?.points ?? own;
      const to = now?.points ?? own;
      return to === undefined || (from !== undefined && parseDecimal(from) === parseDecimal(to))
        ? []
        : [{ criterion: code, from: from ?? null, to, reason: now?.reason ?? '' }];
    });
    if (changes.length === 0) return;
    await this.db.query(
      `INSERT INTO appraised_score_change (entry_id, appraisal_id, criterion_code, from_points, to_points, reason, changed_by, changed_at)
       SELECT $1, $2, c.criterion, c."from", c."to", c.reason, $3, $4
       FROM jsonb_to_recordset($5) AS c(criterion text, "from" numeric, "to" numeric, reason text)`,
      [entry.id, appraisal.id, this.actors.get().accountId, this.clock.now(), JSON.stringify(changes)],
    );
  }

  private of(appraisalId: string): Promise<Score[]> {
    return this.db.query<Score>(
      'SELECT criterion_code AS criterion, trim_scale(points)::text AS points, reason FROM appraised_score WHERE appraisal_id = $1 ORDER BY criterion_code',
      [appraisalId],
    );
  }
}

function nameOf(rules: RoundRules, entry: EntryRecord, code: string): string {
  const rubric = rubricOf(rules, entry.categoryCode);
  return (rubric && criterionOf(rubric, code)?.name) ?? code;
}
