import { fold } from '@app/platform';

/** Syllables of one shingle. */
export const SHINGLE = 4;

/** A syllable with its place in the text that it was read from. */
export interface Syllable {
  /** Without marks and case. */
  text: string;
  start: number;
  /** Exclusive. */
  end: number;
}

/** A language has some thousand syllables: each is folded once. Bounded, because people also paste other things. */
const FOLDED = new Map<string, string>();

function foldedOf(syllable: string): string {
  let folded = FOLDED.get(syllable);
  if (folded === undefined) {
    folded = fold(syllable);
    if (FOLDED.size >= 20_000) FOLDED.clear();
    FOLDED.set(syllable, folded);
  }
  return folded;
}

/** Syllables (runs of letters and digits) in their order; what stands between them does not count. */
export function syllablesOf(text: string): Syllable[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    text: foldedOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** FNV-1a, 32 bits: one more syllable. The end of it counts: "an ninh" is not "anninh". */
function feed(before: number, part: string): number {
  let hash = before;
  for (let index = 0; index < part.length; index++) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193);
  return Math.imul(hash ^ 0x20, 0x01000193);
}

/** A short hash of neighbouring syllables, unsigned. */
export function hashAt(syllables: readonly Syllable[], at: number): number {
  let hash = 0x811c9dc5;
  for (let place = at; place < at + SHINGLE && place < syllables.length; place++)
    hash = feed(hash, syllables[place]!.text);
  return hash >>> 0;
}

/** The hash at each place of the text where a shingle begins. A text of fewer syllables than a shingle has one of its own. */
export function shingleHashes(syllables: readonly Syllable[]): number[] {
  if (syllables.length === 0) return [];
  const last = Math.max(1, syllables.length - SHINGLE + 1);
  return Array.from({ length: last }, (_, at) => hashAt(syllables, at));
}

/**
 * The set of shingles of a text as 32-bit hashes (Broder 1997). `boilerplate` is left out: what the form itself says
 * (labels, help, examples) is in every entry and makes none of them a copy.
 */
export function shinglesOf(text: string, boilerplate: ReadonlySet<number> = new Set()): Set<number> {
  const hashes = shingleHashes(syllablesOf(text));
  const own = ownSyllables(hashes, boilerplate);
  return new Set(hashes.filter((_, at) => own.slice(at, at + SHINGLE).some(Boolean)));
}

/**
 * For each syllable of a text: does it stand outside of everything that the form says itself? Two sentences of the form
 * one after the other are no text of one's own either, although the form does not say them in a row.
 */
export function ownSyllables(hashes: readonly number[], boilerplate: ReadonlySet<number>): boolean[] {
  const own = Array.from({ length: hashes.length + SHINGLE - 1 }, () => true);
  hashes.forEach((hash, at) => {
    if (boilerplate.has(hash)) own.fill(false, at, at + SHINGLE);
  });
  return own;
}

/** Shingles of what a form says by itself. */
export function boilerplateOf(texts: readonly (string | undefined)[]): Set<number> {
  return new Set(texts.flatMap((text) => shingleHashes(syllablesOf(text ?? '')).slice(0, 5000)));
}

export interface Likeness {
  /** |A ∩ B| / |A ∪ B|, 0…1. */
  jaccard: number;
  /** How much of A stands in B, 0…1. */
  ofFirst: number;
  /** How much of B stands in A, 0…1. */
  ofSecond: number;
}

/** Exact likeness of two sets of shingles. Nothing is like nothing: empty sets give 0. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): Likeness {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const hash of small) if (large.has(hash)) both++;
  return {
    jaccard: both === 0 ? 0 : both / (a.size + b.size - both),
    ofFirst: both === 0 ? 0 : both / a.size,
    ofSecond: both === 0 ? 0 : both / b.size,
  };
}
