import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { PLAIN, PortalSite } from '../support/portal-site';

describe('what the public site gives away', () => {
  let site: PortalSite;
  beforeAll(async () => {
    site = await PortalSite.open();
  });
  afterAll(() => site.close());

  it('finds a certificate as it is typed by people', async () => {
    for (const url of [
      '/kiem-tra/hgo27k4mp9qx',
      '/kiem-tra/HG02-7K4M-P9QX',
      '/kiem-tra/hgo2%207k4m%20p9qx',
      '/kiem-tra?ma=hgo27k4mp9qx',
    ]) {
      const answer = await site.get(url);
      expect([url, answer.statusCode]).toEqual([url, 302]);
      const next = await site.get(answer.headers.location ?? '');
      expect(next.headers.location ?? '/kiem-tra/HGO2-7K4M-P9QX').toBe('/kiem-tra/HGO2-7K4M-P9QX');
    }
    const answer = await site.get('/kiem-tra/HGO2-7K4M-P9QX');
    expect(answer.body).toContain('Còn hiệu lực');
    expect(answer.headers['cache-control']).toBe('no-cache');
    const unknown = await site.get('/kiem-tra/ZZZZ-ZZZZ-ZZZZ');
    expect([unknown.statusCode, unknown.body.includes('Không có giấy nào mang mã này')]).toEqual([404, true]);
    expect((await site.get('/kiem-tra?ma=12')).body).toContain('Mã cần đúng 12 chữ cái');
  });

  it('sets the copy of a valid certificate as PDF, and none of a revoked one', async () => {
    const answer = await site.get('/kiem-tra/HGO2-7K4M-P9QX.pdf');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    await site.fixture.query(
      `UPDATE certificate SET state = 'REVOKED', state_reason = 'Kê khai không đúng', state_changed_at = now()`,
    );
    const page = await site.get('/kiem-tra/HGO2-7K4M-P9QX');
    expect([page.statusCode, page.body.includes('Đã bị thu hồi'), page.body.includes('Kê khai không đúng')]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await site.get('/kiem-tra/HGO2-7K4M-P9QX.pdf')).statusCode).toBe(404);
  }, 60_000); // loads the typesetter

  it('serves published photos only, as WebP of a screen, without what the camera wrote', async () => {
    const answer = await site.get(`/anh/${site.photoId}?rong=480`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/webp']);
    const { width, format, exif } = await sharp(answer.rawPayload).metadata();
    expect({ width, format, exif }).toEqual({ width: 480, format: 'webp', exif: undefined });
    expect(
      (await site.get(`/anh/${site.photoId}?rong=480`, { 'if-none-match': String(answer.headers.etag) })).statusCode,
    ).toBe(304);
    expect((await sharp((await site.get(`/anh/${site.photoId}?rong=9999`)).rawPayload).metadata()).width).toBe(960);
    expect((await site.get(`/anh/${site.privatePhotoId}`)).statusCode).toBe(404);
  });

  it('gives feeds, a map and rules for robots', async () => {
    const rss = await site.get('/rss.xml');
    expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(rss.body.match(/<item>/g)).toHaveLength(48);
    expect(rss.body).not.toContain('<script');
    const feed = (await site.get('/feed.json')).json<{ version: string; items: { url: string }[] }>();
    expect([feed.version, feed.items.length]).toEqual(['https://jsonfeed.org/version/1.1', 48]);
    expect((await site.get('/sitemap.xml')).body.match(/<url>/g)).toHaveLength(51);
    expect((await site.get('/robots.txt')).body).toContain('Sitemap: https://portal.example.vn/sitemap.xml');
  });

  it('lets browsers and proxies keep pages and asks them for nothing twice', async () => {
    const first = await site.get('/', { 'accept-encoding': 'gzip' });
    expect(first.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
    expect(first.headers['content-encoding']).toBe('gzip');
    expect((await site.get('/', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec((await site.get('/')).body)?.[1] ?? '';
    expect((await site.get(sheet)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await site.app.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(200);
  });

  it('goes on after the database has broken all connections', async () => {
    await site.fixture.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dvk-portal' AND datname = current_database()`,
    );
    await new Promise((done) => setTimeout(done, 200));
    expect((await site.get('/guong-dien-hinh/hien-dat')).statusCode).toBe(200);
  });

  it('is healthy', async () => {
    for (const path of ['live', 'ready'])
      expect((await site.get(`/api/health/${path}`)).json()).toEqual({ status: 'ok' });
  });

  it('forgets a withdrawn publication everywhere', async () => {
    const gone = await site.fixture.storePhoto(
      site.dataDir,
      await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
      'image/png',
    );
    const { publicationId } = await site.fixture.publish({
      ...PLAIN,
      slug: 'rut',
      title: 'Mô hình bị rút lại',
      year: 2025,
      code: 'RRRR-TTTT-2222',
      photos: [{ fileId: gone, caption: '' }],
    });
    const places = ['/', '/guong-dien-hinh', '/guong-dien-hinh?q=bi+rut', '/rss.xml', '/feed.json', '/sitemap.xml'];
    const shown = async () =>
      Promise.all(places.map(async (url) => (await site.get(url)).body.includes('/guong-dien-hinh/rut')));
    const single = async () =>
      Promise.all(
        ['/guong-dien-hinh/rut', '/kiem-tra/RRRR-TTTT-2222', `/anh/${gone}`].map(
          async (url) => (await site.get(url)).statusCode,
        ),
      );
    expect([await shown(), await single()]).toEqual([places.map(() => true), [200, 200, 200]]);
    await site.fixture.withdraw(publicationId);
    expect([await shown(), await single()]).toEqual([places.map(() => false), [404, 404, 404]]);
    expect((await site.get('/guong-dien-hinh?q=bi+rut+lai')).body).not.toContain('Mô hình bị rút lại');
  });
});
