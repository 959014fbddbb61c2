import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { type ByteRange, contentKey, previewKey, STORAGE, type Storage } from './storage';

export type PreviewPart = Parameters<typeof previewKey>[1];

/** Stored bytes by the hash of their content. The caller took the hash from a row that the reader may see. */
@Injectable()
export class FileBytes {
  constructor(@Inject(STORAGE) private readonly storage: Storage) {}

  /** @throws Error when a row points at bytes that are gone */
  async open(sha256: string, range?: ByteRange): Promise<Readable> {
    const stream = await this.storage.open(contentKey(sha256), range);
    if (!stream) throw new Error(`the bytes of ${sha256} are missing in the store`);
    return stream;
  }

  /** All of it in memory: only for what is known to be small. */
  async read(sha256: string): Promise<Buffer> {
    return buffer(await this.open(sha256));
  }

  /** What the worker made of it; undefined when there is none. */
  async preview(sha256: string, part: PreviewPart, range?: ByteRange): Promise<Readable | undefined> {
    return this.storage.open(previewKey(sha256, part), range);
  }
}
