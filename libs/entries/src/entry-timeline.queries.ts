import { type Actor, CurrentActor, grantsOf, liesWithin } from '@app/access';
import { Clock, Database } from '@app/platform';
import { nextStage, RoundQueries, type RoundRules, stageOf } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { EntryTimelineAnswer, TimelineStepAnswer } from './entries.answers.dto';
import { EntryMoves } from './entry-moves';
import { type EntryRecord, EntryRecords } from './entry-records';
import { ACTING_ROLES, ENTRY_WORKFLOW, type EntryAction, type EntryState } from './entry.workflow';

interface HistoryRow {
  action: string;
  from_state: EntryState | null;
  to_state: EntryState;
  stage_code: string | null;
  at: Date;
  reason: string | null;
  unit_name: string | null;
  unit_path: string | null;
  actor_name: string | null;
  /** Name of whom the actor stood in for. */
  deputy_for: string | null;
}

/** Reasons that everybody who sees the entry may read; others stay with the level that gave them and above. */
const OPEN_REASONS: readonly EntryAction[] = ['refuse', 'reject', 'withdraw'];

/** Steps against the way of the chain: between the unit and the levels that appraise it. */
const BACKWARDS: readonly EntryAction[] = ['return', 'stepBack', 'sendBack'];

/** Paths of units whose people's names the reader may know: reviewers are units to the unit, and judges nobody. */
export function namesWithin(actor: Actor): string[] {
  return grantsOf(actor, 'REPORTER', 'UNIT_HEAD', 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR').map(
    (grant) => grant.unitPath,
  );
}

/** "Chờ ai?": the way of one entry so far and ahead. */
@Injectable()
export class EntryTimelineQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
  ) {}

  /** Where it is, who has it, since when, what comes next, by when. @throws AppError NOT_FOUND */
  async timeline(id: string): Promise<EntryTimelineAnswer> {
    const entry = await this.records.visible(id);
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const holder = await this.db.one<{ id: string | null; name: string | null; path: string | null; since: Date }>(
      `SELECT h.id, h.name, h.path::text, e.holder_since AS since FROM entry e LEFT JOIN unit h ON h.id = e.holder_unit_id WHERE e.id = $1`,
      [id],
    );
    const rows = await this.db.query<HistoryRow>(
      `SELECT s.action, s.from_state, s.to_state, s.stage_code, s.at, s.reason, u.name AS unit_name, u.path::text AS unit_path,
         a.full_name AS actor_name, p.full_name AS deputy_for
       FROM state_history s LEFT JOIN unit u ON u.id = s.unit_id LEFT JOIN account a ON a.id = s.actor_id
       LEFT JOIN account p ON p.id = (s.data ->> 'deputyFor')::uuid
       WHERE s.subject_type = 'Entry' AND s.subject_id = $1 ORDER BY s.id`,
      [id],
    );
    const within = namesWithin(this.actors.get());
    return {
      state: entry.state,
      stageName: stageOf(rules, entry.stageCode)?.name ?? null,
      holderUnitName: holder?.name ?? null,
      since: (holder?.since ?? entry.updatedAt).toISOString(),
      by: entry.deadline?.toISOString() ?? null,
      people: holder?.id && holder.path && isKnown(holder.path, within) ? await this.people(entry, holder.id) : [],
      steps: (this.records.seesPast(entry) ? rows : straight(rows)).map((row) => stepAnswer(row, rules, within)),
      ahead: ENTRY_WORKFLOW.final.includes(entry.state) ? [] : await this.ahead(entry, rules),
    };
  }

  /** Who could act now, with whom they stand in for: "Chờ ai?" with a name, for those who may know names. */
  private async people(entry: EntryRecord, unitId: string): Promise<EntryTimelineAnswer['people']> {
    const roles = ACTING_ROLES[entry.state];
    if (!roles) return [];
    return this.db.queryByKey<EntryTimelineAnswer['people'][number]>(
      `SELECT DISTINCT a.full_name AS name, p.full_name AS "deputyForName" FROM held_role g JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
       LEFT JOIN account p ON p.id = g.deputy_for
       WHERE g.unit_id = $1 AND g.role = ANY($2) AND (g.round_id IS NULL OR g.round_id = $3) AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to > $4)
       ORDER BY 1, 2 LIMIT 10`,
      [unitId, roles, entry.roundId, this.clock.today()],
    );
  }

  private async ahead(entry: EntryRecord, rules: RoundRules): Promise<EntryTimelineAnswer['ahead']> {
    const above = await this.moves.unitsAbove(entry);
    const levels = above.map((unit) => unit.kind);
    const ahead: EntryTimelineAnswer['ahead'] = [];
    let stage =
      entry.state === 'RETURNED' ? stageOf(rules, entry.stageCode) : nextStage(rules, entry.stageCode, levels);
    for (; stage; stage = nextStage(rules, stage.code, levels)) {
      const { level, kind } = stage;
      const unit = kind === 'APPRAISAL' ? above.find((each) => each.kind === level) : above.at(-1);
      ahead.push({ stageCode: stage.code, stageName: stage.name, unitName: unit?.name ?? null });
    }
    return ahead;
  }
}

/** The way as if nothing had ever gone back: each step of each stage once, the time that counted. */
function straight(rows: readonly HistoryRow[]): HistoryRow[] {
  const kept = rows.filter(
    ({ action, from_state: from }) => !(BACKWARDS as readonly string[]).includes(action) && from !== 'RETURNED',
  );
  const last = new Map(kept.map((row) => [`${row.action} ${row.from_state} ${row.stage_code}`, row]));
  return kept.filter((row) => last.get(`${row.action} ${row.from_state} ${row.stage_code}`) === row);
}

function isKnown(path: string, within: readonly string[]): boolean {
  return within.some((above) => liesWithin(path, above));
}

function stepAnswer(row: HistoryRow, rules: RoundRules, within: readonly string[]): TimelineStepAnswer {
  const { unit_path: path } = row;
  const known = path !== null && isKnown(path, within);
  return {
    action: row.action,
    from: row.from_state,
    to: row.to_state,
    stageCode: row.stage_code,
    stageName: stageOf(rules, row.stage_code)?.name ?? null,
    at: row.at.toISOString(),
    unitName: row.unit_name,
    actorName: known ? row.actor_name : null,
    deputyForName: known ? row.deputy_for : null,
    reason: known || (OPEN_REASONS as readonly string[]).includes(row.action) ? row.reason : null,
  };
}
