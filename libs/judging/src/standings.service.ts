import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { EntryBulkMoves } from '@app/entries';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import type { FinaliseInput, StandingsAnswer } from './standing.dto';
import { StandingQueries } from './standings.queries';

/** Making the standing of a category final. */
@Injectable()
export class StandingService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly moves: EntryBulkMoves,
    private readonly standings: StandingQueries,
  ) {}

  /**
   * Keeps the standing with the trace of every rank, for good, and sends the entries on to the council. All assigned
   * sheets must be signed and every entry needs the number of sheets that the rules ask for.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STANDING_EMPTY, STANDING_INCOMPLETE whose params list what is missing
   */
  async finalise(roundId: string, input: FinaliseInput): Promise<StandingsAnswer> {
    await this.db.transaction(async () => {
      const first = await this.standings.context(roundId, input.category);
      // from here on no sheet of these entries can be signed, reopened or given up
      const locked = await this.db.query<{ id: string }>(
        `SELECT id FROM entry WHERE round_id = $1 AND category_code = $2 AND stage_code = $3 AND state = 'SCORING' ORDER BY id FOR UPDATE`,
        [roundId, input.category, first.stage.code],
      );
      const context = await this.standings.context(roundId, input.category);
      if (!this.abilities.of(this.actors.get()).can('finalise', 'Standing', context.access)) {
        if (this.abilities.of(this.actors.get()).can('read', 'Standing', context.access))
          throw new AppError('ACTION_NOT_ALLOWED', { action: 'finalise' });
        throw new AppError('NOT_FOUND');
      }
      if (locked.length === 0) throw new AppError('STANDING_EMPTY');
      const lines = await this.standings.liveLines(context);
      const missing = await this.standings.gaps(context, lines);
      if (missing.length > 0) throw new AppError('STANDING_INCOMPLETE', { count: missing.length, missing });
      const comment = cleanText(input.comment ?? '', { field: 'comment', max: 2000, multiline: true });
      const standing = await this.db.one<{ id: string; no: number }>(
        `INSERT INTO standing (round_id, stage_code, category_code, no, rules_version, comment, finalised_by, finalised_at)
         SELECT $1, $2, $3, coalesce(max(no), 0) + 1, $4, $5, $6, $7 FROM standing WHERE round_id = $1 AND stage_code = $2 AND category_code = $3
         RETURNING id, no`,
        [
          roundId,
          context.stage.code,
          input.category,
          context.round.rulesVersion,
          comment,
          this.actors.get().accountId,
          this.clock.now(),
        ],
      );
      if (!standing) throw new Error('standing was not written');
      await this.db.query(
        `INSERT INTO standing_row (standing_id, entry_id, rank, score, band, tie_break, trace)
         SELECT $1, r."entryId", r.rank, r.score, r.band, r."tieBreak", r.trace
         FROM jsonb_to_recordset($2) AS r("entryId" uuid, rank int, score numeric, band text, "tieBreak" text, trace jsonb)`,
        [
          standing.id,
          JSON.stringify(
            lines.map((line) => ({
              entryId: line.entryId,
              rank: line.rank,
              band: line.band,
              tieBreak: line.tieBreak,
              // not eligible is not the same as some number of points
              score: line.reason === 'RANKED' ? line.score : null,
              trace: { reason: line.reason, score: line.score, ...line.trace },
            })),
          ),
        ],
      );
      await this.audit.write({
        action: 'Standing.finalise',
        subjectType: 'Standing',
        subjectId: standing.id,
        after: {
          roundId,
          category: input.category,
          stageCode: context.stage.code,
          no: standing.no,
          entries: lines.length,
          comment,
        },
      });
      await this.moves.finaliseScoring(
        lines.map(({ entryId, reason, score, band }) => ({
          entryId,
          finalScore: reason === 'RANKED' ? score : null,
          band: reason === 'RANKED' ? band : null,
        })),
      );
    });
    return this.standings.category(roundId, input.category);
  }
}
