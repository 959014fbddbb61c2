import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AppError, Database, decodeCursor, type Page, toPage } from '@app/platform';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import type { BaseSalaryAnswer, RoundAnswer, RoundDetailAnswer, RulesVersionAnswer } from './programmes.dto';
import type { RoundRules } from './round-rules.rules';
import { ROUND_WORKFLOW, type RoundState } from './round.workflow';

const PAGE = 50;

/** Fields of a round's access record in SQL; the query calls the table `r`. */
export const roundColumns: SubjectColumns = {
  subject: 'Round',
  columns: {
    id: 'r.id',
    unitId: 'r.unit_id',
    unitPath: 'r.unit_path',
    unitPathText: 'r.unit_path::text',
    state: 'r.state',
  },
};

/** A round with its rules in force, as the libs above need it. */
export interface RoundRecord {
  id: string;
  code: string;
  name: string;
  year: number;
  unitId: string;
  unitPath: string;
  state: RoundState;
  rulesVersion: number;
  version: number;
  rules: RoundRules;
}

interface RoundRow {
  id: string;
  code: string;
  name: string;
  year: number;
  state: RoundState;
  programme_id: string;
  programme_name: string;
  unit_id: string;
  unit_name: string;
  unit_path: string;
  registration: { opensAt: string; closesAt: string };
  rules_version: number;
  version: number;
  opened_at: Date | null;
  closed_at: Date | null;
}

const SELECT = `SELECT r.id, r.code, r.name, r.year, r.state, r.programme_id, p.name AS programme_name, r.unit_id, u.name AS unit_name,
  r.unit_path::text, rr.rules -> 'registration' AS registration, r.rules_version, r.version, r.opened_at, r.closed_at`;
const FROM = `FROM round r JOIN programme p ON p.id = r.programme_id JOIN unit u ON u.id = r.unit_id
  JOIN round_rules rr ON rr.round_id = r.id AND rr.version = r.rules_version`;

const answer = (row: RoundRow) =>
  ({
    id: row.id,
    code: row.code,
    name: row.name,
    year: row.year,
    state: row.state,
    programmeId: row.programme_id,
    programmeName: row.programme_name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    opensAt: row.registration.opensAt,
    closesAt: row.registration.closesAt,
    rulesVersion: row.rules_version,
    version: row.version,
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  }) satisfies RoundAnswer;

/** The access record of a round in memory. */
export function roundAccess(round: { id: string; unitId: string; unitPath: string; state: string }): object {
  return {
    id: round.id,
    unitId: round.unitId,
    unitPath: round.unitPath,
    unitPathText: round.unitPath,
    state: round.state,
  };
}

