import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, ByteSource, Storage } from './storage';

/** Files below a folder, each written aside, synced and then renamed. */
export class DiskStorage implements Storage {
  constructor(private readonly folder: string) {}

  async put(key: string, source: ByteSource): Promise<void> {
    const path = this.pathOf(key);
    if (await this.has(key)) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o750 });
    const temporary = `${path}.${randomUUID()}`;
    try {
      await pipeline(source.open(), createWriteStream(temporary, { flags: 'wx', mode: 0o640, flush: true }));
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable | undefined> {
    if (!(await this.has(key))) return undefined;
    return createReadStream(this.pathOf(key), { ...range, highWaterMark: 256 * 1024 });
  }

  async has(key: string): Promise<boolean> {
    return stat(this.pathOf(key)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    return join(this.folder, key);
  }
}

/** The name of a file is on disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
