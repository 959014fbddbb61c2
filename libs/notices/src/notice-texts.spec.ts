import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { builtIn, checkTemplate, fieldsOf, fillBody, fillSubject } from './message-template.rules';
import { CHANNELS, FIELD_OF, heldFor, LOCALES, normalPhone, TEMPLATE_KINDS, wants } from './notice-kinds.rules';
import { mailHtml, messageText, noticeTitle } from './notice-mail.rules';
import { NOTICE_KINDS } from './notice-texts.rules';
import { daysLeft, deadlineWindow, stepsOf } from './reminder.rules';

const ALL = {
  title: 'T', unit: 'U', round: 'R', receiptNo: 'N', deadline: 'D', reason: 'Y', items: 'I', count: 3, place: 'P',
  time: 'G', decision: 'Q', award: 'A', login: 'L',
}; // prettier-ignore
const reader = { fullName: 'F', baseUrl: 'https://x', href: '/y' };

describe.each(LOCALES)('built-in texts in %s', (locale) => {
  test.each(NOTICE_KINDS)('%s leaves no open place, with all facts or with none', (kind) => {
    for (const params of [ALL, {}])
      for (const channel of CHANNELS) {
        const { subject, body } = messageText(kind, locale, channel, params, reader);
        expect(`${subject}\n${body}\n${noticeTitle(kind, locale, params)}`).not.toMatch(/\{\w+\}|[{}]{2}|undefined/);
        expect(body).toContain('https://x/y');
      }
  });

  test.each(TEMPLATE_KINDS)('%s could be saved as the text of a round', (kind) => {
    for (const channel of CHANNELS) expect(checkTemplate(kind, channel, builtIn(kind, locale, channel))).toEqual([]);
  });
});

