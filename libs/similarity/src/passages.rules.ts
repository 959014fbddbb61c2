import { hashAt, ownSyllables, shingleHashes, type Syllable, syllablesOf } from './shingles.rules';

/** One field of an entry as text. `code` is the field's, or 'title'. */
export interface TextPart {
  code: string;
  label: string;
  text: string;
}

/** A run of words that stands in both texts, as each side wrote it. */
export interface Passage {
  syllables: number;
  mine: { part: string; label: string; text: string };
  theirs: { part: string; label: string; text: string };
}

/** Shortest run that counts as a common passage. */
export const SHORTEST = 8;

interface Run {
  mineStart: number;
  theirsStart: number;
  length: number;
}

/**
 * Common passages of two entries, longest first: runs of at least eight equal syllables within one field of each side, a
 * gap of up to three changed syllables on both sides bridged, so that one word mended in a paragraph does not break it in
 * two. What the form itself says is left out.
 * @param limit how many at most
 */
export function passages(
  mine: readonly TextPart[],
  theirs: readonly TextPart[],
  options: { limit: number; boilerplate?: ReadonlySet<number> },
): Passage[] {
  const boilerplate = options.boilerplate ?? new Set<number>();
  const left = mine.map((part) => ({ part, syllables: syllablesOf(part.text) }));
  const right = theirs.map((part) => ({ part, syllables: syllablesOf(part.text) }));
  const found: { a: (typeof left)[number]; b: (typeof right)[number]; run: Run }[] = [];
  for (const b of right) {
    const places = placesOf(b.syllables);
    for (const a of left)
      for (const run of bridged(runsOf(a.syllables, b.syllables, places)))
        if (!ofTheForm(a.syllables, run, boilerplate)) found.push({ a, b, run });
  }
  found.sort((one, other) => other.run.length - one.run.length);
  // What a longer passage covers already, on either side, is not told again.
  const taken = { mine: new Map<string, Set<number>>(), theirs: new Map<string, Set<number>>() };
  const result: Passage[] = [];
  for (const { a, b, run } of found) {
    if (result.length === options.limit) break;
    if (!take(taken.mine, a.part.code, run.mineStart, run.length, taken.theirs, b.part.code, run.theirsStart)) continue;
    result.push({
      syllables: run.length,
      mine: { part: a.part.code, label: a.part.label, text: cut(a.part.text, a.syllables, run.mineStart, run.length) },
      theirs: {
        part: b.part.code,
        label: b.part.label,
        text: cut(b.part.text, b.syllables, run.theirsStart, run.length),
      },
    });
  }
  return result;
}

/** Where each shingle begins. */
function placesOf(syllables: readonly Syllable[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  shingleHashes(syllables).forEach((hash, at) => {
    const known = places.get(hash);
    // A formula that is repeated over and over needs no more places than these.
    if (!known) places.set(hash, [at]);
    else if (known.length < 8) known.push(at);
  });
  return places;
}

/** The longest run from each place of the left side that no earlier run covers. */
function runsOf(a: readonly Syllable[], b: readonly Syllable[], places: ReadonlyMap<number, number[]>): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at + SHORTEST <= a.length;) {
    let best: Run | undefined;
    for (const start of places.get(hashAt(a, at)) ?? []) {
      let length = 0;
      while (at + length < a.length && start + length < b.length && a[at + length]!.text === b[start + length]!.text)
        length++;
      if (length >= SHORTEST && (!best || length > best.length)) best = { mineStart: at, theirsStart: start, length };
    }
    if (best) runs.push(best);
    at += best ? best.length : 1;
  }
  return runs;
}

/** Neighbouring runs with at most three other syllables between them on each side are one. */
function bridged(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const gap = last ? run.mineStart - (last.mineStart + last.length) : 0;
    const other = last ? run.theirsStart - (last.theirsStart + last.length) : 0;
    // The same gap on both sides, so that start and length go on describing both.
    if (last && gap === other && gap >= 0 && gap <= 3) last.length += gap + run.length;
    else merged.push({ ...run });
  }
  return merged;
}

/** A passage with fewer words of one's own than a passage must have. */
function ofTheForm(syllables: readonly Syllable[], run: Run, boilerplate: ReadonlySet<number>): boolean {
  if (boilerplate.size === 0) return false;
  const hashes = shingleHashes(syllables.slice(run.mineStart, run.mineStart + run.length));
  return ownSyllables(hashes, boilerplate).filter(Boolean).length < SHORTEST;
}

function take(
  mine: Map<string, Set<number>>,
  a: string,
  aStart: number,
  length: number,
  theirs: Map<string, Set<number>>,
  b: string,
  bStart: number,
): boolean {
  const left = mine.get(a) ?? new Set<number>();
  const right = theirs.get(b) ?? new Set<number>();
  const range = Array.from({ length }, (_, at) => at);
  const fresh = range.filter((at) => !left.has(aStart + at) && !right.has(bStart + at)).length;
  if (fresh < SHORTEST) return false;
  for (const at of range) {
    left.add(aStart + at);
    right.add(bStart + at);
  }
  mine.set(a, left);
  theirs.set(b, right);
  return true;
}

function cut(text: string, syllables: readonly Syllable[], start: number, length: number): string {
  return text.slice(syllables[start]!.start, syllables[start + length - 1]!.end);
}
