import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import type { CreateRoundInput } from './programmes.dto';
import { validateRules } from './round-rules.check.rules';
import type { RoundRules } from './round-rules.rules';
import { rulesFromTemplate } from './round-templates.rules';
import { Round } from './round.entity';
import { ROUND_WORKFLOW, type RoundAction, type RoundState } from './round.workflow';
import { roundAccess, RoundQueries, type RoundRecord } from './rounds.queries';

interface LockedRound {
  id: string;
  code: string;
  unitId: string;
  unitPath: string;
  state: RoundState;
  version: number;
  rulesVersion: number;
}

/** Sets up rounds: board staff of the round's unit or of a unit above it. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly queries: RoundQueries,
  ) {}

  /**
   * A new round in DRAFT with the rules of a built-in template, in a programme that exists or a new one.
   * @throws AppError UNIT_UNKNOWN, ACTION_NOT_ALLOWED, ROUND_CODE_TAKEN, RULES_INVALID, VALIDATION_FAILED
   */
  async create(input: CreateRoundInput): Promise<{ id: string }> {
    const actor = this.actors.get();
    const name = cleanText(input.name, { field: 'name', min: 3, max: 300 });
    const rules = rulesFromTemplate(input.template, { opensAt: input.opensAt, closesAt: input.closesAt });
    refuseBadRules(rules, (path) => path.replace('registration.', ''));
    return this.db.transaction(async () => {
      const unit = await this.db.one<{ id: string; path: string }>('SELECT id, path::text FROM unit WHERE id = $1', [
        input.unitId,
      ]);
      if (!unit) throw new AppError('UNIT_UNKNOWN', {}, [{ field: 'unitId', code: 'UNIT_UNKNOWN' }]);
      const access = roundAccess({ id: '', unitId: unit.id, unitPath: unit.path, state: 'DRAFT' });
      if (!this.abilities.of(actor).can('create', 'Round', access))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'create' });
      const programmeId = await this.programme(input, unit.id);
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO round (programme_id, code, name, year, unit_id, unit_path, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (code) DO NOTHING RETURNING id`,
        [programmeId, input.code, name, input.year, unit.id, unit.path, actor.accountId],
      );
      if (!row)
        throw new AppError('ROUND_CODE_TAKEN', { code: input.code }, [
          { field: 'code', code: 'ROUND_CODE_TAKEN', params: { code: input.code } },
        ]);
      await this.db.query('INSERT INTO round_rules (round_id, version, rules, created_by) VALUES ($1, 1, $2, $3)', [
        row.id,
        JSON.stringify(rules),
        actor.accountId,
      ]);
      await this.audit.write({
        action: 'Round.create',
        subjectType: 'Round',
        subjectId: row.id,
        after: { code: input.code, name, template: input.template },
      });
      return row;
    });
  }

  /** Replaces the rules of a draft. @throws AppError RULES_INVALID, RULES_FROZEN, CHANGED_MEANWHILE, ACTION_NOT_ALLOWED, NOT_FOUND */
  async saveRules(id: string, input: { version: number; rules: RoundRules }): Promise<void> {
    refuseBadRules(input.rules);
    await this.db.transaction(async () => {
      const round = await this.lock(id);
      if (round.state !== 'DRAFT') throw new AppError('RULES_FROZEN');
      await this.step(round, 'edit', 'DRAFT', input.version, { after: { rulesVersion: round.rulesVersion } });
      await this.db.query('UPDATE round_rules SET rules = $3 WHERE round_id = $1 AND version = $2', [
        id,
        round.rulesVersion,
        JSON.stringify(input.rules),
      ]);
    });
  }

  /** Opens the round and freezes its rules. @throws AppError RULES_INVALID, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, … */
  async open(id: string, version: number): Promise<void> {
    await this.db.transaction(async () => {
      const round = await this.lock(id);
      const rules = await this.db.one<{ rules: unknown }>(
        'SELECT rules FROM round_rules WHERE round_id = $1 AND version = $2',
        [id, round.rulesVersion],
      );
      refuseBadRules(rules?.rules);
      const now = this.clock.now();
      await this.step(round, 'open', 'OPEN', version, {
        patch: { openedAt: now },
        after: { rulesVersion: round.rulesVersion },
      });
      await this.db.query('UPDATE round_rules SET frozen_at = $3 WHERE round_id = $1 AND version = $2', [
        id,
        round.rulesVersion,
        now,
      ]);
    });
  }

  /**
   * An open round whose rules the actor may amend, if these rules could be its next ones.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, RULES_INVALID
   */
  async amendable(id: string, rules: unknown): Promise<RoundRecord> {
    const round = await this.queries.visible(id);
    if (!this.abilities.of(this.actors.get()).can('amend', 'Round', roundAccess(round)))
      throw new AppError('ACTION_NOT_ALLOWED', { action: 'amend' });
    if (round.state !== 'OPEN') throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'amend', state: round.state });
    refuseBadRules(rules);
    return round;
  }

  /** A new version of the rules of an open round, frozen at once; submitted entries keep theirs. @throws AppError as above, REASON_REQUIRED */
  async amend(id: string, input: { version: number; rules: RoundRules; reason: string }): Promise<void> {
    refuseBadRules(input.rules);
    const reason = cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const round = await this.lock(id);
      const next = round.rulesVersion + 1;
      await this.step(round, 'amend', 'OPEN', input.version, {
        patch: { rulesVersion: next },
        reason,
        before: { rulesVersion: round.rulesVersion },
        after: { rulesVersion: next },
      });
      await this.db.query(
        'INSERT INTO round_rules (round_id, version, rules, reason, frozen_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
        [id, next, JSON.stringify(input.rules), reason, this.clock.now(), this.actors.get().accountId],
      );
    });
  }

  /** No entry can be registered any more; those under way go on. */
  async close(id: string, version: number): Promise<void> {
    await this.db.transaction(async () => {
      const round = await this.lock(id);
      await this.step(round, 'close', 'CLOSED', version, { patch: { closedAt: this.clock.now() } });
    });
  }

  private async programme(input: CreateRoundInput, unitId: string): Promise<string> {
    if (input.programmeId) {
      const found = await this.db.one<{ id: string }>('SELECT id FROM programme WHERE id = $1 AND unit_id = $2', [
        input.programmeId,
        unitId,
      ]);
      if (!found) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'programmeId', code: 'NOT_FOUND' }]);
      return found.id;
    }
    if (!input.programmeName)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'programmeName', code: 'FIELD_MISSING' }]);
    const name = cleanText(input.programmeName, { field: 'programmeName', min: 3, max: 300 });
    const made = await this.db.one<{ id: string }>(
      `INSERT INTO programme (kind, name, unit_id) VALUES ('MODEL_RECOGNITION', $1, $2) RETURNING id`,
      [name, unitId],
    );
    return made!.id;
  }

  /** The row, locked, if the actor may see it; a round that cannot be seen is not there. */
  private async lock(id: string): Promise<LockedRound> {
    const round = await this.db.one<LockedRound>(
      `SELECT id, code, unit_id AS "unitId", unit_path::text AS "unitPath", state, version, rules_version AS "rulesVersion" FROM round WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!round || !this.abilities.of(this.actors.get()).can('read', 'Round', roundAccess(round)))
      throw new AppError('NOT_FOUND');
    return round;
  }

  private async step(
    round: LockedRound,
    action: RoundAction,
    to: RoundState,
    expectedVersion: number,
    more: {
      patch?: Record<string, unknown>;
      reason?: string;
      before?: Record<string, unknown>;
      after?: Record<string, unknown>;
    },
  ): Promise<void> {
    await this.workflows.perform(ROUND_WORKFLOW, {
      entity: Round,
      record: round,
      access: roundAccess(round),
      action,
      to,
      expectedVersion,
      unitId: round.unitId,
      ...more,
    });
  }
}

/** @throws AppError RULES_INVALID with the place of every problem below `rules.` */
function refuseBadRules(
  rules: unknown,
  field: (path: string) => string = (path) => `rules${path ? '.' : ''}${path}`,
): void {
  const problems = validateRules(rules);
  if (problems.length > 0)
    throw new AppError(
      'RULES_INVALID',
      {},
      problems
        .slice(0, 100)
        .map(({ path, code, params }) => ({ field: field(path), code, ...(params ? { params } : {}) })),
    );
}
