import { extname } from 'node:path';
import { AppError } from '@app/platform';
import { fileTypeFromBuffer } from 'file-type/core';

/** Kinds that are accepted, with the endings that a name of that kind may have. */
const ALLOWED: Record<string, readonly string[]> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'video/mp4': ['.mp4', '.m4v'],
};

/**
 * The media type by content; the name only has to agree with it.
 * @throws AppError FILE_EMPTY, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH
 */
export async function contentType(bytes: Buffer, name: string): Promise<string> {
  if (bytes.length === 0) throw new AppError('FILE_EMPTY', { name });
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const mediaType = found === 'application/zip' ? officeType(bytes) : found;
  const endings = mediaType ? ALLOWED[mediaType] : undefined;
  const ending = extname(name).toLowerCase();
  const named = Object.entries(ALLOWED).find(([, list]) => list.includes(ending))?.[0];
  if (!endings && !named) throw new AppError('FILE_TYPE_NOT_ALLOWED', { name });
  if (!mediaType || !endings || named !== mediaType) throw new AppError('FILE_CONTENT_MISMATCH', { name, found: found ?? 'text' });
  return mediaType;
}

/** Office files are zips; writers order their parts differently, so that a detector by first bytes only sees a zip. */
function officeType(bytes: Buffer): string | undefined {
  if (!bytes.includes('[Content_Types].xml')) return undefined;
  if (bytes.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  if (bytes.includes('word/document.xml')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return undefined;
}
