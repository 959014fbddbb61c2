import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { decodeInChild } from './decode-child';
import { officeText } from './office-text';
import { DOCX, XLSX } from './office-zip';
import { PRINT_SIDE, printOf } from './print.rules';
import { type Blank, lookAtVideo, posterOf } from './video';

export const THUMB_PIXELS = 480;
export const VIEW_PIXELS = 1600;
/** Longer side of the copy that readers outside the unit get. */
const COPY_PIXELS = 4096;
/** A small file can unfold to a huge picture. */
const MAX_PIXELS = 50_000_000;
const SECONDS = 30;

/** What the worker makes of one content. */
export interface Preview {
  thumb?: Buffer;
  page?: Buffer;
  copy?: Buffer;
  text?: string;
  width?: number;
  height?: number;
  pages?: number;
  durationMs?: number;
  /** A video's boxes that are not given to readers outside. */
  blanks?: Blank[];
  /** 64 characters 0 and 1, see print.rules.ts. */
  print?: string;
}

// one picture at a time, nothing kept between them: the worker's memory stays small
sharp.concurrency(1);
sharp.cache(false);

/** Previews of a file on disk. @throws Error of the decoders when the file cannot be read */
export async function previewOf(path: string, mediaType: string): Promise<Preview> {
  if (mediaType === DOCX || mediaType === XLSX) {
    const text = await officeText(path, mediaType);
    return text === '' ? {} : { text };
  }
  const folder = await mkdtemp(join(tmpdir(), 'dvk-preview-'));
  try {
    const decoded = join(folder, 'decoded');
    if (mediaType === 'application/pdf') {
      const pages = await decodeInChild('pdf', path, decoded);
      const { thumb, page } = await pictureOf(decoded);
      return { thumb, page, ...(pages === null ? {} : { pages }) };
    }
    if (mediaType === 'video/mp4') {
      const facts = await lookAtVideo(path);
      const shown = (await posterOf(path, decoded)) ? await pictureOf(decoded) : undefined;
      return { ...facts, ...(shown ? { thumb: shown.thumb, page: shown.page } : {}) };
    }
    const heic = mediaType === 'image/heic' || mediaType === 'image/heif';
    if (heic) await decodeInChild('heic', path, decoded);
    const source = heic ? decoded : path;
    const copy = await upright(source)
      .resize({ width: COPY_PIXELS, height: COPY_PIXELS, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 86 })
      .toBuffer();
    const print = printOf(
      await upright(source)
        .flatten({ background: 'white' })
        .greyscale()
        .resize(PRINT_SIDE, PRINT_SIDE, { fit: 'fill' })
        .raw()
        .toBuffer(),
    );
    return { ...(await pictureOf(source)), copy, ...(print ? { print } : {}) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The camera's orientation is applied; all metadata (place, owner, device) is dropped, as sharp does unless asked to keep it. */
const upright = (path: string) =>
  sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).timeout({ seconds: SECONDS }).autoOrient();

async function pictureOf(path: string): Promise<{ thumb: Buffer; page: Buffer; width: number; height: number }> {
  const { autoOrient } = await sharp(path, { limitInputPixels: MAX_PIXELS }).metadata();
  const fitting = (pixels: number, quality: number) =>
    upright(path)
      .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
      .webp({ quality })
      .toBuffer();
  return {
    thumb: await fitting(THUMB_PIXELS, 75),
    page: await fitting(VIEW_PIXELS, 80),
    width: autoOrient.width,
    height: autoOrient.height,
  };
}
