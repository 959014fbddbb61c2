import { shrinkPhoto } from '../shrink';
import { type PhotoFacts, readExif } from './exif';
import { renamed } from './shrink.rules';
import { endingOf, fingerprint, SAMPLE_BYTES } from './upload.rules';

/** Cameras write what they know in front of the picture. */
const EXIF_BYTES = 256 * 1024;
const PHOTO = /^\.(jpe?g|png|webp|heic|heif)$/;
/** Kinds that browsers on desks do not name. */
const TYPES: Readonly<Record<string, string>> = {
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
};

export interface Prepared {
  blob: Blob;
  name: string;
  type: string;
  facts: PhotoFacts;
}

export const isPhoto = (name: string): boolean => PHOTO.test(endingOf(name));

/** Reads the first and last bytes, so that a file is known again. @throws DOMException when the file is gone or may not be read */
export async function fingerprintOf(file: Blob): Promise<string> {
  const [head, tail] = await Promise.all([
    bytes(file, 0, SAMPLE_BYTES),
    bytes(file, Math.max(0, file.size - SAMPLE_BYTES), file.size),
  ]);
  return fingerprint(file.size, head, tail);
}

/** What is sent of a chosen file: photos are shrunk unless the original is wanted; their day and place are read before. */
export async function prepare(file: File, keepOriginal: boolean): Promise<Prepared> {
  const type = file.type || (TYPES[endingOf(file.name)] ?? '');
  const asItIs = { blob: file, name: file.name, type };
  if (!isPhoto(file.name)) return { ...asItIs, facts: { takenOn: null, position: null, hasMetadata: false } };
  const facts = readExif(await bytes(file, 0, EXIF_BYTES));
  const shrunk = keepOriginal ? null : await shrinkPhoto(file, facts.hasMetadata);
  return shrunk
    ? { blob: shrunk.blob, name: renamed(file.name, shrunk.type), type: shrunk.type, facts }
    : { ...asItIs, facts };
}

async function bytes(file: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
