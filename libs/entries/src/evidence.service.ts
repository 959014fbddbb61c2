import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Files, type StoredFile } from '@app/files';
import { Injectable } from '@nestjs/common';
import type { EvidenceAnswer } from './entries.answers.dto';
import type { EvidenceDetailsInput } from './entries.dto';
import { EntriesService } from './entries.service';
import { partsOf } from './entry-content.rules';
import { EntryMoves } from './entry-moves';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { evidenceAnswer, EvidenceRows } from './evidence-rows';
import { WRITABLE_STATES } from './entry.workflow';

export const MAX_FILES = 30;

interface Details {
  part?: string;
  caption?: string;
  takenOn?: string | null;
  place?: string | null;
  consent?: boolean;
}

/** Files of an entry: changed by its writers in DRAFT and RETURNED, read by whoever may read the entry. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly files: Files,
    private readonly entries: EntriesService,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly rows: EvidenceRows,
  ) {}

  /** Before the bytes are read: may the actor add a file at all? @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async refuseUnlessWritable(entryId: string): Promise<void> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('write', entry);
    if (!WRITABLE_STATES.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: entry.state });
  }

  /** @throws AppError TOO_MANY_FILES, FILE_…, VALIDATION_FAILED and as above */
  async add(
    entryId: string,
    file: { name: string; bytes: Buffer },
    input: EvidenceDetailsInput,
  ): Promise<EvidenceAnswer> {
    if (input.part === undefined)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'part', code: 'FIELD_MISSING' }]);
    return this.db.transaction(async () => {
      const entry = await this.entries.lockForWriting(entryId);
      const details = await this.details(entry, input);
      const count = await this.db.one<{ n: number }>('SELECT count(*)::int AS n FROM evidence WHERE entry_id = $1', [
        entryId,
      ]);
      if ((count?.n ?? 0) >= MAX_FILES) throw new AppError('TOO_MANY_FILES', { max: MAX_FILES });
      const { accountId } = this.actors.get();
      const stored = await this.files.store(file.bytes, { name: file.name, accountId });
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO evidence (entry_id, file_id, part, caption, taken_on, place, consent, position, created_by, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, coalesce(max(position), 0) + 1, $8, $9 FROM evidence WHERE entry_id = $1 RETURNING id`,
        [
          entryId,
          stored.id,
          details.part,
          details.caption ?? '',
          details.takenOn ?? null,
          details.place ?? null,
          details.consent ?? false,
          accountId,
          this.clock.now(),
        ],
      );
      await this.audit.write({
        action: 'Entry.addEvidence',
        subjectType: 'Entry',
        subjectId: entryId,
        after: { evidenceId: row!.id, name: stored.name, sha256: stored.sha256 },
      });
      return this.answer(row!.id);
    });
  }

  /** Changes caption, part, date, place, consent; what is left out stays. */
  async change(evidenceId: string, input: EvidenceDetailsInput): Promise<EvidenceAnswer> {
    return this.db.transaction(async () => {
      const { entry } = await this.lock(evidenceId);
      const details = await this.details(entry, input);
      const columns = {
        part: 'part',
        caption: 'caption',
        takenOn: 'taken_on',
        place: 'place',
        consent: 'consent',
      } as const;
      for (const [key, column] of Object.entries(columns) as [keyof Details, string][])
        if (details[key] !== undefined)
          await this.db.query(`UPDATE evidence SET ${column} = $2 WHERE id = $1`, [evidenceId, details[key]]);
      return this.answer(evidenceId);
    });
  }

  /** Takes the file off the draft; revisions that hold it keep it. */
  async remove(evidenceId: string): Promise<void> {
    await this.db.transaction(async () => {
      const { entry, name } = await this.lock(evidenceId);
      await this.db.query('DELETE FROM evidence WHERE id = $1', [evidenceId]);
      await this.audit.write({
        action: 'Entry.removeEvidence',
        subjectType: 'Entry',
        subjectId: entry.id,
        before: { evidenceId, name },
      });
    });
  }

  /** A file of the entry, of its draft or of any of its revisions. @throws AppError NOT_FOUND */
  async download(entryId: string, fileId: string): Promise<{ file: StoredFile; bytes: Buffer }> {
    const entry = await this.records.visible(entryId);
    const withDraft = this.abilities.of(this.actors.get()).can('readDraft', 'Entry', entryAccess(entry));
    const belongs = await this.db.one(
      `SELECT 1 WHERE ($4 AND EXISTS (SELECT FROM evidence WHERE entry_id = $1 AND file_id = $2))
         OR EXISTS (SELECT FROM entry_revision WHERE entry_id = $1 AND evidence @> $3)`,
      [entryId, fileId, JSON.stringify([{ fileId }]), withDraft],
    );
    if (!belongs) throw new AppError('NOT_FOUND');
    return this.files.read(fileId);
  }

  private async lock(evidenceId: string): Promise<{ entry: EntryRecord; name: string }> {
    const evidence = await this.rows.one(evidenceId);
    if (!evidence) throw new AppError('NOT_FOUND');
    return { entry: await this.entries.lockForWriting(evidence.entryId), name: evidence.name };
  }

  private async answer(evidenceId: string): Promise<EvidenceAnswer> {
    const evidence = await this.rows.one(evidenceId);
    if (!evidence) throw new AppError('NOT_FOUND');
    return evidenceAnswer(evidence);
  }

  private async details(entry: EntryRecord, input: EvidenceDetailsInput): Promise<Details> {
    const parts = partsOf(await this.moves.rulesOf(entry), entry.categoryCode);
    if (input.part !== undefined && !parts.has(input.part))
      throw new AppError('VALIDATION_FAILED', {}, [
        { field: 'part', code: 'FIELD_BAD_ENUM', params: { allowed: [...parts.keys()].join(', ') } },
      ]);
    const { part, caption, takenOn, place, consent } = input;
    return {
      part,
      caption: caption === undefined ? undefined : cleanText(caption, { field: 'caption', max: 500 }),
      takenOn,
      place: place ? cleanText(place, { field: 'place', max: 300 }) : place,
      consent,
    };
  }
}
