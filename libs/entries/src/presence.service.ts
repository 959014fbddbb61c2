import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { EntryRecords } from './entry-records';
import { entryColumns } from './entry.columns';
import { WRITABLE_STATES } from './entry.workflow';
import { LOCK_SECONDS } from './section-locks';
import { LONE_SECTIONS } from './draft-parts.rules';
import type { PersonHereAnswer, PresenceAnswer, PresenceInput, SectionLockAnswer } from './writing.dto';

/** Windows of one person on one entry that are kept; the ones longest without a sign of life go. */
const MAX_TABS = 5;
/** People and locks that an answer names at most. */
const SHOWN = 50;

interface HereRow {
  version: number;
  people: PersonHereAnswer[] | null;
  locks: SectionLockAnswer[] | null;
}

/** Who writes in an entry at this moment, and where. Times are the database's copy of the server's clock; nothing is audited. */
@Injectable()
export class EntryPresence {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
  ) {}

  /**
   * A sign of life of one window, and what its screen should show. Whoever types in a section gets its lock, unless
   * somebody else has it; the lock lapses 45 seconds after the last such sign. One statement, rights included.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, VALIDATION_FAILED for a section that the entry has not
   */
  async beat(entryId: string, input: PresenceInput): Promise<PresenceAnswer> {
    const { accountId } = this.actors.get();
    const section = input.section ? cleanText(input.section, { field: 'section', max: 300 }) || null : null;
    if (input.leave) return this.leave(entryId, accountId, input.tab);
    const now = this.clock.now();
    const params: unknown[] = [
      entryId,
      accountId,
      input.tab,
      section,
      now,
      new Date(now.getTime() - LOCK_SECONDS * 1000),
      (input.typing ?? false) || (input.takeOver ?? false),
      input.takeOver ?? false,
      WRITABLE_STATES,
      LONE_SECTIONS,
    ];
    const mayWrite = accessWhere(this.abilities.of(this.actors.get()), 'write', entryColumns, params);
    const row = await this.db.oneByKey<HereRow>(
      `WITH e AS (SELECT e.id, e.version FROM entry e WHERE e.id = $1 AND e.state = ANY($9::text[]) AND ${mayWrite}
         AND ($4::text IS NULL OR $4::text = ANY($10::text[]) OR EXISTS (
           SELECT FROM round_rules r, jsonb_array_elements(r.rules->'form') f
           WHERE r.round_id = e.round_id AND r.version = e.rules_version AND 'form:' || (f->>'section') = $4::text))),
       gone AS (
         DELETE FROM entry_presence p USING e WHERE p.entry_id = e.id AND NOT (p.account_id = $2 AND p.tab = $3)
           AND (p.seen_at < $6 OR p.account_id = $2 AND p.tab NOT IN (
             SELECT o.tab FROM entry_presence o WHERE o.entry_id = $1 AND o.account_id = $2 AND o.tab <> $3
             ORDER BY o.seen_at DESC, o.tab LIMIT ${MAX_TABS - 1}))),
       here AS (
         INSERT INTO entry_presence AS p (entry_id, account_id, tab, section, since, seen_at) SELECT e.id, $2, $3, $4::text, $5, $5 FROM e
         ON CONFLICT (entry_id, account_id, tab) DO UPDATE SET seen_at = $5, section = $4::text,
           since = CASE WHEN p.section IS NOT DISTINCT FROM $4::text THEN p.since ELSE $5 END),
       mine AS (
         INSERT INTO section_lock AS l (entry_id, section, account_id, tab, since, seen_at)
         SELECT e.id, $4::text, $2, $3, $5, $5 FROM e WHERE $7 AND $4::text IS NOT NULL
         ON CONFLICT (entry_id, section) DO UPDATE SET account_id = $2, tab = $3, seen_at = $5,
           since = CASE WHEN l.account_id = $2 THEN l.since ELSE $5 END,
           taken_from = CASE WHEN l.account_id = $2 THEN l.taken_from WHEN l.seen_at > $6 THEN l.account_id END
         WHERE l.account_id = $2 OR l.seen_at <= $6 OR $8
         RETURNING section, account_id, since, taken_from),
       locked AS (
         SELECT section, account_id, since, taken_from FROM mine
         UNION ALL
         SELECT l.section, l.account_id, l.since, l.taken_from FROM section_lock l
         WHERE l.entry_id = $1 AND l.seen_at > $6 AND NOT EXISTS (SELECT FROM mine m WHERE m.section = l.section))
       SELECT e.version,
         (SELECT jsonb_agg(jsonb_build_object('name', a.full_name, 'self', p.account_id = $2, 'section', p.section, 'since', p.since)
            ORDER BY p.since) FROM (
              SELECT * FROM entry_presence WHERE entry_id = $1 AND seen_at > $6 AND NOT (account_id = $2 AND tab = $3)
              ORDER BY seen_at DESC LIMIT ${SHOWN}) p JOIN account a ON a.id = p.account_id) AS people,
         (SELECT jsonb_agg(jsonb_build_object('section', l.section, 'name', a.full_name, 'mine', l.account_id = $2, 'since', l.since,
            'takenFromMe', coalesce(l.taken_from = $2, false)) ORDER BY l.section)
          FROM (SELECT * FROM locked ORDER BY section LIMIT ${SHOWN}) l JOIN account a ON a.id = l.account_id) AS locks
       FROM e`,
      params,
    );
    if (!row) return this.refuse(entryId, section);
    return { version: row.version, people: (row.people ?? []).map(inUtc), locks: (row.locks ?? []).map(inUtc) };
  }

  private async leave(entryId: string, accountId: string, tab: string): Promise<PresenceAnswer> {
    const entry = await this.records.visible(entryId);
    await this.db.queryByKey(
      `WITH lock AS (DELETE FROM section_lock WHERE entry_id = $1 AND account_id = $2 AND tab = $3)
       DELETE FROM entry_presence WHERE entry_id = $1 AND account_id = $2 AND tab = $3`,
      [entryId, accountId, tab],
    );
    return { version: entry.version, people: [], locks: [] };
  }

  /** Says why there was no entry to write in. */
  private async refuse(entryId: string, section: string | null): Promise<never> {
    this.records.refuseUnlessWritable(await this.records.visible(entryId));
    if (section) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'section', code: 'FIELD_UNKNOWN' }]);
    throw new AppError('NOT_FOUND');
  }
}

const inUtc = <T extends { since: string }>(row: T): T => ({ ...row, since: new Date(row.since).toISOString() });
