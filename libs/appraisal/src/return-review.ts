import { Abilities, CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import {
  type ComparedPartAnswer,
  compareSnapshots,
  EntryDetailQueries,
  entryAccess,
  EntryMoves,
  type EntryRecord,
  EntryRecords,
  EntryReturns,
  type Snapshot,
} from '@app/entries';
import { Injectable } from '@nestjs/common';
import type { ChangesAnswer, ReturnVerdictInput } from './appraisal-depth.dto';

/** After a return: only what changed, and which items are settled. */
@Injectable()
export class ReturnReview {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
    private readonly details: EntryDetailQueries,
    private readonly moves: EntryMoves,
    private readonly returns: EntryReturns,
  ) {}

  /**
   * The last return that was answered: each item with the unit's answer and what changed in its part, then the other changes.
   * @throws AppError NOT_FOUND for who may not know the returns of the entry
   */
  async changes(entryId: string): Promise<ChangesAnswer> {
    const entry = await this.records.visible(entryId);
    if (!this.details.mayKnowReturns(entry)) throw new AppError('NOT_FOUND');
    const rules = await this.moves.rulesOf(entry);
    const last = (await this.returns.list(entry, rules)).find((one) => one.answeredAt !== null);
    const mayDecide =
      entry.state === 'APPRAISING' && this.abilities.of(this.actors.get()).can('appraise', 'Entry', entryAccess(entry));
    if (!last)
      return {
        no: null,
        returnedByUnit: null,
        returnedAt: null,
        answeredAt: null,
        fromRevision: null,
        toRevision: entry.revisionNo,
        items: [],
        others: [],
        unchanged: [],
        mayDecide,
      };
    const parts = compareSnapshots(
      rules,
      entry.categoryCode,
      await this.snapshot(entry, last.revisionNo),
      await this.snapshot(entry, entry.revisionNo),
    );
    const changed = parts.filter(({ state }) => state !== 'UNCHANGED');
    const asked = (item: { part: string; partKind: string }): ComparedPartAnswer | null =>
      changed.find(({ path }) => path === pathOf(item)) ?? null;
    const shown = new Set(last.items.map(pathOf));
    return {
      no: last.no,
      returnedByUnit: last.returnedByUnit,
      returnedAt: last.returnedAt,
      answeredAt: last.answeredAt,
      fromRevision: last.revisionNo,
      toRevision: entry.revisionNo,
      items: last.items.map((item) => Object.assign(item, { change: asked(item) })),
      others: changed.filter(({ path }) => !shown.has(path)),
      unchanged: parts.filter(({ state }) => state === 'UNCHANGED').map(({ label }) => label),
      mayDecide,
    };
  }

  /**
   * The officer finds an item settled or still open.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, VALIDATION_FAILED
   */
  async decide(entryId: string, input: ReturnVerdictInput): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.records.lockVisible(entryId);
      this.records.refuseUnless('appraise', entry);
      if (entry.state !== 'APPRAISING')
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'appraise', state: entry.state });
      const request = await this.db.one<{ id: string; items: number }>(
        'SELECT id, jsonb_array_length(items) AS items FROM return_request WHERE entry_id = $1 AND no = $2 AND answered_at IS NOT NULL',
        [entry.id, input.no],
      );
      if (!request) throw new AppError('NOT_FOUND');
      if (input.index >= request.items)
        throw new AppError('VALIDATION_FAILED', {}, [
          { field: 'index', code: 'FIELD_ABOVE_MAX', params: { max: request.items - 1 } },
        ]);
      await this.db.query(
        `INSERT INTO return_verdict (request_id, item, settled, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (request_id, item) DO UPDATE SET settled = excluded.settled, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
        [request.id, input.index, input.settled, this.actors.get().accountId, this.clock.now()],
      );
    });
  }

  private async snapshot(entry: EntryRecord, no: number): Promise<Snapshot> {
    const row = await this.db.oneByKey<Snapshot>(
      `SELECT title, subject_name AS "subjectName", content, contributions, self_scores AS "selfScores", evidence
       FROM entry_revision WHERE entry_id = $1 AND no = $2`,
      [entry.id, no],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }
}

/** Where the comparison of revisions has the part that an item points at. */
function pathOf({ part, partKind }: { part: string; partKind: string }): string {
  return partKind === 'FILE' ? 'evidence' : partKind === 'FIELD' ? `content.${part}` : `selfScores.${part}`;
}
