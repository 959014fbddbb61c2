import { open } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { FileStore } from '@tus/file-store';
import { type KvStore, Metadata, Server, type Upload, Upload as UploadInfo } from '@tus/server';
import { UPLOAD_KEPT_MS, Uploads } from '@app/files';
import { AppError, ENV, type Env, type ErrorCode } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UploadLocks } from './upload-locks';

export const UPLOADS_PATH = '/api/uploads';
const BYTES = 'application/offset+octet-stream';
/** A phone that has lost its line says nothing: after so long without a byte its connection is given up. */
const SILENCE_MS = 60_000;
/** How long a request that another one takes over from may still write down what it has received. */
const DRAIN_MS = 500;

/** Refusals of the protocol's own checks, by status; ours come before and carry their own codes. */
const CODES: Record<number, ErrorCode> = {
  400: 'UPLOAD_REQUEST_WRONG',
  403: 'UPLOAD_REQUEST_WRONG',
  404: 'NOT_FOUND',
  409: 'UPLOAD_OFFSET_WRONG',
  410: 'UPLOAD_EXPIRED',
  412: 'UPLOAD_VERSION',
  // files that are too large are refused when they begin
  413: 'UPLOAD_LONGER',
};

/** The tus protocol (https://tus.io/protocols/resumable-upload), version 1.0, over the uploads of @app/files. */
@Injectable()
export class TusUploads {
  private readonly server: Server;
  private readonly failures = new WeakMap<object, unknown>();

  constructor(
    private readonly uploads: Uploads,
    @Inject(ENV) env: Env,
  ) {
    this.server = new Server({
      path: UPLOADS_PATH,
      relativeLocation: true,
      maxSize: env.uploadMaxBytes,
      allowedOrigins: [new URL(env.publicUrl).origin],
      datastore: new SyncedFileStore(uploads),
      locker: new UploadLocks(),
      lockDrainTimeout: DRAIN_MS,
      namingFunction: () => uploads.newId(),
      getFileIdFromRequest: (_request, last) => last,
      onResponseError: (request, error) => {
        this.failures.set(request, error);
        return undefined;
      },
    });
  }

  /**
   * Answers one request of the protocol; its headers and status are set on the reply.
   * @param id of the upload as it stands in its row; the request's own spelling of it, and a query, mean nothing here
   * @throws AppError UNSUPPORTED_MEDIA_TYPE, as Uploads.check and Uploads.create, and the codes above
   */
  async answer(request: FastifyRequest, reply: FastifyReply, id?: string): Promise<void> {
    refuseUnlessBytes(request);
    const headers = this.headersOf(request);
    const body = request.method === 'PATCH' || request.method === 'POST' ? this.bodyOf(request) : undefined;
    const asked = new Request(`http://upload${UPLOADS_PATH}${id ? `/${id}` : ''}`, {
      method: request.method,
      headers,
      ...(body ? { body, duplex: 'half' } : {}),
    });
    const answer = await this.server.handleWeb(asked);
    for (const [name, value] of answer.headers)
      if (!['content-length', 'content-type'].includes(name)) void reply.header(name, value);
    if (answer.status >= 400) throw this.refusal(asked, answer.status);
    void reply.status(answer.status);
  }

  /** Only what the protocol is about; a new upload's description is checked and written anew. */
  private headersOf(request: FastifyRequest): Headers {
    const headers = new Headers();
    for (const name of ['tus-resumable', 'upload-offset', 'upload-length', 'content-length', 'origin']) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    if (request.headers['content-type']) headers.set('content-type', BYTES);
    if (request.method !== 'POST') return headers;
    const length = headers.get('upload-length') ?? '';
    if (!/^\d{1,15}$/.test(length)) throw new AppError('UPLOAD_REQUEST_WRONG');
    const given = metadataOf(request.headers['upload-metadata']);
    const upload = this.uploads.check({
      name: given['filename'] ?? '',
      size: Number(length),
      purpose: given['purpose'] ?? undefined,
    });
    headers.set('upload-metadata', Metadata.stringify({ filename: upload.name, purpose: upload.purpose }));
    headers.set('upload-length', String(upload.size));
    return headers;
  }

  private bodyOf(request: FastifyRequest): ReadableStream {
    const { raw } = request;
    const giveUp = () => raw.destroy(new Error('silent for too long'));
    raw.setTimeout(SILENCE_MS, giveUp);
    raw.once('close', () => raw.socket.setTimeout(0));
    return Readable.toWeb(raw) as ReadableStream;
  }

  private refusal(asked: Request, status: number): unknown {
    const failure = this.failures.get(asked);
    if (failure instanceof AppError) return failure;
    if (failure === UploadLocks.BUSY) return new AppError('UPLOAD_BUSY');
    const code = CODES[status];
    if (code) return new AppError(code);
    return failure instanceof Error ? failure : new Error(`upload: ${JSON.stringify(failure ?? status)}`);
  }
}

/** The package's store on disk; what it knows of an upload stands in our table, where it belongs to an account. */
class SyncedFileStore extends FileStore {
  constructor(uploads: Uploads) {
    mkdirSync(uploads.folder, { recursive: true, mode: 0o750 });
    super({
      directory: uploads.folder,
      configstore: new UploadRows(uploads),
      expirationPeriodInMilliseconds: UPLOAD_KEPT_MS,
    });
    // the length is always known: quotas are asked before the first byte
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  /** What was received is on disk when it is answered: the client will not send it again. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const end = await super.write(readable, id, offset);
    const handle = await open(join(this.directory, id), 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return end;
  }
}

class UploadRows implements KvStore {
  constructor(private readonly uploads: Uploads) {}

  async get(id: string): Promise<Upload | undefined> {
    const upload = await this.uploads.own(id);
    return (
      upload &&
      new UploadInfo({
        id,
        size: upload.size,
        offset: 0, // the store asks the disk
        metadata: { filename: upload.name, purpose: upload.purpose },
        creation_date: upload.createdAt.toISOString(),
      })
    );
  }

  async set(id: string, { size, metadata }: Upload): Promise<void> {
    await this.uploads.create(id, {
      name: metadata?.['filename'] ?? '',
      size: size ?? 0,
      purpose: metadata?.['purpose'] ?? '',
    });
  }

  async delete(id: string): Promise<void> {
    await this.uploads.forget(id);
  }
}

/** Any other body has been read by its own parser already, or is none of ours. */
function refuseUnlessBytes({ method, headers }: FastifyRequest): void {
  const given = headers['content-type'];
  const bytes = given === undefined ? method !== 'PATCH' : given.split(';')[0]?.trim().toLowerCase() === BYTES;
  if ((method === 'PATCH' || method === 'POST') && !bytes) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
}

function metadataOf(header: string | string[] | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(typeof header === 'string' ? header : '');
  } catch {
    throw new AppError('UPLOAD_REQUEST_WRONG');
  }
}
