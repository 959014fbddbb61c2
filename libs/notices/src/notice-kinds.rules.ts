import { NOTICE_KINDS, type NoticeKind, type NoticeParams } from './notice-texts.rules';

/** Ways by which a message leaves the house. The list on the screen is always there and no choice. */
export const CHANNELS = ['MAIL', 'WEBHOOK'] as const;
export type ChannelCode = (typeof CHANNELS)[number];
export const LOCALES = ['vi', 'en'] as const;
export type NoticeLocale = (typeof LOCALES)[number];
export const RHYTHMS = ['AT_ONCE', 'DAILY', 'WEEKLY'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Mails that always come, and at once: duties, refusals, decisions, the password. */
const MANDATORY: readonly NoticeKind[] = [
  'ENTRY_RETURNED',
  'ENTRY_REFUSED',
  'ENTRY_RECOGNISED',
  'ASSIGNMENT',
  'SCORESHEET_REOPENED',
  'SESSION_INVITATION',
  'DECISION_SUBMITTED',
  'DECISION_SENT_BACK',
  'DECISION_ISSUED',
  'PASSWORD_RESET',
  'ACCOUNT_CREATED',
];
/** Hold a link that works once: never shown to anybody, never sent again, never by another way. */
const SECRET: readonly NoticeKind[] = ['PASSWORD_RESET'];
/** Name entries that may still be drafts. */
export const OF_DRAFTS: readonly NoticeKind[] = ['ENTRY_SHARED', 'FILE_INFECTED'];
/** Collections of other messages: they have no choice of their own. */
const COLLECTIONS: readonly NoticeKind[] = ['REMINDERS', 'DIGEST'];
/** Also to the telephone unless somebody chose otherwise: what cannot wait until the next look at the mailbox. */
const URGENT: readonly NoticeKind[] = ['ENTRY_RETURNED', 'SESSION_INVITATION', 'REMINDER'];

export const isMandatory = (kind: NoticeKind): boolean => MANDATORY.includes(kind);
export const isSecret = (kind: NoticeKind): boolean => SECRET.includes(kind);

/** Kinds that a person finds in the table of choices. */
export const CHOOSABLE_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter(
  (kind) => !SECRET.includes(kind) && !COLLECTIONS.includes(kind) && kind !== 'ACCOUNT_CREATED',
);
/** Kinds whose texts a round may set. */
export const TEMPLATE_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter(
  (kind) => !SECRET.includes(kind) && !COLLECTIONS.includes(kind) && kind !== 'ACCOUNT_CREATED',
);

/** What differs from the usual: `{ REMINDER: { MAIL: false } }`. */
export type Choices = Readonly<Partial<Record<NoticeKind, Readonly<Partial<Record<ChannelCode, boolean>>>>>>;

/** Kind of the choice that a message follows. */
const chosenAs = (kind: NoticeKind): NoticeKind => (kind === 'REMINDERS' ? 'REMINDER' : kind);

/** May the person turn this off? Mails of duty not; the telephone always. */
export const mayChoose = (kind: NoticeKind, channel: ChannelCode): boolean =>
  channel === 'WEBHOOK' || !isMandatory(kind);

/** Does the person get this kind by this way? */
export function wants(choices: Choices, kind: NoticeKind, channel: ChannelCode): boolean {
  if (channel === 'MAIL' && isMandatory(kind)) return true;
  if (isSecret(kind)) return channel === 'MAIL';
  if (kind === 'DIGEST') return channel === 'MAIL';
  const own = choices[chosenAs(kind)]?.[channel];
  return own ?? (channel === 'MAIL' || URGENT.includes(chosenAs(kind)));
}

/** When a mail goes out for somebody with this rhythm: at once, or held for a collecting mail. */
export function heldFor(rhythm: Rhythm, kind: NoticeKind): 'DAILY' | 'WEEKLY' | null {
  if (rhythm === 'AT_ONCE' || isMandatory(kind) || kind === 'DIGEST') return null;
  // a reminder that comes next Monday may come after the deadline
  return chosenAs(kind) === 'REMINDER' ? 'DAILY' : rhythm;
}

/**
 * A telephone number as gateways take it: '0912 345 678' → '+84912345678'. Numbers of other countries begin with + or 00.
 *
 * @returns undefined for what is no number
 */
export function normalPhone(text: string | null | undefined): string | undefined {
  const bare = (text ?? '').replace(/[\s.\-()]/g, '').replace(/^00/, '+');
  if (/^0[2-9]\d{8,9}$/.test(bare)) return `+84${bare.slice(1)}`;
  if (/^\+840?[2-9]\d{8,9}$/.test(bare)) return `+84${bare.replace(/^\+840?/, '')}`;
  if (/^84[2-9]\d{8,9}$/.test(bare)) return `+${bare}`;
  return /^\+(?!84)[1-9]\d{7,14}$/.test(bare) ? bare : undefined;
}

/** Merge field of each fact, as people write it in a template: `{{ten_ho_so}}`. */
export const FIELD_OF: Readonly<Record<keyof NoticeParams, string>> = {
  title: 'ten_ho_so',
  unit: 'don_vi',
  round: 'dot',
  receiptNo: 'so_tiep_nhan',
  deadline: 'han',
  reason: 'ly_do',
  items: 'noi_dung',
  count: 'so_luong',
  place: 'dia_diem',
  time: 'thoi_gian',
  decision: 'quyet_dinh',
  award: 'hinh_thuc',
  login: 'ten_dang_nhap',
  principal: 'nguoi_vang',
  deputy: 'nguoi_thay',
  from: 'tu_ngay',
  to: 'den_ngay',
};
/** Fields of every kind: the name of the person and the link. */
export const FIELD_NAME = 'ho_ten';
export const FIELD_LINK = 'lien_ket';
