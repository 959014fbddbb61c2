import { describe, expect, it } from '@jest/globals';
import { lookalikes, readCode } from './certificate-code.rules';
import { jsonFeed, rss, siteMap, xml } from './feeds.rules';
import { barLength, formatDate, formatDay, formatNumber, paragraphs, summary } from './format.rules';
import { readFilter, readKeyset, searchWords, writeFilter } from './list-filter.rules';

describe('the code of a certificate', () => {
  it.each([
    ['HGD2-7K4M-P9QX', 'HGD2-7K4M-P9QX'],
    ['hgd27k4mp9qx', 'HGD2-7K4M-P9QX'],
    [' hgd2 7k4m – p9qx ', 'HGD2-7K4M-P9QX'],
    ['hgd2.7k4m_p9qx.pdf', 'HGD2-7K4M-P9QX'],
    ['https://portal.vn/en/kiem-tra/HGD2-7K4M-P9QX?x=1', 'HGD2-7K4M-P9QX'],
  ])('is read from %j', (typed, code) => expect(readCode(typed)).toBe(code));

  it.each(['', 'HGD2-7K4M', 'HGD2-7K4M-P9QX-1', 'ĐGD2-7K4M-P9QX', "' OR 1=1 --", '\0'])('cannot be %j', (typed) =>
    expect(readCode(typed)).toBeUndefined(),
  );

  it('is looked up under every reading of letters that look alike, as typed first', () => {
    expect(lookalikes('AAO2-L222-2222')).toEqual([
      'AAO2-L222-2222',
      'AAO2-I222-2222',
      'AAO2-1222-2222',
      'AA02-L222-2222',
      'AA02-I222-2222',
      'AA02-1222-2222',
    ]);
    expect(lookalikes('IIII-IIII-IIII')).toHaveLength(256);
    expect(lookalikes('IIII-IIII-IIII')[0]).toBe('IIII-IIII-IIII');
  });
});

describe('the filter in an address', () => {
  const id = '0198c9a0-0000-7000-8000-000000000001';

  it('is read and written back the same', () => {
    const query = {
      q: ' hiến  đất ',
      nam: '2025',
      cap: 'province',
      'linh-vuc': 'kinh-te',
      tinh: 'Tỉnh Hậu Giang',
      'doi-tuong': 'HOUSEHOLD',
      sau: `2025.${id}`,
    };
    const { filter, ignored } = readFilter(query);
    expect({ ...filter }).toEqual({
      q: 'hiến đất',
      year: 2025,
      level: 'PROVINCE',
      field: 'KINH_TE',
      province: 'Tỉnh Hậu Giang',
      place: undefined,
      subjectType: 'HOUSEHOLD',
      after: { year: 2025, id },
    });
    expect(ignored).toEqual([]);
    expect(readFilter(Object.fromEntries(new URLSearchParams(writeFilter(filter)))).filter).toEqual(filter);
  });

  it('leaves out and names what cannot be read', () => {
    const { filter, ignored } = readFilter({
      q: 'a\0b',
      nam: 'abc',
      cap: 'XÃ',
      'linh-vuc': ['kinh-te', 'x'],
      sau: '2025.1 OR 1=1',
      truoc: {},
    });
    expect(filter).toEqual({ field: 'KINH_TE' });
    expect(ignored).toEqual(['q', 'year', 'level', 'after']);
  });

  it('cuts a text of more than a hundred characters, by characters and not by halves of them', () => {
    const { filter, ignored } = readFilter({ q: '😀'.repeat(5000) });
    expect([filter.q, ignored]).toEqual(['😀'.repeat(100), ['q']]);
  });

  it('takes a place in the list only as year and id', () => {
    expect(readKeyset(`2024.${id}`)).toEqual({ year: 2024, id });
    for (const bad of ['', '2024', `x.${id}`, '2024.1', `99999.${id}`]) expect(readKeyset(bad)).toBeUndefined();
  });

  it('takes the special characters of LIKE literally and at most eight words', () => {
    expect(searchWords(' 100% a_b c\\d ')).toEqual(['%100\\%%', '%a\\_b%', '%c\\\\d%']);
    expect(searchWords('a b c d e f g h i j')).toHaveLength(8);
  });
});

describe('numbers, dates and texts', () => {
  it('are written as people of the language write them', () => {
    expect(formatNumber('12500.50', 'vi')).toBe('12.500,5');
    expect(formatNumber('12500.50', 'en')).toBe('12,500.5');
    expect(formatNumber('12345678901234567890.1', 'vi')).toBe('12.345.678.901.234.567.890,1');
    expect(formatNumber('chưa rõ', 'vi')).toBe('chưa rõ');
    expect(formatDate('2026-02-05')).toBe('05/02/2026');
    expect(formatDay(new Date('2026-02-05T18:00:00Z'))).toBe('06/02/2026');
  });

  it('make bars that show anything above nothing', () => {
    expect([barLength(0, 10), barLength(1, 10_000), barLength(5, 10), barLength(10, 10), barLength(0, 0)]).toEqual([
      0, 1, 50, 100, 0,
    ]);
  });

  it('are split into paragraphs and cut at words', () => {
    expect(paragraphs('một\n\n hai \r\n')).toEqual(['một', 'hai']);
    expect(summary('Nhân dân ấp Phú Lợi hiến đất làm đường', 20)).toBe('Nhân dân ấp Phú Lợi…');
    expect(summary('ngắn', 20)).toBe('ngắn');
  });
});

describe('feeds', () => {
  const head = { title: 'T & V', description: 'd', home: 'https://p.vn', self: 'https://p.vn/rss.xml' };
  const item = {
    url: 'https://p.vn/a',
    title: '<b>]]>"',
    summary: 'x\u0000\ud800y',
    publishedAt: new Date('2026-01-02T03:04:05Z'),
    category: 'Kinh tế',
  };

  it('escape everything and leave out what XML does not know', () => {
    expect(xml('<a b="c">&\u0001\'\n')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#39;\n');
    expect(rss(head, [item])).toContain('<title>&lt;b&gt;]]&gt;&quot;</title>');
    expect(rss(head, [item])).toContain('<description>x\ufffdy</description>');
    expect(rss(head, [item])).toContain('<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>');
  });

  it('give the same items as JSON and an address each in the map', () => {
    expect((JSON.parse(jsonFeed(head, [item])) as { items: unknown[] }).items).toEqual([
      {
        id: item.url,
        url: item.url,
        title: item.title,
        content_text: 'x\u0000\ud800y',
        date_published: '2026-01-02T03:04:05.000Z',
        tags: ['Kinh tế'],
      },
    ]);
    expect(siteMap([{ url: 'https://p.vn/?a&b' }])).toContain('<url><loc>https://p.vn/?a&amp;b</loc></url>');
  });
});
