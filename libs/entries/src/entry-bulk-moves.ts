import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database } from '@app/platform';
import { nextStage, RoundQueries, stageDeadline, type StageRule } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { ENTRY_WORKFLOW, type EntryState } from './entry.workflow';

/** What the standing says of one entry. `finalScore`: decimal with at most 4 digits; null: không đủ điều kiện xếp loại. */
export interface FinalResult {
  entryId: string;
  finalScore: string | null;
  band: string | null;
}

interface Row {
  id: string;
  round_id: string;
  rules_version: number;
  stage_code: string | null;
  state: EntryState;
  version: number;
  holder_unit_id: string | null;
  host_unit_id: string;
}

/** Moves of many entries at once, in a fixed number of statements: the same table, guard, history and audit as `EntryMoves`. */
@Injectable()
export class EntryBulkMoves {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
  ) {}

  /**
   * A consequence of finalised standings: every entry goes on to the stage after scoring. The caller has checked its own
   * right and holds the transaction.
   * @throws AppError STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, NO_STAGE_FOR_UNIT
   */
  async finaliseScoring(results: readonly FinalResult[]): Promise<void> {
    if (!this.db.inTransaction()) throw new Error('finaliseScoring outside a transaction');
    const rows = await this.db.query<Row>(
      `SELECT e.id, e.round_id, e.rules_version, e.stage_code, e.state, e.version, e.holder_unit_id, r.unit_id AS host_unit_id
       FROM entry e JOIN round r ON r.id = e.round_id WHERE e.id = ANY($1::uuid[]) ORDER BY e.id FOR UPDATE OF e`,
      [results.map(({ entryId }) => entryId)],
    );
    const given = new Map(results.map((result) => [result.entryId, result]));
    const stages = new Map<string, { stage: StageRule; state: EntryState }>();
    const moves = [];
    for (const row of rows) {
      const key = `${row.round_id} ${row.rules_version} ${row.stage_code}`;
      const to = stages.get(key) ?? (await this.after(row));
      stages.set(key, to);
      const result = given.get(row.id);
      moves.push({
        ...row,
        to_state: to.state,
        to_stage: to.stage.code,
        deadline: stageDeadline(to.stage, this.clock.now()),
        final_score: result?.finalScore ?? null,
        band: result?.band ?? null,
      });
    }
    const changed = await this.db.query<{ id: string }>(
      `WITH move AS (SELECT * FROM jsonb_to_recordset($1) AS m(id uuid, state text, version int, to_state text, to_stage text, host_unit_id uuid,
         holder_unit_id uuid, deadline timestamptz, final_score numeric, band text)),
       moved AS (
         UPDATE entry e SET state = m.to_state, stage_code = m.to_stage, holder_unit_id = m.host_unit_id, holder_since = $2, deadline = m.deadline,
           final_score = m.final_score, band = m.band, version = e.version + 1, updated_at = $2
         FROM move m WHERE e.id = m.id AND e.state = m.state AND e.version = m.version
         RETURNING e.id, m.state AS from_state, e.state, e.stage_code, m.holder_unit_id)
       INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, stage_code, actor_id, unit_id)
       SELECT 'Entry', id, 'finalise', from_state, state, stage_code, $3, holder_unit_id FROM moved RETURNING subject_id AS id`,
      [JSON.stringify(moves), this.clock.now(), this.actors.find()?.accountId ?? null],
    );
    if (changed.length !== results.length) throw new AppError('CHANGED_MEANWHILE');
    await this.audit.writeAll(
      moves.map((move) => ({
        action: 'Entry.finalise',
        subjectType: 'Entry',
        subjectId: move.id,
        ...(move.holder_unit_id ? { actingFor: move.holder_unit_id } : {}),
        before: { state: move.state },
        after: { state: move.to_state, finalScore: move.final_score, band: move.band },
      })),
    );
  }

  /** Stages after scoring belong to the round's own unit, so that they are the same for every entry of one version of the rules. */
  private async after(row: Row): Promise<{ stage: StageRule; state: EntryState }> {
    const transition = ENTRY_WORKFLOW.transitions.find(({ action, from }) => action === 'finalise' && from.includes(row.state));
    if (!transition) throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'finalise', state: row.state });
    const stage = nextStage(await this.rounds.rules(row.round_id, row.rules_version), row.stage_code, []);
    const state = stage?.kind === 'COUNCIL' ? 'COUNCIL' : stage?.kind === 'DECISION' ? 'APPROVED' : undefined;
    if (!stage || !state || !transition.to.includes(state)) throw new AppError('NO_STAGE_FOR_UNIT');
    return { stage, state };
  }
}
