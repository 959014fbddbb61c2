import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Env } from '@app/platform';
import type { ByteRange, ByteSource, Storage } from './storage';

const FETCH_TIMEOUT_MS = 60_000;

/** An S3-compatible store, with the settings that stores other than Amazon's need. */
export class S3Storage implements Storage {
  private readonly client: S3Client;

  constructor(private readonly settings: NonNullable<Env['storage']>) {
    const { endpoint, region, accessKeyId, secretAccessKey } = settings;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      // streams with a checksum behind them (aws-chunked) are understood by few servers; keys are hashes of the content anyway
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5_000, socketTimeout: FETCH_TIMEOUT_MS },
    });
  }

  async put(key: string, source: ByteSource): Promise<void> {
    if (await this.has(key)) return;
    await this.client.send(
      new PutObjectCommand({ ...this.place(key), Body: source.open(), ContentLength: source.size }),
    );
  }

  async open(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const bytes = range && `bytes=${range.start}-${range.end}`;
    const answer = await this.client
      .send(new GetObjectCommand({ ...this.place(key), ...(bytes ? { Range: bytes } : {}) }))
      .catch(undefinedWhenAbsent);
    return answer?.Body as Readable | undefined;
  }

  async has(key: string): Promise<boolean> {
    return (await this.client.send(new HeadObjectCommand(this.place(key))).catch(undefinedWhenAbsent)) !== undefined;
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.place(key)));
  }

  private place(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: `${this.settings.prefix}${key}` };
  }
}

function undefinedWhenAbsent(error: unknown): undefined {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket')
    return undefined;
  throw error;
}
