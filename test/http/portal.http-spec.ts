import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ENV } from '@app/platform';
import { createPortal } from '../../apps/portal/src/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import { type FixtureModel, PortalFixture } from '../support/portal-fixture';

const EVIL = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
const base: FixtureModel = {
  slug: 'hien-dat',
  title: 'Vận động Nhân dân hiến đất mở đường',
  recipient: 'Chi bộ ấp Phú Lợi',
  unit: 'Chi bộ ấp Phú Lợi',
  place: 'xã Phú Tân, huyện Châu Thành',
  province: 'Tỉnh Hậu Giang',
  year: 2025,
  field: 'KINH_TE',
  level: 'PROVINCE',
  subjectType: 'COLLECTIVE',
  award: 'Bằng khen',
};

describe('the public site', () => {
  let database: TestDatabase;
  let fixture: PortalFixture;
  let app: NestFastifyApplication;
  let photoId: string;
  let privatePhotoId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const env = testEnv(database, { PORTAL_URL: 'https://portal.example.vn' });
    fixture = new PortalFixture(database.url);
    await fixture.open();
    const picture = (red: number) =>
      sharp({ create: { width: 1200, height: 800, channels: 3, background: { r: red, g: 90, b: 60 } } })
        .withExif({ IFD0: { Artist: 'Nguyễn Văn Bí Mật' } })
        .jpeg()
        .toBuffer();
    photoId = await fixture.storePhoto(env.dataDir, await picture(120), 'image/jpeg');
    privatePhotoId = await fixture.storePhoto(env.dataDir, await picture(10), 'image/jpeg');
    const text = 'Đảng viên đi trước, Nhân dân làm theo.';
    await fixture.publish({ ...base, code: 'HGO2-7K4M-P9QX', sections: [{ title: 'Lý do', text }], photos: [{ fileId: photoId, caption: 'Con lộ mới' }] });
    await fixture.publish({ ...base, slug: 'evil', title: EVIL, recipient: EVIL, unit: EVIL, place: EVIL, award: EVIL, year: 2024, sections: [{ title: EVIL, text: EVIL }] });
    await fixture.publish({ ...base, slug: 'nfd', title: 'TIẾNG KẺNG AN NINH'.normalize('NFD'), field: 'QUOC_PHONG_AN_NINH', level: 'DISTRICT', year: 2023 });
    for (let i = 1; i <= 45; i += 1)
      await fixture.publish({ ...base, slug: `so-${i}`, title: `Tổ tiết kiệm số ${i}`, province: 'Thành phố Cần Thơ', subjectType: 'HOUSEHOLD', level: 'COMMUNE', field: 'VAN_HOA_XA_HOI', year: 2020 + (i % 3) });
    app = await createPortal(env, { quiet: true, cacheMs: 0 });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await fixture.close();
    await database.drop();
  });

  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
  const slugs = (html: string) => [...html.matchAll(/<h3 lang="vi"><a href="(?:\/en)?\/guong-dien-hinh\/([^"]+)"/g)].map((match) => match[1]);
  const found = async (query: string) => slugs((await get(`/guong-dien-hinh?${query}`)).body);

  it('answers every page in both languages, without script, under a strict policy', async () => {
    for (const path of ['/', '/guong-dien-hinh', '/guong-dien-hinh/hien-dat', '/guong-dien-hinh/evil', '/kiem-tra', '/kiem-tra/HGO2-7K4M-P9QX'])
      for (const url of [path, path === '/' ? '/en' : `/en${path}`]) {
        const answer = await get(url);
        expect([url, answer.statusCode]).toEqual([url, 200]);
        expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(answer.headers['content-security-policy']).toBe(
          "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
        expect([...new Set(answer.body.match(/<script[^>]*>/g))].filter((tag) => tag !== '<script type="application/ld+json">')).toEqual([]);
        expect(answer.body).toContain(`<html lang="${url.startsWith('/en') ? 'en' : 'vi'}">`);
        expect(answer.body).not.toContain('<img src=x');
      }
  });

  it('shows the story, the decision and the photo of a model', async () => {
    const { body } = await get('/guong-dien-hinh/hien-dat');
    expect(body).toContain('Đảng viên đi trước, Nhân dân làm theo.');
    expect(body).toContain('01/2025/QĐ-UBND ngày 02/02/2025');
    expect(body).toContain(`/anh/${photoId}?rong=960`);
  });

  it('finds without marks, in any case and any normal form', async () => {
    for (const q of ['tieng keng', 'TIẾNG KẺNG', 'tiếng kẻng'.normalize('NFD'), 'keng TIENG'])
      expect([q, await found(`q=${encodeURIComponent(q)}`)]).toEqual([q, ['nfd']]);
    expect(await found('q=hien+dat')).toEqual(['hien-dat']);
    expect((await get('/guong-dien-hinh?q=h%25dat')).body).toContain('Không tìm thấy điển hình nào');
    expect(await found('dia-ban=phu+tan&nam=2025')).toEqual(['hien-dat']);
  });

  it('filters by year, level, field, province and kind of recipient', async () => {
    expect(await found('nam=2025')).toEqual(['hien-dat']);
    expect(await found('cap=district')).toEqual(['nfd']);
    expect(await found('linh-vuc=quoc-phong-an-ninh')).toEqual(['nfd']);
    expect(await found('tinh=tinh+hau+giang')).toEqual(['hien-dat', 'evil', 'nfd']);
    expect(await found('doi-tuong=household&nam=2020')).toHaveLength(15);
    expect(await found('doi-tuong=individual')).toEqual([]);
  });

  it('suggests what is written nearly like a search that finds nothing', async () => {
    const { body } = await get('/guong-dien-hinh?q=tieng+kegn+anh');
    expect(body).toContain('Không tìm thấy điển hình nào');
    expect(slugs(body)).toEqual(['nfd']);
  });

  it('pages forwards and back again through every model once', async () => {
    const seen: (string | undefined)[] = [];
    const pages: (string | undefined)[][] = [];
    let url: string | undefined = '/guong-dien-hinh';
    let previous: string | undefined;
    while (url) {
      const { body }: { body: string } = await get(url);
      pages.push(slugs(body));
      seen.push(...slugs(body));
      previous = link(body, 'prev');
      url = link(body, 'next');
    }
    expect([seen.length, new Set(seen).size, pages.map((page) => page.length)]).toEqual([48, 48, [20, 20, 8]]);
    const back = await get(previous ?? '');
    expect(slugs(back.body)).toEqual(pages[1]);
    expect(slugs((await get(link(back.body, 'prev') ?? '')).body)).toEqual(pages[0]);
  });
  const link = (html: string, rel: string): string | undefined => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

  it('answers any address with a friendly page, never with 500', async () => {
    const long = 'ấ'.repeat(3000);
    const queries = ['nam=abc', 'nam=9999999999', 'q=%00', 'q=%E0%A4', `q=${encodeURIComponent(long)}`, 'q=%F0%9F%98%80', 'sau=x', 'truoc=2025.1', 'sau=2025.00000000-0000-0000-0000-000000000000', 'q=a&q=b', 'q[]=a', 'tinh=%00&cap=%27', 'q=%ED%A0%80', 'q=%5C', '%', '='];
    for (const query of queries) expect([query, (await get(`/guong-dien-hinh?${query}`)).statusCode]).toEqual([query, 200]);
    const missing = ['/x', '/en/x', '/guong-dien-hinh/x', '/guong-dien-hinh/%00', `/guong-dien-hinh/${'a'.repeat(400)}`, `/x/${'a'.repeat(2000)}`, '/anh/x', '/anh/00000000-0000-0000-0000-000000000000', '/kiem-tra/x', '/kiem-tra/%00', '/kiem-tra/AAAA-AAAA-AAAA', '/kiem-tra/AAAA-AAAA-AAAA.pdf', '/tai-nguyen/x.css', '/api/x', '/.env'];
    for (const url of missing) {
      const answer = await get(url);
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body).toContain('<h1>');
    }
    expect((await get('/%E0%A4%A')).statusCode).toBe(400);
    expect((await get('/%E0%A4%A')).body).toContain('Không đọc được yêu cầu này');
    for (const [payload, status] of [['{', 400], ['{}', 404], ['x'.repeat(20_000), 413]] as const) {
      const answer = await app.inject({ method: 'POST', url: '/kiem-tra', payload, headers: { 'content-type': 'application/json' } });
      expect([payload.slice(0, 2), answer.statusCode, answer.headers['content-type']]).toEqual([payload.slice(0, 2), status, 'text/html; charset=utf-8']);
    }
  });

  it('names what it could not read', async () => {
    expect((await get('/guong-dien-hinh?nam=abc&cap=zz')).body).toContain('đã bỏ qua hoặc rút ngắn: năm, cấp.');
  });

  it('finds a certificate as it is typed by people', async () => {
    for (const url of ['/kiem-tra/hgo27k4mp9qx', '/kiem-tra/HG02-7K4M-P9QX', '/kiem-tra/hgo2%207k4m%20p9qx', '/kiem-tra?ma=hgo27k4mp9qx']) {
      const answer = await get(url);
      expect([url, answer.statusCode]).toEqual([url, 302]);
      const next = await get(answer.headers.location ?? '');
      expect(next.headers.location ?? '/kiem-tra/HGO2-7K4M-P9QX').toBe('/kiem-tra/HGO2-7K4M-P9QX');
    }
    const answer = await get('/kiem-tra/HGO2-7K4M-P9QX');
    expect(answer.body).toContain('Còn hiệu lực');
    expect(answer.headers['cache-control']).toBe('no-cache');
    const unknown = await get('/kiem-tra/ZZZZ-ZZZZ-ZZZZ');
    expect([unknown.statusCode, unknown.body.includes('Không có giấy nào mang mã này')]).toEqual([404, true]);
    expect((await get('/kiem-tra?ma=12')).body).toContain('Mã cần đúng 12 chữ cái');
  });

  it('sets the copy of a valid certificate as PDF, and none of a revoked one', async () => {
    const answer = await get('/kiem-tra/HGO2-7K4M-P9QX.pdf');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    await fixture.query(`UPDATE certificate SET state = 'REVOKED', state_reason = 'Kê khai không đúng', state_changed_at = now()`);
    const page = await get('/kiem-tra/HGO2-7K4M-P9QX');
    expect([page.statusCode, page.body.includes('Đã bị thu hồi'), page.body.includes('Kê khai không đúng')]).toEqual([200, true, true]);
    expect((await get('/kiem-tra/HGO2-7K4M-P9QX.pdf')).statusCode).toBe(404);
  });

  it('serves published photos only, as WebP of a screen, without what the camera wrote', async () => {
    const answer = await get(`/anh/${photoId}?rong=480`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/webp']);
    const { width, format, exif } = await sharp(answer.rawPayload).metadata();
    expect({ width, format, exif }).toEqual({ width: 480, format: 'webp', exif: undefined });
    expect((await get(`/anh/${photoId}?rong=480`, { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304);
    expect((await sharp((await get(`/anh/${photoId}?rong=9999`)).rawPayload).metadata()).width).toBe(960);
    expect((await get(`/anh/${privatePhotoId}`)).statusCode).toBe(404);
  });

  it('gives feeds, a map and rules for robots', async () => {
    const rss = await get('/rss.xml');
    expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(rss.body.match(/<item>/g)).toHaveLength(48);
    expect(rss.body).not.toContain('<script');
    const feed = (await get('/feed.json')).json<{ version: string; items: { url: string }[] }>();
    expect([feed.version, feed.items.length]).toEqual(['https://jsonfeed.org/version/1.1', 48]);
    expect((await get('/sitemap.xml')).body.match(/<url>/g)).toHaveLength(51);
    expect((await get('/robots.txt')).body).toContain('Sitemap: https://portal.example.vn/sitemap.xml');
  });

  it('lets browsers and proxies keep pages and asks them for nothing twice', async () => {
    const first = await get('/', { 'accept-encoding': 'gzip' });
    expect(first.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
    expect(first.headers['content-encoding']).toBe('gzip');
    expect((await get('/', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec((await get('/')).body)?.[1] ?? '';
    expect((await get(sheet)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(200);
  });

  it('is healthy', async () => {
    for (const path of ['live', 'ready']) expect((await get(`/api/health/${path}`)).json()).toEqual({ status: 'ok' });
  });

  it('forgets a withdrawn publication everywhere', async () => {
    const gone = await fixture.storePhoto(testEnvFolder(), await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } }).png().toBuffer(), 'image/png');
    const { publicationId } = await fixture.publish({ ...base, slug: 'rut', title: 'Mô hình bị rút lại', year: 2025, code: 'RRRR-TTTT-2222', photos: [{ fileId: gone, caption: '' }] });
    const places = ['/', '/guong-dien-hinh', '/guong-dien-hinh?q=bi+rut', '/rss.xml', '/feed.json', '/sitemap.xml'];
    const shown = async () => Promise.all(places.map(async (url) => (await get(url)).body.includes('/guong-dien-hinh/rut')));
    const single = async () => Promise.all(['/guong-dien-hinh/rut', '/kiem-tra/RRRR-TTTT-2222', `/anh/${gone}`].map(async (url) => (await get(url)).statusCode));
    expect([await shown(), await single()]).toEqual([places.map(() => true), [200, 200, 200]]);
    await fixture.withdraw(publicationId);
    expect([await shown(), await single()]).toEqual([places.map(() => false), [404, 404, 404]]);
    expect((await get('/guong-dien-hinh?q=bi+rut+lai')).body).not.toContain('Mô hình bị rút lại');
  });
  const testEnvFolder = (): string => app.get<{ dataDir: string }>(ENV).dataDir;
});
