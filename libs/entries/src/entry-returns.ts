import { Abilities, CurrentActor, liesWithin } from '@app/access';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import type { RoundRules } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { EntryReturnAnswer, ReturnItemAnswer, SavedReturnAnswer } from './entries.answers.dto';
import type { SaveReturnAnswerInput, SubmitEntryInput } from './entries.dto';
import { partsOf } from './entry-content.rules';
import type { ReturnedItem } from './entry-moves';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { namesWithin } from './entry-timeline.queries';
import { WRITABLE_STATES } from './entry.workflow';

/** As it is kept; items of older returns have no kind and name. */
type KeptItem = Partial<ReturnedItem> & { part: string; text: string; answer: string | null };

interface ItemRow {
  item: number;
  answer: string;
  done: boolean;
  version: number;
  saved_by: string | null;
  saved_at: Date;
}

interface ReturnRow {
  no: number;
  deadline: Date;
  returned_at: Date;
  answered_at: Date | null;
  unit: string;
  revision_no: number;
  items: KeptItem[];
  answers: ItemRow[];
  verdicts: { item: number; settled: boolean }[];
}

/** Returns of an entry: what was asked, what the unit answers item by item, what the officer found settled. */
@Injectable()
export class EntryReturns {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
  ) {}

  /**
   * All returns, newest first. While a return is open, its answers are the unit's own business: others see how many items
   * are done, and the text only when the entry was submitted again.
   */
  async list(entry: EntryRecord, rules: RoundRules): Promise<EntryReturnAnswer[]> {
    const parts = partsOf(rules, entry.categoryCode);
    const fields = new Set(rules.form.map(({ code }) => code));
    const rows = await this.db.queryByKey<ReturnRow>(
      `SELECT q.no, q.deadline, q.returned_at, q.answered_at, q.items, u.name AS unit, v.no AS revision_no,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('item', w.item, 'answer', w.answer, 'done', w.done, 'version', w.version,
            'saved_by', c.full_name, 'saved_at', w.saved_at)), '[]') FROM return_answer w LEFT JOIN account c ON c.id = w.saved_by WHERE w.request_id = q.id) AS answers,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('item', d.item, 'settled', d.settled)), '[]') FROM return_verdict d WHERE d.request_id = q.id) AS verdicts
       FROM return_request q JOIN appraisal a ON a.id = q.appraisal_id JOIN entry_revision v ON v.id = a.revision_id JOIN unit u ON u.id = a.unit_id
       WHERE q.entry_id = $1 ORDER BY q.no DESC`,
      [entry.id],
    );
    const actor = this.actors.get();
    const writes = this.abilities.of(actor).can('readDraft', 'Entry', entryAccess(entry));
    const named = namesWithin(actor).some((path) => liesWithin(entry.unitPath, path));
    return rows.map((row) => ({
      no: row.no,
      deadline: row.deadline.toISOString(),
      returnedAt: row.returned_at.toISOString(),
      returnedByUnit: row.unit,
      revisionNo: row.revision_no,
      answeredAt: row.answered_at?.toISOString() ?? null,
      items: row.items.map((item, index): ReturnItemAnswer => {
        const written = row.answers.find((one) => one.item === index);
        const shown = writes || row.answered_at !== null;
        return {
          part: item.part,
          partKind: item.kind ?? (fields.has(item.part) ? 'FIELD' : 'CRITERION'),
          partName: item.name ?? parts.get(item.part) ?? item.part,
          at: item.on ?? item.part,
          text: item.text,
          answer: item.answer ?? ((shown && written?.answer) || null),
          done: row.answered_at !== null || (written?.done ?? false),
          version: written?.version ?? 0,
          savedBy: shown && named ? (written?.saved_by ?? null) : null,
          savedAt: written && shown ? new Date(written.saved_at).toISOString() : null,
          settled: row.verdicts.find((one) => one.item === index)?.settled ?? null,
        };
      }),
    }));
  }

  /**
   * Keeps the answer to one item while it is being written. `version`: that of the answer on the screen, 0 for none yet;
   * somebody else's newer one is never overwritten unseen.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, RETURN_CLOSED, VALIDATION_FAILED, CHANGED_MEANWHILE (params.current)
   */
  async save(entryId: string, input: SaveReturnAnswerInput): Promise<SavedReturnAnswer> {
    const answer = cleanText(input.answer, { field: 'answer', max: 2000, multiline: true });
    return this.db.transaction(async () => {
      const entry = await this.records.lockVisible(entryId);
      this.records.refuseUnless('write', entry);
      if (!WRITABLE_STATES.includes(entry.state))
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: entry.state });
      const request = await this.open(entry.id);
      if (!request || request.no !== input.no) throw new AppError('RETURN_CLOSED');
      if (input.index >= request.items.length)
        throw new AppError('VALIDATION_FAILED', {}, [
          { field: 'index', code: 'FIELD_ABOVE_MAX', params: { max: request.items.length - 1 } },
        ]);
      const now = this.clock.now();
      const saved = await this.db.one<{ version: number }>(
        `INSERT INTO return_answer (request_id, item, answer, done, saved_by, saved_at) SELECT $1, $2, $3, $4, $5, $6 WHERE $7 = 0
         ON CONFLICT DO NOTHING RETURNING version`,
        [request.id, input.index, answer, input.done, this.actors.get().accountId, now, input.version],
      );
      const changed =
        saved ??
        (await this.db.one<{ version: number }>(
          `UPDATE return_answer SET answer = $3, done = $4, saved_by = $5, saved_at = $6, version = version + 1
           WHERE request_id = $1 AND item = $2 AND version = $7 RETURNING version`,
          [request.id, input.index, answer, input.done, this.actors.get().accountId, now, input.version],
        ));
      if (!changed) throw await this.changedMeanwhile(request.id, input.index);
      return { index: input.index, answer, done: input.done, version: changed.version, savedAt: now.toISOString() };
    });
  }

  /**
   * At the submission that follows a return: the answers kept here, or those that come with the submission, are frozen.
   * @throws AppError RETURN_NOT_ANSWERED
   */
  async freeze(entry: EntryRecord, input: Pick<SubmitEntryInput, 'answers'>, now: Date): Promise<void> {
    if (entry.state !== 'RETURNED') return;
    const open = await this.open(entry.id);
    if (!open) return;
    const kept = await this.db.query<{ item: number; answer: string }>(
      'SELECT item, answer FROM return_answer WHERE request_id = $1',
      [open.id],
    );
    const answers = new Map(kept.map(({ item, answer }) => [item, answer]));
    for (const { index, answer } of input.answers ?? [])
      answers.set(index, cleanText(answer, { field: `answers.${index}`, max: 2000, multiline: true }));
    const items = open.items.map((item, index) => ({ ...item, answer: answers.get(index)?.trim() ?? '' }));
    const missing = items.flatMap((item, index) =>
      item.answer === '' ? [{ field: `answers.${index}`, code: 'FIELD_MISSING' as const }] : [],
    );
    if (missing.length > 0) throw new AppError('RETURN_NOT_ANSWERED', {}, missing);
    await this.db.query('UPDATE return_request SET items = $2, answered_at = $3 WHERE id = $1', [
      open.id,
      JSON.stringify(items),
      now,
    ]);
  }

  private open(entryId: string): Promise<{ id: string; no: number; items: KeptItem[] } | undefined> {
    return this.db.oneByKey(
      'SELECT id, no, items FROM return_request WHERE entry_id = $1 AND answered_at IS NULL ORDER BY no DESC LIMIT 1',
      [entryId],
    );
  }

  private async changedMeanwhile(requestId: string, item: number): Promise<AppError> {
    const row = await this.db.one<ItemRow>(
      `SELECT w.item, w.answer, w.done, w.version, c.full_name AS saved_by, w.saved_at FROM return_answer w
       LEFT JOIN account c ON c.id = w.saved_by WHERE w.request_id = $1 AND w.item = $2`,
      [requestId, item],
    );
    const current = row && {
      answer: row.answer,
      done: row.done,
      version: row.version,
      savedBy: row.saved_by,
      savedAt: row.saved_at.toISOString(),
    };
    return new AppError('CHANGED_MEANWHILE', { version: row?.version ?? 0, current: current ?? null });
  }
}
