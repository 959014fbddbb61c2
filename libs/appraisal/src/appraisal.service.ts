import { CurrentActor } from '@app/access';
import { AppError, cleanText, Clock, Database, type FieldError } from '@app/platform';
import { EntryMoves } from '@app/entries';
import { Injectable } from '@nestjs/common';
import type {
  DecideWithReasonInput,
  ForwardInput,
  ProposeInput,
  ReturnEntryInput,
  SaveAppraisalInput,
} from './appraisal.dto';
import { isReturnDeadline, returnDaysOf, unanswered } from './appraisal.rules';
import { AppraisalChecks } from './appraisal-checks';
import type { ConfirmCriteriaInput } from './appraisal-depth.dto';
import { cleanChecklist, cleanItems } from './appraisal-input';
import { AppraisalRows } from './appraisal-rows';
import { AppraisalScores } from './appraisal-scores';
import { AppraisalSteps } from './appraisal-steps';

/** What officers and leaders of a level do. The entry's row is locked first: two people on one entry wait for each other. */
@Injectable()
export class AppraisalService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
    private readonly steps: AppraisalSteps,
    private readonly scores: AppraisalScores,
    private readonly checks: AppraisalChecks,
  ) {}

  /**
   * Saves checklist, finding and changed scores. `version` is that of the appraisal; 0 when none was begun yet.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED, CRITERION_NOT_YOURS
   */
  async save(entryId: string, input: SaveAppraisalInput): Promise<void> {
    await this.db.transaction(async () => {
      const at = await this.steps.begin(entryId, 'appraise', 'APPRAISING');
      const { stage, appraisal, fresh } = at;
      if (input.version !== (fresh ? 0 : appraisal.version))
        throw new AppError('CHANGED_MEANWHILE', { version: fresh ? 0 : appraisal.version });
      const checklist = cleanChecklist(stage, input);
      const finding = cleanText(input.finding, { field: 'finding', max: 8000, multiline: true });
      await this.scores.save(at, input);
      await this.db.query(
        'UPDATE appraisal SET checklist = $3, finding = $4, version = version + $5 WHERE id = $1 AND version = $2',
        [appraisal.id, appraisal.version, JSON.stringify(checklist), finding, fresh ? 0 : 1],
      );
    });
  }

  /** The responsible officer confirms the scores of criteria. @throws AppError CRITERION_NOT_YOURS and as above */
  async confirmCriteria(entryId: string, input: ConfirmCriteriaInput): Promise<void> {
    await this.db.transaction(async () => {
      await this.scores.confirm(await this.steps.begin(entryId, 'appraise', 'APPRAISING'), input.criteria);
    });
  }

  /**
   * One consolidated return to the unit: items that point at parts of the entry, and a deadline.
   * @throws AppError RETURN_LIMIT_REACHED, RETURN_DEADLINE_INVALID, VALIDATION_FAILED and as above
   */
  async returnEntry(entryId: string, input: ReturnEntryInput): Promise<void> {
    await this.db.transaction(async () => {
      const at = await this.steps.begin(entryId, 'return', 'APPRAISING');
      const { entry, rules, stage, appraisal } = at;
      if (stage.returnLimit !== undefined && (await this.rows.returnedAt(entry)) >= stage.returnLimit)
        throw new AppError('RETURN_LIMIT_REACHED', { max: stage.returnLimit });
      const deadline = new Date(input.deadline);
      if (!isReturnDeadline(stage, deadline, this.clock.now())) {
        const params = { days: returnDaysOf(stage) };
        throw new AppError('RETURN_DEADLINE_INVALID', params, [
          { field: 'deadline', code: 'RETURN_DEADLINE_INVALID', params },
        ]);
      }
      const items = cleanItems(rules, entry.categoryCode, await this.evidenceOf(entry.id, entry.revisionNo), input);
      await this.scores.recordChanges(at);
      await this.steps.perform(appraisal, 'return', 'RETURNED', entry, { officerId: this.actors.get().accountId });
      await this.moves.returnToUnit(entry, {
        expectedVersion: input.version,
        appraisalId: appraisal.id,
        items,
        deadline,
      });
    });
  }

  /**
   * The officer proposes to the leader.
   * @throws AppError CHECKLIST_INCOMPLETE, FINDING_REQUIRED, CRITERIA_NOT_CONFIRMED, CHECKS_BLOCK and as above
   */
  async propose(entryId: string, input: ProposeInput): Promise<void> {
    await this.db.transaction(async () => {
      const at = await this.steps.begin(entryId, 'propose', 'APPRAISING');
      const { entry, stage, appraisal } = at;
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
      const unconfirmed = await this.scores.unconfirmed(at);
      if (unconfirmed.length > 0) throw new AppError('CRITERIA_NOT_CONFIRMED', { names: unconfirmed.join('; ') });
      const failed = await this.checks.blocking(at);
      if (failed.length > 0) throw new AppError('CHECKS_BLOCK', { n: failed.length, checks: failed });
      await this.scores.recordChanges(at);
      const patch = { finding, officerId: this.actors.get().accountId, proposedAt: this.clock.now() };
      await this.steps.perform(appraisal, 'propose', 'PROPOSED', entry, patch);
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
      const { entry, stage, appraisal } = await this.steps.begin(entryId, 'forward', 'PROPOSED');
      this.steps.refuseOneEye(appraisal, entry);
      await this.steps.refuseAboveQuota(entry, stage);
      await this.steps.perform(appraisal, 'forward', 'FORWARDED', entry, this.steps.decided(note ?? null), note);
      await this.moves.forward(entry, { expectedVersion: input.version, ...(note ? { note } : {}) });
    });
  }

  /** The leader gives it back to the officer. */
  async sendBack(entryId: string, input: DecideWithReasonInput): Promise<void> {
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const { entry, appraisal } = await this.steps.begin(entryId, 'sendBack', 'PROPOSED');
      await this.steps.perform(appraisal, 'sendBack', 'OPEN', entry, {}, reason);
      await this.moves.sendBack(entry, { expectedVersion: input.version, reason });
    });
  }

  /**
   * Officer or leader gives the entry back to the appraisal of the level below, which has a place of its quota again.
   * @throws AppError NO_STAGE_BELOW, REASON_REQUIRED and as above
   */
  async stepBack(entryId: string, input: DecideWithReasonInput): Promise<void> {
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const at = await this.steps.begin(entryId, 'stepBack', 'APPRAISING', 'PROPOSED');
      const { entry, appraisal } = at;
      const below = await this.moves.stageBelow(entry);
      if (!below) throw new AppError('NO_STAGE_BELOW');
      if (appraisal.state === 'OPEN') await this.scores.recordChanges(at);
      await this.steps.perform(appraisal, 'stepBack', 'STEPPED_BACK', entry, { stepBackReason: reason }, reason);
      const lower = await this.rows.forwardedAt(entry, below.stage.code);
      if (lower) await this.steps.perform(lower, 'stepBack', 'STEPPED_BACK', entry, { stepBackReason: reason }, reason);
      await this.moves.stepBack(entry, { expectedVersion: input.version, reason });
    });
  }

  /** The leader refuses for good. @throws AppError FOUR_EYES and as above */
  async refuse(entryId: string, input: DecideWithReasonInput): Promise<void> {
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const { entry, appraisal } = await this.steps.begin(entryId, 'refuse', 'PROPOSED');
      this.steps.refuseOneEye(appraisal, entry);
      await this.steps.perform(appraisal, 'refuse', 'REFUSED', entry, this.steps.decided(reason), reason);
      await this.moves.refuse(entry, { expectedVersion: input.version, reason });
    });
  }

  private evidenceOf(
    entryId: string,
    no: number,
  ): Promise<{ id: string; name: string; caption: string; part: string }[]> {
    return this.db.queryByKey(
      `SELECT x.id, x.name, coalesce(x.caption, '') AS caption, x.part
       FROM entry_revision v, jsonb_to_recordset(v.evidence) AS x(id text, name text, caption text, part text) WHERE v.entry_id = $1 AND v.no = $2`,
      [entryId, no],
    );
  }
}
