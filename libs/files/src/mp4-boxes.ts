import type { FileHandle } from 'node:fs/promises';

/** A box of an ISO media file (mp4, HEIC): four letters and where its content lies. */
export interface Box {
  readonly type: string;
  /** First byte of the box, its header included. */
  readonly start: number;
  /** First byte of its content. */
  readonly body: number;
  /** First byte after it. */
  readonly end: number;
}

/** More boxes on one level than any camera writes. */
const MAX_BOXES = 10_000;

/** The boxes between two places of a file. A box that claims more than there is ends the walk. */
export async function* boxes(handle: FileHandle, from: number, to: number): AsyncGenerator<Box> {
  const header = Buffer.alloc(16);
  for (let start = from, n = 0; start + 8 <= to && n < MAX_BOXES; n++) {
    const { bytesRead } = await handle.read(header, 0, 16, start);
    if (bytesRead < 8) return;
    const type = header.toString('latin1', 4, 8);
    let size = header.readUInt32BE(0);
    let body = start + 8;
    if (size === 1) {
      if (bytesRead < 16) return;
      size = Number(header.readBigUInt64BE(8));
      body = start + 16;
    } else if (size === 0) size = to - start; // until the end of the file
    const end = start + size;
    if (end < body || end > to) return;
    yield { type, start, body, end };
    start = end;
  }
}

export async function findBox(handle: FileHandle, from: number, to: number, type: string): Promise<Box | undefined> {
  for await (const box of boxes(handle, from, to)) if (box.type === type) return box;
  return undefined;
}

export async function hasBox(handle: FileHandle, size: number, type: string): Promise<boolean> {
  return (await findBox(handle, 0, size, type)) !== undefined;
}