@Injectable()
export class RoundQueries {
  /** Frozen rules never change, and every entry page needs them: kept in memory, at most 200 versions. */
  private readonly frozen = new Map<string, RoundRules>();

  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
  ) {}

  /** Rounds that the actor may see, newest year first. */
  async list(filter: { state?: RoundState; cursor?: string }): Promise<Page<RoundAnswer>> {
    const params: unknown[] = [];
    const where = [accessWhere(this.abilities.of(this.actors.get()), 'read', roundColumns, params)];
    if (filter.state) where.push(`r.state = $${params.push(filter.state)}`);
    if (filter.cursor) {
      const [year, id] = decodeCursor(filter.cursor, 2);
      if (!Number.isInteger(year) || !isUuid(id))
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
      where.push(`(r.year, r.id) < ($${params.push(year)}::int, $${params.push(id)}::uuid)`);
    }
    const rows = await this.db.query<RoundRow>(
      `${SELECT} ${FROM} WHERE ${where.join(' AND ')} ORDER BY r.year DESC, r.id DESC LIMIT ${PAGE + 1}`,
      params,
    );
    return toPage(rows.map(answer), PAGE, (row) => [row.year, row.id]);
  }

  /** One round with its rules and their history. @throws AppError NOT_FOUND when the actor may not see it */
  async detail(id: string): Promise<RoundDetailAnswer> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', roundColumns, params);
    const row = await this.db.one<RoundRow & { rules: RoundRules }>(
      `${SELECT}, rr.rules ${FROM} WHERE r.id = $1 AND ${seen}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const history = await this.db.query<{
      version: number;
      reason: string | null;
      created_at: Date;
      created_by: string | null;
      frozen_at: Date | null;
    }>(
      `SELECT v.version, v.reason, v.created_at, a.full_name AS created_by, v.frozen_at FROM round_rules v
       LEFT JOIN account a ON a.id = v.created_by WHERE v.round_id = $1 ORDER BY v.version DESC`,
      [id],
    );
    return {
      ...answer(row),
      rules: row.rules,
      rulesHistory: history.map((version): RulesVersionAnswer => ({
        version: version.version,
        reason: version.reason,
        createdAt: version.created_at.toISOString(),
        createdBy: version.created_by,
        frozenAt: version.frozen_at?.toISOString() ?? null,
      })),
      can: this.workflows.can(
        ROUND_WORKFLOW,
        { state: row.state },
        roundAccess({ id: row.id, unitId: row.unit_id, unitPath: row.unit_path, state: row.state }),
      ),
    };
  }

  /** A round that the actor may see, with the rules in force. @throws AppError NOT_FOUND */
  async visible(id: string): Promise<RoundRecord> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', roundColumns, params);
    return this.record(`r.id = $1 AND ${seen}`, params);
  }

  /** The same without asking who reads: for use cases that have checked their own right. @throws AppError NOT_FOUND */
  async byId(id: string): Promise<RoundRecord> {
    return this.record('r.id = $1', [id]);
  }

  private async record(where: string, params: unknown[]): Promise<RoundRecord> {
    const row = await this.db.oneByKey<Omit<RoundRow, 'registration'>>(
      `SELECT r.id, r.code, r.name, r.year, r.state, r.unit_id, r.unit_path::text, r.rules_version, r.version FROM round r WHERE ${where}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      year: row.year,
      unitId: row.unit_id,
      unitPath: row.unit_path,
      state: row.state,
      rulesVersion: row.rules_version,
      version: row.version,
      // tens of kilobytes: read once for each version that is frozen, not for every submission
      rules: await this.rules(row.id, row.rules_version),
    };
  }

  /** Open rounds with their newest rules, without asking who reads: for what happens every day. */
  async open(): Promise<{ id: string; unitPath: string; rules: RoundRules }[]> {
    return this.db.query(
      `SELECT r.id, r.unit_path::text AS "unitPath", rr.rules ${FROM} WHERE r.state = 'OPEN' ORDER BY r.id`,
    );
  }

  /** One version of a round's rules: the one that an entry keeps. @throws AppError NOT_FOUND */
  async rules(roundId: string, version: number): Promise<RoundRules> {
    const key = `${roundId} ${version}`;
    const kept = this.frozen.get(key);
    if (kept) return kept;
    const row = await this.db.one<{ rules: RoundRules; frozen_at: Date | null }>(
      'SELECT rules, frozen_at FROM round_rules WHERE round_id = $1 AND version = $2',
      [roundId, version],
    );
    if (!row) throw new AppError('NOT_FOUND');
    // A version that this very transaction froze may still be rolled back.
    if (row.frozen_at && (!this.db.inTransaction() || Date.now() - row.frozen_at.getTime() > 600_000)) {
      if (this.frozen.size >= 200) this.frozen.clear();
      this.frozen.set(key, row.rules);
    }
    return row.rules;
  }

  /** Base salaries by the day from which they hold, newest first. */
  async baseSalaries(): Promise<BaseSalaryAnswer[]> {
    return this.db.query<BaseSalaryAnswer>(
      `SELECT to_char(effective_from, 'YYYY-MM-DD') AS "effectiveFrom", amount::text, legal_basis AS "legalBasis" FROM base_salary ORDER BY effective_from DESC`,
    );
  }
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
