import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { EntryReaders } from '@app/entries';
import { HoldersOf, Notices } from '@app/notices';
import { AppError, cleanText, Clock, Database, type FieldError, toDecimal } from '@app/platform';
import { RoundQueries, type RoundRules, rubricOf, stageOf, windowState } from '@app/programmes';
import { checkMark, flattenCriteria, type Rubric, totalOf } from '@app/rubrics';
import { Workflows } from '@app/workflow';
import type { MarkInput, ScoresheetInput, ScoresheetSavedAnswer } from './scoresheet.dto';
import { Scoresheet } from './scoresheet.entity';
import { SCORESHEET_WORKFLOW, WRITABLE_STATES } from './scoresheet.workflow';
import { ScoresheetQueries, type ScoresheetRecord } from './scoresheets.queries';
import { gateFailed, sheetTotal } from './standing.rules';

interface CheckedMark {
  criterion: string;
  points: string | null;
  comment: string;
}

/** A judge at work: autosave, signing, reopening, declaring a conflict. */
@Injectable()
export class ScoresheetService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly sheets: ScoresheetQueries,
    private readonly readers: EntryReaders,
    private readonly notices: Notices,
    private readonly holders: HoldersOf,
  ) {}

  /**
   * Autosave: part of the marks may be missing, but no mark may be wrong. Nothing is written when somebody (another tab)
   * has saved meanwhile; the refusal then carries what is stored now.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, SCORING_CLOSED, CHANGED_MEANWHILE, VALIDATION_FAILED (`marks.2.points`)
   */
  async save(id: string, input: ScoresheetInput): Promise<ScoresheetSavedAnswer> {
    return this.db.transaction(async () => {
      const sheet = await this.sheets.lockedForSave(id);
      if (!this.abilities.of(this.actors.get()).can('save', 'Scoresheet', sheet.access))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'save' });
      if (!WRITABLE_STATES.includes(sheet.state) || sheet.entryState !== 'SCORING')
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'save', state: sheet.state });
      const rubric = await this.openRubric(sheet);
      if (sheet.version !== input.version) throw await this.changedMeanwhile(id);
      const marks = checkMarks(rubric, input.marks);
      const comment = cleanText(input.comment, { field: 'comment', max: 4000, multiline: true });
      const privateNote = cleanText(input.privateNote, { field: 'privateNote', max: 4000, multiline: true });
      await this.db.queryByKey(
        `WITH given AS (SELECT * FROM jsonb_to_recordset($2) AS g(criterion text, points numeric, comment text)),
         gone AS (DELETE FROM mark m WHERE m.scoresheet_id = $1 AND m.criterion_code NOT IN (SELECT criterion FROM given)),
         kept AS (INSERT INTO mark (scoresheet_id, criterion_code, points, comment) SELECT $1, criterion, points, comment FROM given
           ON CONFLICT (scoresheet_id, criterion_code) DO UPDATE SET points = excluded.points, comment = excluded.comment)
         UPDATE scoresheet SET comment = $3, private_note = $4, version = version + 1, updated_at = $5 WHERE id = $1`,
        [id, JSON.stringify(marks), comment, privateNote, this.clock.now()],
      );
      return this.saved({ ...sheet, version: sheet.version + 1, marks }, rubric);
    });
  }

  /** Freezes the sheet and keeps a copy of it. @throws AppError as `save`, SHEET_INCOMPLETE with every criterion that lacks its mark */
  async sign(id: string, version: number): Promise<ScoresheetSavedAnswer> {
    return this.db.transaction(async () => {
      const sheet = await this.sheets.locked(id, 'sign');
      this.demandScoring(sheet, 'sign');
      const rubric = await this.openRubric(sheet);
      const marks = pointsOf(sheet.marks);
      const { missing } = totalOf(rubric, marks);
      if (WRITABLE_STATES.includes(sheet.state) && missing.length > 0)
        throw new AppError(
          'SHEET_INCOMPLETE',
          { count: missing.length },
          missing.map((code): FieldError => ({ field: `marks.${code}`, code: 'FIELD_MISSING' })),
        );
      const total = toDecimal(sheetTotal(rubric.criteria, marks), 2);
      const failed = gateFailed(rubric.criteria, marks);
      const now = this.clock.now();
      const me = this.actors.get().accountId;
      const step = await this.workflows.perform(SCORESHEET_WORKFLOW, {
        entity: Scoresheet,
        record: sheet,
        access: sheet.access,
        action: 'sign',
        to: 'SIGNED',
        expectedVersion: version,
        stageCode: sheet.stageCode,
        patch: {
          total,
          gateFailed: failed,
          signedBy: me,
          signedAt: now,
          signCount: sheet.signCount + 1,
          updatedAt: now,
        },
        after: { total, gateFailed: failed },
      });
      await this.db.query(
        `INSERT INTO scoresheet_version (scoresheet_id, no, marks, comment, gate_failed, total, signed_by, signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, sheet.signCount + 1, JSON.stringify(sheet.marks), sheet.comment, failed, total, me, now],
      );
      const signed = {
        ...sheet,
        state: 'SIGNED' as const,
        version: step.version,
        signedAt: now,
        signCount: sheet.signCount + 1,
      };
      return this.saved({ ...signed, access: { ...sheet.access, state: 'SIGNED' } }, rubric);
    });
  }

  /** Lets the judge write again, by the chair of the panel or the board; the signed version stays. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, REASON_REQUIRED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE */
  async reopen(id: string, input: { version: number; reason: string }): Promise<ScoresheetSavedAnswer> {
    return this.db.transaction(async () => {
      const sheet = await this.sheets.locked(id, 'reopen');
      this.demandScoring(sheet, 'reopen');
      const reason = cleanText(input.reason, { field: 'reason', max: 1000, min: 1, multiline: true });
      const step = await this.workflows.perform(SCORESHEET_WORKFLOW, {
        entity: Scoresheet,
        record: sheet,
        access: sheet.access,
        action: 'reopen',
        to: 'REOPENED',
        expectedVersion: input.version,
        reason,
        stageCode: sheet.stageCode,
        patch: { reopenReason: reason, updatedAt: this.clock.now() },
      });
      await this.notices.send({
        kind: 'SCORESHEET_REOPENED',
        roundId: sheet.roundId,
        accountIds: [sheet.judgeId],
        params: { title: sheet.entryTitle, reason },
        href: `/scoresheets/${id}`,
      });
      const state = 'REOPENED' as const;
      // who reopens a sheet is not thereby shown its marks
      return {
        id,
        state,
        version: step.version,
        total: '',
        missing: [],
        gateFailed: false,
        signedAt: null,
        can: this.sheets.can({ ...sheet, state, access: { ...sheet.access, state } }),
      };
    });
  }

  /** The judge steps back: the sheet is void, the entry can no longer be read, the board is told. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, REASON_REQUIRED */
  async declareConflict(id: string, reasonText: string): Promise<ScoresheetSavedAnswer> {
    return this.db.transaction(async () => {
      const sheet = await this.sheets.locked(id, 'recuse');
      this.demandScoring(sheet, 'recuse');
      const reason = cleanText(reasonText, { field: 'reason', max: 1000, min: 1, multiline: true });
      const step = await this.workflows.perform(SCORESHEET_WORKFLOW, {
        entity: Scoresheet,
        record: sheet,
        access: sheet.access,
        action: 'recuse',
        to: 'VOID',
        reason,
        stageCode: sheet.stageCode,
        patch: { updatedAt: this.clock.now() },
      });
      await this.db.query(`UPDATE assignment SET state = 'RECUSED' WHERE id = $1`, [sheet.assignmentId]);
      await this.db.query(
        `INSERT INTO conflict (entry_id, account_id, kind, reason) VALUES ($1, $2, 'DECLARED', $3)
         ON CONFLICT (entry_id, account_id) DO UPDATE SET kind = 'DECLARED', reason = excluded.reason, declared_at = now()`,
        [sheet.entryId, sheet.judgeId, reason],
      );
      await this.audit.write({
        action: 'Conflict.declare',
        subjectType: 'Entry',
        subjectId: sheet.entryId,
        after: { judgeId: sheet.judgeId, kind: 'DECLARED' },
        reason,
      });
      await this.readers.revoke('JUDGE', [{ entryId: sheet.entryId, accountId: sheet.judgeId }]);
      await this.notices.send({
        kind: 'CONFLICT_DECLARED',
        roundId: sheet.roundId,
        accountIds: await this.holders.above(sheet.hostUnitId, ['BOARD_STAFF'], sheet.roundId),
        params: { title: sheet.entryTitle, reason },
        href: `/rounds/${sheet.roundId}/panels`,
      });
      return {
        id,
        state: 'VOID',
        version: step.version,
        total: '',
        missing: [],
        gateFailed: false,
        signedAt: null,
        can: [],
      };
    });
  }

  private demandScoring(sheet: ScoresheetRecord, action: string): void {
    if (sheet.entryState !== 'SCORING') throw new AppError('STATE_DOES_NOT_ALLOW', { action, state: sheet.entryState });
  }

  /** The rubric of the entry's own rules, while the scoring stage takes marks. */
  private async openRubric(sheet: ScoresheetRecord): Promise<Rubric> {
    const rules: RoundRules = await this.rounds.rules(sheet.roundId, sheet.rulesVersion);
    const stage = stageOf(rules, sheet.stageCode);
    if (stage && windowState(stage, this.clock.now()) !== 'OPEN')
      throw new AppError('SCORING_CLOSED', { opensAt: stage.opensAt ?? '', closesAt: stage.closesAt ?? '' });
    const rubric = rubricOf(rules, sheet.categoryCode);
    if (!rubric) throw new Error(`Round ${sheet.roundId} has no rubric for ${sheet.categoryCode}`);
    return rubric;
  }

  private async changedMeanwhile(id: string): Promise<AppError> {
    // read again: the lock was waited for, and what was read before it may be old
    const now = await this.sheets.lockedForSave(id);
    return new AppError('CHANGED_MEANWHILE', {
      version: now.version,
      current: { version: now.version, marks: now.marks, comment: now.comment, privateNote: now.privateNote },
    });
  }

  private saved(sheet: ScoresheetRecord, rubric: Rubric): ScoresheetSavedAnswer {
    const { total, missing, gateFailed: failed } = totalOf(rubric, pointsOf(sheet.marks));
    return {
      id: sheet.id,
      state: sheet.state,
      version: sheet.version,
      total,
      missing,
      gateFailed: failed,
      signedAt: sheet.signedAt?.toISOString() ?? null,
      can: this.sheets.can(sheet),
    };
  }
}

const pointsOf = (marks: readonly CheckedMark[]): Record<string, string> =>
  Object.fromEntries(marks.flatMap(({ criterion, points }) => (points === null ? [] : [[criterion, points]])));

/** Every mark is checked and every problem told with its path. @throws AppError VALIDATION_FAILED */
function checkMarks(rubric: Rubric, marks: readonly MarkInput[]): CheckedMark[] {
  const criteria = new Map(flattenCriteria(rubric).map((leaf) => [leaf.code, leaf]));
  const seen = new Set<string>();
  const problems: FieldError[] = [];
  const checked = marks.map(({ criterion, points, comment }, at): CheckedMark => {
    const leaf = criteria.get(criterion);
    if (!leaf) problems.push({ field: `marks.${at}.criterion`, code: 'FIELD_UNKNOWN' });
    else if (seen.has(criterion)) problems.push({ field: `marks.${at}.criterion`, code: 'MARK_TWICE' });
    else if (points !== null) {
      const code = checkMark(leaf, points);
      if (code)
        problems.push({
          field: `marks.${at}.points`,
          code,
          params: { max: leaf.max, decimals: leaf.decimals, step: leaf.step ?? '' },
        });
    }
    seen.add(criterion);
    return {
      criterion,
      points,
      comment: cleanText(comment ?? '', { field: `marks.${at}.comment`, max: 2000, multiline: true }),
    };
  });
  if (problems.length > 0) throw new AppError('VALIDATION_FAILED', {}, problems);
  return checked.filter(({ points, comment }) => points !== null || comment !== '');
}
