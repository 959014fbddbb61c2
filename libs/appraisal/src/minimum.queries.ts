import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Database, decodeCursor, type Page, toPage } from '@app/platform';
import { roundColumns, RoundQueries } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { MinimumQuery, MinimumRowAnswer } from './appraisal-depth.dto';

/** Which units have registered as many entries as the rules of a round ask of their kind, and which owe some. */
@Injectable()
export class MinimumQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /**
   * Units of the reader's own tree, those that owe most first. Drafts and withdrawn entries do not count.
   * @throws AppError NOT_FOUND for a round that the reader does not see
   */
  async list(query: MinimumQuery): Promise<Page<MinimumRowAnswer>> {
    const round = await this.rounds.visible(query.roundId);
    const owed = round.rules.minimum?.perUnit ?? [];
    if (owed.length === 0) return { items: [], next: null };
    const actor = this.actors.get();
    const within = actor.grants
      .filter(
        ({ role, roundId }) =>
          ['OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'].includes(role) && (roundId === null || roundId === round.id),
      )
      .map(({ unitPath }) => unitPath);
    const params: unknown[] = [round.id, JSON.stringify(owed), within, round.unitPath];
    const seen = accessWhere(this.abilities.of(actor), 'read', roundColumns, params);
    let after = '';
    if (query.cursor) {
      const [missing, id] = decodeCursor(query.cursor, 2);
      if (!Number.isInteger(missing) || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id))
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
      after = `WHERE (-t.missing, t."unitId") > (-$${params.push(missing)}::int, $${params.push(id)}::uuid)`;
    }
    const rows = await this.db.query<MinimumRowAnswer>(
      `SELECT * FROM (
         SELECT u.id AS "unitId", u.label AS "unitName", u.kind, m.min, n.registered, greatest(0, m.min - n.registered) AS missing, coalesce(m.source, '') AS source
         FROM round r JOIN unit u ON u.path <@ $4::ltree AND u.path <@ ANY($3::ltree[]) AND u.valid_from <= current_date AND (u.valid_to IS NULL OR u.valid_to > current_date)
         JOIN jsonb_to_recordset($2) AS m(kind text, min int, source text) ON m.kind = u.kind
         CROSS JOIN LATERAL (SELECT count(*)::int AS registered FROM entry e
           WHERE e.round_id = r.id AND e.unit_path <@ u.path AND e.state NOT IN ('DRAFT','WITHDRAWN')) n
         WHERE r.id = $1 AND ${seen}) t
       ${after} ORDER BY -t.missing, t."unitId" LIMIT 101`,
      params,
    );
    return toPage(rows, 100, (row) => [row.missing, row.unitId]);
  }
}
