import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { type Download, FileCopies, Uploads } from '@app/files';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { PaperAnswer, PaperChangeInput, PaperScanInput, ScanAnswer } from './entry-paper.dto';
import { refuseImpossibleDays } from './entry-window';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { WRITABLE_STATES } from './entry.workflow';

/** So many files hold the paper of one dossier. */
const MAX_SCANS = 20;

/** What belongs to the paper of an entry: when it came, and its scan. Judges see neither: the paper names its people. */
@Injectable()
export class PaperService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly copies: FileCopies,
    private readonly uploads: Uploads,
    private readonly records: EntryRecords,
  ) {}

  /** The paper of an entry for its unit and its reviewers; null for others, and for what did not come on paper. */
  async of(entry: EntryRecord): Promise<PaperAnswer | null> {
    if (entry.channel !== 'PAPER' || entry.receivedOn === null || !this.maySee(entry)) return null;
    const row = await this.db.oneByKey<{ note: string; enteredBy: string | null; scans: ScanAnswer[] }>(
      `SELECT e.paper_note AS note, a.full_name AS "enteredBy",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'fileId', s.file_id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size, 'note', s.note)
            ORDER BY s.id), '[]') FROM paper_scan s JOIN stored_file f ON f.id = s.file_id WHERE s.entry_id = e.id) AS scans
       FROM entry e LEFT JOIN account a ON a.id = e.created_by WHERE e.id = $1`,
      [entry.id],
    );
    return {
      receivedOn: entry.receivedOn,
      postmarkOn: entry.postmarkOn,
      note: row?.note ?? '',
      enteredBy: row?.enteredBy ?? null,
      scans: row?.scans ?? [],
    };
  }

  /** Puts the days and the note right while the entry is being written. @throws AppError as `lock`, PAPER_DATES */
  async change(entryId: string, input: PaperChangeInput): Promise<void> {
    const note = cleanText(input.note ?? '', { field: 'note', max: 2000, multiline: true });
    const postmarkOn = input.postmarkOn ?? null;
    refuseImpossibleDays(input.receivedOn, postmarkOn, this.clock.today());
    await this.db.transaction(async () => {
      const entry = await this.lock(entryId);
      await this.db.query('UPDATE entry SET received_on = $2, postmark_on = $3, paper_note = $4 WHERE id = $1', [
        entryId,
        input.receivedOn,
        postmarkOn,
        note,
      ]);
      await this.audit.write({
        action: 'Entry.changePaper',
        subjectType: 'Entry',
        subjectId: entryId,
        actingFor: entry.unitId,
        before: { receivedOn: entry.receivedOn, postmarkOn: entry.postmarkOn },
        after: { receivedOn: input.receivedOn, postmarkOn },
      });
    });
  }

  /** Adds a scan from a finished upload. @throws AppError as `lock`, TOO_MANY_FILES, UPLOAD_UNFINISHED */
  async addScan(entryId: string, input: PaperScanInput): Promise<void> {
    const note = cleanText(input.note ?? '', { field: 'note', max: 500 });
    await this.db.transaction(async () => {
      const entry = await this.lock(entryId);
      const held = await this.db.one<{ n: number }>('SELECT count(*)::int AS n FROM paper_scan WHERE entry_id = $1', [
        entryId,
      ]);
      if ((held?.n ?? 0) >= MAX_SCANS) throw new AppError('TOO_MANY_FILES', { max: MAX_SCANS });
      const file = await this.uploads.claim(input.uploadId);
      await this.db.query(
        'INSERT INTO paper_scan (entry_id, file_id, note, created_by, created_at) VALUES ($1, $2, $3, $4, $5)',
        [entryId, file.id, note, this.actors.get().accountId, this.clock.now()],
      );
      await this.record(entry, 'Entry.addScan', { after: { name: file.name, sha256: file.sha256 } });
    });
  }

  /** @throws AppError as `lock`, NOT_FOUND */
  async removeScan(entryId: string, scanId: string): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.lock(entryId);
      const gone = await this.db.one<{ fileId: string }>(
        'DELETE FROM paper_scan WHERE entry_id = $1 AND id = $2 RETURNING file_id AS "fileId"',
        [entryId, scanId],
      );
      if (!gone) throw new AppError('NOT_FOUND');
      await this.record(entry, 'Entry.removeScan', { before: { fileId: gone.fileId } });
    });
  }

  /** @throws AppError NOT_FOUND, also for who may read the entry but not its paper; FILE_INFECTED */
  async download(entryId: string, fileId: string): Promise<Download> {
    const entry = await this.records.visible(entryId);
    const belongs =
      this.maySee(entry) &&
      (await this.db.one('SELECT 1 FROM paper_scan WHERE entry_id = $1 AND file_id = $2', [entryId, fileId]));
    if (!belongs) throw new AppError('NOT_FOUND');
    return this.copies.original(fileId);
  }

  private maySee(entry: EntryRecord): boolean {
    const ability = this.abilities.of(this.actors.get());
    return ['readDraft', 'readPaper'].some((action) => ability.can(action, 'Entry', entryAccess(entry)));
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, NOT_ON_PAPER, STATE_DOES_NOT_ALLOW */
  private async lock(entryId: string): Promise<EntryRecord> {
    const entry = await this.records.lockVisible(entryId);
    this.records.refuseUnless('enterPaper', entry);
    if (entry.channel !== 'PAPER') throw new AppError('NOT_ON_PAPER');
    if (!WRITABLE_STATES.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: entry.state });
    return entry;
  }

  private async record(
    entry: EntryRecord,
    action: string,
    facts: { before?: unknown; after?: unknown },
  ): Promise<void> {
    await this.audit.write({
      action,
      subjectType: 'Entry',
      subjectId: entry.id,
      actingFor: entry.unitId,
      ...facts,
    });
  }
}
