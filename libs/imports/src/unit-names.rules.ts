import { fold, foldWords } from './fold.rules';

/** What the first words of a unit's name say about it. */
export type KindWord =
  'TINH' | 'THANH_PHO' | 'HUYEN' | 'THI_XA' | 'QUAN' | 'XA' | 'PHUONG' | 'THI_TRAN' | 'DAC_KHU' | 'KHU_DAN_CU';

export interface NamePart {
  readonly kind: KindWord | null;
  /** Folded name without the word for its kind; Roman numbers as digits. */
  readonly core: string;
  /** As written. */
  readonly text: string;
}

// Longest first; a dot or a space must follow an abbreviation, so that "Phong" and "Hiền" stay whole.
const WORDS: readonly (readonly [string, KindWord])[] = [
  ['thanh pho', 'THANH_PHO'],
  ['thi tran', 'THI_TRAN'],
  ['dac khu', 'DAC_KHU'],
  ['thi xa', 'THI_XA'],
  ['khu dan cu', 'KHU_DAN_CU'],
  ['to dan pho', 'KHU_DAN_CU'],
  ['to nhan dan', 'KHU_DAN_CU'],
  ['khu vuc', 'KHU_DAN_CU'],
  ['khu pho', 'KHU_DAN_CU'],
  ['phuong', 'PHUONG'],
  ['huyen', 'HUYEN'],
  ['quan', 'QUAN'],
  ['tinh', 'TINH'],
  ['thon', 'KHU_DAN_CU'],
  ['khom', 'KHU_DAN_CU'],
  ['buon', 'KHU_DAN_CU'],
  ['lang', 'KHU_DAN_CU'],
  ['ban', 'KHU_DAN_CU'],
  ['xom', 'KHU_DAN_CU'],
  ['ap', 'KHU_DAN_CU'],
  ['xa', 'XA'],
];
const SHORT: readonly (readonly [RegExp, KindWord])[] = [
  [/^tt\s*[.\s]\s*/, 'THI_TRAN'],
  [/^tp\s*[.\s]\s*/, 'THANH_PHO'],
  [/^tx\s*[.\s]\s*/, 'THI_XA'],
  [/^(tdp|kv|kp|kdc)\s*[.\s]\s*/, 'KHU_DAN_CU'],
  [/^x\s*\.\s*/, 'XA'],
  [/^p\s*\.\s*/, 'PHUONG'],
  [/^h\s*\.\s*/, 'HUYEN'],
  [/^q\s*\.\s*/, 'QUAN'],
  [/^t\s*\.\s*/, 'TINH'],
];
const BODY =
  /^(ubnd|uy ban|hdnd|mttq|mat tran|hoi|doan|tinh doan|huyen doan|chi hoi|chi bo|chi doan|dang uy|ban|cong an|truong|tram|so|phong|trung tam|cong doan|lien doan|to|clb|cau lac bo|hop tac xa|van phong|vien|chi cuc|quan su|khoi)( |$)/;

/** True for the name of a body (a committee, a union, a school) and not of a place. */
export function isBody(text: string): boolean {
  const words = foldWords(text);
  return BODY.test(words) && !/^(ban|to dan pho|to nhan dan) \S+( \S+)?$/.test(words);
}

/** One name: the word for its kind and the rest. */
export function namePart(text: string): NamePart {
  const folded = fold(text);
  for (const [pattern, kind] of SHORT) {
    const found = pattern.exec(folded);
    if (found) return { kind, core: coreOf(folded.slice(found[0].length)), text: text.trim() };
  }
  for (const [word, kind] of WORDS)
    if (folded === word || (folded.startsWith(word) && /[^a-z0-9]/.test(folded.charAt(word.length)))) {
      const core = coreOf(folded.slice(word.length));
      if (core !== '') return { kind, core, text: text.trim() };
    }
  return { kind: null, core: coreOf(folded), text: text.trim() };
}

const ROMAN = /^(x{0,3})(ix|iv|v?i{0,3})$/;

function coreOf(folded: string): string {
  const words = foldWords(folded);
  return ROMAN.test(words) && words !== '' ? String(romanValue(words)) : words.replace(/^0+(?=\d+$)/, '');
}

function romanValue(text: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
  return Array.from(text).reduce((sum, letter, at) => {
    const [value, next] = [values[letter] ?? 0, values[text.charAt(at + 1)] ?? 0];
    return value < next ? sum - value : sum + value;
  }, 0);
}

/**
 * The places that a text names, from the smallest: "Ấp 3, xã Vị Thuỷ, huyện Vị Thuỷ" and "Ấp 3 xã Vị Thuỷ" are two and
 * three names.
 */
export function namesIn(text: string): NamePart[] {
  const pieces = text
    .split(/[,;/\n()]|\s[-–—]\s/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return pieces.flatMap((piece) => splitAtKinds(piece).map(namePart)).filter(({ core }) => core !== '');
}

/** "Ấp 3 xã Vị Thuỷ" → "Ấp 3", "xã Vị Thuỷ": where a word for a wider place stands inside. */
function splitAtKinds(text: string): string[] {
  const inside =
    /(?<!(?:^|\s)thị)\s(?=(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tt\.|tp\.|tx\.|x\.|p\.|h\.)\s*\S)/iu;
  const [first = '', ...rest] = text.normalize('NFC').split(inside);
  const all = [first, ...rest].map((piece) => piece.trim()).filter((piece) => piece !== '');
  // a place whose own name begins so ("phường Thành phố") is not cut
  return all.every((piece) => namePart(piece).core !== '') && !isBody(text) ? all : [text];
}

/** The kind word that a unit of the tree has by its name. */
export function kindWordOf(name: string): KindWord | null {
  return namePart(name).kind;
}

const WIDTH: Readonly<Record<KindWord, number>> = {
  TINH: 3,
  THANH_PHO: 2,
  HUYEN: 2,
  THI_XA: 2,
  QUAN: 2,
  XA: 1,
  PHUONG: 1,
  THI_TRAN: 1,
  DAC_KHU: 1,
  KHU_DAN_CU: 0,
};

/** 0 residential unit … 3 province; cities of the province and those of the country are both 2 here. */
export function widthOf(kind: KindWord): number {
  return WIDTH[kind];
}
