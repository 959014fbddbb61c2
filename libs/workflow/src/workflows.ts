import { Injectable } from '@nestjs/common';
import { Abilities, actsFor, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Database } from '@app/platform';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Workflow } from './workflow.rules';

export interface Step<S extends string, A extends string> {
  entity: EntityTarget<ObjectLiteral>;
  record: { id: string; state: S; version: number };
  /** The record as policies see it. */
  access: object;
  action: A;
  to: S;
  /** The version that the actor had on the screen; without it the loaded (and locked) one counts. */
  expectedVersion?: number;
  reason?: string;
  stageCode?: string | null;
  /** The unit on whose behalf it is done. */
  unitId?: string | null;
  /** Further columns that change with the state. */
  patch?: Record<string, unknown>;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Kept in the history row, for the timeline. */
  data?: Record<string, unknown>;
}

/** The one door for a change of state. */
@Injectable()
export class Workflows {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Checks transition, right, reason and version, then changes the row with one guarded UPDATE and writes history and
   * audit, all in the caller's transaction.
   * @returns the new version
   * @throws AppError STATE_DOES_NOT_ALLOW, ACTION_NOT_ALLOWED, REASON_REQUIRED, CHANGED_MEANWHILE
   */
  async perform<S extends string, A extends string>(w: Workflow<S, A>, step: Step<S, A>): Promise<{ version: number }> {
    if (!this.db.inTransaction()) throw new Error('perform outside a transaction');
    const { record, action } = step;
    const transition = w.transitions.find((t) => t.action === action && t.from.includes(record.state));
    if (!transition || !transition.to.includes(step.to)) throw new AppError('STATE_DOES_NOT_ALLOW', { action, state: record.state });
    const actor = this.actors.find();
    // An action without roles is a consequence of another use case that has checked its own right.
    if (transition.roles.length > 0 && !this.abilities.of(this.actors.get()).can(action, w.subject, step.access))
      throw new AppError('ACTION_NOT_ALLOWED', { action });
    const reason = step.reason?.trim() || null;
    if (transition.reason === 'required' && !reason) throw new AppError('REASON_REQUIRED', {}, [{ field: 'reason', code: 'FIELD_MISSING' }]);

    const version = step.expectedVersion ?? record.version;
    // told here and not by the statement below, which fails on numbers that the column cannot hold
    if (version !== record.version) throw new AppError('CHANGED_MEANWHILE', { version: record.version });
    const result = await this.db.manager.update(
      step.entity,
      { id: record.id, state: record.state, version },
      { ...step.patch, state: step.to, version: version + 1 },
    );
    if (result.affected !== 1) throw new AppError('CHANGED_MEANWHILE', { version: record.version });

    const deputyFor =
      actor && transition.roles.length > 0
        ? actsFor(this.abilities, actor, { action, subject: w.subject, record: step.access })
        : undefined;
    await this.db.queryByKey(
      `INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, stage_code, actor_id, unit_id, reason, data)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        w.subject,
        record.id,
        action,
        record.state,
        step.to,
        step.stageCode ?? null,
        actor?.accountId ?? null,
        step.unitId ?? null,
        reason,
        JSON.stringify({ ...step.data, ...(deputyFor ? { deputyFor } : {}) }),
      ],
    );
    await this.audit.write({
      action: `${w.subject}.${action}`,
      subjectType: w.subject,
      subjectId: record.id,
      actingFor: step.unitId ?? undefined,
      before: { state: record.state, ...step.before },
      after: { state: step.to, ...step.after, ...(deputyFor ? { deputyFor } : {}) },
      reason: reason ?? undefined,
    });
    return { version: version + 1 };
  }

  /** The actions that the present actor may take on the record now; screens draw their buttons from it. */
  can<S extends string, A extends string>(w: Workflow<S, A>, record: { state: S }, access: object): A[] {
    const ability = this.abilities.of(this.actors.get());
    return w.transitions
      .filter((t) => t.roles.length > 0 && t.from.includes(record.state) && ability.can(t.action, w.subject, access))
      .map((t) => t.action);
  }
}