describe('a template', () => {
  const good = {
    subject: 'Trả lại {{ten_ho_so}}',
    body: 'Chào {{ho_ten}}\n{{noi_dung}}\nHạn: {{ han }}\n{{lien_ket}}',
  };
  const wrong = (over: Partial<typeof good>) =>
    checkTemplate('ENTRY_RETURNED', 'MAIL', { ...good, ...over }).map((one) => [one.field, one.code, one.params]);

  test('is refused for an unknown field, with its line', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ body: `${good.body}\n{{quyet_dinh}}` })).toEqual([
      ['body', 'TEMPLATE_FIELD_UNKNOWN', { name: '{{quyet_dinh}}', line: 5 }],
    ]);
    expect(wrong({ subject: '{{mat_khau}}' })).toEqual([
      ['subject', 'TEMPLATE_FIELD_UNKNOWN', { name: '{{mat_khau}}', line: 1 }],
    ]);
  });
  test('is refused for a missing field, open braces, nothing at all and too much', () => {
    expect(wrong({ body: '{{noi_dung}} {{han}}' })).toEqual([
      ['body', 'TEMPLATE_FIELD_MISSING', { name: '{{lien_ket}}' }],
    ]);
    expect(wrong({ subject: 'Trả lại {{ten_ho_so}' })).toEqual([['subject', 'TEMPLATE_BRACES_OPEN', { line: 1 }]]);
    expect(wrong({ subject: ' ' })).toEqual([['subject', 'FIELD_MISSING', {}]]);
    expect(wrong({ subject: 'x'.repeat(151) })).toEqual([['subject', 'FIELD_TOO_LONG', { max: 150 }]]);
  });
  test('leaves out a line whose fact is not given, and fills values in once', () => {
    expect(fillBody('A {{ly_do}}\n\n\nB {{han}}', { han: '{{ly_do}}' })).toBe('B {{ly_do}}');
    expect(fillSubject('Trả lại: {{ten_ho_so}}', {})).toBe('Trả lại');
  });

  test('that was accepted never throws, leaves no field open, makes no second header and no HTML of its own', () => {
    // pieces that go together to everything people might type, and values that try to break out
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('<b>x</b>', 'a\r\nBcc: x@y.z', '"&\'', '$&', ''),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATE_KINDS),
        fc.constantFrom(...CHANNELS),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              ...Object.values(FIELD_OF).map((name) => `{{${name}}}`),
              '{{lien_ket}}',
              '{{',
              '}}',
              '\n',
              ': ',
            ),
            fc.string(),
          ),
        ),
        fc.dictionary(fc.constantFrom(...Object.keys(FIELD_OF)), value),
        (kind, channel, pieces, params) => {
          const body = [...pieces, ...fieldsOf(kind).map((name) => `{{${name}}}`)].join('');
          const template = { subject: channel === 'MAIL' ? `x ${pieces.join('').slice(0, 100)}` : '', body };
          const problems = checkTemplate(kind, channel, template);
          const text = messageText(kind, 'vi', channel, params, reader, template);
          expect(text.subject).not.toMatch(/[\r\n]/);
          const html = mailHtml(text.body, reader.baseUrl);
          expect(
            html.replace(
              /<\/?(?:!doctype html|html|body style="[^"]*"|body|p|br|a href="https:\/\/x\/[^"<>]*"|a)>/g,
              '',
            ),
          ).not.toMatch(/[<>]/);
          const braces = Object.values(params).some((one) => /[{}]/.test(one));
          if (problems.length === 0 && !braces) expect(`${text.subject}${text.body}`).not.toMatch(/\{\{|\}\}/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('only addresses of our own become links', () => {
  const html = mailHtml('https://dvk.vn/a?b=1&c=2\nhttps://evil.example/x', 'https://dvk.vn');
  expect(html).toContain('<a href="https://dvk.vn/a?b=1&amp;c=2">');
  expect(html.match(/<a /g)).toEqual(['<a ']);
});

describe('choices', () => {
  test('mails of duty always come, and at once; others follow the person', () => {
    const off = { ENTRY_RETURNED: { MAIL: false }, REMINDER: { MAIL: false } };
    expect([
      wants(off, 'ENTRY_RETURNED', 'MAIL'),
      wants(off, 'REMINDER', 'MAIL'),
      wants(off, 'REMINDERS', 'MAIL'),
    ]).toEqual([true, false, false]);
    expect([
      heldFor('WEEKLY', 'ENTRY_RETURNED'),
      heldFor('WEEKLY', 'ENTRY_SUBMITTED'),
      heldFor('WEEKLY', 'REMINDER'),
    ]).toEqual([null, 'WEEKLY', 'DAILY']);
  });
  test('a link for one use never goes to a telephone', () =>
    expect(wants({ PASSWORD_RESET: { WEBHOOK: true } }, 'PASSWORD_RESET', 'WEBHOOK')).toBe(false));
});

test.each([
  ['0912 345 678', '+84912345678'],
  ['(+84) 912.345.678', '+84912345678'],
  ['+84 0912 345 678', '+84912345678'],
  ['0084912345678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['0293-3878 123', '+842933878123'],
  ['+856 20 5551 2345', '+8562055512345'],
  ['12345', undefined],
  ['0912345678 hoặc 0913', undefined],
  ['', undefined],
  [null, undefined],
])('telephone %j is %j for the gateway', (text, phone) => expect(normalPhone(text)).toBe(phone));

describe('reminder days', () => {
  test('a step counts on its day and the next, unless that day has a step of its own', () => {
    expect(stepsOf({ before: [7, 3, 1], after: [1, 3] }).map(({ step, from, to }) => [step, from, to])).toEqual([
      [7, 6, 7],
      [3, 2, 3],
      [1, 0, 1],
      [-1, -2, -1],
      [-3, -4, -3],
    ]);
    expect(stepsOf({ before: [2, 1], after: [] }).map(({ step, from, to }) => [step, from, to])).toEqual([
      [2, 2, 2],
      [1, 0, 1],
    ]);
  });
  test('the day is that of Viet Nam, and midnight belongs to the day that ends', () => {
    const { since, until } = deadlineWindow('2026-03-01', 2, 3);
    expect([daysLeft('2026-03-01', since), daysLeft('2026-03-01', until)]).toEqual([2, 3]);
    expect(daysLeft('2026-03-01', new Date(since.getTime() - 1))).toBe(1);
    expect(daysLeft('2026-03-01', new Date(until.getTime() + 1))).toBe(4);
    expect(daysLeft('2026-03-01', new Date('2026-03-02T17:00:00Z'))).toBe(1);
  });
});
