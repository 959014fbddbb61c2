import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { ScanState } from './files';

export const PREVIEW_STATES = ['WAITING', 'READY', 'NONE', 'FAILED'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/** What scanner and preview maker have found so far. */
export interface FileFacts {
  fileId: string;
  scanState: ScanState;
  previewState: PreviewState;
  hasPicture: boolean;
  hasText: boolean;
  /** Pixels of the picture, upright; null when unknown. */
  width: number | null;
  height: number | null;
  pages: number | null;
  durationMs: number | null;
}

@Injectable()
export class FileFactsQueries {
  constructor(private readonly db: Database) {}

  /** By file id; unknown ids are left out. Nothing of an infected file but that it is. */
  async of(fileIds: readonly string[]): Promise<Map<string, FileFacts>> {
    if (fileIds.length === 0) return new Map();
    const rows = await this.db.queryByKey<FileFacts>(
      `SELECT f.id AS "fileId", f.scan_state AS "scanState", CASE WHEN i THEN 'NONE' ELSE coalesce(p.state, 'NONE') END AS "previewState",
         NOT i AND coalesce(p.has_picture, false) AS "hasPicture", NOT i AND coalesce(p.has_text, false) AS "hasText",
         p.width, p.height, p.pages, p.duration_ms AS "durationMs"
       FROM stored_file f LEFT JOIN file_preview p ON p.sha256 = f.sha256 CROSS JOIN LATERAL (SELECT f.scan_state = 'INFECTED' AS i) AS x
       WHERE f.id = ANY($1::uuid[])`,
      [fileIds],
    );
    return new Map(rows.map((row) => [row.fileId, row]));
  }
}
