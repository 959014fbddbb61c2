import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { EvidenceAnswer } from './entries.answers.dto';

/** A file of an entry as a revision keeps it. */
export interface FrozenEvidence extends EvidenceAnswer {
  sha256: string;
}

const SELECT = `SELECT v.id, v.file_id AS "fileId", f.name, f.media_type AS "mediaType", f.size::int, v.part, v.caption,
  to_char(v.taken_on, 'YYYY-MM-DD') AS "takenOn", v.place, v.consent, f.sha256
  FROM evidence v JOIN stored_file f ON f.id = v.file_id`;

/** The hash stays inside: it says nothing to readers. */
export function evidenceAnswer(row: FrozenEvidence): EvidenceAnswer {
  const { id, fileId, name, mediaType, size, part, caption, takenOn, place, consent } = row;
  return { id, fileId, name, mediaType, size, part, caption, takenOn, place, consent };
}

/** The files of an entry in their order. Callers have checked that the reader may see the entry. */
@Injectable()
export class EvidenceRows {
  constructor(private readonly db: Database) {}

  async frozen(entryId: string): Promise<FrozenEvidence[]> {
    return this.db.queryByKey<FrozenEvidence>(`${SELECT} WHERE v.entry_id = $1 ORDER BY v.position, v.id`, [entryId]);
  }

  async one(id: string): Promise<(FrozenEvidence & { entryId: string }) | undefined> {
    const row = await this.db.one<{ entry_id: string }>('SELECT entry_id FROM evidence WHERE id = $1', [id]);
    if (!row) return undefined;
    const [evidence] = await this.db.queryByKey<FrozenEvidence>(`${SELECT} WHERE v.id = $1`, [id]);
    return evidence && { ...evidence, entryId: row.entry_id };
  }
}
