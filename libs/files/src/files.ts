import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '@app/jobs';
import { AppError, cleanText, Database, ENV, type Env } from '@app/platform';
import { contentType } from './content-type';
import { FileBytes } from './file-bytes';
import { type ByteRange, contentKey, STORAGE, type Storage } from './storage';

export const SCAN_STATES = ['NOT_SCANNED', 'CLEAN', 'INFECTED'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export interface StoredFile {
  id: string;
  sha256: string;
  /** bytes */
  size: number;
  mediaType: string;
  name: string;
}

/** What is known of bytes that lie in the store already; no row points at them yet. */
export type StoredContent = Omit<StoredFile, 'id'>;

/** Files by content hash; rows say what they are called. Equal content is kept once. */
@Injectable()
export class Files {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly bytes: FileBytes,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Stores bytes that are in memory (a form's file, at most `formMaxBytes`) and their row.
   * @throws AppError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
   */
  async store(bytes: Buffer, file: { name: string; accountId: string | null }): Promise<StoredFile> {
    if (bytes.length > this.env.formMaxBytes) throw tooLarge(this.env.formMaxBytes);
    const folder = join(this.env.dataDir, 'uploads');
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const path = join(folder, `${randomUUID()}.form`);
    try {
      await writeFile(path, bytes, { mode: 0o640 });
      return await this.register(await this.takeIn(path, file.name), file.accountId);
    } finally {
      await rm(path, { force: true });
    }
  }

  /**
   * Checks a file on disk by its content and copies it into the store, in pieces. Not undone by a transaction: equal
   * content is kept once, and bytes without a row hurt nobody.
   * @throws AppError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
   */
  async takeIn(path: string, givenName: string): Promise<StoredContent> {
    const name = fileName(givenName);
    const { size } = await stat(path);
    if (size > this.env.uploadMaxBytes) throw tooLarge(this.env.uploadMaxBytes);
    const mediaType = await contentType(path, name);
    const sha256 = await hashOf(path);
    await this.storage.put(contentKey(sha256), { size, open: () => verified(path, sha256) });
    return { sha256, size, mediaType, name };
  }

  /** The row of taken-in bytes; the scanner and the preview maker hear of it in the same transaction. */
  async register(content: StoredContent, accountId: string | null): Promise<StoredFile> {
    const { sha256, size, mediaType, name } = content;
    return this.db.transaction(async () => {
      // content that was found infected is infected under every name
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO stored_file (sha256, size, media_type, name, created_by, scan_state, scan_finding, scanned_at)
         SELECT $1, $2, $3, $4, $5, coalesce(k.scan_state, 'NOT_SCANNED'), k.scan_finding, k.scanned_at
         FROM (SELECT) AS one LEFT JOIN LATERAL
           (SELECT * FROM stored_file WHERE sha256 = $1 AND scan_state = 'INFECTED' LIMIT 1) AS k ON true RETURNING id`,
        [sha256, size, mediaType, name, accountId],
      );
      const id = row!.id;
      await this.db.query('INSERT INTO file_preview (sha256) VALUES ($1) ON CONFLICT DO NOTHING', [sha256]);
      await this.jobs.send('files.scan', { fileId: id });
      await this.jobs.send('files.preview', { sha256 });
      return { id, ...content };
    });
  }

  /** The row of a file. The caller has checked that the reader may see it. @throws AppError NOT_FOUND, FILE_INFECTED */
  async find(id: string): Promise<StoredFile> {
    const row = await this.db.oneByKey<{
      id: string;
      sha256: string;
      size: string;
      media_type: string;
      name: string;
      scan_state: ScanState;
      scan_finding: string | null;
    }>('SELECT id, sha256, size, media_type, name, scan_state, scan_finding FROM stored_file WHERE id = $1', [id]);
    if (!row) throw new AppError('NOT_FOUND');
    if (row.scan_state === 'INFECTED')
      throw new AppError('FILE_INFECTED', { name: row.name, finding: row.scan_finding ?? '' });
    return { id: row.id, sha256: row.sha256, size: Number(row.size), mediaType: row.media_type, name: row.name };
  }

  /** As `find`, with all its bytes in memory. */
  async read(id: string): Promise<{ file: StoredFile; bytes: Buffer }> {
    const { file, stream } = await this.openRead(id);
    return { file, bytes: await buffer(stream) };
  }

  /** As `find`, with its bytes, or part of them, as a stream. */
  async openRead(id: string, range?: ByteRange): Promise<{ file: StoredFile; stream: Readable }> {
    const file = await this.find(id);
    return { file, stream: await this.bytes.open(file.sha256, range) };
  }
}

/** Marks that turn the direction of writing: “abc\u202Efdp.exe” would be shown as “abcexe.pdf”. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/** @throws AppError VALIDATION_FAILED */
export function fileName(given: string): string {
  return cleanText(given.replace(/[/\\]/g, '_').replace(TURNING, ''), { field: 'file', max: 255, min: 1 });
}

export function tooLarge(maxBytes: number): AppError {
  return new AppError('FILE_TOO_LARGE', { maxMb: maxBytes / 1024 / 1024 });
}

const read = (path: string) => createReadStream(path, { highWaterMark: 256 * 1024 });

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of read(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** The bytes again; fails at the end when they are no longer those that were hashed, so that they are not kept. */
function verified(path: string, sha256: string): Readable {
  return Readable.from(same(path, sha256), { objectMode: false });
}

async function* same(path: string, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of read(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  // the last piece is kept back: a store that knows the length takes the object for whole once it has it
  if (hash.digest('hex') !== sha256) throw new Error('the file changed while it was stored');
  if (held) yield held;
}
