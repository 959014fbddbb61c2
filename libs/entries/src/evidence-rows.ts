import { Database } from '@app/platform';
import { FileFactsQueries } from '@app/files';
import { Injectable } from '@nestjs/common';
import type { EvidenceAnswer } from './entries.answers.dto';

/** A file of an entry as a revision keeps it: what scanner and preview maker find later is no part of it. */
export interface FrozenEvidence extends Omit<
  EvidenceAnswer,
  'scanState' | 'preview' | 'width' | 'height' | 'durationMs'
> {
  sha256: string;
}

const SELECT = `SELECT v.id, v.file_id AS "fileId", f.name, f.media_type AS "mediaType", f.size::int, v.part, v.caption,
  to_char(v.taken_on, 'YYYY-MM-DD') AS "takenOn", v.place, v.consent, f.sha256
  FROM evidence v JOIN stored_file f ON f.id = v.file_id`;

/** The files of an entry in their order. Callers have checked that the reader may see the entry. */
@Injectable()
export class EvidenceRows {
  constructor(
    private readonly db: Database,
    private readonly facts: FileFactsQueries,
  ) {}

  async frozen(entryId: string): Promise<FrozenEvidence[]> {
    return this.db.queryByKey<FrozenEvidence>(`${SELECT} WHERE v.entry_id = $1 ORDER BY v.position, v.id`, [entryId]);
  }

  async one(id: string): Promise<(FrozenEvidence & { entryId: string }) | undefined> {
    const row = await this.db.one<{ entry_id: string }>('SELECT entry_id FROM evidence WHERE id = $1', [id]);
    if (!row) return undefined;
    const [evidence] = await this.db.queryByKey<FrozenEvidence>(`${SELECT} WHERE v.id = $1`, [id]);
    return evidence && { ...evidence, entryId: row.entry_id };
  }

  /** What readers of the entry see of these files now. The hash stays inside: it says nothing to them. */
  async answers(entryId: string, rows: readonly FrozenEvidence[]): Promise<EvidenceAnswer[]> {
    const known = await this.facts.of(rows.map(({ fileId }) => fileId));
    return rows.map((row) => {
      const { id, fileId, name, mediaType, size, part, caption, takenOn, place, consent } = row;
      const facts = known.get(fileId);
      const at = `/api/entries/${entryId}/files/${fileId}`;
      return {
        id,
        fileId,
        name,
        mediaType,
        size,
        part,
        caption,
        takenOn,
        place,
        consent,
        scanState: facts?.scanState ?? 'NOT_SCANNED',
        preview: {
          state: facts?.previewState ?? 'NONE',
          thumbnail: facts?.hasPicture ? `${at}/thumbnail` : null,
          page: facts?.hasPicture ? `${at}/page` : null,
          text: facts?.hasText ?? false,
        },
        width: facts?.width ?? null,
        height: facts?.height ?? null,
        durationMs: facts?.durationMs ?? null,
      };
    });
  }
}
