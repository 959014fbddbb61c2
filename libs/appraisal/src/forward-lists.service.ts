import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database, Idempotency } from '@app/platform';
import { EntryMoves, type EntryRecord } from '@app/entries';
import { Injectable } from '@nestjs/common';
import {
  type ForwardedTogetherAnswer,
  type ForwardTogetherInput,
  type ManifestLackAnswer,
  type ManifestRowAnswer,
} from './appraisal-depth.dto';
import { AppraisalRows } from './appraisal-rows';
import { type AtStage, AppraisalSteps } from './appraisal-steps';
import { ForwardListQueries, refusal } from './forward-lists.queries';

type Refused = ManifestLackAnswer & { entryId: string };

/** A leader approves and forwards a whole list: all of it or nothing. */
@Injectable()
export class ForwardLists {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly idempotency: Idempotency,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
    private readonly steps: AppraisalSteps,
    private readonly queries: ForwardListQueries,
  ) {}

  /**
   * Every entry meets the same checks as a single one, under locks; the list must be the one that was looked at. Each unit
   * gets one notice. The same key gives the same list.
   * @throws AppError MANIFEST_ENTRY_REFUSED (params.entries), QUOTA_EXCEEDED, MANIFEST_CHANGED
   */
  async forward(key: string | undefined, input: ForwardTogetherInput): Promise<ForwardedTogetherAnswer> {
    const note = cleanText(input.note ?? '', { field: 'note', max: 2000, multiline: true });
    return this.idempotency.run(this.actors.get().accountId, key, { forwardTogether: input }, async () => {
      const place = { roundId: input.roundId, stageCode: input.stage, holderUnitId: input.unitId };
      const locked = await this.lock(input);
      // Also without a quota: it keeps the numbers of the lists apart.
      await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7305002))', [
        `quota ${place.roundId} ${place.stageCode} ${place.holderUnitId}`,
      ]);
      const used = await this.rows.forwarded(place);
      for (const [index, { stage }] of locked.entries())
        if (stage.quota && used + index + 1 > stage.quota.max)
          throw new AppError('QUOTA_EXCEEDED', { used, max: stage.quota.max });
      const list = await this.queries.preview({
        roundId: input.roundId,
        stage: input.stage,
        unitId: input.unitId,
        order: 'OWN',
        entries: input.entries.map(({ id }) => id),
      });
      if (list.hash !== input.hash || list.forwards !== input.entries.length) throw new AppError('MANIFEST_CHANGED');
      const moved: EntryRecord[] = [];
      for (const at of locked) moved.push(await this.forwardOne(at, note));
      const made = await this.keep(input, list.items, note);
      await this.moves.tellForwarded({ unitId: input.unitId, roundId: input.roundId }, moved);
      return { ...made, count: moved.length, quotaMax: list.quotaMax, quotaUsed: used + moved.length };
    });
  }

  /** Locks all entries in the order of their ids, so that two lists cannot wait for each other; gives them in the leader's order. */
  private async lock(input: ForwardTogetherInput): Promise<AtStage[]> {
    const found = new Map<string, AtStage>();
    const refused: Refused[] = [];
    for (const { id, version } of [...input.entries].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      try {
        const at = await this.steps.begin(id, 'forward', 'PROPOSED');
        const { entry } = at;
        if (entry.roundId !== input.roundId || entry.stageCode !== input.stage || entry.holderUnitId !== input.unitId)
          throw new AppError('NOT_FOUND');
        if (entry.version !== version) throw new AppError('CHANGED_MEANWHILE', { version: entry.version });
        this.steps.refuseOneEye(at.appraisal, entry);
        found.set(id, at);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { code, text } = refusal(error.code, error.params);
        refused.push({ entryId: id, code, text });
      }
    }
    if (refused.length > 0) throw new AppError('MANIFEST_ENTRY_REFUSED', { n: refused.length, entries: refused });
    return input.entries.flatMap(({ id }) => found.get(id) ?? []);
  }

  private async forwardOne({ entry, appraisal }: AtStage, note: string): Promise<EntryRecord> {
    await this.steps.perform(
      appraisal,
      'forward',
      'FORWARDED',
      entry,
      this.steps.decided(note || null),
      note || undefined,
    );
    const { state, stageCode } = await this.moves.forward(entry, {
      expectedVersion: entry.version,
      quiet: true,
      ...(note ? { note } : {}),
    });
    const row = await this.db.oneByKey<{ holder: string | null }>(
      'SELECT holder_unit_id AS holder FROM entry WHERE id = $1',
      [entry.id],
    );
    return { ...entry, state, stageCode, holderUnitId: row?.holder ?? null };
  }

  private async keep(
    input: ForwardTogetherInput,
    rows: readonly ManifestRowAnswer[],
    note: string,
  ): Promise<{ manifestId: string; no: number }> {
    const row = await this.db.one<{ id: string; no: number }>(
      `INSERT INTO forward_manifest (round_id, stage_code, unit_id, no, hash, rows, note, made_by, made_at)
       SELECT $1, $2, $3, coalesce(max(no), 0) + 1, $4, $5, $6, $7, $8 FROM forward_manifest WHERE round_id = $1 AND stage_code = $2 AND unit_id = $3
       RETURNING id, no`,
      [
        input.roundId,
        input.stage,
        input.unitId,
        input.hash,
        JSON.stringify(rows),
        note,
        this.actors.get().accountId,
        this.clock.now(),
      ],
    );
    if (!row) throw new Error('a list was not kept');
    await this.audit.write({
      action: 'Appraisal.forwardTogether',
      subjectType: 'ForwardManifest',
      subjectId: row.id,
      actingFor: input.unitId,
      after: { no: row.no, hash: input.hash, entries: input.entries.map(({ id }) => id) },
    });
    return { manifestId: row.id, no: row.no };
  }
}
