import { accessWhere, Abilities, CurrentActor } from '@app/access';
import { AppError, Database } from '@app/platform';
import { RoundQueries, type RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { ModelStepAnswer } from './entries.answers.dto';
import { checkDraft } from './entry-content.rules';
import { entryColumns } from './entry.columns';
import type { EntryRecord } from './entry-records';
import type { EntryState } from './entry.workflow';
import { carryOver, type LeftOut } from './entry-renewal.rules';

/** What a renewal begins with. */
export interface Renewal {
  renewsEntryId: string;
  originEntryId: string;
  renewalNo: number;
  content: EntryRecord['content'];
  leftOut: LeftOut[];
}

interface ModelRow {
  id: string;
  origin: string;
  renewal_no: number;
  round_id: string;
  rules_version: number;
  content: EntryRecord['content'];
}

/** The unit itself and every unit that it carries on, whole or in part, over any number of mergers: `$1` is the unit. */
export const CARRIED_UNITS = `WITH RECURSIVE carried(id) AS (
  SELECT $1::uuid UNION SELECT s.predecessor_id FROM unit_succession s JOIN carried c ON s.successor_id = c.id) SELECT id FROM carried`;

/** Models that are carried on from round to round. */
@Injectable()
export class EntryRenewals {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /**
   * What a new entry of `unitId` in `round` takes over from a recognised one. The caller has checked that the actor
   * writes for the unit. In the transaction of the new entry.
   * @throws AppError RENEWAL_UNKNOWN, RENEWAL_SAME_ROUND, RENEWAL_TAKEN
   */
  async take(entryId: string, round: RoundRecord, unitId: string, categoryCode: string): Promise<Renewal> {
    const refuse = (code: 'RENEWAL_UNKNOWN' | 'RENEWAL_SAME_ROUND' | 'RENEWAL_TAKEN') =>
      new AppError(code, {}, [{ field: 'renewsEntryId', code }]);
    const before = await this.db.one<ModelRow>(
      `SELECT e.id, coalesce(e.origin_entry_id, e.id) AS origin, e.renewal_no, e.round_id, e.rules_version, v.content
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       WHERE e.id = $2 AND e.state = 'RECOGNISED' AND e.unit_id IN (${CARRIED_UNITS}) FOR SHARE OF e`,
      [unitId, entryId],
    );
    if (!before) throw refuse('RENEWAL_UNKNOWN');
    // Two at once: the second one waits here and then finds the first.
    await this.db.query(`SELECT pg_advisory_xact_lock(hashtextextended('renew ' || $1 || ' ' || $2, 0))`, [
      round.id,
      before.origin,
    ]);
    const there = await this.db.query<{ id: string; renewal: boolean }>(
      `SELECT id, origin_entry_id IS NOT NULL AS renewal FROM entry
       WHERE round_id = $1 AND (origin_entry_id = $2 OR id = $2) AND state <> 'WITHDRAWN'`,
      [round.id, before.origin],
    );
    if (there.some((one) => one.renewal)) throw refuse('RENEWAL_TAKEN');
    if (there.length > 0) throw refuse('RENEWAL_SAME_ROUND');
    const earlier = await this.rounds.rules(before.round_id, before.rules_version);
    const { content, leftOut } = carryOver(
      { form: earlier.form, content: before.content },
      round.rules.form,
      (content) =>
        checkDraft(round.rules, categoryCode, {
          title: '',
          subjectName: '',
          content,
          contributions: [],
          selfScores: {},
        }),
    );
    return {
      renewsEntryId: before.id,
      originEntryId: before.origin,
      renewalNo: before.renewal_no + 1,
      content,
      leftOut,
    };
  }

  /**
   * The years of a model, oldest first: its recognised entries and this one. Empty for a model of one entry only. An entry
   * that the reader may not open has no id; that the model was recognised is no secret.
   */
  async history(entry: { id: string; originEntryId: string | null }): Promise<ModelStepAnswer[]> {
    const params: unknown[] = [entry.originEntryId ?? entry.id, entry.id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', entryColumns, params);
    const rows = await this.db.queryByKey<{
      id: string;
      seen: boolean;
      title: string;
      year: number;
      round_name: string;
      unit_name: string;
      state: EntryState;
      renewal_no: number;
    }>(
      `SELECT e.id, ${seen} AS seen, e.title, r.year, r.name AS round_name, u.label AS unit_name, e.state, e.renewal_no
       FROM entry e JOIN round r ON r.id = e.round_id JOIN unit u ON u.id = e.unit_id
       WHERE (e.id = $1 OR e.origin_entry_id = $1) AND (e.state = 'RECOGNISED' OR e.id = $2) ORDER BY e.renewal_no, r.year, e.id LIMIT 60`,
      params,
    );
    if (rows.length < 2) return [];
    return rows.map((row) => ({
      entryId: row.seen ? row.id : null,
      title: row.title,
      year: row.year,
      roundName: row.round_name,
      unitName: row.unit_name,
      state: row.state,
      renewalNo: row.renewal_no,
      current: row.id === entry.id,
    }));
  }
}
