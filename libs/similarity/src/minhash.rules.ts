/** Permutations of a signature, and how they are cut into bands. */
export const PERMUTATIONS = 128;
export const BANDS = 32;
export const ROWS = PERMUTATIONS / BANDS;

/**
 * Number of the method: raised with every change of shingles, hash, permutations or bands, so that old signatures are
 * computed anew and never compared with new ones.
 */
export const METHOD = 1;

/** The finaliser of MurmurHash3: a permutation of the 32-bit numbers in which every bit of the input moves half of the output. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Permutation i is x ↦ mix(a·x + b) with an odd `a`: one to one on 32 bits. The numbers are fixed for good (METHOD). */
const FACTORS = Int32Array.from({ length: PERMUTATIONS }, (_, i) => mix(0x9e3779b9 * (2 * i + 1)) | 1);
const SHIFTS = Int32Array.from({ length: PERMUTATIONS }, (_, i) => mix(0x7f4a7c15 ^ (i + 1)));

/**
 * The MinHash signature of a set of 32-bit hashes (Broder 1997): for each permutation the smallest image. The share of
 * equal places of two signatures estimates the Jaccard likeness of the sets; its standard error is at most
 * 1/(2√128) ≈ 0.044. Signed 32-bit numbers, as PostgreSQL's `int` holds them.
 * @returns undefined for an empty set, which is like nothing
 */
export function signatureOf(shingles: ReadonlySet<number>): number[] | undefined {
  if (shingles.size === 0) return undefined;
  const smallest = new Uint32Array(PERMUTATIONS);
  const all = Uint32Array.from(shingles);
  for (let i = 0; i < PERMUTATIONS; i++) {
    const [factor, shift] = [FACTORS[i]!, SHIFTS[i]!];
    let least = 0xffffffff;
    for (let at = 0; at < all.length; at++) {
      const image = mix((Math.imul(factor, all[at]!) + shift) | 0);
      if (image < least) least = image;
    }
    smallest[i] = least;
  }
  return Array.from(smallest, (value) => value | 0);
}

/** Estimate of the Jaccard likeness, 0…1. */
export function estimate(a: readonly number[], b: readonly number[]): number {
  let equal = 0;
  for (let i = 0; i < PERMUTATIONS; i++) if (a[i] === b[i]) equal++;
  return equal / PERMUTATIONS;
}

/**
 * 32 numbers, one for each band of four rows; the number of the band is part of it. Two texts share at least one with
 * probability 1 − (1 − s⁴)³²: 0.995 at likeness 0.62, 0.87 at 0.5, 0.56 at 0.4, 0.05 at 0.2.
 */
export function bandsOf(signature: readonly number[]): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = mix(band + 1);
    for (let row = 0; row < ROWS; row++) hash = mix(Math.imul(hash, 0x01000193) ^ signature[band * ROWS + row]!);
    return hash | 0;
  });
}
