import { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Office files have dozens of parts, a workbook of many sheets hundreds. */
const MAX_PARTS = 5_000;
/** Inflated bytes of `[Content_Types].xml`; real ones have a few thousand. */
const MAX_TYPES_BYTES = 1024 * 1024;
const MAIN_PARTS: Record<string, { contentType: string; part: RegExp }> = {
  [DOCX]: { contentType: `${DOCX}.main+xml`, part: /^word\/\w+\.xml$/ },
  [XLSX]: { contentType: `${XLSX}.main+xml`, part: /^xl\/\w+\.xml$/ },
};

/** A part inflates to more than was asked for, or there are too many: nobody works with such a file. */
export class ZipTooLarge extends Error {}

/** The parts of a zip by name. The file is open until `close`. @throws Error of the zip reader, ZipTooLarge */
export async function openZip(path: string): Promise<{ zip: ZipFile; parts: Map<string, Entry> }> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  try {
    if (zip.entryCount > MAX_PARTS) throw new ZipTooLarge();
    const parts = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
    return { zip, parts };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/**
 * The inflated bytes of a part as they come, counted: what the directory says about its size is not believed.
 * @throws ZipTooLarge once there are more than `maxBytes`
 */
export async function* inflated(zip: ZipFile, part: Entry, maxBytes: number): AsyncGenerator<Buffer> {
  const stream: Readable = await zip.openReadStreamPromise(part);
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ZipTooLarge();
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
}

/** Which office file a zip is: its list of types names a main part, and that part is there. undefined: another zip, or broken. */
export async function officeType(path: string): Promise<string | undefined> {
  try {
    const { zip, parts } = await openZip(path);
    try {
      const list = parts.get('[Content_Types].xml');
      if (!list) return undefined;
      const chunks: Buffer[] = [];
      for await (const chunk of inflated(zip, list, MAX_TYPES_BYTES)) chunks.push(chunk);
      const mainParts = overrides(Buffer.concat(chunks).toString('utf8'));
      return Object.entries(MAIN_PARTS).find(([, { contentType, part }]) =>
        mainParts.some((one) => one.contentType === contentType && part.test(one.part) && parts.has(one.part)),
      )?.[0];
    } finally {
      zip.close();
    }
  } catch {
    return undefined;
  }
}

/** `<Override PartName="/word/document.xml" ContentType="…"/>`, attributes in any order. */
function overrides(xml: string): { part: string; contentType: string }[] {
  return [...xml.matchAll(/<Override\b([^>]*)>/g)].map(([, attributes = '']) => ({
    part: (/\bPartName\s*=\s*["']\/?([^"']*)["']/.exec(attributes)?.[1] ?? '').replace(/^\//, ''),
    contentType: /\bContentType\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '',
  }));
}
