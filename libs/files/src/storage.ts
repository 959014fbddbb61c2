import { Readable } from 'node:stream';

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes that can be read as often as needed, never all at once. */
export interface ByteSource {
  /** bytes */
  readonly size: number;
  open(): Readable;
}

/**
 * Where bytes lie: on disk or in an S3-compatible store. Keys are made by us (`files/ab/<sha256>`), never by people.
 * What was put and answered survives a power cut, and is there as a whole or not at all.
 */
export interface Storage {
  /** Bytes that are there already stay. */
  put(key: string, source: ByteSource): Promise<void>;
  /** The bytes, or part of them; undefined when there are none under this key. */
  open(key: string, range?: ByteRange): Promise<Readable | undefined>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
}

/** Injection token of the store of this process. */
export const STORAGE = Symbol('STORAGE');

export const contentKey = (sha256: string): string => `files/${sha256.slice(0, 2)}/${sha256}`;
export const previewKey = (sha256: string, what: 'thumb.webp' | 'page.webp' | 'copy.jpg' | 'text.txt'): string =>
  `previews/${sha256.slice(0, 2)}/${sha256}.${what}`;

export const ofBuffer = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  open: () => Readable.from([bytes], { objectMode: false }),
});
