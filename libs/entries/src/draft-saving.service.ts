import { CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import { RoundQueries, type RoundRules } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { changedParts, conflictsOf, isPartPath, sectionOfPart, withParts } from './draft-parts.rules';
import type { DraftAnswer, SavedDraftAnswer } from './entries.answers.dto';
import type { SaveDraftInput } from './entries.dto';
import { checkDraft, type EntryDraft } from './entry-content.rules';
import { changedMeanwhile, cleanDraft } from './entry-input';
import { type EntryRecord, EntryRecords } from './entry-records';
import { FormUnits } from './form-units';
import { SectionLocks } from './section-locks';

interface Saved {
  id: string;
  version: number;
  updatedAt: string;
}

/** Saves of one person within this time are one version of the history. */
const COALESCE_MS = 10 * 60_000;

/**
 * Writes drafts. Not audited: every save stands in `entry_version`, every submission in `entry_revision`.
 * Nothing that somebody has saved is lost by a save of somebody else: where a part was changed by two people, the version
 * of the first keeps what they wrote.
 */
@Injectable()
export class DraftSaving {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
    private readonly records: EntryRecords,
    private readonly locks: SectionLocks,
    private readonly units: FormUnits,
  ) {}

  /**
   * Saves what is written so far; nothing is required yet.
   *
   * Without `changed` the first of two writers wins and the other is refused with the present version and content.
   * With `changed` only these parts are written, on whatever others have saved meanwhile; refused is only what others have
   * changed too (`params.conflicts`). `merged` of the answer is there when it holds more than was sent.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, SECTION_LOCKED, VALIDATION_FAILED
   */
  async save(id: string, input: SaveDraftInput): Promise<SavedDraftAnswer> {
    const draft = cleanDraft(input);
    const { changed } = input;
    if (changed) refuseUnknownParts(changed);
    return this.db.transaction(async () => {
      const entry = await this.records.lockForWriting(id);
      const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
      if (!changed) {
        if (entry.version !== input.version) throw changedMeanwhile(entry);
        refuseInvalid(checkDraft(rules, entry.categoryCode, draft));
        const parts = changedParts(entry, draft);
        await this.refuseLocked(entry, rules, parts);
        return this.write(entry, await this.withUnits(entry, rules, draft, parts), parts);
      }
      const conflicts = conflictsOf(entry, entry.partVersions, draft, changed, input.version);
      if (conflicts.length > 0) throw changedMeanwhile(entry, conflicts);
      const next = withParts(entry, draft, changed);
      const saved = await this.applyParts(entry, rules, next);
      return changedParts(next, draft).length > 0 ? { ...saved, merged: answerOf(next) } : saved;
    });
  }

  /**
   * Brings parts of an earlier state back, as a new save on top of the present one.
   * @throws AppError as `save`
   */
  async restore(
    id: string,
    from: { ref: string; draft: EntryDraft; version: number; parts?: readonly string[] },
  ): Promise<SavedDraftAnswer> {
    if (from.parts) refuseUnknownParts(from.parts);
    return this.db.transaction(async () => {
      const entry = await this.records.lockForWriting(id);
      if (entry.version !== from.version) throw changedMeanwhile(entry);
      const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
      // What the form no longer asks for stays in the history.
      const known = new Set(rules.form.map((field) => `content.${field.code}`));
      const parts = (from.parts ?? changedParts(entry, from.draft)).filter(
        (path) => !path.startsWith('content.') || known.has(path),
      );
      const next = withParts(entry, from.draft, parts);
      return { ...(await this.applyParts(entry, rules, next, from.ref)), merged: answerOf(next) };
    });
  }

  private async applyParts(
    entry: EntryRecord,
    rules: RoundRules,
    next: EntryDraft,
    restoredFrom?: string,
  ): Promise<Saved> {
    const parts = changedParts(entry, next);
    if (parts.length === 0) return { id: entry.id, version: entry.version, updatedAt: entry.updatedAt.toISOString() };
    await this.refuseLocked(entry, rules, parts);
    // What others wrote before, perhaps under an older form, may not keep me from saving mine.
    refuseInvalid(
      checkDraft(rules, entry.categoryCode, next).filter(({ field }) =>
        parts.some((path) => field === path || field.startsWith(`${path}.`)),
      ),
    );
    return this.write(entry, await this.withUnits(entry, rules, next, parts), parts, restoredFrom);
  }

  /** @throws AppError SECTION_LOCKED */
  private async refuseLocked(entry: EntryRecord, rules: RoundRules, parts: readonly string[]): Promise<void> {
    await this.locks.refuseLocked(entry.id, new Set(parts.map((path) => sectionOfPart(rules.form, path))));
  }

  /** Units that the written parts name get their names of today. */
  private async withUnits(
    entry: EntryRecord,
    rules: RoundRules,
    draft: EntryDraft,
    parts: readonly string[],
  ): Promise<EntryDraft> {
    const form = rules.form.filter((field) => parts.includes(`content.${field.code}`));
    return { ...draft, content: await this.units.named(form, draft.content, entry.roundId) };
  }

  /** One statement: the draft, the version at which each part changed, and the row of the history. */
  private async write(
    entry: EntryRecord,
    draft: EntryDraft,
    parts: readonly string[],
    restoredFrom: string | null = null,
  ): Promise<Saved> {
    const now = this.clock.now();
    const version = entry.version + 1;
    const partVersions = { ...entry.partVersions, ...Object.fromEntries(parts.map((path) => [path, version])) };
    await this.db.queryByKey(
      `WITH saved AS (
         UPDATE entry SET title = $3, subject_name = $4, content = $5, contributions = $6, self_scores = $7, version = $2::int + 1,
           updated_at = $8, part_versions = $9 WHERE id = $1 AND version = $2 RETURNING revision_no),
       first AS (
         INSERT INTO entry_version (entry_id, no, author_id, revision_no, version, started_at, saved_at, parts, title, subject_name, content,
           contributions, self_scores)
         SELECT e.id, 1, e.created_by, e.revision_no, e.version, e.created_at, e.updated_at, '{}', e.title, e.subject_name, e.content,
           e.contributions, e.self_scores
         FROM entry e WHERE e.id = $1 AND NOT EXISTS (SELECT FROM entry_version v WHERE v.entry_id = $1)),
       own AS (
         SELECT v.no, v.started_at, v.parts, v.version, v.restored_from, v.revision_no FROM entry_version v
         WHERE v.entry_id = $1 AND v.author_id = $10 ORDER BY v.no DESC LIMIT 1),
       same AS (
         SELECT o.no FROM own o JOIN saved s ON s.revision_no = o.revision_no
         WHERE o.started_at > $11 AND o.parts <> '{}' AND o.restored_from IS NULL AND $12::text IS NULL
           AND NOT EXISTS (SELECT FROM unnest(o.parts) p WHERE ($13::jsonb ->> p)::int > o.version))
       INSERT INTO entry_version (entry_id, no, author_id, revision_no, version, started_at, saved_at, parts, restored_from, title, subject_name,
         content, contributions, self_scores)
       SELECT $1, coalesce((SELECT no FROM same), (SELECT max(v.no) + 1 FROM entry_version v WHERE v.entry_id = $1), 2), $10, s.revision_no,
         $2::int + 1, $8, $8, $14::text[], $12, $3, $4, $5, $6, $7 FROM saved s
       ON CONFLICT (entry_id, no) DO UPDATE SET version = EXCLUDED.version, saved_at = EXCLUDED.saved_at,
         parts = ARRAY(SELECT DISTINCT p FROM unnest(entry_version.parts || EXCLUDED.parts) p ORDER BY p), title = EXCLUDED.title,
         subject_name = EXCLUDED.subject_name, content = EXCLUDED.content, contributions = EXCLUDED.contributions,
         self_scores = EXCLUDED.self_scores`,
      [
        entry.id,
        entry.version,
        draft.title,
        draft.subjectName,
        JSON.stringify(draft.content),
        JSON.stringify(draft.contributions),
        JSON.stringify(draft.selfScores),
        now,
        JSON.stringify(partVersions),
        this.actors.get().accountId,
        new Date(now.getTime() - COALESCE_MS),
        restoredFrom,
        JSON.stringify(entry.partVersions),
        parts,
      ],
    );
    return { id: entry.id, version, updatedAt: now.toISOString() };
  }
}

function answerOf({ title, subjectName, content, contributions, selfScores }: EntryDraft): DraftAnswer {
  return {
    title,
    subjectName,
    content: { ...content },
    contributions: [...contributions],
    selfScores: { ...selfScores },
  };
}

function refuseInvalid(errors: ReturnType<typeof checkDraft>): void {
  if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
}

function refuseUnknownParts(paths: readonly string[]): void {
  const unknown = paths.findIndex((path) => !isPartPath(path));
  if (unknown >= 0)
    throw new AppError('VALIDATION_FAILED', {}, [{ field: `changed.${unknown}`, code: 'FIELD_UNKNOWN' }]);
}
