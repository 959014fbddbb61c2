/** True when the text can be stored and printed: no NUL or other control character, no half of a surrogate pair. */
export function isStorableText(text: string, multiline: boolean): boolean {
  if (!text.isWellFormed()) return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const lineEnd = code === 0x09 || code === 0x0a || code === 0x0d;
    if (code === 0x7f || (code < 0x20 && !(multiline && lineEnd))) return false;
  }
  return true;
}

/** Marks that turn the direction of writing, and two that stand for nothing. They come along when text is copied. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u2060\ufeff]/g;

/**
 * As it is stored: NFC, line ends as \n, without white space at both ends (product.md, "Text"). Unseen marks go: they
 * make a name or a file ending read differently from what it is. What shows nothing at all is empty.
 */
export function normaliseText(text: string): string {
  const kept = text.replace(UNSEEN, '').normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return /[^\s\p{Cf}]/u.test(kept) ? kept : '';
}

/** For search and comparison: without marks and case, đ as d. Equal to the database's vn_norm for Vietnamese text. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC')
    .toLowerCase();
}

/** Number of words as people count them: runs of characters between white space. */
export function countWords(text: string): number {
  const trimmed = text.trim();
  return trimmed === '' ? 0 : trimmed.split(/\s+/u).length;
}

/** True for a real calendar date written yyyy-mm-dd. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
