import { describe, expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { href, localeOf, type PageContext, textsOf } from './locale';
import type { Model } from './model.queries';
import { dataBlock } from './pages/layout';
import { modelPage } from './pages/model';
import { BarTable, placeLine } from './pages/parts';
import { certificatePage, checkPage } from './pages/certificate';
import { en } from './texts.en';
import { vi } from './texts.vi';

const page = (locale: 'vi' | 'en'): PageContext => ({
  locale,
  t: textsOf(locale),
  path: '/x',
  origin: 'https://p.vn',
  assets: { stylesheet: '/s.css', icon: '/i.svg', preload: [] },
});
const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
const model: Model = {
  id: '0198c9a0-0000-7000-8000-000000000001',
  slug: 'a',
  title: evil,
  recipientName: evil,
  unitName: evil,
  place: evil,
  provinceName: 'Tỉnh Hậu Giang',
  year: 2025,
  fieldCode: 'KINH_TE',
  subjectType: 'INDIVIDUAL',
  level: 'PROVINCE',
  awardFormName: evil,
  decisionNumber: evil,
  decidedOn: '2025-02-05',
  publishedAt: new Date('2025-02-06T00:00:00Z'),
  photoId: null,
  roundName: evil,
  sections: [{ title: evil, text: evil }],
  contributions: [
    { name: 'Đất', qualifier: 'OVER', amount: '1234.5', unit: 'm²' },
    { name: 'Công', qualifier: 'ABOUT', amount: '300', unit: 'ngày công' },
    { name: 'Hộ', qualifier: 'EXACT', amount: '12', unit: 'hộ' },
  ],
  photos: [{ fileId: '0198c9a0-0000-7000-8000-000000000002', caption: evil }],
};
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a page', () => {
  it('escapes whatever people wrote, and its only script element is data', () => {
    const html = modelPage(page('vi'), model);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="application/ld+json">']);
    expect(html.match(/<\/script>/g)).toEqual(['</script>']);
    expect(html).not.toContain('<img src=x');
    const tags = (html.match(/<[a-z][^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, ''));
    expect(tags.filter((tag) => / style=| on[a-z]+=/.test(tag))).toEqual([]);
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect((JSON.parse(data) as { headline: string }).headline).toBe(evil);
  });

  it('can hold any text inside its data', () => {
    expect(dataBlock({ a: '</script>' })).toBe('{"a":"\\u003c/script>"}');
  });

  it('says figures as reports do, in the language of the page', () => {
    expect(text(modelPage(page('vi'), model))).toContain('trên 1.234,5 m² Đất khoảng 300 ngày công Công 12 hộ Hộ');
    expect(text(modelPage(page('en'), model))).toContain('over 1,234.5 m² Đất about 300 ngày công Công 12 hộ Hộ');
  });

  it('names its language and the language of what was published', () => {
    const html = modelPage(page('en'), { ...model, title: 'Mô hình' });
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<h1 lang="vi">Mô hình</h1>');
  });
});

describe('parts of pages', () => {
  it('write a place once, without what the recipient is called', () => {
    const place = { recipientName: 'Chi bộ A', unitName: 'Chi bộ A', place: 'Xã X, Huyện Y', provinceName: 'Tỉnh Z' };
    expect(placeLine(place)).toBe('Xã X, huyện Y, tỉnh Z');
    expect(placeLine({ ...place, unitName: 'Ấp 1', place: 'Xã X, Tỉnh Z' })).toBe('Ấp 1, xã X, tỉnh Z');
    expect(placeLine({ recipientName: 'Tỉnh Z', unitName: 'Tỉnh Z', place: '', provinceName: 'Tỉnh Z' })).toBe(
      'Tỉnh Z',
    );
  });

  it('draw every bar beside its number', () => {
    const html = renderToStaticMarkup(
      <BarTable
        page={page('vi')}
        caption="c"
        column="k"
        rows={[
          { code: 'a', count: 2000 },
          { code: 'b', count: 1000 },
        ]}
        name={(code) => code}
        address={(code) => `/${code}`}
      />,
    );
    expect([...html.matchAll(/<rect width="(\d+)"/g)].map((match) => match[1])).toEqual(['100', '50']);
    expect([...html.matchAll(/<td class="number figure">([^<]*)</g)].map((match) => match[1])).toEqual([
      '2.000',
      '1.000',
    ]);
  });

  it('tie the problem of a code to its field', () => {
    const html = checkPage(page('vi'), '12<');
    expect(html).toContain('aria-invalid="true" aria-describedby="ma-loi ma-goi-y"');
    expect(html).toContain('value="12&lt;"');
  });
});

describe('the result of a check', () => {
  const found = {
    code: 'HGD2-7K4M-P9QX',
    numberText: '001/SV',
    stateReason: 'Kê khai không đúng',
    stateChangedAt: new Date('2026-03-01T00:00:00Z'),
    issuedOn: '2025-02-05',
    recipientName: 'Chi bộ A',
    unitName: 'Chi bộ A',
    title: 'Mô hình',
    awardFormName: 'Bằng khen',
    decisionNumber: '06/2025/QĐ-UBND',
    decidedOn: '2025-02-05',
    issuerName: 'Ủy ban nhân dân tỉnh Z',
    family: 'STATE' as const,
    signerAuthority: 'KT.',
    signerTitle: 'Phó Chủ tịch',
    signerName: 'Trần Văn Minh',
    provinceName: 'Tỉnh Z',
    year: 2025,
  };

  it('offers a copy only of what is valid', () => {
    expect(certificatePage(page('vi'), { ...found, state: 'VALID' })).toContain('href="/kiem-tra/HGD2-7K4M-P9QX.pdf"');
    for (const state of ['REVOKED', 'REISSUED'] as const)
      expect(certificatePage(page('vi'), { ...found, state })).not.toContain('.pdf');
  });

  it('says since when and why a paper is no longer valid', () => {
    expect(text(certificatePage(page('vi'), { ...found, state: 'REVOKED' }))).toContain(
      'Đã bị thu hồi Giấy này không còn giá trị. Từ ngày 01/03/2026. Lý do: Kê khai không đúng',
    );
  });
});

describe('languages', () => {
  it('are told by the address', () => {
    expect(['/', '/en', '/en/kiem-tra', '/en?a', '/england', '/kiem-tra'].map(localeOf)).toEqual([
      'vi',
      'en',
      'en',
      'en',
      'vi',
      'vi',
    ]);
    expect([href('vi', '/'), href('en', '/'), href('en', '/a')]).toEqual(['/', '/en', '/en/a']);
  });

  it('have words for the same codes', () => {
    for (const names of ['fields', 'levels', 'subjectTypes', 'qualifiers', 'filters'] as const)
      expect(Object.keys(en[names])).toEqual(Object.keys(vi[names]));
  });
});
