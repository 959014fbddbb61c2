import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Database, ENV, type Env } from '@app/platform';
import { FileBytes } from '@app/files';
import sharp from 'sharp';

/** Widths in pixels that photos are made in; nothing else is ever computed. */
export const PHOTO_WIDTHS = [480, 960, 1600] as const;
const DEFAULT_WIDTH = 960;
/** A small file can unfold to a huge picture. */
const MAX_PIXELS = 50_000_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The width that is served for what an address asks. */
export const photoWidth = (asked: unknown): number =>
  PHOTO_WIDTHS.find((one) => String(one) === asked) ?? DEFAULT_WIDTH;

/** Photos of published models, re-encoded: size of a screen, upright, without the camera's data (place, owner). */
@Injectable()
export class Photos {
  private readonly making = new Map<string, Promise<Buffer | undefined>>();

  constructor(
    private readonly db: Database,
    private readonly files: FileBytes,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** WebP bytes with their tag; undefined when the photo is not published, not there, or no picture. */
  async find(fileId: string, width: number): Promise<{ bytes: Buffer; tag: string } | undefined> {
    if (!UUID.test(fileId)) return undefined;
    const row = await this.db.one<{ sha256: string }>(
      `SELECT sha256 FROM portal.photo WHERE id = $1 AND media_type LIKE 'image/%' LIMIT 1`,
      [fileId],
    );
    if (!row) return undefined;
    const tag = `${row.sha256}-${width}`;
    const bytes = (await this.kept(tag)) ?? (await this.make(row.sha256, width, tag));
    return bytes && { bytes, tag };
  }

  private kept(tag: string): Promise<Buffer | undefined> {
    return readFile(this.pathOf(tag)).catch(() => undefined);
  }

  private make(sha256: string, width: number, tag: string): Promise<Buffer | undefined> {
    const running = this.making.get(tag);
    if (running) return running;
    const work = this.encode(sha256, width, tag).finally(() => this.making.delete(tag));
    this.making.set(tag, work);
    return work;
  }

  private async encode(sha256: string, width: number, tag: string): Promise<Buffer | undefined> {
    // what the worker made is smaller and of a kind that can be read (HEIC cannot); files from before it have none
    const source =
      (await this.files.preview(sha256, 'page.webp')) ?? (await this.files.open(sha256).catch(() => undefined));
    if (!source) return undefined;
    // sharp drops all metadata unless asked to keep it; the camera's orientation is applied first
    const bytes = await pipeline(
      source,
      sharp({ limitInputPixels: MAX_PIXELS })
        .autoOrient()
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: 78 }),
      buffer,
    ).catch(() => undefined);
    if (!bytes) return undefined;
    await mkdir(this.folder(), { recursive: true });
    const temporary = `${this.pathOf(tag)}.${randomUUID()}`;
    await writeFile(temporary, bytes);
    await rename(temporary, this.pathOf(tag));
    return bytes;
  }

  private folder(): string {
    return join(this.env.dataDir, 'cache', 'photos');
  }

  private pathOf(tag: string): string {
    return join(this.folder(), `${tag}.webp`);
  }
}
