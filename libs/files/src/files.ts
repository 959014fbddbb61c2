import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, cleanText, Database, ENV, type Env } from '@app/platform';
import { contentType } from './content-type';

export interface StoredFile {
  id: string;
  sha256: string;
  /** bytes */
  size: number;
  mediaType: string;
  name: string;
}

/** Files by content hash under `DATA_DIR/files`; rows say what they are called. Equal content is kept once. */
@Injectable()
export class Files {
  constructor(
    private readonly db: Database,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Stores bytes and their row. The bytes are on disk before the row is written, so a row never points at nothing.
   * @throws AppError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
   */
  async store(bytes: Buffer, file: { name: string; accountId: string | null }): Promise<StoredFile> {
    if (bytes.length > this.env.uploadMaxBytes) throw new AppError('FILE_TOO_LARGE', { maxMb: this.env.uploadMaxBytes / 1024 / 1024 });
    const name = cleanText(file.name.replace(/[/\\]/g, '_'), { field: 'file', max: 255, min: 1 });
    const mediaType = await contentType(bytes, name);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.write(sha256, bytes);
    const row = await this.db.one<{ id: string }>(
      'INSERT INTO stored_file (sha256, size, media_type, name, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [sha256, bytes.length, mediaType, name, file.accountId],
    );
    return { id: row!.id, sha256, size: bytes.length, mediaType, name };
  }

  /** The stored bytes. The caller has checked that the reader may see the file. @throws AppError NOT_FOUND */
  async read(id: string): Promise<{ file: StoredFile; bytes: Buffer }> {
    const row = await this.db.one<{ id: string; sha256: string; size: string; media_type: string; name: string }>(
      'SELECT id, sha256, size, media_type, name FROM stored_file WHERE id = $1',
      [id],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const file = { id: row.id, sha256: row.sha256, size: Number(row.size), mediaType: row.media_type, name: row.name };
    return { file, bytes: await this.readByHash(row.sha256) };
  }

  /** The stored bytes of a hash that the caller took from a row that it may see. */
  async readByHash(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256));
  }

  private pathOf(sha256: string): string {
    return join(this.env.dataDir, 'files', sha256.slice(0, 2), sha256);
  }

  private async write(sha256: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(sha256);
    if (await stat(path).catch(() => undefined)) return;
    await mkdir(join(this.env.dataDir, 'files', sha256.slice(0, 2)), { recursive: true });
    const temporary = `${path}.${randomUUID()}`;
    const handle = await open(temporary, 'w', 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync(); // an upload that was answered with yes survives a power cut
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  }
}
