import { fold } from './fold.rules';

export type FigureQualifier = 'EXACT' | 'OVER' | 'ABOUT';

/** A figure as reports write it. */
export interface Figure {
  readonly qualifier: FigureQualifier;
  /** Plain decimal with a point. */
  readonly amount: string;
  /** What stands behind the figure ("kg", "hộ"); empty when nothing does. */
  readonly unit: string;
  /** "1,250" may be one and a quarter or a thousand: taken as a thousand. */
  readonly unclear: boolean;
}

const OVER = /^(tren|hon|qua|vuot|it nhat|khong duoi|tu|>=?)\s*/;
const ABOUT = /^(uoc khoang|uoc tinh|uoc dat|khoang chung|khoang|chung|gan|uoc|xap xi|do|tam|~|≈)\s*/;
const TIMES: readonly (readonly [RegExp, number])[] = [
  [/^(nghin|ngan)(?=\s|$|[^a-z])/, 3],
  [/^(trieu|tr)(?=\s|$|[^a-z])/, 6],
  [/^(ty|ti)(?=\s|$|[^a-z])/, 9],
];

/**
 * Reads "khoảng 120", "trên 1.250", "1.250,5", "hơn 30 triệu đồng", "1728 kg": dots part thousands, a comma the decimals,
 * as Vietnamese numbers are written. undefined when the text does not begin with one figure.
 */
export function figureOf(text: string): Figure | undefined {
  let rest = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  let qualifier: FigureQualifier = 'EXACT';
  for (const [words, meaning] of [
    [ABOUT, 'ABOUT'],
    [OVER, 'OVER'],
  ] as const) {
    const found = words.exec(fold(rest));
    if (!found) continue;
    qualifier = meaning;
    rest = rest.slice(found[0].length).trim();
    break;
  }
  const digits = /^\d[\d.,\u00a0 ]*/.exec(rest)?.[0];
  if (digits === undefined) return undefined;
  const number = plainNumber(digits.replace(/[\s\u00a0]+$/, '').replace(/[.,]$/, ''));
  if (!number) return undefined;
  rest = rest.slice(digits.length).trim();
  if (/^[-–/:]\s*\d/.test(rest)) return undefined; // a range, a fraction, a time: no single figure
  const times = TIMES.find(([words]) => words.test(fold(rest)));
  const unit = times ? rest.slice(times[0].exec(fold(rest))?.[0].length ?? 0).trim() : rest;
  const amount = times ? shift(number.amount, times[1]) : number.amount;
  return { qualifier, amount, unit: unit.replace(/^[.,;]\s*/, ''), unclear: number.unclear };
}

function plainNumber(text: string): { amount: string; unclear: boolean } | undefined {
  const bare = text.replace(/[\u00a0 ](?=\d{3}(\D|$))/g, '');
  if (/[\u00a0 ]/.test(bare)) return undefined;
  const trim = (whole: string, part = '') => {
    const digits = whole.replace(/^0+(?=\d)/, '');
    const decimals = part.replace(/0+$/, '');
    return decimals === '' ? digits : `${digits}.${decimals}`;
  };
  if (/^\d+$/.test(bare)) return { amount: trim(bare), unclear: false };
  if (/^\d{1,3}(\.\d{3})+$/.test(bare)) return { amount: trim(bare.replaceAll('.', '')), unclear: false };
  if (/^\d{1,3}(,\d{3})+$/.test(bare)) {
    const groups = bare.split(',').length - 1;
    return { amount: trim(bare.replaceAll(',', '')), unclear: groups === 1 };
  }
  const vietnamese = /^(\d{1,3}(?:\.\d{3})*|\d+),(\d+)$/.exec(bare);
  if (vietnamese) return { amount: trim((vietnamese[1] ?? '').replaceAll('.', ''), vietnamese[2]), unclear: false };
  const english = /^(\d{1,3}(?:,\d{3})*|\d+)\.(\d+)$/.exec(bare);
  if (english) return { amount: trim((english[1] ?? '').replaceAll(',', ''), english[2]), unclear: false };
  return undefined;
}

/** A decimal text times ten to the power of `places`. */
function shift(amount: string, places: number): string {
  const [whole = '', part = ''] = amount.split('.');
  const digits = part.padEnd(places, '0');
  const moved = (whole + digits.slice(0, places)).replace(/^0+(?=\d)/, '');
  const left = digits.slice(places).replace(/0+$/, '');
  return left === '' ? moved : `${moved}.${left}`;
}

/**
 * A day as yyyy-mm-dd from dd/mm/yyyy, d-m-yy, d.m.yyyy, yyyy-mm-dd, "ngày 5 tháng 2 năm 2024" or an Excel serial number.
 * Two-digit years: 00 to 49 lie in this century. undefined for a day that does not exist and for anything else.
 */
export function dayOf(text: string): string | undefined {
  const bare = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(bare);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (/^\d{5}(\.\d+)?$/.test(bare)) {
    const serial = Math.floor(Number(bare));
    if (serial >= 32_874 && serial < 73_051)
      return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
    return undefined;
  }
  const words = /^(?:ngay\s*)?(\d{1,2})\s*(?:[-/.]|thang)\s*(\d{1,2})\s*(?:[-/.]|nam|,)\s*(\d{4}|\d{2})$/.exec(
    fold(bare).replace(/\s+/g, ' '),
  );
  if (!words) return undefined;
  const year = Number(words[3]);
  return realDay(words[3]?.length === 2 ? year + (year < 50 ? 2000 : 1900) : year, Number(words[2]), Number(words[1]));
}

function realDay(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** True for the ways in which a column is ticked. */
export function isTick(text: string): boolean {
  return /^(x|xx|v|1|\*|\+|✓|✔|☑|☒|🗸|×|✕|✗|✘|❌|co|yes|true|ü|þ)$/.test(fold(text.trim()));
}

/** True for the ways in which a column is left unticked on purpose. */
export function isNoTick(text: string): boolean {
  return /^(|0|-|–|—|khong|no|false|☐|□|o)$/.test(fold(text.trim()));
}
