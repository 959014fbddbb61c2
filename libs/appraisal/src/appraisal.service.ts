import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database, type FieldError } from '@app/platform';
import { EntryMoves, type EntryRecord, EntryRecords, type EntryState, markError, partsOf } from '@app/entries';
import { type RoundRules, rubricOf, type StageRule, stageOf } from '@app/programmes';
import { checkMark, criterionOf } from '@app/rubrics';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import type {
  DecideWithReasonInput,
  ForwardInput,
  ProposeInput,
  ReturnEntryInput,
  SaveAppraisalInput,
} from './appraisal.dto';
import { Appraisal } from './appraisal.entity';
import { type Checklist, isReturnDeadline, returnDaysOf, unanswered } from './appraisal.rules';
import { APPRAISAL_WORKFLOW, type AppraisalAction, type AppraisalState } from './appraisal.workflow';
import { AppraisalRows, type CurrentAppraisal } from './appraisal-rows';

interface AtStage {
  entry: EntryRecord;
  rules: RoundRules;
  stage: StageRule;
  appraisal: CurrentAppraisal;
}

/** What officers and leaders of a level do. The entry's row is locked first: two people on one entry wait for each other. */
@Injectable()
export class AppraisalService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
  ) {}

  /**
   * Saves checklist, finding and changed scores. `version` is that of the appraisal; 0 when none was begun yet.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED
   */
  async save(entryId: string, input: SaveAppraisalInput): Promise<void> {
    await this.db.transaction(async () => {
      const { entry, rules, stage, appraisal, fresh } = await this.begin(entryId, 'appraise', 'APPRAISING');
      if (input.version !== (fresh ? 0 : appraisal.version))
        throw new AppError('CHANGED_MEANWHILE', { version: fresh ? 0 : appraisal.version });
      const checklist = cleanChecklist(stage, input);
      const finding = cleanText(input.finding, { field: 'finding', max: 8000, multiline: true });
      await this.saveScores(entry, rules, appraisal, input);
      await this.db.query(
        'UPDATE appraisal SET checklist = $3, finding = $4, version = version + $5 WHERE id = $1 AND version = $2',
        [appraisal.id, appraisal.version, JSON.stringify(checklist), finding, fresh ? 0 : 1],
      );
    });
  }

  /**
   * One consolidated return to the unit: items that point at parts of the entry, and a deadline.
   * @throws AppError RETURN_LIMIT_REACHED, RETURN_DEADLINE_INVALID, VALIDATION_FAILED and as above
   */
  async returnEntry(entryId: string, input: ReturnEntryInput): Promise<void> {
    await this.db.transaction(async () => {
      const { entry, rules, stage, appraisal } = await this.begin(entryId, 'return', 'APPRAISING');
      if (stage.returnLimit !== undefined && (await this.rows.returnedAt(entry)) >= stage.returnLimit)
        throw new AppError('RETURN_LIMIT_REACHED', { max: stage.returnLimit });
      const deadline = new Date(input.deadline);
      if (!isReturnDeadline(stage, deadline, this.clock.now())) {
        const params = { days: returnDaysOf(stage) };
        throw new AppError('RETURN_DEADLINE_INVALID', params, [
          { field: 'deadline', code: 'RETURN_DEADLINE_INVALID', params },
        ]);
      }
      const items = cleanItems(partsOf(rules, entry.categoryCode), input);
      await this.step(appraisal, 'return', 'RETURNED', entry, { officerId: this.actors.get().accountId });
      await this.moves.returnToUnit(entry, {
        expectedVersion: input.version,
        appraisalId: appraisal.id,
        items,
        deadline,
      });
    });
  }

  /** The officer proposes to the leader. @throws AppError CHECKLIST_INCOMPLETE, FINDING_REQUIRED and as above */
  async propose(entryId: string, input: ProposeInput): Promise<void> {
    await this.db.transaction(async () => {
      const { entry, stage, appraisal } = await this.begin(entryId, 'propose', 'APPRAISING');
      const open = unanswered(stage, appraisal.checklist);
      if (open.length > 0)
        throw new AppError(
          'CHECKLIST_INCOMPLETE',
          {},
          open.map((code): FieldError => ({ field: `checklist.${code}`, code: 'FIELD_MISSING' })),
        );
      const finding =
        input.finding === undefined
          ? appraisal.finding
          : cleanText(input.finding, { field: 'finding', max: 8000, multiline: true });
      if (finding.trim() === '')
        throw new AppError('FINDING_REQUIRED', {}, [{ field: 'finding', code: 'FIELD_MISSING' }]);
      const patch = { finding, officerId: this.actors.get().accountId, proposedAt: this.clock.now() };
      await this.step(appraisal, 'propose', 'PROPOSED', entry, patch);
      await this.moves.propose(entry, { expectedVersion: input.version });
    });
  }

  /**
   * The leader approves and forwards within the quota of the unit at this stage.
   * @throws AppError FOUR_EYES, QUOTA_EXCEEDED and as above
   */
  async forward(entryId: string, input: ForwardInput): Promise<void> {
    const note =
      input.note === undefined ? undefined : cleanText(input.note, { field: 'note', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const { entry, stage, appraisal } = await this.begin(entryId, 'forward', 'PROPOSED');
      this.refuseOneEye(appraisal);
      if (stage.quota) await this.refuseAboveQuota(entry, stage.quota.max);
      await this.step(appraisal, 'forward', 'FORWARDED', entry, this.decided(note ?? null), note);
      await this.moves.forward(entry, { expectedVersion: input.version, ...(note ? { note } : {}) });
    });
  }

  /** The leader gives it back to the officer. */
  async sendBack(entryId: string, input: DecideWithReasonInput): Promise<void> {
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const { entry, appraisal } = await this.begin(entryId, 'sendBack', 'PROPOSED');
      await this.step(appraisal, 'sendBack', 'OPEN', entry, {}, reason);
      await this.moves.sendBack(entry, { expectedVersion: input.version, reason });
    });
  }

  /** The leader refuses for good. @throws AppError FOUR_EYES and as above */
  async refuse(entryId: string, input: DecideWithReasonInput): Promise<void> {
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const { entry, appraisal } = await this.begin(entryId, 'refuse', 'PROPOSED');
      this.refuseOneEye(appraisal);
      await this.step(appraisal, 'refuse', 'REFUSED', entry, this.decided(reason), reason);
      await this.moves.refuse(entry, { expectedVersion: input.version, reason });
    });
  }

  /** Locks the entry, checks right and state, and finds or begins the appraisal of its present stage. */
  private async begin(entryId: string, action: string, state: EntryState): Promise<AtStage & { fresh: boolean }> {
    const entry = await this.records.lockVisible(entryId);
    if (entry.state !== state) throw new AppError('STATE_DOES_NOT_ALLOW', { action, state: entry.state });
    this.records.refuseUnless(action, entry);
    const rules = await this.moves.rulesOf(entry);
    const stage = stageOf(rules, entry.stageCode);
    if (!stage) throw new Error(`entry ${entryId}: its rules lack the stage ${entry.stageCode}`);
    const found = await this.rows.current(entry);
    return { entry, rules, stage, appraisal: found ?? (await this.rows.currentOrNew(entry)), fresh: !found };
  }

  private async saveScores(
    entry: EntryRecord,
    rules: RoundRules,
    appraisal: CurrentAppraisal,
    input: SaveAppraisalInput,
  ): Promise<void> {
    const scores = cleanScores(rules, entry.categoryCode, input);
    const before = await this.db.query<{ criterion: string; points: string; reason: string }>(
      'SELECT criterion_code AS criterion, trim_scale(points)::text AS points, reason FROM appraised_score WHERE appraisal_id = $1 ORDER BY criterion_code',
      [appraisal.id],
    );
    const same = (a: (typeof before)[number], b: (typeof before)[number]) =>
      a.criterion === b.criterion && Number(a.points) === Number(b.points) && a.reason === b.reason;
    const gone = before.filter((old) => !scores.some((score) => score.criterion === old.criterion));
    const changed = scores.filter((score) => !before.some((old) => same(old, score)));
    if (gone.length === 0 && changed.length === 0) return;
    await this.db.query('DELETE FROM appraised_score WHERE appraisal_id = $1 AND criterion_code = ANY($2)', [
      appraisal.id,
      gone.map((score) => score.criterion),
    ]);
    for (const score of changed)
      await this.db.query(
        `INSERT INTO appraised_score (appraisal_id, criterion_code, points, reason, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (appraisal_id, criterion_code) DO UPDATE SET points = excluded.points, reason = excluded.reason,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [appraisal.id, score.criterion, score.points, score.reason, this.actors.get().accountId, this.clock.now()],
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

  /** Who proposed may not decide as well. */
  private refuseOneEye(appraisal: CurrentAppraisal): void {
    if (appraisal.officerId === this.actors.get().accountId) throw new AppError('FOUR_EYES');
  }

  /** Leaders of one unit wait for each other here: between count and commit nobody else can forward. */
  private async refuseAboveQuota(entry: EntryRecord, max: number): Promise<void> {
    await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7305002))', [
      `quota ${entry.roundId} ${entry.stageCode} ${entry.holderUnitId}`,
    ]);
    const used = await this.rows.forwarded(entry);
    if (used >= max) throw new AppError('QUOTA_EXCEEDED', { used, max });
  }

  private decided(reason: string | null): Record<string, unknown> {
    return { leaderId: this.actors.get().accountId, decidedAt: this.clock.now(), reason };
  }

  private async step(
    appraisal: CurrentAppraisal,
    action: AppraisalAction,
    to: AppraisalState,
    entry: EntryRecord,
    patch: Record<string, unknown>,
    reason?: string,
  ): Promise<void> {
    await this.workflows.perform(APPRAISAL_WORKFLOW, {
      entity: Appraisal,
      record: appraisal,
      access: {},
      action,
      to,
      patch,
      ...(reason ? { reason } : {}),
      stageCode: entry.stageCode,
      unitId: entry.holderUnitId,
      after: { entryId: entry.id },
    });
  }
}

function cleanChecklist(stage: StageRule, input: SaveAppraisalInput): Checklist {
  const known = new Set((stage.checklist ?? []).map((item) => item.code));
  const errors = input.checklist.flatMap((mark, index): FieldError[] =>
    known.has(mark.code) ? [] : [{ field: `checklist.${index}.code`, code: 'FIELD_UNKNOWN' }],
  );
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return Object.fromEntries(
    input.checklist.map((mark, index) => [
      mark.code,
      {
        ok: mark.ok ?? null,
        note: cleanText(mark.note ?? '', { field: `checklist.${index}.note`, max: 1000, multiline: true }),
      },
    ]),
  );
}

function cleanScores(
  rules: RoundRules,
  categoryCode: string,
  input: SaveAppraisalInput,
): { criterion: string; points: string; reason: string }[] {
  const rubric = rubricOf(rules, categoryCode);
  const seen = new Set<string>();
  const errors = input.scores.flatMap((score, index): FieldError[] => {
    const criterion = rubric && criterionOf(rubric, score.criterion);
    if (!criterion) return [{ field: `scores.${index}.criterion`, code: 'FIELD_UNKNOWN' }];
    if (seen.has(score.criterion)) return [{ field: `scores.${index}.criterion`, code: 'RULES_CODE_DUPLICATE' }];
    seen.add(score.criterion);
    const problem = checkMark(criterion, score.points);
    return problem ? [markError(`scores.${index}.points`, criterion, problem)] : [];
  });
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return input.scores.map(({ criterion, points, reason }, index) => ({
    criterion,
    points,
    reason: cleanText(reason, { field: `scores.${index}.reason`, max: 2000, min: 1, multiline: true }),
  }));
}

function cleanItems(parts: ReadonlyMap<string, string>, input: ReturnEntryInput): { part: string; text: string }[] {
  const errors = input.items.flatMap((item, index): FieldError[] =>
    parts.has(item.part) ? [] : [{ field: `items.${index}.part`, code: 'RETURN_PART_UNKNOWN' }],
  );
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
  return input.items.map(({ part, text }, index) => ({
    part,
    text: cleanText(text, { field: `items.${index}.text`, max: 2000, min: 1, multiline: true }),
  }));
}
