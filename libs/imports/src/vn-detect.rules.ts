import { fromMojibake, fromTcvn3, fromVni } from './vn-encodings.rules';
import { isSyllable } from './vn-syllable.rules';

export const ENCODINGS = ['UNICODE', 'TCVN3', 'VNI', 'UTF8_AS_1252'] as const;
export type TextEncoding = (typeof ENCODINGS)[number];

/** A text with what is known about it. */
export interface FoundText {
  readonly text: string;
  readonly font?: string | undefined;
}

/** The text in Unicode, taken to be in this encoding. */
export function decodeText({ text, font }: FoundText, encoding: TextEncoding): string {
  if (encoding === 'TCVN3') return fromTcvn3(text, /^\.vn.*h$/i.test(font ?? ''));
  if (encoding === 'VNI') return fromVni(text);
  if (encoding === 'UTF8_AS_1252') return fromMojibake(text) ?? text;
  return text.normalize('NFC');
}

/**
 * In which encoding a text stands, by how many of its marked words are Vietnamese syllables in each. `usual` is what the
 * column around it mostly is and decides where the text alone does not.
 */
export function encodingOf(found: FoundText, usual: TextEncoding = 'UNICODE'): TextEncoding {
  if (hasOwnLetters(found.text)) return 'UNICODE';
  const words = markedWords(found.text);
  if (words.length === 0) return 'UNICODE';
  const shares = sharesOf(found.text, words);
  const hint = fontHint(found.font);
  if (hint && shares[hint] > 0 && shares[hint] >= shares.UNICODE) return hint;
  if (shares.UNICODE >= 0.99 && (usual === 'UNICODE' || shares[usual] < 0.99)) return 'UNICODE';
  const best = (['TCVN3', 'VNI', 'UTF8_AS_1252'] as const).reduce((a, b) => (shares[b] > shares[a] ? b : a));
  if (usual !== 'UNICODE' && shares[usual] >= shares[best] && shares[usual] >= shares.UNICODE) return usual;
  return shares[best] >= 0.6 && shares[best] > shares.UNICODE ? best : 'UNICODE';
}

/** Letters that no old encoding uses: the text is in Unicode, whatever stands around it. */
function hasOwnLetters(text: string): boolean {
  return /[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]|\p{Mn}/u.test(text);
}

/**
 * What most of the texts are that tell anything: UNICODE unless at least half of them is something else.
 * @param otherwise for fewer than three such texts that all could be Unicode
 */
export function usualEncoding(texts: readonly FoundText[], otherwise: TextEncoding = 'UNICODE'): TextEncoding {
  const counts = new Map<TextEncoding, number>();
  let telling = 0;
  for (const found of texts) {
    if (markedWords(found.text).length === 0) continue;
    telling++;
    const encoding = encodingOf(found);
    counts.set(encoding, (counts.get(encoding) ?? 0) + 1);
  }
  const [best] = [...counts].filter(([encoding]) => encoding !== 'UNICODE').sort(([, a], [, b]) => b - a);
  if (best && best[1] * 2 >= telling) return best[0];
  return telling < 3 && !best ? otherwise : 'UNICODE';
}

function fontHint(font: string | undefined): TextEncoding | undefined {
  if (font === undefined) return undefined;
  if (/^\.vn/i.test(font)) return 'TCVN3';
  return /^vni[- ]/i.test(font) ? 'VNI' : undefined;
}

/** Words with a character beyond ASCII: the others read the same in every encoding. */
function markedWords(text: string): string[] {
  return words(text).filter((word) => /\P{ASCII}/u.test(word));
}

/** Only ASCII separates: the letters of old encodings look like punctuation. */
function words(text: string): string[] {
  return text.split(/[\s!-@[-`{-~\u2010-\u2027\u2030-\u205e\u00a0]+/).filter((word) => word !== '');
}

function sharesOf(text: string, marked: readonly string[]): Record<TextEncoding, number> {
  const share = (decoded: (word: string) => string) =>
    marked.filter((word) => isSyllable(decoded(word))).length / marked.length;
  const unicode = share((word) => word.normalize('NFC'));
  const again = fromMojibake(text);
  const marks = again === undefined ? [] : markedWords(again);
  return {
    UNICODE: unicode,
    TCVN3: share(fromTcvn3),
    VNI: share(fromVni),
    UTF8_AS_1252: marks.length === 0 ? 0 : marks.filter((word) => isSyllable(word)).length / marks.length,
  };
}
