import { AppError, Clock, Database } from '@app/platform';
import {
  nextStage,
  RoundQueries,
  type RoundRules,
  stageBefore,
  stageDeadline,
  stageOf,
  type StageRule,
} from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { EntryNotices } from './entry-notices';
import { entryAccess, type EntryRecord } from './entry-records';
import { Entry } from './entry.entity';
import { ENTRY_WORKFLOW, type EntryAction, type EntryState } from './entry.workflow';

/** Where an entry stands after a move. */
export interface Moved {
  state: EntryState;
  stageCode: string | null;
  version: number;
  deadline: Date | null;
}

export interface UnitAbove {
  id: string;
  name: string;
  kind: string;
}

interface Arrival {
  state: EntryState;
  stage: StageRule;
  holderUnitId: string;
}

/** One item of a return as it is kept: what it points at is named as it was then, because the unit may take a file away. */
export interface ReturnedItem {
  part: string;
  kind: 'FIELD' | 'CRITERION' | 'FILE';
  name: string;
  /** Of a file: the part that it stands at. */
  on?: string;
  text: string;
}

const STATE_AT = { APPRAISAL: 'APPRAISING', SCORING: 'SCORING', COUNCIL: 'COUNCIL', DECISION: 'APPROVED' } as const;

/**
 * The only place that changes the state of an entry (`EntryBulkMoves` does the same for whole categories). Every method works on a row that the caller has locked
 * (`EntryRecords.lockVisible` or `.lock`) in its transaction; history, audit, notices and mails are written in
 * the same one. Refusals: STATE_DOES_NOT_ALLOW, ACTION_NOT_ALLOWED, REASON_REQUIRED, CHANGED_MEANWHILE.
 */
