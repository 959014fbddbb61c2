import { type ChannelCode, FIELD_LINK, FIELD_NAME, FIELD_OF, type NoticeLocale } from './notice-kinds.rules';
import { NOTICE_TEXTS, type NoticeKind, type NoticeParams } from './notice-texts.rules';

/** Texts with merge fields such as `{{ten_ho_so}}`. A WEBHOOK message has no subject. */
export interface TemplateText {
  readonly subject: string;
  readonly body: string;
}

export interface TemplateProblem {
  readonly field: 'subject' | 'body';
  readonly code:
    'TEMPLATE_FIELD_UNKNOWN' | 'TEMPLATE_FIELD_MISSING' | 'TEMPLATE_BRACES_OPEN' | 'FIELD_MISSING' | 'FIELD_TOO_LONG';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Longest texts in characters; a gateway cuts a message into paid parts. */
export const TEMPLATE_LIMITS = { MAIL: { subject: 150, body: 5000 }, WEBHOOK: { subject: 0, body: 600 } } as const;

const PLACE = /\{\{\s*([a-z_]{1,40})\s*\}\}/g;
const toFields = (text: string): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(FIELD_OF, name) ? `{{${FIELD_OF[name as keyof NoticeParams]}}}` : place,
  );

/** The text that holds unless a round has its own. */
export function builtIn(kind: NoticeKind, locale: NoticeLocale, channel: ChannelCode): TemplateText {
  const text = NOTICE_TEXTS[kind][locale];
  const subject = toFields(text.subject);
  if (channel === 'WEBHOOK') return { subject: '', body: `${subject}\n{{${FIELD_LINK}}}` };
  const greeting = locale === 'vi' ? `Kính gửi đồng chí {{${FIELD_NAME}}},` : `Dear {{${FIELD_NAME}}},`;
  const lines = text.lines.map(toFields).join('\n');
  return { subject, body: `${greeting}\n\n${lines}\n\n${text.link}:\n{{${FIELD_LINK}}}` };
}

/** Fields that a template of this kind may use: what its built-in texts say, the name and the link. */
export function fieldsOf(kind: NoticeKind): string[] {
  const texts = [NOTICE_TEXTS[kind].vi, NOTICE_TEXTS[kind].en].flatMap((text) => [text.subject, ...text.lines]);
  const used = new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')));
  const facts = (Object.keys(FIELD_OF) as (keyof NoticeParams)[]).filter((name) => used.has(name));
  return [FIELD_NAME, ...facts.map((name) => FIELD_OF[name]), FIELD_LINK];
}

/** Fields that may not be left out: without them the message does not do what it is for. */
export function requiredFields(kind: NoticeKind, channel: ChannelCode): string[] {
  if (channel === 'WEBHOOK') return [];
  const own: Partial<Record<NoticeKind, (keyof NoticeParams)[]>> = {
    ENTRY_RETURNED: ['items', 'deadline'],
    ENTRY_REFUSED: ['reason'],
    SCORESHEET_REOPENED: ['reason'],
    DECISION_SENT_BACK: ['reason'],
    SESSION_INVITATION: ['time', 'place'],
    REMINDER: ['deadline'],
  };
  return [...(own[kind] ?? []).map((name) => FIELD_OF[name]), FIELD_LINK];
}

/** Everything that is wrong with a template, with its place; empty = it can be saved. */
export function checkTemplate(kind: NoticeKind, channel: ChannelCode, text: TemplateText): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const limits = TEMPLATE_LIMITS[channel];
  const known = fieldsOf(kind);
  for (const field of ['subject', 'body'] as const) {
    const value = text[field];
    if (value.trim() === '' && limits[field] > 0) problems.push({ field, code: 'FIELD_MISSING', params: {} });
    if (Array.from(value).length > limits[field])
      problems.push({ field, code: 'FIELD_TOO_LONG', params: { max: limits[field] } });
    value.split('\n').forEach((line, index) => {
      for (const match of line.matchAll(PLACE))
        if (!known.includes(match[1] ?? ''))
          problems.push({ field, code: 'TEMPLATE_FIELD_UNKNOWN', params: { name: match[0], line: index + 1 } });
      if (/\{\{|\}\}/.test(line.replace(PLACE, '')))
        problems.push({ field, code: 'TEMPLATE_BRACES_OPEN', params: { line: index + 1 } });
    });
  }
  const used = new Set([...text.body.matchAll(PLACE)].map((match) => match[1]));
  for (const name of requiredFields(kind, channel))
    if (!used.has(name))
      problems.push({ field: 'body', code: 'TEMPLATE_FIELD_MISSING', params: { name: `{{${name}}}` } });
  return problems;
}

/** Values by field; `name` and `url` complete what the fact gives. */
export function valuesOf(
  params: NoticeParams,
  to: { readonly fullName: string; readonly url: string },
): Record<string, string> {
  const values: Record<string, string> = { [FIELD_NAME]: to.fullName, [FIELD_LINK]: to.url };
  for (const [name, field] of Object.entries(FIELD_OF)) {
    const value = params[name as keyof NoticeParams];
    if (value !== undefined) values[field] = String(value);
  }
  return values;
}

/** One line with its fields filled in, once: braces in a value stay what they are. `complete`: every field had a value. */
function fillLine(line: string, values: Readonly<Record<string, string>>): { text: string; complete: boolean } {
  let complete = true;
  const text = line.replace(PLACE, (_place, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (value === '') complete = false;
    return value;
  });
  return { text, complete };
}

/** A line of text whose fields are all known; otherwise without the fields that are not. */
export function fillSubject(subject: string, values: Readonly<Record<string, string>>): string {
  const { text, complete } = fillLine(subject, values);
  const filled = complete
    ? text
    : fillLine(
        subject.replace(/\s*:?\s*\{\{\s*([a-z_]{1,40})\s*\}\}/g, (place, name: string) => (values[name] ? place : '')),
        values,
      ).text;
  // a line break in a title must not become a second header of the mail
  return filled.replace(/\s+/g, ' ').trim();
}

/** A body, line by line; a line with a fact that is not given is left out. */
export function fillBody(body: string, values: Readonly<Record<string, string>>): string {
  const lines = body.split('\n').map((line) => fillLine(line, values));
  return lines
    .filter((line) => line.complete)
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
