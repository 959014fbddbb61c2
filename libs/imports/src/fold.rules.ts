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

/**
 * How alike two folded titles are: share of common runs of three characters, 0…1. Titles whose figures differ ("ấp 3",
 * "ấp 4") are different ones.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if ((a.match(/\d+/g) ?? []).join(' ') !== (b.match(/\d+/g) ?? []).join(' ')) return 0;
  const [first, second] = [threes(a), threes(b)];
  let common = 0;
  for (const run of first) if (second.has(run)) common++;
  return first.size + second.size === 0 ? 0 : (2 * common) / (first.size + second.size);
}

function threes(text: string): Set<string> {
  const padded = `  ${text} `;
  const runs = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) runs.add(padded.slice(at, at + 3));
  return runs;
}
