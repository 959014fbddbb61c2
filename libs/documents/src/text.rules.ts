/** Everything that is not a letter for paper: control characters (tab and line ends stay) and non-characters. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Surrogate}/gu;

/**
 * Text as it may stand in a document: NFC (old lists arrive in NFD), without control characters and lone
 * surrogates, which are not allowed in the XML of .docx/.xlsx and would make the file unreadable.
 */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(UNPRINTABLE, '');
}

/** `cleanText` on every string of a plain value (objects, arrays); other values pass through unchanged. */
export function cleanDeep<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => cleanDeep(item)) as T;
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanDeep(item as unknown)])) as T;
  }
  return value;
}

/** Upper case by Vietnamese rules ("ủy ban" → "ỦY BAN"), for headings. */
export function upper(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}

/**
 * Allows a line break within "words" of 40 characters and more (addresses, pasted rubbish), so that they cannot run
 * off a page: a zero-width space after every 20 characters.
 */
export function breakLongWords(text: string): string {
  return text.replace(/\S{40,}/gu, (word) => word.replace(/(.{20})(?=.)/gu, '$1\u200B'));
}
