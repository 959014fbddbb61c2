import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppError, Database } from '@app/platform';
import { FileBytes } from './file-bytes';
import { Files } from './files';
import type { ByteRange } from './storage';
import type { Blank } from './video';

/** A file as one reader may have it; its bytes, or part of them, are opened when they are sent. */
export interface Download {
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
  /** Changes when the bytes change. */
  tag: string;
  open(range?: ByteRange): Promise<Readable>;
}

interface PreviewRow {
  state: string;
  has_picture: boolean;
  has_text: boolean;
  copy_size: number | null;
  blanks: Blank[];
}

/** What of a file is given out. Callers have checked that the reader may see it; infected files are never given out. */
@Injectable()
export class FileCopies {
  constructor(
    private readonly db: Database,
    private readonly files: Files,
    private readonly bytes: FileBytes,
  ) {}

  /** The file as it came, with all that camera and programs have written into it. @throws AppError NOT_FOUND, FILE_INFECTED */
  async original(id: string): Promise<Download> {
    const { sha256, name, mediaType, size } = await this.files.find(id);
    return { name, mediaType, size, tag: sha256, open: (range) => this.bytes.open(sha256, range) };
  }

  /**
   * For readers outside the unit and the levels that appraise it: a picture made anew and a video without what tells
   * where, by whom and with which device it was taken. Documents are given as they are.
   * @throws AppError NOT_FOUND, FILE_INFECTED, FILE_NOT_READY, FILE_UNREADABLE
   */
  async clean(id: string): Promise<Download> {
    const file = await this.files.find(id);
    const { sha256, name, mediaType, size } = file;
    const picture = mediaType.startsWith('image/');
    if (!picture && !mediaType.startsWith('video/')) return this.original(id);
    const made = await this.made(sha256);
    if (!made || made.state === 'WAITING') throw new AppError('FILE_NOT_READY');
    if (made.state === 'FAILED') throw new AppError('FILE_UNREADABLE', { name });
    if (!picture)
      return {
        name,
        mediaType,
        size,
        tag: `${sha256}-blank`,
        open: (range) => this.blanked(sha256, made.blanks, range),
      };
    if (made.copy_size === null) throw new AppError('FILE_UNREADABLE', { name });
    return {
      name: `${name.slice(0, name.length - extname(name).length)}.jpg`,
      mediaType: 'image/jpeg',
      size: made.copy_size,
      tag: `${sha256}-copy`,
      open: async (range) => present(await this.bytes.preview(sha256, 'copy.jpg', range)),
    };
  }

  /** The picture that the worker made of a file. @throws AppError NOT_FOUND, FILE_INFECTED */
  async picture(id: string, part: 'thumb.webp' | 'page.webp'): Promise<{ tag: string; stream: Readable }> {
    const { sha256 } = await this.files.find(id);
    if (!(await this.made(sha256))?.has_picture) throw new AppError('NOT_FOUND');
    return { tag: `${sha256}-${part}`, stream: present(await this.bytes.preview(sha256, part)) };
  }

  /** The first lines of a document. @throws AppError NOT_FOUND, FILE_INFECTED */
  async text(id: string): Promise<string> {
    const { sha256 } = await this.files.find(id);
    if (!(await this.made(sha256))?.has_text) throw new AppError('NOT_FOUND');
    const chunks: Buffer[] = [];
    for await (const chunk of present(await this.bytes.preview(sha256, 'text.txt')) as AsyncIterable<Buffer>)
      chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  private made(sha256: string): Promise<PreviewRow | undefined> {
    return this.db.oneByKey<PreviewRow>(
      'SELECT state, has_picture, has_text, copy_size, blanks FROM file_preview WHERE sha256 = $1',
      [sha256],
    );
  }

  /** The same number of bytes, with zeros between these places. */
  private async blanked(sha256: string, blanks: readonly Blank[], range?: ByteRange): Promise<Readable> {
    const source = await this.bytes.open(sha256, range);
    return Readable.from(zeroed(source, range?.start ?? 0, blanks), { objectMode: false });
  }
}

/** `free`: a box that every player passes over (ISO 14496-12). */
const FREE = Buffer.from('free', 'latin1');

async function* zeroed(source: Readable, start: number, blanks: readonly Blank[]): AsyncGenerator<Buffer> {
  let at = start;
  for await (const piece of source as AsyncIterable<Buffer>) {
    const here = blanks.filter(([letters, , to]) => letters < at + piece.length && to > at);
    const copy = here.length > 0 ? Buffer.from(piece) : piece;
    for (const [letters, from, to] of here) {
      const within = (place: number) => Math.min(Math.max(place - at, 0), piece.length);
      copy.fill(0, within(from), within(to));
      for (const [i, letter] of FREE.entries())
        if (letters + i >= at && letters + i < at + piece.length) copy[letters + i - at] = letter;
    }
    yield copy;
    at += piece.length;
  }
}

function present(stream: Readable | undefined): Readable {
  if (!stream) throw new AppError('NOT_FOUND');
  return stream;
}
