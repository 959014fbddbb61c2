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
  /** Its different runs of three characters as numbers, ascending: compact, and two of them are compared in one walk. */
  readonly runs: Uint32Array;
}

export function shapeOf(folded: string): Shape {
  const padded = `  ${folded} `;
  const runs = new Set<number>();
  for (let at = 0; at + 3 <= padded.length; at++)
    runs.add(((padded.charCodeAt(at) << 20) ^ (padded.charCodeAt(at + 1) << 10) ^ padded.charCodeAt(at + 2)) >>> 0);
  return { figures: (folded.match(/\d+/g) ?? []).join(' '), runs: Uint32Array.from(runs).sort() };
}

/** How alike two titles are: share of common runs of three characters, 0…1; 0 when their figures differ. */
export function likeness(a: Shape, b: Shape): number {
  if (a.figures !== b.figures) return 0;
  const total = a.runs.length + b.runs.length;
  // the share cannot be high when one has far more runs than the other
  if (total === 0 || (2 * Math.min(a.runs.length, b.runs.length)) / total < 0.5) return 0;
  let common = 0;
  for (let left = 0, right = 0; left < a.runs.length && right < b.runs.length;) {
    const [one, other] = [a.runs[left] ?? 0, b.runs[right] ?? 0];
    if (one === other) common++;
    if (one <= other) left++;
    if (other <= one) right++;
  }
  return (2 * common) / total;
}
