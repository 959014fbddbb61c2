import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CurrentActor } from '@app/access';
import { Jobs } from '@app/jobs';
import { AppError, Clock, Database, ENV, type Env } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import { refuseUnlessNamed } from './content-type';
import { fileName, Files, type StoredContent, type StoredFile, tooLarge } from './files';

/** An unfinished upload can be resumed for this long. */
export const UPLOAD_KEPT_MS = 3 * 24 * 3_600_000;
/** What one account may have on its way: so many times the largest file, and so many files. */
const WAITING_TIMES = 5;
const WAITING_FILES = 60;

export interface NewUpload {
  name: string;
  /** bytes */
  size: number;
  /** What it is for: evidence, visit, paper, import, … */
  purpose: string;
}

export interface UploadRecord extends NewUpload {
  id: string;
  createdAt: Date;
  /** The stored file that it became. */
  fileId: string | null;
}

const SELECT = `SELECT id, name, size::float8 AS size, purpose, created_at AS "createdAt", file_id AS "fileId" FROM upload`;

/** Files on their way in, each of one account: for all others they do not exist. Their bytes lie under `DATA_DIR/uploads`. */
@Injectable()
export class Uploads {
  /** Absolute folder of the bytes, one file for each upload, named by its id. */
  readonly folder: string;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly jobs: Jobs,
    private readonly files: Files,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.folder = join(env.dataDir, 'uploads');
  }

  newId(): string {
    return randomUUID();
  }

  /** Name, kind and size as they may begin. @throws AppError VALIDATION_FAILED, FILE_TYPE_NOT_ALLOWED, FILE_EMPTY, FILE_TOO_LARGE */
  check(asked: { name: string; size: number; purpose: string | undefined }): NewUpload {
    const name = fileName(asked.name);
    const purpose = asked.purpose ?? 'evidence';
    refuseUnlessNamed(name);
    if (asked.size === 0) throw new AppError('FILE_EMPTY', { name });
    if (asked.size > this.env.uploadMaxBytes) throw tooLarge(this.env.uploadMaxBytes);
    if (!/^[a-z][a-z-]{0,29}$/.test(purpose)) throw new AppError('UPLOAD_REQUEST_WRONG');
    return { name, size: asked.size, purpose };
  }

  /** @throws AppError UPLOAD_LIMIT */
  async create(id: string, upload: NewUpload): Promise<void> {
    const { accountId } = this.actors.get();
    const now = this.clock.now();
    await this.db.transaction(async () => {
      // two that begin at once count each other
      await this.db.query('SELECT pg_advisory_xact_lock(7305011, hashtext($1))', [accountId]);
      const waiting = await this.db.one<{ files: number; bytes: number }>(
        `SELECT count(*)::int AS files, coalesce(sum(size), 0)::float8 AS bytes FROM upload
         WHERE account_id = $1 AND file_id IS NULL AND created_at > $2`,
        [accountId, new Date(now.getTime() - UPLOAD_KEPT_MS)],
      );
      const { files, bytes } = waiting ?? { files: 0, bytes: 0 };
      const maxBytes = WAITING_TIMES * this.env.uploadMaxBytes;
      if (files >= WAITING_FILES || bytes + upload.size > maxBytes)
        throw new AppError('UPLOAD_LIMIT', {
          waitingMb: Math.round(bytes / 1024 / 1024),
          maxMb: maxBytes / 1024 / 1024,
          maxFiles: WAITING_FILES,
        });
      await this.db.query(
        'INSERT INTO upload (id, account_id, name, size, purpose, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [id, accountId, upload.name, upload.size, upload.purpose, now],
      );
    });
  }

  /** An upload of the present account; undefined for another's. */
  async own(id: string): Promise<UploadRecord | undefined> {
    return this.db.oneByKey<UploadRecord>(`${SELECT} WHERE id = $1 AND account_id = $2`, [
      id,
      this.actors.get().accountId,
    ]);
  }

  /** Gives up an upload that has not become a file. */
  async forget(id: string): Promise<void> {
    await this.db.query('DELETE FROM upload WHERE id = $1 AND account_id = $2 AND file_id IS NULL', [
      id,
      this.actors.get().accountId,
    ]);
  }

  /**
   * The slow part of a claim, to be done before a transaction that locks something: checks the finished upload and
   * brings its bytes into the store.
   * @throws AppError as `claim`
   */
  async takeIn(id: string): Promise<StoredContent> {
    const upload = await this.own(id);
    if (!upload) throw new AppError('NOT_FOUND');
    if (upload.fileId) throw new AppError('UPLOAD_USED');
    const path = join(this.folder, id);
    const received = await stat(path).then(
      (found) => found.size,
      () => undefined,
    );
    if (received === undefined) throw new AppError('UPLOAD_EXPIRED');
    if (received !== upload.size) throw new AppError('UPLOAD_UNFINISHED', { received, size: upload.size });
    return this.files.takeIn(path, upload.name);
  }

  /**
   * Makes a finished upload of the present account a stored file, once.
   * @param content of `takeIn`, when that was done before
   * @throws AppError NOT_FOUND, UPLOAD_UNFINISHED, UPLOAD_USED, UPLOAD_EXPIRED, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
   */
  async claim(id: string, content?: StoredContent): Promise<StoredFile> {
    const taken = content ?? (await this.takeIn(id));
    const { accountId } = this.actors.get();
    return this.db.transaction(async () => {
      const upload = await this.db.one<{ file_id: string | null }>(
        'SELECT file_id FROM upload WHERE id = $1 AND account_id = $2 FOR UPDATE',
        [id, accountId],
      );
      if (!upload) throw new AppError('NOT_FOUND');
      if (upload.file_id) throw new AppError('UPLOAD_USED');
      const file = await this.files.register(taken, accountId);
      await this.db.query('UPDATE upload SET file_id = $2 WHERE id = $1', [id, file.id]);
      // the bytes on their way go when this is committed, not before
      await this.jobs.send('uploads.drop', { uploadId: id });
      return file;
    });
  }

  /** Removes the bytes of an upload that has become a file. */
  async drop(id: string): Promise<void> {
    const upload = await this.db.one<{ file_id: string | null }>('SELECT file_id FROM upload WHERE id = $1', [id]);
    if (upload?.file_id) await rm(join(this.folder, id), { force: true });
  }

  /** Removes what nobody has resumed in time, and bytes without a row. */
  async clean(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UPLOAD_KEPT_MS);
    await this.db.query('DELETE FROM upload WHERE created_at <= $1', [before]);
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const touched = await stat(path).catch(() => undefined);
      if (!touched || touched.mtime > before) continue;
      const id = name.slice(0, 36);
      const kept =
        /^[0-9a-f-]{36}$/.test(id) &&
        (await this.db.one('SELECT 1 FROM upload WHERE id = $1 AND file_id IS NULL', [id]));
      if (!kept) await rm(path, { force: true });
    }
  }
}