@Injectable()
export class EntryMoves {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly workflows: Workflows,
    private readonly notices: EntryNotices,
  ) {}

  /** To the first stage, or after a return to the stage that it came from. @throws AppError NO_STAGE_FOR_UNIT */
  async submit(
    entry: EntryRecord,
    step: {
      /** `submitPaper` for what an officer enters from paper. */
      action?: 'submit' | 'submitPaper';
      expectedVersion: number;
      /** Takes the number, as late as can be: from then on all other submissions of the round wait for this transaction. */
      receiptNo: () => Promise<string>;
      revisionNo: number;
      submittedAt: Date;
    },
  ): Promise<Moved> {
    const rules = await this.rulesOf(entry);
    const above = await this.unitsAbove(entry);
    const stage =
      entry.state === 'RETURNED'
        ? stageOf(rules, entry.stageCode)
        : nextStage(
            rules,
            null,
            above.map((unit) => unit.kind),
          );
    const arrival = stage && (await this.arrival(entry, stage, above));
    if (!arrival) throw new AppError('NO_STAGE_FOR_UNIT');
    return this.move(entry, step.action ?? 'submit', arrival, {
      expectedVersion: step.expectedVersion,
      patch: { revisionNo: step.revisionNo, submittedAt: step.submittedAt },
      receiptNo: step.receiptNo,
      unitId: entry.unitId,
      data: { revisionNo: step.revisionNo },
    });
  }

  /** Back to the unit with one list of items and a deadline. `appraisalId`: the appraisal that found them. */
  async returnToUnit(
    entry: EntryRecord,
    step: { expectedVersion: number; appraisalId: string; items: ReturnedItem[]; deadline: Date },
  ): Promise<Moved> {
    const returnedBy = await this.perform(entry, 'return', 'RETURNED', {
      expectedVersion: step.expectedVersion,
      patch: {
        holderUnitId: entry.unitId,
        holderSince: this.clock.now(),
        deadline: step.deadline,
        returnCount: entry.returnCount + 1,
      },
      stageCode: entry.stageCode,
      unitId: entry.holderUnitId,
      data: { items: step.items.length, deadline: step.deadline.toISOString() },
    });
    await this.db.query(
      `INSERT INTO return_request (entry_id, appraisal_id, no, deadline, items, returned_by, returned_at)
       SELECT $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6 FROM return_request WHERE entry_id = $1`,
      [
        entry.id,
        step.appraisalId,
        step.deadline,
        JSON.stringify(step.items.map((item) => ({ ...item, answer: null }))),
        returnedBy.actorId,
        this.clock.now(),
      ],
    );
    await this.notices.returned(entry, step);
    return { state: 'RETURNED', stageCode: entry.stageCode, version: returnedBy.version, deadline: step.deadline };
  }

  /** The officer's proposal: waits for the leader of the same unit. */
  async propose(entry: EntryRecord, step: { expectedVersion: number }): Promise<Moved> {
    const moved = await this.stay(entry, 'propose', 'PROPOSED', step);
    await this.notices.proposed(entry);
    return moved;
  }

  /** Back from the leader to the officer. */
  async sendBack(entry: EntryRecord, step: { expectedVersion: number; reason: string }): Promise<Moved> {
    const moved = await this.stay(entry, 'sendBack', 'APPRAISING', step);
    await this.notices.sentBack(entry, step.reason);
    return moved;
  }

  /** Where `stepBack` would lead: the appraisal before the present one; undefined at the first one. */
  async stageBelow(entry: EntryRecord): Promise<{ stage: StageRule; unit: UnitAbove } | undefined> {
    if (entry.state !== 'APPRAISING' && entry.state !== 'PROPOSED') return undefined;
    const above = await this.unitsAbove(entry);
    const levels = above.map((unit) => unit.kind);
    const stage = stageBefore(await this.rulesOf(entry), entry.stageCode, levels);
    const unit = stage && above.find((each) => each.kind === stage.level);
    return unit && { stage, unit };
  }

  /** Back to the appraisal of the level below. @throws AppError NO_STAGE_BELOW */
  async stepBack(entry: EntryRecord, step: { expectedVersion: number; reason: string }): Promise<Moved> {
    const below = await this.stageBelow(entry);
    if (!below) throw new AppError('NO_STAGE_BELOW');
    const arrival: Arrival = { state: 'APPRAISING', stage: below.stage, holderUnitId: below.unit.id };
    const moved = await this.move(entry, 'stepBack', arrival, { ...step, unitId: entry.holderUnitId });
    await this.notices.steppedBack(entry, below.unit, { reason: step.reason, deadline: moved.deadline });
    return moved;
  }

  /** To the next stage of the chain of the entry's own rules. */
  async forward(
    entry: EntryRecord,
    step: {
      expectedVersion: number;
      note?: string;
      /** Tells nobody: the caller tells each unit once about many. */ quiet?: boolean;
    },
  ): Promise<Moved> {
    return this.move(entry, 'forward', await this.nextArrival(entry), {
      expectedVersion: step.expectedVersion,
      ...(step.quiet ? { quiet: true } : {}),
      ...(step.note ? { reason: step.note } : {}),
      unitId: entry.holderUnitId,
    });
  }

  /** The notices of entries that were forwarded quietly, as they stand now: one for each unit. */
  async tellForwarded(by: { unitId: string; roundId: string }, entries: readonly EntryRecord[]): Promise<void> {
    await this.notices.forwardedTogether(by, entries);
  }

  async refuse(entry: EntryRecord, step: { expectedVersion: number; reason: string }): Promise<Moved> {
    const moved = await this.end(entry, 'refuse', 'REFUSED', { ...step, unitId: entry.holderUnitId });
    await this.notices.refused(entry, step.reason);
    return moved;
  }

  async withdraw(entry: EntryRecord, step: { expectedVersion: number; reason?: string }): Promise<Moved> {
    return this.end(entry, 'withdraw', 'WITHDRAWN', { ...step, unitId: entry.unitId });
  }

  /** A consequence of a counted vote. */
  async approve(entry: EntryRecord, data: Record<string, unknown> = {}): Promise<Moved> {
    return this.move(entry, 'approve', await this.nextArrival(entry), { unitId: entry.holderUnitId, data });
  }

  /** A consequence of a counted vote. */
  async reject(entry: EntryRecord, data: Record<string, unknown> = {}): Promise<Moved> {
    return this.end(entry, 'reject', 'NOT_APPROVED', { unitId: entry.holderUnitId, data });
  }

  /** A consequence of an issued decision. */
  async recognise(entry: EntryRecord, data: Record<string, unknown> = {}): Promise<Moved> {
    return this.end(entry, 'recognise', 'RECOGNISED', { unitId: entry.holderUnitId, data });
  }

  /** Strict ancestors of the entry's unit up to the round's unit, as of its registration. */
  async unitsAbove(entry: { unitPath: string; hostPath: string }): Promise<UnitAbove[]> {
    return this.db.queryByKey<UnitAbove>(
      `SELECT id, name, kind FROM unit WHERE path @> $1::ltree AND path <> $1::ltree AND path <@ $2::ltree ORDER BY nlevel(path) DESC`,
      [entry.unitPath, entry.hostPath],
    );
  }

  rulesOf(entry: { roundId: string; rulesVersion: number }): Promise<RoundRules> {
    return this.rounds.rules(entry.roundId, entry.rulesVersion);
  }

  private async nextArrival(entry: EntryRecord): Promise<Arrival> {
    const above = await this.unitsAbove(entry);
    const stage = nextStage(
      await this.rulesOf(entry),
      entry.stageCode,
      above.map((unit) => unit.kind),
    );
    const arrival = stage && (await this.arrival(entry, stage, above));
    if (!arrival) throw new AppError('NO_STAGE_FOR_UNIT');
    return arrival;
  }

  /** Appraisal is done by the unit above the entry's at that level, everything after it by the round's own unit. */
  private async arrival(
    entry: EntryRecord,
    stage: StageRule,
    above: readonly UnitAbove[],
  ): Promise<Arrival | undefined> {
    if (stage.kind === 'PUBLIC_COMMENT') return undefined;
    if (stage.kind === 'APPRAISAL') {
      const unit = above.find((each) => each.kind === stage.level);
      return unit && { state: 'APPRAISING', stage, holderUnitId: unit.id };
    }
    const host = await this.db.one<{ unit_id: string }>('SELECT unit_id FROM round WHERE id = $1', [entry.roundId]);
    return host && { state: STATE_AT[stage.kind], stage, holderUnitId: host.unit_id };
  }

  /** To another holder: sets stage, holder and deadline, and tells the new holder. */
  private async move(
    entry: EntryRecord,
    action: EntryAction,
    to: Arrival,
    step: {
      expectedVersion?: number;
      reason?: string;
      unitId: string | null;
      patch?: Record<string, unknown>;
      data?: Record<string, unknown>;
      after?: Record<string, unknown>;
      quiet?: boolean;
      receiptNo?: () => Promise<string>;
    },
  ): Promise<Moved> {
    const deadline = stageDeadline(to.stage, this.clock.now());
    const { quiet, receiptNo: number, ...performed } = step;
    const told = quiet
      ? undefined
      : await this.notices.arriving(entry, action, { holderUnitId: to.holderUnitId, state: to.state, deadline });
    const receiptNo = await number?.();
    const { version } = await this.perform(entry, action, to.state, {
      ...performed,
      patch: {
        ...step.patch,
        ...(receiptNo ? { receiptNo } : {}),
        stageCode: to.stage.code,
        holderUnitId: to.holderUnitId,
        holderSince: this.clock.now(),
        deadline,
      },
      stageCode: to.stage.code,
    });
    await told?.(receiptNo ?? entry.receiptNo ?? '');
    return { state: to.state, stageCode: to.stage.code, version, deadline };
  }

  /** Between the officer and the leader of one unit. */
  private async stay(
    entry: EntryRecord,
    action: EntryAction,
    to: EntryState,
    step: { expectedVersion: number; reason?: string },
  ): Promise<Moved> {
    const { version } = await this.perform(entry, action, to, {
      ...step,
      stageCode: entry.stageCode,
      unitId: entry.holderUnitId,
    });
    return { state: to, stageCode: entry.stageCode, version, deadline: entry.deadline };
  }

  private async end(
    entry: EntryRecord,
    action: EntryAction,
    to: EntryState,
    step: { expectedVersion?: number; reason?: string; unitId: string | null; data?: Record<string, unknown> },
  ): Promise<Moved> {
    const patch = { holderUnitId: null, holderSince: this.clock.now(), deadline: null };
    const { version } = await this.perform(entry, action, to, { ...step, patch, stageCode: entry.stageCode });
    return { state: to, stageCode: entry.stageCode, version, deadline: null };
  }

  private async perform(
    entry: EntryRecord,
    action: EntryAction,
    to: EntryState,
    step: {
      expectedVersion?: number;
      reason?: string;
      stageCode: string | null;
      unitId: string | null;
      patch?: Record<string, unknown>;
      data?: Record<string, unknown>;
      after?: Record<string, unknown>;
    },
  ): Promise<{ version: number; actorId: string | null }> {
    const { version } = await this.workflows.perform(ENTRY_WORKFLOW, {
      entity: Entry,
      record: entry,
      access: entryAccess(entry),
      action,
      to,
      ...step,
      patch: { ...step.patch, updatedAt: this.clock.now() },
    });
    return { version, actorId: this.notices.actorId() };
  }
}
