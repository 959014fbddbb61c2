import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Files, type StoredFile, Uploads } from '@app/files';
import { EVIDENCE_QUOTA } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { EvidenceAnswer } from './entries.answers.dto';
import type { EvidenceDetailsInput, EvidenceUploadInput } from './entries.dto';
import { partsOf } from './entry-content.rules';
import { EntryMoves } from './entry-moves';
import { type EntryRecord, EntryRecords } from './entry-records';
import { EvidenceRows } from './evidence-rows';

interface Details {
  part?: string;
  caption?: string;
  takenOn?: string | null;
  place?: string | null;
  consent?: boolean;
}

const MB = 1024 * 1024;
/** Megabytes with one decimal, as people read them. */
const inMb = (bytes: number): number => Math.round((bytes / MB) * 10) / 10;

function requirePart({ part }: EvidenceDetailsInput): void {
  if (part === undefined) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'part', code: 'FIELD_MISSING' }]);
}

/** Files of an entry: changed by its writers in DRAFT and RETURNED, read by whoever may read the entry. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly files: Files,
    private readonly uploads: Uploads,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly rows: EvidenceRows,
  ) {}

  /** Before the bytes are read: may the actor add a file at all? @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async refuseUnlessWritable(entryId: string): Promise<void> {
    this.records.refuseUnlessWritable(await this.records.visible(entryId));
  }

  /** A file of a form. @throws AppError TOO_MANY_FILES, FILE_…, VALIDATION_FAILED and as above */
  async add(
    entryId: string,
    file: { name: string; bytes: Buffer },
    input: EvidenceDetailsInput,
  ): Promise<EvidenceAnswer> {
    return this.db.transaction(async () => {
      const entry = await this.records.lockForWriting(entryId);
      requirePart(input);
      const details = await this.details(entry, input);
      await this.refuseBeyondQuota(entry, file.bytes.length);
      return this.insert(
        entryId,
        await this.files.store(file.bytes, { name: file.name, accountId: this.actors.get().accountId }),
        details,
      );
    });
  }

  /**
   * A resumable upload of the actor that has come completely. Asked again with the same upload, it gives the same answer.
   * @throws AppError NOT_FOUND, UPLOAD_UNFINISHED, UPLOAD_USED, UPLOAD_EXPIRED, TOO_MANY_FILES, FILE_…, VALIDATION_FAILED
   */
  async addUpload(entryId: string, { uploadId, ...input }: EvidenceUploadInput): Promise<EvidenceAnswer> {
    requirePart(input);
    const done = await this.ofUpload(entryId, uploadId);
    if (done) return done;
    const before = await this.records.visible(entryId);
    this.records.refuseUnlessWritable(before);
    // asked before the bytes are taken in, and again under the lock
    const upload = await this.uploads.own(uploadId);
    if (upload && !upload.fileId) await this.refuseBeyondQuota(before, upload.size);
    // hashing and copying take long: not while the entry is locked
    const content = await this.uploads.takeIn(uploadId);
    return this.db.transaction(async () => {
      const entry = await this.records.lockForWriting(entryId);
      const meanwhile = await this.ofUpload(entryId, uploadId);
      if (meanwhile) return meanwhile;
      const details = await this.details(entry, input);
      await this.refuseBeyondQuota(entry, content.size);
      return this.insert(entryId, await this.uploads.claim(uploadId, content), details);
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

  /** Puts the files in this order; what it does not name (a file that somebody has just added) comes after, as it was. */
  async order(entryId: string, ids: readonly string[]): Promise<void> {
    await this.db.transaction(async () => {
      await this.records.lockForWriting(entryId);
      await this.db.query(
        `UPDATE evidence v SET position = x.place FROM (
           SELECT id, row_number() OVER (ORDER BY array_position($2::uuid[], id), position, id)::int AS place FROM evidence WHERE entry_id = $1
         ) x WHERE v.id = x.id AND v.position <> x.place`,
        [entryId, ids],
      );
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

  private async insert(entryId: string, stored: StoredFile, details: Details): Promise<EvidenceAnswer> {
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
        this.actors.get().accountId,
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
  }

  /** The evidence that an upload of the actor has become in this entry, if it has. */
  private async ofUpload(entryId: string, uploadId: string): Promise<EvidenceAnswer | undefined> {
    const fileId = (await this.uploads.own(uploadId))?.fileId;
    const row =
      fileId &&
      (await this.db.one<{ id: string }>('SELECT id FROM evidence WHERE entry_id = $1 AND file_id = $2', [
        entryId,
        fileId,
      ]));
    return row ? this.answer(row.id) : undefined;
  }

  private async refuseBeyondQuota(entry: EntryRecord, bytes: number): Promise<void> {
    const { maxFiles, maxMb } = (await this.moves.rulesOf(entry)).evidence ?? EVIDENCE_QUOTA;
    const used = await this.db.one<{ files: number; bytes: number }>(
      `SELECT count(*)::int AS files, coalesce(sum(f.size), 0)::float8 AS bytes
       FROM evidence v JOIN stored_file f ON f.id = v.file_id WHERE v.entry_id = $1`,
      [entry.id],
    );
    if ((used?.files ?? 0) >= maxFiles) throw new AppError('TOO_MANY_FILES', { max: maxFiles });
    if ((used?.bytes ?? 0) + bytes > maxMb * MB)
      throw new AppError('FILE_QUOTA_EXCEEDED', { maxMb, usedMb: inMb(used?.bytes ?? 0), fileMb: inMb(bytes) });
  }

  private async lock(evidenceId: string): Promise<{ entry: EntryRecord; name: string }> {
    const evidence = await this.rows.one(evidenceId);
    if (!evidence) throw new AppError('NOT_FOUND');
    return { entry: await this.records.lockForWriting(evidence.entryId), name: evidence.name };
  }

  private async answer(evidenceId: string): Promise<EvidenceAnswer> {
    const evidence = await this.rows.one(evidenceId);
    if (!evidence) throw new AppError('NOT_FOUND');
    const [answer] = await this.rows.answers(evidence.entryId, [evidence]);
    return answer!;
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
