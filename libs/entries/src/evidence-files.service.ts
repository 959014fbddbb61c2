import { Readable } from 'node:stream';
import { Abilities, CurrentActor, grantsOf, liesWithin } from '@app/access';
import { AppError, Database } from '@app/platform';
import { type Download, FileCopies } from '@app/files';
import { Injectable } from '@nestjs/common';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';

/** Files of an entry for whoever may read the entry: of its draft or of any of its revisions, for judges of the one in force. */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
    private readonly copies: FileCopies,
  ) {}

  /**
   * The unit and the levels that appraise it get what was sent; judges, councils and other readers a copy without the
   * camera's data (place, owner).
   * @throws AppError NOT_FOUND, FILE_INFECTED, FILE_NOT_READY, FILE_UNREADABLE
   */
  async download(entryId: string, fileId: string): Promise<Download> {
    const entry = await this.belongs(entryId, fileId);
    return this.seesOriginal(entry) ? this.copies.original(fileId) : this.copies.clean(fileId);
  }

  /** @throws AppError NOT_FOUND, FILE_INFECTED */
  async picture(
    entryId: string,
    fileId: string,
    part: 'thumb.webp' | 'page.webp',
  ): Promise<{ tag: string; stream: Readable }> {
    await this.belongs(entryId, fileId);
    return this.copies.picture(fileId, part);
  }

  /** @throws AppError NOT_FOUND, FILE_INFECTED */
  async text(entryId: string, fileId: string): Promise<string> {
    await this.belongs(entryId, fileId);
    return this.copies.text(fileId);
  }

  private async belongs(entryId: string, fileId: string): Promise<EntryRecord> {
    const entry = await this.records.visible(entryId);
    const withDraft = this.can('readDraft', entry);
    const belongs = await this.db.one(
      `SELECT 1 WHERE ($4 AND EXISTS (SELECT FROM evidence WHERE entry_id = $1 AND file_id = $2))
         OR EXISTS (SELECT FROM entry_revision WHERE entry_id = $1 AND evidence @> $3 AND ($5 OR no = $6))`,
      [entryId, fileId, JSON.stringify([{ fileId }]), withDraft, this.records.seesPast(entry), entry.revisionNo],
    );
    if (!belongs) throw new AppError('NOT_FOUND');
    return entry;
  }

  private seesOriginal(entry: EntryRecord): boolean {
    const appraising = grantsOf(this.actors.get(), 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR');
    return this.can('readDraft', entry) || appraising.some((grant) => liesWithin(entry.unitPath, grant.unitPath));
  }

  private can(action: string, entry: EntryRecord): boolean {
    return this.abilities.of(this.actors.get()).can(action, 'Entry', entryAccess(entry));
  }
}
