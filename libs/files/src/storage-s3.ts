import { Readable } from 'node:stream';
import type * as Sdk from '@aws-sdk/client-s3';
import type { Env } from '@app/platform';
import type { ByteRange, ByteSource, Storage } from './storage';

type Settings = NonNullable<Env['storage']>;

const SILENCE_MS = 60_000;
/** The client's remarks; what goes wrong is thrown. */
const QUIET = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {}

/** An S3-compatible store, with the settings that stores other than Amazon's need. */
export class S3Storage implements Storage {
  private constructor(
    private readonly sdk: typeof Sdk,
    private readonly client: Sdk.S3Client,
    private readonly settings: Settings,
  ) {}

  /** Nothing is asked of the store yet. The client's code is only loaded where there is such a store. */
  static async of(settings: Settings): Promise<S3Storage> {
    const sdk = await import('@aws-sdk/client-s3');
    const { endpoint, region, accessKeyId, secretAccessKey } = settings;
    const client = new sdk.S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      // streams with a checksum behind them (aws-chunked) are understood by few servers; keys are hashes of the content anyway
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5_000, socketTimeout: SILENCE_MS },
      logger: QUIET,
    });
    return new S3Storage(sdk, client, settings);
  }

  async put(key: string, source: ByteSource): Promise<void> {
    if (await this.has(key)) return;
    // a body that breaks does not end the request by itself: the server would wait for the rest
    const broken = new AbortController();
    const body = Readable.from(whole(source), { objectMode: false });
    body.once('error', (error) => broken.abort(error));
    try {
      const put = new this.sdk.PutObjectCommand({ ...this.place(key), Body: body, ContentLength: source.size });
      await this.client.send(put, { abortSignal: broken.signal });
    } catch (error) {
      throw broken.signal.aborted ? broken.signal.reason : error;
    } finally {
      body.destroy();
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const part = range && { Range: `bytes=${range.start}-${range.end}` };
    const answer = await this.client
      .send(new this.sdk.GetObjectCommand({ ...this.place(key), ...part }))
      .catch(undefinedWhenAbsent);
    return answer?.Body as Readable | undefined;
  }

  async has(key: string): Promise<boolean> {
    const head = new this.sdk.HeadObjectCommand(this.place(key));
    return (await this.client.send(head).catch(undefinedWhenAbsent)) !== undefined;
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new this.sdk.DeleteObjectCommand(this.place(key)));
  }

  private place(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: `${this.settings.prefix}${key}` };
  }
}

/** The bytes of a source. @throws Error when there are fewer or more than it said */
async function* whole(source: ByteSource): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of source.open() as AsyncIterable<Buffer>) {
    bytes += piece.length;
    yield piece;
  }
  if (bytes !== source.size) throw new Error(`${bytes} bytes came instead of ${source.size}`);
}

function undefinedWhenAbsent(error: unknown): undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket') return undefined;
  throw error;
}
