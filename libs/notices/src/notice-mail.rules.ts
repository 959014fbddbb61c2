import { builtIn, fillBody, fillSubject, type TemplateText, valuesOf } from './message-template.rules';
import { type ChannelCode, isMandatory, type NoticeLocale } from './notice-kinds.rules';
import type { NoticeKind, NoticeParams } from './notice-texts.rules';

/** Where people choose what they get; the link only opens a screen behind sign-in. */
export const CHOICES_PATH = '/profile';
/** Begins the subject of every mail. */
export const MAIL_PREFIX = '[Dân vận khéo] ';

/** The one line that the list of notices shows. */
export function noticeTitle(kind: NoticeKind, locale: NoticeLocale, params: NoticeParams): string {
  return fillSubject(builtIn(kind, locale, 'MAIL').subject, valuesOf(params, { fullName: '', url: '' }));
}

/** Names of kinds whose subject begins with a fact. */
const NAMES: Partial<Record<NoticeKind, Record<NoticeLocale, string>>> = {
  DEPUTY_MADE: { vi: 'Giao, nhận làm thay', en: 'Standing in for somebody' },
  ENTRIES_FORWARDED: { vi: 'Nhiều hồ sơ được chuyển lên', en: 'Several entries forwarded' },
  ASSIGNMENT: { vi: 'Được phân công chấm điểm', en: 'Entries assigned to score' },
  REMINDER: { vi: 'Nhắc hạn', en: 'Reminders of deadlines' },
  REMINDERS: { vi: 'Nhắc hạn (nhiều việc)', en: 'Reminder of several matters' },
  DIGEST: { vi: 'Thư gộp', en: 'Digest' },
  DECISION_ISSUED: { vi: 'Đã ban hành quyết định', en: 'Decision issued' },
};

/** What a kind of message is about, as tables and lists call it. */
export function kindName(kind: NoticeKind, locale: NoticeLocale): string {
  return NAMES[kind]?.[locale] ?? noticeTitle(kind, locale, {});
}

export interface Reader {
  readonly fullName: string;
  /** Address of the work area, without a trailing slash. */
  readonly baseUrl: string;
  /** Path that the link opens; it never changes anything. */
  readonly href: string;
}

/** A message as plain text, from the round's own text or the built-in one. A WEBHOOK message has no subject. */
export function messageText(
  kind: NoticeKind,
  locale: NoticeLocale,
  channel: ChannelCode,
  params: NoticeParams,
  to: Reader,
  own?: TemplateText,
): TemplateText {
  const template = own ?? builtIn(kind, locale, channel);
  const values = valuesOf(params, { fullName: to.fullName, url: `${to.baseUrl}${to.href}` });
  const body = fillBody(template.body, values);
  if (channel === 'WEBHOOK') return { subject: '', body: cut(body, 1000) };
  return {
    subject: cut(`${MAIL_PREFIX}${fillSubject(template.subject, values)}`, 200),
    body: [body, footer(kind, locale, to.baseUrl)].join('\n\n'),
  };
}

/** By whole characters: half of a pair cannot be stored. */
const cut = (text: string, max: number): string => Array.from(text).slice(0, max).join('');

function footer(kind: NoticeKind, locale: NoticeLocale, baseUrl: string): string {
  const vi = locale === 'vi';
  const closing = vi
    ? 'Thư này do phần mềm Dân vận khéo gửi tự động; xin không trả lời.'
    : 'Sent by the Dân vận khéo software; please do not reply.';
  if (isMandatory(kind)) return closing;
  const choose = vi ? 'Chọn thư muốn nhận, gộp thư hoặc thôi nhận:' : 'Choose which mails you get, and how often:';
  return `${closing}\n${choose}\n${baseUrl}${CHOICES_PATH}`;
}

/** The same mail for programs that show HTML: escaped text, line breaks, addresses of `baseUrl` as links. */
export function mailHtml(body: string, baseUrl: string): string {
  const paragraphs = body.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n').map((line) => {
      const escaped = escapeHtml(line);
      return line.startsWith(`${baseUrl}/`) ? `<a href="${escaped}">${escaped}</a>` : escaped;
    });
    return `<p>${lines.join('<br>')}</p>`;
  });
  return `<!doctype html><html><body style="font-family:sans-serif;line-height:1.6">${paragraphs.join('')}</body></html>`;
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
