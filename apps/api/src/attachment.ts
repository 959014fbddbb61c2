import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A file as download, never shown by the browser in our own origin, whatever it holds. */
export function asAttachment(
  reply: FastifyReply,
  file: { name: string; mediaType: string; bytes: Uint8Array },
): StreamableFile {
  const ascii = file.name
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_');
  // RFC 5987: what encodeURIComponent leaves as it is but a header may not hold
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  void reply.header('content-disposition', `attachment; filename="${ascii || 'file'}"; filename*=UTF-8''${encoded}`);
  void reply.header('content-type', file.mediaType);
  void reply.header('content-security-policy', "default-src 'none'; sandbox");
  void reply.header('x-content-type-options', 'nosniff');
  return new StreamableFile(file.bytes, { type: file.mediaType });
}
