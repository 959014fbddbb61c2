import { NOTICE_TEXTS, type NoticeKind, type NoticeParams } from './notice-texts.rules';

/** A text's facts are all there? Then filled in; otherwise undefined. */
function fill(text: string, params: NoticeParams): string | undefined {
  let complete = true;
  const filled = text.replace(/\{(\w+)\}/g, (_place, name: keyof NoticeParams) => {
    const value = params[name];
    if (value === undefined || value === '') complete = false;
    return String(value ?? '');
  });
  return complete ? filled : undefined;
}

/** The one line that the list of notices shows. */
export function noticeTitle(kind: NoticeKind, locale: 'vi' | 'en', params: NoticeParams): string {
  const text = NOTICE_TEXTS[kind][locale];
  return fill(text.subject, params) ?? text.subject.replace(/\s*:?\s*\{\w+\}/g, '');
}

/**
 * A mail as plain text. The link only opens a page or a form; it never changes anything.
 *
 * @param url complete address, or undefined for a mail without a link
 */
export function mailText(
  kind: NoticeKind,
  locale: 'vi' | 'en',
  params: NoticeParams,
  to: { readonly fullName: string; readonly url: string | undefined },
): { subject: string; body: string } {
  const text = NOTICE_TEXTS[kind][locale];
  const greeting = locale === 'vi' ? `Kính gửi đồng chí ${to.fullName},` : `Dear ${to.fullName},`;
  const closing =
    locale === 'vi'
      ? 'Thư này do phần mềm Dân vận khéo gửi tự động; xin không trả lời.'
      : 'Sent by the Dân vận khéo software; please do not reply.';
  const lines = text.lines.map((line) => fill(line, params)).filter((line) => line !== undefined);
  const link = to.url ? [`${text.link}:\n${to.url}`] : [];
  return {
    // a line break in a title must not become a second header of the mail
    subject: `[Dân vận khéo] ${noticeTitle(kind, locale, params)}`.replace(/\s+/g, ' ').slice(0, 200),
    body: [greeting, lines.join('\n'), ...link, closing].join('\n\n'),
  };
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
