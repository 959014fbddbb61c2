/** People mistake these for each other on paper; a code is looked up under every reading. */
const LOOKALIKES = [
  ['O', '0'],
  ['I', '1', 'L'],
];
/** A code full of lookalikes would have thousands of readings; nobody needs more than these. */
const MAX_READINGS = 256;

/** Groups of four, as printed. */
const grouped = (bare: string): string => bare.replace(/(.{4})(?=.)/g, '$1-');

/**
 * What a person typed, scanned or pasted (also the whole address of the check page) as a printed code
 * `XXXX-XXXX-XXXX`: upper case, without marks and separators. Undefined when it cannot be one.
 */
export function readCode(text: string): string | undefined {
  const last = text
    .replace(/[?#].*$/s, '')
    .replace(/\.pdf$/i, '')
    .replace(/^.*\/kiem-tra\//s, '');
  const bare = last
    .normalize('NFKD')
    .replace(/[\p{Mn}\s._\-‐-―−]/gu, '')
    .toUpperCase();
  return /^[A-Z0-9]{12}$/.test(bare) ? grouped(bare) : undefined;
}

/** Every code that looks like this one on paper, itself first. */
export function lookalikes(code: string): string[] {
  let readings = [''];
  for (const letter of code) {
    const group = LOOKALIKES.find((one) => one.includes(letter)) ?? [letter];
    const letters = [letter, ...group.filter((other) => other !== letter)];
    readings = readings.flatMap((start) => letters.map((next) => start + next)).slice(0, MAX_READINGS);
  }
  return readings;
}
