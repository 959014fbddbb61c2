import { Abilities, actsFor, CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import { entryAccess, EntryMoves, type EntryRecord, EntryRecords, type EntryState } from '@app/entries';
import { type RoundRules, type StageRule, stageOf } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { Appraisal } from './appraisal.entity';
import { APPRAISAL_WORKFLOW, type AppraisalAction, type AppraisalState } from './appraisal.workflow';
import { AppraisalRows, type CurrentAppraisal } from './appraisal-rows';

export interface AtStage {
  entry: EntryRecord;
  rules: RoundRules;
  stage: StageRule;
  appraisal: CurrentAppraisal;
  /** It was begun just now. */
  fresh: boolean;
}

/** What single steps and lists of entries have in common: locks, rights, four eyes, the quota, the change of an appraisal's state. */
@Injectable()
export class AppraisalSteps {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
  ) {}

  /**
   * Locks the entry, checks right and state, and finds or begins the appraisal of its present stage.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW
   */
  async begin(entryId: string, action: string, ...states: readonly EntryState[]): Promise<AtStage> {
    const entry = await this.records.lockVisible(entryId);
    if (!states.includes(entry.state)) throw new AppError('STATE_DOES_NOT_ALLOW', { action, state: entry.state });
    this.records.refuseUnless(action, entry);
    const rules = await this.moves.rulesOf(entry);
    const stage = stageOf(rules, entry.stageCode);
    if (!stage) throw new Error(`entry ${entryId}: its rules lack the stage ${entry.stageCode}`);
    const found = await this.rows.current(entry);
    return { entry, rules, stage, appraisal: found ?? (await this.rows.currentOrNew(entry)), fresh: !found };
  }

  async perform(
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

  /** Who proposed may not decide as well, nor may somebody decide in their name. @throws AppError FOUR_EYES */
  refuseOneEye(appraisal: CurrentAppraisal, entry: EntryRecord): void {
    const actor = this.actors.get();
    const asked = { action: 'forward', subject: 'Entry', record: entryAccess(entry) } as const;
    const { officerId } = appraisal;
    if (officerId !== null && [actor.accountId, actsFor(this.abilities, actor, asked)].includes(officerId))
      throw new AppError('FOUR_EYES');
  }

  /**
   * Leaders of one unit wait for each other here: between count and commit nobody else can forward.
   * @param more how many are about to be forwarded
   * @throws AppError QUOTA_EXCEEDED
   */
  async refuseAboveQuota(
    place: Pick<EntryRecord, 'roundId' | 'stageCode' | 'holderUnitId'>,
    stage: StageRule,
    more = 1,
  ): Promise<void> {
    if (!stage.quota) return;
    const { max } = stage.quota;
    await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7305002))', [
      `quota ${place.roundId} ${place.stageCode} ${place.holderUnitId}`,
    ]);
    const used = await this.rows.forwarded(place);
    if (used + more > max) throw new AppError('QUOTA_EXCEEDED', { used, max });
  }

  decided(reason: string | null): Record<string, unknown> {
    return { leaderId: this.actors.get().accountId, decidedAt: this.clock.now(), reason };
  }
}
