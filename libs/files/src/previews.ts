import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, Database } from '@app/platform';
import { FileBytes, type PreviewPart } from './file-bytes';
import { type Preview, previewOf } from './preview-maker';
import { ofBuffer, previewKey, STORAGE, type Storage } from './storage';

/** How often the same content is begun: one that takes the process down with it does so no more often than this. */
const MAX_ATTEMPTS = 4;

/** Makes the previews of a content, once; what cannot be read is FAILED and stays so. */
@Injectable()
export class Previews {
  private readonly logger = new Logger('Previews');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly bytes: FileBytes,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @throws Error of database or store, so that the job comes again */
  async make(sha256: string): Promise<void> {
    const begun = await this.db.one<{ attempts: number }>(
      `UPDATE file_preview SET attempts = attempts + 1 WHERE sha256 = $1 AND state = 'WAITING' RETURNING attempts`,
      [sha256],
    );
    const file = await this.db.one<{ media_type: string; infected: boolean }>(
      `SELECT media_type, EXISTS (SELECT FROM stored_file i WHERE i.sha256 = $1 AND i.scan_state = 'INFECTED') AS infected
       FROM stored_file WHERE sha256 = $1 LIMIT 1`,
      [sha256],
    );
    if (!begun || !file) return;
    if (file.infected) return this.end(sha256, 'NONE', 'infected');
    if (begun.attempts > MAX_ATTEMPTS) return this.end(sha256, 'FAILED', 'given up');
    const folder = await mkdtemp(join(tmpdir(), 'dvk-file-'));
    try {
      const path = join(folder, 'original');
      await pipeline(await this.bytes.open(sha256), createWriteStream(path));
      let preview: Preview;
      try {
        preview = await previewOf(path, file.media_type);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.logger.warn(`${sha256} (${file.media_type}): ${why}`);
        return await this.end(sha256, 'FAILED', why);
      }
      await this.keep(sha256, preview);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Contents whose job was lost, oldest first. */
  async waiting(limit: number): Promise<string[]> {
    const rows = await this.db.query<{ sha256: string }>(
      `SELECT sha256 FROM file_preview WHERE state = 'WAITING' LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.sha256);
  }

  private async keep(sha256: string, preview: Preview): Promise<void> {
    const { thumb, page, copy, text, print } = preview;
    const parts: [PreviewPart, Buffer | undefined][] = [
      ['thumb.webp', thumb],
      ['page.webp', page],
      ['copy.jpg', copy],
      ['text.txt', text === undefined ? undefined : Buffer.from(text)],
    ];
    // an earlier attempt may have left parts of another size: the row tells how long they are
    for (const [part, made] of parts) {
      if (!made) continue;
      await this.storage.remove(previewKey(sha256, part));
      await this.storage.put(previewKey(sha256, part), ofBuffer(made));
    }
    const picture = thumb !== undefined && page !== undefined;
    await this.db.transaction(async () => {
      await this.db.query(
        `UPDATE file_preview SET state = $2, has_picture = $3, has_text = $4, copy_size = $5, width = $6, height = $7, pages = $8,
           duration_ms = $9, blanks = $10, failure = NULL, made_at = $11 WHERE sha256 = $1`,
        [
          sha256,
          picture || text !== undefined || preview.durationMs !== undefined ? 'READY' : 'NONE',
          picture,
          text !== undefined,
          copy?.length ?? null,
          preview.width ?? null,
          preview.height ?? null,
          preview.pages ?? null,
          preview.durationMs ?? null,
          JSON.stringify(preview.blanks ?? []),
          this.clock.now(),
        ],
      );
      if (print)
        await this.db.query(
          'INSERT INTO file_print (sha256, phash) VALUES ($1, $2::bit(64)) ON CONFLICT (sha256) DO UPDATE SET phash = EXCLUDED.phash',
          [sha256, print],
        );
    });
  }

  private async end(sha256: string, state: 'NONE' | 'FAILED', failure: string): Promise<void> {
    await this.db.query('UPDATE file_preview SET state = $2, failure = $3, made_at = $4 WHERE sha256 = $1', [
      sha256,
      state,
      failure.replace(/[^\P{Cc}]|\p{Cs}/gu, ' ').slice(0, 500),
      this.clock.now(),
    ]);
  }
}
