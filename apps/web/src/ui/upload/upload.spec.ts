import { describe, expect, test } from '@jest/globals';
import { readExif } from './exif';
import { isBetter, renamed, shrinkPlan } from './shrink.rules';
import { fingerprint, isAccepted, nextStep, pauseBefore, progressOf } from './upload.rules';

/** Number of bytes of each EXIF type that is used here. */
const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
type Value = { tag: number; type: number; count: number; bytes: number[] };

/** A JPEG's beginning with an EXIF part, as a camera writes it. */
function photo(little: boolean, main: Value[], exif: Value[], gps: Value[]): Uint8Array {
  const number = (n: number, width: number): number[] => {
    const big = Array.from({ length: width }, (_, i) => (n >>> (8 * (width - 1 - i))) & 0xff);
    return little ? big.toReversed() : big;
  };
  const lengthOf = (values: Value[]): number =>
    2 + values.length * 12 + 4 + values.reduce((sum, { bytes }) => sum + (bytes.length > 4 ? bytes.length : 0), 0);
  const directory = (values: Value[], at: number): number[] => {
    let data = at + 2 + values.length * 12 + 4;
    const entries: number[] = [];
    const beyond: number[] = [];
    for (const { tag, type, count, bytes } of values) {
      const far = bytes.length > 4;
      entries.push(...number(tag, 2), ...number(type, 2), ...number(count, 4));
      entries.push(...(far ? number(data, 4) : [...bytes, 0, 0, 0, 0].slice(0, 4)));
      if (far) [data] = [data + bytes.length, beyond.push(...bytes)];
    }
    return [...number(values.length, 2), ...entries, ...number(0, 4), ...beyond];
  };
  const pointer = (tag: number, to: number): Value => ({ tag, type: LONG, count: 1, bytes: number(to, 4) });
  const exifAt = 8 + lengthOf([...main, pointer(0, 0), pointer(0, 0)]);
  const all = [...main, pointer(0x8769, exifAt), pointer(0x8825, exifAt + lengthOf(exif))];
  const order = little ? [0x49, 0x49] : [0x4d, 0x4d];
  const tiff = [...order, ...number(42, 2), ...number(8, 4), ...directory(all, 8), ...directory(exif, exifAt)];
  const gpsPart = directory(gps, exifAt + lengthOf(exif));
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, ...gpsPart, 0xff, 0xda]);
}
const text = (tag: number, words: string): Value => {
  const bytes = [...new TextEncoder().encode(words)];
  return { tag, type: ASCII, count: bytes.length + 1, bytes: [...bytes, 0] };
};
const angle = (little: boolean, tag: number, parts: [number, number][]): Value => {
  const bytes = parts.flat().flatMap((n) => {
    const big = [24, 16, 8, 0].map((shift) => (n >>> shift) & 0xff);
    return little ? big.toReversed() : big;
  });
  return { tag, type: RATIONAL, count: 3, bytes };
};
/** 9°47′3.12″ N 105°28′ E, near Vị Thanh. */
const place = (little: boolean): Value[] => [
  text(1, 'N'),
  angle(little, 2, [
    [9, 1],
    [47, 1],
    [312, 100],
  ]),
  text(3, 'E'),
  angle(little, 4, [
    [105, 1],
    [2800, 100],
    [0, 1],
  ]),
];

describe('what the camera wrote into a photo', () => {
  test.each([true, false])('day and place are read in both orders of bytes (little: %s)', (little) => {
    expect(readExif(photo(little, [], [text(0x9003, '2026:02:05 07:41:09')], place(little)))).toEqual({
      takenOn: '2026-02-05',
      position: { lat: 9.7842, lng: 105.46667 },
      hasMetadata: true,
    });
  });

  test('the day of the file counts where the camera has no day of the picture; days that do not exist count as none', () => {
    const dayOf = (main: Value[], exif: Value[]) => readExif(photo(true, main, exif, [])).takenOn;
    expect(dayOf([text(0x0132, '2025:12:31 23:59:59')], [])).toBe('2025-12-31');
    expect(dayOf([], [text(0x9003, '0000:00:00 00:00:00')])).toBeNull();
    expect(dayOf([], [text(0x9003, '2026:02:31 10:00:00')])).toBeNull();
  });

  test('a phone without a fix gives no place, and south and west are negative', () => {
    const zero = place(true).map((value) =>
      value.type === RATIONAL
        ? angle(true, value.tag, [
            [0, 1],
            [0, 1],
            [0, 1],
          ])
        : value,
    );
    expect(readExif(photo(true, [], [], zero)).position).toBeNull();
    const south = place(true).map((value) => (value.tag === 1 ? text(1, 'S') : value.tag === 3 ? text(3, 'W') : value));
    expect(readExif(photo(true, [], [], south)).position).toEqual({ lat: -9.7842, lng: -105.46667 });
  });

  test('a photo without EXIF has nothing, a damaged one gives what can be read and never an error', () => {
    expect(readExif(new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 1, 2, 3]))).toEqual({
      takenOn: null,
      position: null,
      hasMetadata: false,
    });
    const whole = photo(false, [], [text(0x9003, '2026:02:05 07:41:09')], place(false));
    for (let length = 24; length < whole.length; length += 7)
      expect(readExif(whole.slice(0, length)).hasMetadata).toBe(true);
  });
});

