import { describe, expect, test } from '@jest/globals';
import { mailHtml, mailText, noticeTitle } from './notice-mail.rules';
import { NOTICE_KINDS } from './notice-texts.rules';

const ALL = {
  title: 'T', unit: 'U', round: 'R', receiptNo: 'N', deadline: 'D', reason: 'Y', items: 'I', count: 3, place: 'P',
  time: 'G', decision: 'Q', award: 'A', login: 'L',
}; // prettier-ignore

describe.each(['vi', 'en'] as const)('texts in %s', (locale) => {
  test.each(NOTICE_KINDS)('%s leaves no open place, with all facts or with none', (kind) => {
    for (const params of [ALL, {}]) {
      const { subject, body } = mailText(kind, locale, params, { fullName: 'F', url: 'https://x/y' });
      expect(`${subject}\n${body}\n${noticeTitle(kind, locale, params)}`).not.toMatch(/\{\w+\}|undefined/);
    }
  });
});

test('only addresses of our own become links', () => {
  const html = mailHtml('https://dvk.vn/a?b=1&c=2\nhttps://evil.example/x', 'https://dvk.vn');
  expect(html).toContain('<a href="https://dvk.vn/a?b=1&amp;c=2">');
  expect(html.match(/<a /g)).toEqual(['<a ']);
});
