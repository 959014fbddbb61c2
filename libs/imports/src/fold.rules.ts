/** For comparison: without marks and case, đ as d, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}

/** For comparison of names and titles: as `fold`, with everything but letters and digits as one space. */
export function foldWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A folded title, taken apart once for many comparisons. */
export interface Shape {
  /** All its figures: "ấp 3" and "ấp 4" are different places. */
  readonly figures: string;
  readonly runs: ReadonlySet<string>;
}

export function shapeOf(folded: string): Shape {
  const padded = `  ${folded} `;
  const runs = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) runs.add(padded.slice(at, at + 3));
  return { figures: (folded.match(/\d+/g) ?? []).join(' '), runs };
}

/** How alike two titles are: share of common runs of three characters, 0…1; 0 when their figures differ. */
export function likeness(a: Shape, b: Shape): number {
  if (a.figures !== b.figures) return 0;
  const [small, large] = a.runs.size < b.runs.size ? [a.runs, b.runs] : [b.runs, a.runs];
  const total = small.size + large.size;
  // the share cannot be high when one has far more runs than the other
  if (total === 0 || (2 * small.size) / total < 0.5) return 0;
  let common = 0;
  for (const run of small) if (large.has(run)) common++;
  return (2 * common) / total;
}
