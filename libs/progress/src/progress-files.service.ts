import { CurrentActor } from '@app/access';
import { type Download, FileCopies, Uploads } from '@app/files';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { ProgressRecords } from './progress-records';

/** Most files of one report. */
export const MAX_REPORT_FILES = 20;

/** Photos and papers of a report: added and taken off by its writers while it is a draft, read by its readers. */
@Injectable()
export class ProgressFiles {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly uploads: Uploads,
    private readonly copies: FileCopies,
    private readonly records: ProgressRecords,
  ) {}

  /**
   * A finished upload of the actor becomes a file of the draft.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, TOO_MANY_FILES, UPLOAD_…, FILE_…
   */
  async add(reportId: string, input: { uploadId: string; caption?: string }): Promise<void> {
    const caption = cleanText(input.caption ?? '', { field: 'caption', max: 500 });
    // asked before the bytes are looked at, and again under the lock
    await this.db.transaction(() => this.records.lockDraft(reportId));
    const content = await this.uploads.takeIn(input.uploadId);
    await this.db.transaction(async () => {
      await this.records.lockDraft(reportId);
      const row = await this.db.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM progress_file WHERE report_id = $1',
        [reportId],
      );
      if ((row?.n ?? 0) >= MAX_REPORT_FILES) throw new AppError('TOO_MANY_FILES', { max: MAX_REPORT_FILES });
      const file = await this.uploads.claim(input.uploadId, content);
      await this.db.query(
        'INSERT INTO progress_file (report_id, file_id, caption, created_by, created_at) VALUES ($1, $2, $3, $4, $5)',
        [reportId, file.id, caption, this.actors.get().accountId, this.clock.now()],
      );
    });
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async remove(reportId: string, id: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.records.lockDraft(reportId);
      const gone = await this.db.one('DELETE FROM progress_file WHERE id = $1 AND report_id = $2 RETURNING 1', [
        id,
        reportId,
      ]);
      if (!gone) throw new AppError('NOT_FOUND');
    });
  }

  /** @throws AppError NOT_FOUND, FILE_INFECTED */
  async download(reportId: string, fileId: string): Promise<Download> {
    await this.records.visible(reportId);
    if (!(await this.db.one('SELECT 1 FROM progress_file WHERE report_id = $1 AND file_id = $2', [reportId, fileId])))
      throw new AppError('NOT_FOUND');
    return this.copies.original(fileId);
  }
}
