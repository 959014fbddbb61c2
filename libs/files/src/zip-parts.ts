import { crc32 } from 'node:zlib';
import { AppError } from '@app/platform';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/** More parts than any office file has. */
const MAX_PARTS = 2_000;

/**
 * The parts of a ZIP, unpacked as streams whose bytes are counted as they come: a small file can unpack to gigabytes, and
 * sizes that its directory states can be forged.
 */
export class ZipParts {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
    private readonly maxUnpacked: number,
  ) {}

  /**
   * Reads the directory. `maxUnpacked` bounds all parts together, in bytes.
   * @throws AppError IMPORT_DAMAGED, IMPORT_PASSWORD, IMPORT_UNPACKS_TOO_LARGE
   */
  static async open(bytes: Buffer, maxUnpacked: number): Promise<ZipParts> {
    const zip = await new Promise<ZipFile>((done, failed) => {
      fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
        error ? failed(new AppError('IMPORT_DAMAGED')) : done(file),
      );
    });
    if (zip.entryCount > MAX_PARTS) throw new AppError('IMPORT_DAMAGED');
    const parts = new Map<string, Entry>();
    await new Promise<void>((done, failed) => {
      zip.on('error', () => failed(new AppError('IMPORT_DAMAGED')));
      zip.on('end', () => done());
      zip.on('entry', (entry: Entry) => {
        if (entry.isEncrypted()) return failed(new AppError('IMPORT_PASSWORD'));
        parts.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
    return new ZipParts(zip, parts, maxUnpacked);
  }

  get names(): string[] {
    return [...this.parts.keys()];
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /**
   * Hands a part over piece by piece; the next piece waits until this one has been taken. Nothing happens for a part that
   * is not there.
   * @throws AppError IMPORT_DAMAGED, IMPORT_UNPACKS_TOO_LARGE, and what `take` throws
   */
  async read(name: string, take: (piece: Uint8Array) => void): Promise<void> {
    const entry = this.parts.get(name);
    if (!entry) return;
    const stream = await new Promise<NodeJS.ReadableStream>((done, failed) => {
      this.zip.openReadStream(entry, (error, opened) =>
        error ? failed(new AppError('IMPORT_DAMAGED')) : done(opened),
      );
    });
    let sum = 0;
    try {
      for await (const piece of stream) {
        const bytes = piece as Buffer;
        this.unpacked += bytes.length;
        if (this.unpacked > this.maxUnpacked)
          throw new AppError('IMPORT_UNPACKS_TOO_LARGE', { maxMb: Math.round(this.maxUnpacked / 1024 / 1024) });
        sum = crc32(bytes, sum);
        take(bytes);
      }
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('IMPORT_DAMAGED');
    }
    if (sum !== entry.crc32) throw new AppError('IMPORT_DAMAGED');
  }
}
