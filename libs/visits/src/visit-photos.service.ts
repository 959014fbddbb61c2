import type { Readable } from 'node:stream';
import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { FileCopies, Uploads } from '@app/files';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { VisitRecords } from './visit-records';
import { MAX_VISIT_PHOTOS } from './visits.rules';

/** Photos of a visit: added and taken off by its writers while it is a draft, seen by its readers. */
@Injectable()
export class VisitPhotos {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly uploads: Uploads,
    private readonly copies: FileCopies,
    private readonly records: VisitRecords,
  ) {}

  /**
   * A finished upload of the actor becomes a photo of the draft. Asked again with the same upload, it changes nothing.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, VISIT_PHOTO_KIND, VISIT_PHOTOS_FULL, UPLOAD_…, FILE_…
   */
  async add(visitId: string, input: { uploadId: string; caption?: string }): Promise<void> {
    const caption = cleanText(input.caption ?? '', { field: 'caption', max: 500 });
    // asked before the bytes are looked at, and again under the lock
    await this.db.transaction(() => this.records.lockDraft(visitId));
    if (await this.taken(visitId, input.uploadId)) return;
    const content = await this.uploads.takeIn(input.uploadId);
    if (!content.mediaType.startsWith('image/')) throw new AppError('VISIT_PHOTO_KIND');
    await this.db.transaction(async () => {
      const visit = await this.records.lockDraft(visitId);
      if (await this.taken(visitId, input.uploadId)) return;
      const row = await this.db.one<{ n: number; last: number }>(
        'SELECT count(*)::int AS n, coalesce(max(position), 0) AS last FROM field_visit_photo WHERE visit_id = $1',
        [visitId],
      );
      if ((row?.n ?? 0) >= MAX_VISIT_PHOTOS) throw new AppError('VISIT_PHOTOS_FULL', { max: MAX_VISIT_PHOTOS });
      const file = await this.uploads.claim(input.uploadId, content);
      await this.db.query(
        'INSERT INTO field_visit_photo (visit_id, file_id, caption, position, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [visitId, file.id, caption, (row?.last ?? 0) + 1, this.actors.get().accountId, this.clock.now()],
      );
      await this.audit.write({
        action: 'Visit.addPhoto',
        subjectType: 'Visit',
        subjectId: visitId,
        actingFor: visit.makerUnitId ?? undefined,
        after: { entryId: visit.entryId, name: file.name, sha256: file.sha256 },
      });
    });
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async remove(visitId: string, photoId: string): Promise<void> {
    await this.db.transaction(async () => {
      const visit = await this.records.lockDraft(visitId);
      const gone = await this.db.oneByKey<{ file_id: string }>(
        'DELETE FROM field_visit_photo WHERE id = $1 AND visit_id = $2 RETURNING file_id',
        [photoId, visitId],
      );
      if (!gone) throw new AppError('NOT_FOUND');
      await this.audit.write({
        action: 'Visit.removePhoto',
        subjectType: 'Visit',
        subjectId: visitId,
        actingFor: visit.makerUnitId ?? undefined,
        before: { entryId: visit.entryId, fileId: gone.file_id },
      });
    });
  }

  /** Made anew by us, without what the camera has written. @throws AppError NOT_FOUND, FILE_INFECTED */
  async picture(
    visitId: string,
    photoId: string,
    part: 'thumb.webp' | 'page.webp',
  ): Promise<{ tag: string; stream: Readable }> {
    await this.records.visible(visitId);
    const photo = await this.db.oneByKey<{ file_id: string }>(
      'SELECT file_id FROM field_visit_photo WHERE id = $1 AND visit_id = $2',
      [photoId, visitId],
    );
    if (!photo) throw new AppError('NOT_FOUND');
    return this.copies.picture(photo.file_id, part);
  }

  private async taken(visitId: string, uploadId: string): Promise<boolean> {
    const fileId = (await this.uploads.own(uploadId))?.fileId;
    return (
      !!fileId &&
      !!(await this.db.one('SELECT 1 FROM field_visit_photo WHERE visit_id = $1 AND file_id = $2', [visitId, fileId]))
    );
  }
}
