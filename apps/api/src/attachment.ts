import { StreamableFile } from '@nestjs/common';
import type { Download } from '@app/files';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** A file as download, never shown by the browser in our own origin, whatever it holds. */
export function asAttachment(
  reply: FastifyReply,
  file: { name: string; mediaType: string; bytes: Uint8Array },
): StreamableFile {
  attach(reply, file);
  return new StreamableFile(file.bytes, { type: file.mediaType });
}

/** The same as a stream; a part of it when the request asks for one (videos, downloads that broke off). */
export async function asStream(request: FastifyRequest, reply: FastifyReply, file: Download): Promise<StreamableFile> {
  attach(reply, file);
  void reply.header('accept-ranges', 'bytes').header('etag', `"${file.tag}"`);
  const condition = request.headers['if-range'];
  const asked =
    condition === undefined || condition === `"${file.tag}"` ? rangeOf(request.headers.range, file.size) : undefined;
  if (asked === 'beyond') {
    void reply.status(416).header('content-range', `bytes */${file.size}`).header('content-length', '0');
    return new StreamableFile(Buffer.alloc(0), { type: file.mediaType });
  }
  const length = asked ? asked.end - asked.start + 1 : file.size;
  if (asked) void reply.status(206).header('content-range', `bytes ${asked.start}-${asked.end}/${file.size}`);
  return new StreamableFile(await file.open(asked), { type: file.mediaType, length });
}

/** A picture that we have encoded ourselves: the one thing that the browser may show. */
export function asPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  picture: { tag: string; stream: Readable },
): StreamableFile | undefined {
  const tag = `"${picture.tag}"`;
  shield(reply);
  // asked again each time: a file can be put in quarantine, a reader can lose the right
  void reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] !== tag) return new StreamableFile(picture.stream, { type: 'image/webp' });
  picture.stream.destroy();
  void reply.status(304);
  return undefined;
}

function attach(reply: FastifyReply, { name, mediaType }: { name: string; mediaType: string }): void {
  const ascii = name
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_');
  // RFC 5987: what encodeURIComponent leaves as it is but a header may not hold
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  void reply.header('content-disposition', `attachment; filename="${ascii || 'file'}"; filename*=UTF-8''${encoded}`);
  void reply.header('content-type', mediaType);
  shield(reply);
}

function shield(reply: FastifyReply): void {
  void reply.header('content-security-policy', "default-src 'none'; sandbox");
  void reply.header('x-content-type-options', 'nosniff');
}

/** One range of bytes (RFC 9110); undefined for anything else, which means the whole. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'beyond' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return Number(last) === 0 ? 'beyond' : { start: Math.max(size - Number(last), 0), end: size - 1 };
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'beyond' : { start, end };
}
