/** What a camera wrote into a photo and a caption can use. */
export interface PhotoFacts {
  /** Day of the picture as `2026-02-05`, by the camera's clock. */
  takenOn: string | null;
  /** Decimal degrees. */
  position: { lat: number; lng: number } | null;
  /** Whether there is hidden data at all. */
  hasMetadata: boolean;
}

const NOTHING: PhotoFacts = { takenOn: null, position: null, hasMetadata: false };
// Tags of EXIF 2.32.
const [EXIF_POINTER, GPS_POINTER] = [0x8769, 0x8825];
const [DATE_TIME, DATE_TIME_ORIGINAL] = [0x0132, 0x9003];
const WIDTHS: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

type Tags = Map<number, { type: number; count: number; at: number }>;

/**
 * Reads day and place from the EXIF part of a JPEG or HEIC. `bytes` may be only the beginning of the file:
 * cameras write EXIF in front of the picture. Damaged data gives what could be read, never an error.
 */
export function readExif(bytes: Uint8Array): PhotoFacts {
  const start = tiffStart(bytes);
  if (start < 0) return NOTHING;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  try {
    const little = view.getUint16(0) === 0x4949;
    const first = tags(view, view.getUint32(4, little), little);
    const below = (tag: number): Tags => {
      const pointer = first.get(tag);
      return pointer ? tags(view, view.getUint32(pointer.at, little), little) : new Map();
    };
    const exif = below(EXIF_POINTER);
    const taken = exif.get(DATE_TIME_ORIGINAL) ?? first.get(DATE_TIME);
    return {
      takenOn: taken ? day(text(view, taken.at, taken.count)) : null,
      position: position(view, below(GPS_POINTER), little),
      hasMetadata: true,
    };
  } catch {
    return { ...NOTHING, hasMetadata: true };
  }
}

/** Where the TIFF header stands behind `Exif\0\0`: "II*\0" or "MM\0*". */
function tiffStart(bytes: Uint8Array): number {
  for (let at = 0; at + 14 < bytes.length; at++) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x78 || bytes[at + 2] !== 0x69 || bytes[at + 3] !== 0x66) continue;
    if (bytes[at + 4] !== 0 || bytes[at + 5] !== 0) continue;
    const order = ((bytes[at + 6] ?? 0) << 8) | (bytes[at + 7] ?? 0);
    if (order === 0x4949 || order === 0x4d4d) return at + 6;
  }
  return -1;
}

function tags(view: DataView, start: number, little: boolean): Tags {
  const found: Tags = new Map();
  for (let n = 0; n < Math.min(view.getUint16(start, little), 500); n++) {
    const entry = start + 2 + n * 12;
    const type = view.getUint16(entry + 2, little);
    const count = view.getUint32(entry + 4, little);
    const size = (WIDTHS[type] ?? 1) * count;
    // Up to four bytes stand in the entry itself, more stand where it points.
    const at = size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    found.set(view.getUint16(entry, little), { type, count, at });
  }
  return found;
}

function text(view: DataView, at: number, count: number): string {
  let out = '';
  for (let n = 0; n < Math.min(count, 64); n++) out += String.fromCharCode(view.getUint8(at + n));
  return out;
}

/** `2026:02:05 07:41:09` → `2026-02-05`; cameras without a clock write zeros. */
function day(written: string): string | null {
  const [, y, m, d] = /^(\d{4})[:\-/](\d{2})[:\-/](\d{2})/.exec(written) ?? [];
  const iso = `${y}-${m}-${d}`;
  const real = y !== undefined && Number(y) >= 1990 && !Number.isNaN(Date.parse(iso));
  return real && new Date(iso).toISOString().startsWith(iso) ? iso : null;
}

/** Degrees, minutes, seconds as six whole numbers with N/S and E/W beside them. */
function position(view: DataView, gps: Tags, little: boolean): PhotoFacts['position'] {
  const degrees = (tag: number, negative: string): number | null => {
    const [value, side] = [gps.get(tag), gps.get(tag - 1)];
    if (!value || !side || value.type !== 5 || value.count !== 3) return null;
    const part = (n: number): number =>
      view.getUint32(value.at + n * 8, little) / view.getUint32(value.at + n * 8 + 4, little);
    const sum = part(0) + part(1) / 60 + part(2) / 3600;
    return text(view, side.at, 1) === negative ? -sum : sum;
  };
  const [lat, lng] = [degrees(2, 'S'), degrees(4, 'W')];
  if (lat === null || lng === null || !(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return null;
  // 0, 0 is what phones without a fix write.
  return lat === 0 && lng === 0 ? null : { lat: Number(lat.toFixed(5)), lng: Number(lng.toFixed(5)) };
}