describe('shrinking a photo', () => {
  const photoOf = { width: 4032, height: 3024, bytes: 4_200_000, type: 'image/jpeg', hasMetadata: true };

  test('the long side becomes 2560 pixels, upright or not, and nothing is made larger', () => {
    expect(shrinkPlan(photoOf)).toEqual({ width: 2560, height: 1920, type: 'image/jpeg' });
    expect(shrinkPlan({ ...photoOf, width: 3024, height: 4032 })).toEqual({
      width: 1920,
      height: 2560,
      type: 'image/jpeg',
    });
    expect(shrinkPlan({ ...photoOf, width: 1200, height: 900 })).toEqual({
      width: 1200,
      height: 900,
      type: 'image/jpeg',
    });
    expect(shrinkPlan({ ...photoOf, width: 40_000, height: 3 })).toEqual({
      width: 2560,
      height: 1,
      type: 'image/jpeg',
    });
  });

  test('a small photo goes as it is, unless the camera left data in it or nobody could see its kind', () => {
    const small = { width: 1200, height: 900, bytes: 300_000, type: 'image/jpeg', hasMetadata: false };
    expect(shrinkPlan(small)).toBeNull();
    expect(shrinkPlan({ ...small, hasMetadata: true })).not.toBeNull();
    expect(shrinkPlan({ ...small, type: 'image/heic' })?.type).toBe('image/jpeg');
    expect(isBetter(small, 310_000)).toBe(false);
    expect(isBetter({ ...small, hasMetadata: true }, 310_000)).toBe(true);
  });

  test('a see-through picture becomes WebP, and the name follows the kind', () => {
    expect(shrinkPlan({ ...photoOf, type: 'image/png' })?.type).toBe('image/webp');
    expect(renamed('IMG_0001.HEIC', 'image/jpeg')).toBe('IMG_0001.jpg');
    expect(renamed('Ảnh 1.2.png', 'image/webp')).toBe('Ảnh 1.2.webp');
  });
});

describe('what happens after a try that failed', () => {
  const on = { online: true, attempt: 1, begun: true };
  const after = (status: number, code = `HTTP_${status}`, state = on) => [
    nextStep({ status, code }, 'sending', state),
    nextStep({ status, code }, 'finishing', state),
  ];

  test('a broken line waits for the network, or tries again with growing pauses', () => {
    expect(after(0, 'OFFLINE', { ...on, online: false })).toEqual(['wait-for-network', 'wait-for-network']);
    expect(after(0)).toEqual(['retry', 'retry']);
    expect([1, 2, 3, 4, 5, 6, 7, 99].map(pauseBefore)).toEqual([1, 2, 4, 8, 15, 30, 60, 60]);
  });

  test('another offset is asked for again, an ended session asks, a forgotten upload begins anew, the rest is refused', () => {
    expect(after(409)).toEqual(['retry', 'refuse']);
    expect(after(409, 'UPLOAD_UNFINISHED')).toEqual(['retry', 'retry']);
    expect(after(401)).toEqual(['ask', 'ask']);
    expect(after(403, 'CSRF_INVALID')).toEqual(['ask', 'ask']);
    expect(after(403, 'ACTION_NOT_ALLOWED')).toEqual(['refuse', 'refuse']);
    expect(after(410)).toEqual(['restart', 'restart']);
    expect(after(404, 'NOT_FOUND', { ...on, begun: false })).toEqual(['refuse', 'refuse']);
    expect(after(415)).toEqual(['refuse', 'refuse']);
    expect(after(503)).toEqual(['retry', 'retry']);
    expect(after(503, 'HTTP_503', { ...on, attempt: 6 })).toEqual(['refuse', 'refuse']);
  });
});

describe('files that are chosen', () => {
  test('endings count whatever their case; no list takes everything', () => {
    expect(['a.JPG', 'b.pdf', 'c.exe', 'jpg', 'd.jpg.exe'].map((name) => isAccepted(name, '.jpg, .pdf'))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(isAccepted('anything', '')).toBe(true);
  });

  test('a fingerprint tells files of one length apart, by their beginning and by their end', () => {
    const bytes = (...list: number[]) => new Uint8Array(list);
    const one = fingerprint(3, bytes(1, 2, 3), bytes(7));
    expect(fingerprint(3, bytes(1, 2, 3), bytes(7))).toBe(one);
    expect(
      new Set([
        one,
        fingerprint(3, bytes(1, 2, 4), bytes(7)),
        fingerprint(3, bytes(1, 2, 3), bytes(8)),
        fingerprint(4, bytes(1, 2, 3), bytes(7)),
      ]).size,
    ).toBe(4);
  });

  test('the sum reaches 100 % only when every byte is there', () => {
    expect(
      progressOf([
        { sent: 999, size: 1000 },
        { sent: 1000, size: 1000 },
      ]),
    ).toEqual({ sent: 1999, size: 2000, percent: 99 });
    expect(progressOf([{ sent: 5, size: 5 }]).percent).toBe(100);
    expect(progressOf([]).percent).toBe(0);
  });
});
