/** Thousands in groups of three by points: "1234567" → "1.234.567". */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.');

/** A count on paper: two digits at least ("03 mô hình"), grouped from a thousand on. */
export function formatCount(count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Not a count: ${count}`);
  return count < 10 ? `0${count}` : grouped(String(count));
}

/**
 * A decimal string as Vietnam writes it: '1234.50' → "1.234,5" (zeros at the end fall away).
 * Works on the digits, so no value passes through a float.
 */
export function formatNumber(value: string): string {
  const match = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(value.trim());
  if (!match) throw new RangeError(`Not a decimal number: ${value}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${grouped(whole)}${fraction ? `,${fraction}` : ''}`;
}

/** Whole đồng from a NUMERIC string or a bigint. @throws RangeError when there are parts of a đồng */
export function wholeMoney(value: string | bigint): bigint {
  const match = /^(-?\d+)(?:\.0*)?$/.exec(String(value).trim());
  if (!match?.[1]) throw new RangeError(`Not a whole amount of đồng: ${value}`);
  return BigInt(match[1]);
}

/** '3510000' → "3.510.000 đồng". */
export function formatMoney(value: string | bigint): string {
  return `${formatNumber(String(wholeMoney(value)))} đồng`;
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/** Words of 0-999; `full` names the empty hundreds ("không trăm linh năm"), as after a higher group. */
function wordsBelowThousand(value: number, full: boolean): string[] {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const words: string[] = [];
  if (hundreds > 0 || full) words.push(DIGITS[hundreds] ?? '', 'trăm');
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(DIGITS[tens] ?? '', 'mươi');
  if (ones === 1 && tens > 1) words.push('mốt');
  else if (ones === 5 && tens > 0) words.push('lăm');
  else if (ones > 0) words.push(DIGITS[ones] ?? '');
  return words;
}

function words(value: bigint, full: boolean): string[] {
  if (value >= 1_000_000_000n) {
    const rest = value % 1_000_000_000n;
    return [...words(value / 1_000_000_000n, full), 'tỷ', ...(rest > 0n ? words(rest, true) : [])];
  }
  const groups: [number, string][] = [
    [Number(value / 1_000_000n), 'triệu'],
    [Number((value / 1000n) % 1000n), 'nghìn'],
    [Number(value % 1000n), ''],
  ];
  const out: string[] = [];
  let started = full;
  for (const [group, name] of groups) {
    if (group === 0) continue;
    out.push(...wordsBelowThousand(group, started), ...(name ? [name] : []));
    started = true;
  }
  return out;
}

/** '3510000' → "Ba triệu năm trăm mười nghìn đồng". */
export function moneyInWords(value: string | bigint): string {
  const amount = wholeMoney(value);
  const size = amount < 0n ? -amount : amount;
  const text = [...(amount < 0n ? ['âm'] : []), ...(size === 0n ? ['không'] : words(size, false)), 'đồng'].join(' ');
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** `part / whole` as a percentage, exact, rounded half up to two decimals: (6, 7) → "85,71%"; of nothing: "0%". */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '0%';
  const hundredths = (BigInt(part) * 20_000n + BigInt(whole)) / (BigInt(whole) * 2n);
  return `${formatNumber(`${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`)}%`;
}

function parts(date: string): { year: number; month: number; day: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (!match || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) {
    throw new RangeError(`Not a date: ${date}`);
  }
  return { year, month, day };
}

/**
 * 'YYYY-MM-DD' → "ngày 05 tháng 02 năm 2026". Days 1-9 and months 1-2 take a leading zero, other months do not
 * (Nghị định 30/2020, annex I; the Party's rules agree).
 * @throws RangeError for a date that does not exist
 */
export function longDate(date: string): string {
  const { year, month, day } = parts(date);
  const monthText = month < 3 ? `0${month}` : String(month);
  return `ngày ${String(day).padStart(2, '0')} tháng ${monthText} năm ${year}`;
}

/** 'YYYY-MM-DD' → "05/02/2026", for tables. */
export function shortDate(date: string): string {
  const { year, month, day } = parts(date);
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}

/** The calendar day and the clock in Vietnam (UTC+7, no summer time) of an instant. */
export function vietnamTime(instant: Date | string): { date: string; time: string } {
  const moment = new Date(instant).getTime();
  if (Number.isNaN(moment)) throw new RangeError(`Not an instant: ${String(instant)}`);
  const local = new Date(moment + 7 * 3_600_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/** An instant → "08 giờ 05 phút, ngày 05 tháng 02 năm 2026" by Vietnam's clock. */
export function longDateTime(instant: Date | string): string {
  const { date, time } = vietnamTime(instant);
  return `${time.slice(0, 2)} giờ ${time.slice(3)} phút, ${longDate(date)}`;
}
