import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkOf, PortalSite, slugsOf } from '../support/portal-site';

describe('the pages of the public site', () => {
  let site: PortalSite;
  beforeAll(async () => {
    site = await PortalSite.open();
  });
  afterAll(() => site.close());

  it('answers every page in both languages, without script, under a strict policy', async () => {
    for (const path of [
      '/',
      '/guong-dien-hinh',
      '/guong-dien-hinh/hien-dat',
      '/guong-dien-hinh/evil',
      '/kiem-tra',
      '/kiem-tra/HGO2-7K4M-P9QX',
    ])
      for (const url of [path, path === '/' ? '/en' : `/en${path}`]) {
        const answer = await site.get(url);
        expect([url, answer.statusCode]).toEqual([url, 200]);
        expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(answer.headers['content-security-policy']).toBe(
          "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
        expect(
          [...new Set(answer.body.match(/<script[^>]*>/g))].filter(
            (tag) => tag !== '<script type="application/ld+json">',
          ),
        ).toEqual([]);
        expect(answer.body).toContain(`<html lang="${url.startsWith('/en') ? 'en' : 'vi'}">`);
        expect(answer.body).not.toContain('<img src=x');
      }
  });

  it('shows the story, the decision and the photo of a model', async () => {
    const { body } = await site.get('/guong-dien-hinh/hien-dat');
    expect(body).toContain('Đảng viên đi trước, Nhân dân làm theo.');
    expect(body).toContain('01/2025/QĐ-UBND ngày 02/02/2025');
    expect(body).toContain(`/anh/${site.photoId}?rong=960`);
  });

  it('finds without marks, in any case and any normal form', async () => {
    for (const q of ['tieng keng', 'TIẾNG KẺNG', 'tiếng kẻng'.normalize('NFD'), 'keng TIENG'])
      expect([q, await site.found(`q=${encodeURIComponent(q)}`)]).toEqual([q, ['nfd']]);
    expect(await site.found('q=hien+dat')).toEqual(['hien-dat']);
    expect((await site.get('/guong-dien-hinh?q=h%25dat')).body).toContain('Không tìm thấy điển hình nào');
    expect(await site.found('dia-ban=phu+tan&nam=2025')).toEqual(['hien-dat']);
  });

  it('filters by year, level, field, province and kind of recipient', async () => {
    expect(await site.found('nam=2025')).toEqual(['hien-dat']);
    expect(await site.found('cap=district')).toEqual(['nfd']);
    expect(await site.found('linh-vuc=quoc-phong-an-ninh')).toEqual(['nfd']);
    expect(await site.found('tinh=tinh+hau+giang')).toEqual(['hien-dat', 'evil', 'nfd']);
    expect(await site.found('doi-tuong=household&nam=2020')).toHaveLength(15);
    expect(await site.found('doi-tuong=individual')).toEqual([]);
  });

  it('suggests what is written nearly like a search that finds nothing', async () => {
    const { body } = await site.get('/guong-dien-hinh?q=tieng+kegn+anh');
    expect(body).toContain('Không tìm thấy điển hình nào');
    expect(slugsOf(body)).toEqual(['nfd']);
  });

  it('pages forwards and back again through every model once', async () => {
    const seen: (string | undefined)[] = [];
    const pages: (string | undefined)[][] = [];
    let url: string | undefined = '/guong-dien-hinh';
    let previous: string | undefined;
    while (url) {
      const { body }: { body: string } = await site.get(url);
      pages.push(slugsOf(body));
      seen.push(...slugsOf(body));
      previous = linkOf(body, 'prev');
      url = linkOf(body, 'next');
    }
    expect([seen.length, new Set(seen).size, pages.map((page) => page.length)]).toEqual([48, 48, [20, 20, 8]]);
    const back = await site.get(previous ?? '');
    expect(slugsOf(back.body)).toEqual(pages[1]);
    expect(slugsOf((await site.get(linkOf(back.body, 'prev') ?? '')).body)).toEqual(pages[0]);
  });

  it('answers any address with a friendly page, never with 500', async () => {
    const long = 'ấ'.repeat(3000);
    const queries = [
      'nam=abc',
      'nam=9999999999',
      'q=%00',
      'q=%E0%A4',
      `q=${encodeURIComponent(long)}`,
      'q=%F0%9F%98%80',
      'sau=x',
      'truoc=2025.1',
      'sau=2025.00000000-0000-0000-0000-000000000000',
      'q=a&q=b',
      'q[]=a',
      'tinh=%00&cap=%27',
      'q=%ED%A0%80',
      'q=%5C',
      '%',
      '=',
    ];
    for (const query of queries)
      expect([query, (await site.get(`/guong-dien-hinh?${query}`)).statusCode]).toEqual([query, 200]);
    const missing = [
      '/x',
      '/en/x',
      '/guong-dien-hinh/x',
      '/guong-dien-hinh/%00',
      `/guong-dien-hinh/${'a'.repeat(400)}`,
      `/x/${'a'.repeat(2000)}`,
      '/anh/x',
      '/anh/00000000-0000-0000-0000-000000000000',
      '/kiem-tra/x',
      '/kiem-tra/%00',
      '/kiem-tra/AAAA-AAAA-AAAA',
      '/kiem-tra/AAAA-AAAA-AAAA.pdf',
      '/tai-nguyen/x.css',
      '/api/x',
      '/.env',
    ];
    for (const url of missing) {
      const answer = await site.get(url);
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body).toContain('<h1>');
    }
    expect((await site.get('/%E0%A4%A')).statusCode).toBe(400);
    expect((await site.get('/%E0%A4%A')).body).toContain('Không đọc được yêu cầu này');
    for (const [payload, status] of [
      ['{', 400],
      ['{}', 404],
      ['x'.repeat(20_000), 413],
    ] as const) {
      const answer = await site.app.inject({
        method: 'POST',
        url: '/kiem-tra',
        payload,
        headers: { 'content-type': 'application/json' },
      });
      expect([payload.slice(0, 2), answer.statusCode, answer.headers['content-type']]).toEqual([
        payload.slice(0, 2),
        status,
        'text/html; charset=utf-8',
      ]);
    }
  });

  it('names what it could not read', async () => {
    expect((await site.get('/guong-dien-hinh?nam=abc&cap=zz')).body).toContain('đã bỏ qua hoặc rút ngắn: năm, cấp.');
  });
});
