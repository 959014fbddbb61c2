import { open, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { AppError } from '@app/platform';
import { fileTypeFromBuffer } from 'file-type/core';
import { hasBox } from './mp4-boxes';
import { DOCX, officeType, XLSX } from './office-zip';

/** Kinds that are accepted, with the endings that a name of that kind may have. */
const ALLOWED: Record<string, readonly string[]> = {
  'image/jpeg': ['.jpg', '.jpeg', '.jfif'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'image/heif': ['.heif', '.heic'],
  'application/pdf': ['.pdf'],
  [DOCX]: ['.docx'],
  [XLSX]: ['.xlsx'],
  'video/mp4': ['.mp4', '.m4v'],
};
/** What the detector by first bytes calls kinds that are ours. */
const SAME: Record<string, string> = {
  'video/x-m4v': 'video/mp4',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
};
const HEAD_BYTES = 4_100;

/** Before a byte has come: a name whose ending is of no accepted kind is refused. @throws AppError FILE_TYPE_NOT_ALLOWED */
export function refuseUnlessNamed(name: string): void {
  if (!named(name)) throw new AppError('FILE_TYPE_NOT_ALLOWED', { name });
}

/**
 * The media type of a file on disk, by its content; the name only has to agree with it.
 * @throws AppError FILE_EMPTY, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
 */
export async function contentType(path: string, name: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new AppError('FILE_EMPTY', { name });
    const { mediaType, found } = await look(handle, path, size);
    const endings = mediaType === undefined ? undefined : ALLOWED[mediaType];
    if (mediaType !== undefined && endings?.includes(extname(name).toLowerCase())) return mediaType;
    if (!endings && !named(name)) throw new AppError('FILE_TYPE_NOT_ALLOWED', { name });
    throw new AppError('FILE_CONTENT_MISMATCH', { name, found: found ?? 'text' });
  } finally {
    await handle.close();
  }
}

const named = (name: string): boolean =>
  Object.values(ALLOWED).some((endings) => endings.includes(extname(name).toLowerCase()));

async function look(
  handle: FileHandle,
  path: string,
  size: number,
): Promise<{ mediaType: string | undefined; found: string | undefined }> {
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await handle.read(head, 0, head.length, 0);
  // the parser throws on heads that end in the middle of what they promise
  const detected = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
  // Writers of office files order their parts differently: the directory at the end of the zip is asked.
  if (head.subarray(0, 2).toString('latin1') === 'PK')
    return { mediaType: await officeType(path), found: detected ?? 'application/zip' };
  const found = detected && (SAME[detected] ?? detected);
  // an ftyp box alone is sixteen bytes that anything can begin with
  if (found === 'video/mp4' && !(await hasBox(handle, size, 'moov'))) return { mediaType: undefined, found };
  return { mediaType: found, found };
}
