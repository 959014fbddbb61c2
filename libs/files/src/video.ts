import { type FileHandle, open } from 'node:fs/promises';
import { DecodeError, runLimited } from './decode-child';
import { type Box, boxes, findBox } from './mp4-boxes';

/** Boxes that tell where, when, by whom and with which device a video was taken. */
const PRIVATE = ['udta', 'meta', 'uuid', 'Xtra'];

/** Where the four letters of a box stand, and from where to where its content: given out as an empty box without meaning. */
export type Blank = readonly [letters: number, from: number, to: number];

const blankOf = ({ start, body, end }: Box): Blank => [start + 4, body, end];

/** Length and size of an mp4 from its headers, and where its private boxes lie. @throws Error when there is no movie in it */
export async function lookAtVideo(
  path: string,
): Promise<{ durationMs: number; width?: number; height?: number; blanks: Blank[] }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const moov = await findBox(handle, 0, size, 'moov');
    const mvhd = moov && (await findBox(handle, moov.body, moov.end, 'mvhd'));
    if (!moov || !mvhd) throw new Error('a video without its header');
    const blanks: Blank[] = [];
    let shown: { width: number; height: number } | undefined;
    for await (const box of boxes(handle, 0, size)) if (PRIVATE.includes(box.type)) blanks.push(blankOf(box));
    for await (const box of boxes(handle, moov.body, moov.end)) {
      if (PRIVATE.includes(box.type)) blanks.push(blankOf(box));
      if (box.type !== 'trak') continue;
      for await (const inner of boxes(handle, box.body, box.end)) {
        if (PRIVATE.includes(inner.type)) blanks.push(blankOf(inner));
        if (inner.type === 'tkhd') shown ??= await shownSize(handle, inner);
      }
    }
    return { durationMs: await duration(handle, mvhd), ...shown, blanks };
  } finally {
    await handle.close();
  }
}

const INPUT = '<';
const OUTPUT = '>';

/** A picture of the video's beginning, where ffmpeg is installed. @returns whether there is one */
export async function posterOf(path: string, output: string): Promise<boolean> {
  try {
    const args = `-nostdin -v error -protocol_whitelist file -f mp4 -i ${INPUT} -frames:v 1 -vf scale='min(1600,iw)':-2
      -map_metadata -1 -f image2 -c:v png -y ${OUTPUT}`.split(/\s+/);
    await runLimited(
      'ffmpeg',
      args.map((arg) => (arg === INPUT ? path : arg === OUTPUT ? output : arg)),
    );
    return true;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}

async function bytesOf(handle: FileHandle, box: Box, max: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(box.end - box.body, max));
  await handle.read(bytes, 0, bytes.length, box.body);
  return bytes;
}

/** ISO 14496-12, "mvhd": version 1 has times of eight bytes. */
async function duration(handle: FileHandle, mvhd: Box): Promise<number> {
  const bytes = await bytesOf(handle, mvhd, 32);
  const long = bytes[0] === 1;
  if (bytes.length < (long ? 32 : 20)) throw new Error('a video with a broken header');
  const scale = bytes.readUInt32BE(long ? 20 : 12);
  const length = long ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16);
  const ms = scale > 0 ? Math.round((length / scale) * 1000) : 0;
  return ms < 2 ** 31 ? ms : 0;
}

/** The last eight bytes of "tkhd": width and height, 16.16 fixed point; zero for a track of sound. */
async function shownSize(handle: FileHandle, tkhd: Box): Promise<{ width: number; height: number } | undefined> {
  const bytes = await bytesOf(handle, tkhd, 96);
  if (bytes.length < 84) return undefined;
  const end = bytes[0] === 1 ? 96 : 84;
  if (bytes.length < end) return undefined;
  const width = bytes.readUInt16BE(end - 8);
  const height = bytes.readUInt16BE(end - 4);
  if (width === 0 || height === 0) return undefined;
  // the matrix before them turns a phone's upright video by a quarter: a = d = 0
  const quarter = bytes.readInt32BE(end - 44) === 0 && bytes.readInt32BE(end - 44 + 16) === 0;
  return quarter ? { width: height, height: width } : { width, height };
}
