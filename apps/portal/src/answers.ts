import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a page or feed answers, before it is packed. */
export interface Answer {
  status?: number;
  /** Content type with charset; HTML unless told. */
  type?: string;
  body: string | Buffer;
  /** Cache-Control; a minute in browsers and proxies unless told. */
  cache?: string;
  /** Address that replaces this one (status 302). */
  location?: string;
}

/** An answer ready to be sent many times: packed once, with its tag. */
export interface PackedAnswer {
  status: number;
  headers: Record<string, string>;
  etag: string;
  body: Buffer;
  /** Packed when the first reader asks for it; undefined where it would not pay. */
  gzip: (() => Buffer) | undefined;
}

/** Rides out the traffic of a newspaper's link: proxies keep the page a minute and may show it while they ask anew. */
const PUBLIC_MINUTE = 'public, max-age=60, stale-while-revalidate=300';
const GZIP_FROM_BYTES = 1024;

/** Packs an answer: bytes, gzip where it pays, and an ETag of its content. */
export function pack(answer: Answer): PackedAnswer {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  const type = answer.type ?? 'text/html; charset=utf-8';
  const status = answer.status ?? 200;
  const compress = body.length >= GZIP_FROM_BYTES && /^text\/|json|xml/.test(type);
  return {
    status,
    headers: {
      'content-type': type,
      'cache-control': answer.cache ?? (status === 200 ? PUBLIC_MINUTE : 'no-cache'),
      ...(compress ? { vary: 'Accept-Encoding' } : {}),
      ...(answer.location ? { location: answer.location } : {}),
    },
    // weak: the packed and the plain form are the same page
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzip: compress ? once(() => gzipSync(body)) : undefined,
  };
}

/** Sends an answer, or 304 when the reader has it already. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: PackedAnswer): FastifyReply {
  void reply.headers(answer.headers);
  if (answer.status === 200) {
    void reply.header('etag', answer.etag);
    const known = request.headers['if-none-match'];
    if (known?.split(',').some((tag) => tag.trim() === answer.etag)) return reply.status(304).send();
  }
  void reply.status(answer.status);
  if (answer.gzip && /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return reply.header('content-encoding', 'gzip').send(answer.gzip());
  return reply.send(answer.body);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
