import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/vi';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { t } from './text';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.locale('vi');

export const zone = 'Asia/Ho_Chi_Minh';
type Moment = string | number | Date | null | undefined;

/** The moment on the clock of Vietnam, whatever clock the device has. */
export function inVietnam(moment: Exclude<Moment, null | undefined>): Dayjs {
  return dayjs(moment).tz(zone);
}

const empty = '–';

/** `05/02/2026`. A plain date of the API (`2026-02-05`) has no time and is never moved to another zone. */
export function formatDate(moment: Moment): string {
  if (moment === null || moment === undefined || moment === '') return empty;
  const plain = typeof moment === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(moment) : null;
  return plain ? `${plain[3]}/${plain[2]}/${plain[1]}` : inVietnam(moment).format('DD/MM/YYYY');
}

/** The present day in Vietnam as `2026-02-05`. */
export function today(): string {
  return inVietnam(Date.now()).format('YYYY-MM-DD');
}

/** The last day, as `2026-02-05`, that lies wholly or partly before this end. */
export function dayOf(end: string): string {
  return inVietnam(Date.parse(end) - 1).format('YYYY-MM-DD');
}

/** `05/02/2026 14:03` */
export function formatDateTime(moment: Moment): string {
  return moment === null || moment === undefined || moment === '' ? empty : inVietnam(moment).format('DD/MM/YYYY HH:mm');
}

/** `14:03` */
export function formatTime(moment: Moment): string {
  return moment === null || moment === undefined || moment === '' ? empty : inVietnam(moment).format('HH:mm');
}

/**
 * `1.234,5`. Takes the decimal text of the API as it is (marks and money are NUMERIC there): nothing is
 * rounded through a float, unless `digits` asks for a fixed number of decimals of a plain number.
 */
export function formatNumber(value: string | number | null | undefined, digits?: number): string {
  if (value === null || value === undefined || value === '') return empty;
  const text = digits === undefined ? String(value) : Number(value).toFixed(digits);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return text;
  const whole = (parts[2] ?? '').replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = digits === undefined ? (parts[3] ?? '').replace(/0+$/, '') : (parts[3] ?? '');
  return `${parts[1] === '-' ? '−' : ''}${whole}${rest ? `,${rest}` : ''}`;
}

/** `3.800.000 đồng` */
export function formatMoney(dong: string | number | null | undefined): string {
  return dong === null || dong === undefined ? empty : t('common.money', { amount: formatNumber(dong) });
}

/** `1,2 MB`, `340 KB` */
export function formatSize(bytes: number): string {
  return bytes >= 1_000_000 ? `${formatNumber(bytes / 1_000_000, 1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}

/** `12,5` or `12.5` → `'12.5'`, the form of the API; `null` when it is not a decimal number. */
export function parseDecimal(text: string): string | null {
  const clean = text.trim().replace(/\s/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(clean) ? clean.replace(/^(-?)0+(?=\d)/, '$1') : null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "còn 3 ngày", "còn 5 giờ", "quá hạn 2 ngày". Whole units, rounded down: nobody is promised more time than there is. */
export function timeLeft(deadline: string | number | Date, now: number = Date.now()): string {
  const left = dayjs(deadline).valueOf() - now;
  const size = Math.abs(left);
  const [n, unit] =
    size >= day ? [Math.floor(size / day), 'days'] as const
    : size >= hour ? [Math.floor(size / hour), 'hours'] as const
    : [Math.max(1, Math.floor(size / minute)), 'minutes'] as const;
  const amount = t(`common.n_${unit}`, { n });
  return left >= 0 ? t('common.time_left', { amount }) : t('common.overdue', { amount });
}
