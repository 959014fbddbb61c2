export type Locale = 'vi' | 'en';

const TAGS = { vi: 'vi-VN', en: 'en-GB' } as const;

// making one takes longer than formatting a thousand numbers
const FORMATS = {
  vi: new Intl.NumberFormat(TAGS.vi, { maximumFractionDigits: 10 }),
  en: new Intl.NumberFormat(TAGS.en, { maximumFractionDigits: 10 }),
} as const;

/** A decimal text as people of that language write it: '1234.50' → "1.234,5". Text that is no number stays as it is. */
export function formatNumber(value: string | number, locale: Locale): string {
  const text = String(value).trim();
  if (!/^-?\d{1,30}(\.\d{1,10})?$/.test(text)) return text;
  // the digits go in as text, so no figure passes through a float
  return FORMATS[locale].format(text as `${number}`);
}

/** 'yyyy-mm-dd' → "05/02/2026" (dd/mm/yyyy in both languages, as on the papers). */
export function formatDate(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : date;
}

/** An instant as the day on Vietnam's calendar, dd/mm/yyyy. */
export function formatDay(instant: Date): string {
  // UTC+7 all year, no summer time
  return formatDate(new Date(instant.getTime() + 7 * 3_600_000).toISOString());
}

/** Share of the largest value in whole hundredths, at least 1 for anything above zero, so that its bar can be seen. */
export function barLength(value: number, largest: number): number {
  if (value <= 0 || largest <= 0) return 0;
  return Math.max(1, Math.round((value * 100) / largest));
}

/** Paragraphs of a plain text: split at line ends, empty ones left out. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The first words of a text for a summary, cut at a word's end, at most `max` characters. */
export function summary(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const end = flat.lastIndexOf(' ', max - 1);
  return `${flat.slice(0, end > max / 2 ? end : max - 1).toWellFormed()}…`;
}
