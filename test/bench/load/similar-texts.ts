/**
 * Texts that are as far apart as people's are, with copies hidden among them. Entry `n` has the same text in every run,
 * so that any number of threads can write their share of them.
 */

/** Every so many entries one is a copy of an earlier one, with each twentieth word another. */
export const COPY_EVERY = 50;

type Random = () => number;

/** mulberry32: a small generator whose neighbouring seeds have nothing in common. */
function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 1,275 syllables, some far more frequent than others, as in a language. */
const SYLLABLES = 'b c d g h k l m n p q r s t v x y'
  .split(' ')
  .flatMap((head) =>
    ['an', 'ap', 'at', 'oi', 'ong', 'uong', 'em', 'iet', 'o', 'u', 'ang', 'inh', 'ao', 'eu', 'ay'].flatMap((tail) =>
      ['', 'h', 'ng', 'n', 'w'].map((middle) => head + middle + tail),
    ),
  );
const word = (random: Random): string => SYLLABLES[Math.floor(SYLLABLES.length * random() ** 2.2)]!;
const words = (random: Random, count: number): string[] => Array.from({ length: count }, () => word(random));

/** Phrases that every second report has: the common language of the movement. */
const PHRASES = ((random) => Array.from({ length: 300 }, () => words(random, 12).join(' ')))(randomOf(20_261_122));

const LENGTHS = { LY_DO: 60, MUC_TIEU: 40, NOI_DUNG: 220, KET_QUA: 130, DUY_TRI_NHAN_RONG: 50 } as const;

export interface SimilarText {
  readonly title: string;
  readonly content: Readonly<Record<string, string>>;
}

/** The entry that `n` was copied from; undefined for a text of its own. */
export function sourceOf(n: number): number | undefined {
  return n > 0 && n % COPY_EVERY === 0 ? n - COPY_EVERY / 2 : undefined;
}

/** Title and about 500 words of entry `n`. */
export function similarText(n: number): SimilarText {
  const random = randomOf(n);
  const title = words(random, 8).join(' ');
  const source = sourceOf(n);
  if (source === undefined) {
    const content = Object.entries(LENGTHS).map(([code, length]) => {
      const phrase = random() < 0.5 ? `${PHRASES[Math.floor(PHRASES.length * random())]!} ` : '';
      return [code, phrase + words(random, length).join(' ')];
    });
    return { title, content: Object.fromEntries(content) as Record<string, string> };
  }
  const copied = Object.entries(similarText(source).content).map(([code, text]) => [
    code,
    text
      .split(' ')
      .map((each) => (random() < 0.05 ? word(random) : each))
      .join(' '),
  ]);
  return { title, content: Object.fromEntries(copied) as Record<string, string> };
}
