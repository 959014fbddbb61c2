/** Side of the small grey picture that a print is taken from, and of the square of low frequencies that is kept. */
export const PRINT_SIDE = 32;
const KEPT = 8;
/** At most so many of the 64 bits differ between two pictures that are shown as alike. */
export const ALIKE_BITS = 8;
/** Smallest spread of grey (of 255) that says anything: a blank wall looks like every other. */
const MIN_SPREAD = 8;

/**
 * Perceptual hash (pHash): which of the 64 lowest frequencies of a picture lie above their median. Resizing, recompressing
 * and small changes of light leave nearly all bits as they are.
 *
 * @param grey 32 × 32 bytes, row by row, of the upright picture
 * @returns 64 characters 0 and 1; undefined for a picture without contrast
 */
export function printOf(grey: Uint8Array): string | undefined {
  if (grey.length !== PRINT_SIDE * PRINT_SIDE) throw new Error('a print is taken from 32 × 32 bytes');
  const mean = grey.reduce((sum, one) => sum + one, 0) / grey.length;
  const spread = Math.sqrt(grey.reduce((sum, one) => sum + (one - mean) ** 2, 0) / grey.length);
  if (spread < MIN_SPREAD) return undefined;
  const rows = Array.from({ length: PRINT_SIDE }, (_, y) =>
    lowFrequencies(grey.subarray(y * PRINT_SIDE, (y + 1) * PRINT_SIDE)),
  );
  const columns = Array.from({ length: KEPT }, (_, u) => lowFrequencies(rows.map((row) => row[u] ?? 0)));
  // the first frequency is the mean brightness, which says nothing about what is shown
  const values = columns.flat();
  const median = medianOf(values.slice(1));
  return values.map((value, index) => (index > 0 && value > median ? '1' : '0')).join('');
}

/** How many bits differ. */
export function distance(one: string, other: string): number {
  let bits = 0;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) bits++;
  return bits;
}

/**
 * All 16-bit numbers within two bits of each of the four quarters of a print. Two prints that differ in at most 8 bits
 * differ in at most two in one quarter, so that a look-up by quarter misses none.
 */
export function nearQuarters(print: string): number[][] {
  return [0, 16, 32, 48].map((from) => near(Number.parseInt(print.slice(from, from + 16), 2)));
}

function near(quarter: number): number[] {
  const found = [quarter];
  for (let a = 0; a < 16; a++) {
    found.push(quarter ^ (1 << a));
    for (let b = a + 1; b < 16; b++) found.push(quarter ^ (1 << a) ^ (1 << b));
  }
  return found;
}

const COSINES = Array.from({ length: KEPT }, (_, u) =>
  Array.from({ length: PRINT_SIDE }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * PRINT_SIDE))),
);

/** The first eight values of the discrete cosine transform. */
function lowFrequencies(values: ArrayLike<number>): number[] {
  return COSINES.map((cosines) => cosines.reduce((sum, cosine, x) => sum + cosine * (values[x] ?? 0), 0));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
