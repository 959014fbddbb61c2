import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import sharp from 'sharp';
import { createPortal } from '../../apps/portal/src/app';
import { createTestDatabase, type TestDatabase } from './database';
import { testEnv } from './env';
import { type FixtureModel, PortalFixture } from './portal-fixture';

const EVIL = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
/** A collective's model of 2025 in Hậu Giang; others are made from it. */
export const PLAIN: FixtureModel = {
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

/** The public site in this process, without its cache, with 48 models: one plain, one hostile, one in NFD, 45 small ones. */
export class PortalSite {
  photoId = '';
  privatePhotoId = '';

  private constructor(
    private readonly database: TestDatabase,
    readonly fixture: PortalFixture,
    readonly dataDir: string,
    readonly app: NestFastifyApplication,
  ) {}

  static async open(): Promise<PortalSite> {
    const database = await createTestDatabase();
    const env = testEnv(database, { PORTAL_URL: 'https://portal.example.vn' });
    const fixture = new PortalFixture(database.url);
    await fixture.open();
    const app = await createPortal(env, { quiet: true, cacheMs: 0 });
    const site = new PortalSite(database, fixture, env.dataDir, app);
    await site.fill();
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return site;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.fixture.close();
    await this.database.drop();
  }

  get(url: string, headers: Record<string, string> = {}) {
    return this.app.inject({ method: 'GET', url, headers });
  }

  /** Slugs that the list shows for a query. */
  async found(query: string): Promise<string[]> {
    return slugsOf((await this.get(`/guong-dien-hinh?${query}`)).body);
  }

  private async fill(): Promise<void> {
    const { fixture, dataDir } = this;
    const picture = (red: number) =>
      sharp({ create: { width: 1200, height: 800, channels: 3, background: { r: red, g: 90, b: 60 } } })
        .withExif({ IFD0: { Artist: 'Nguyễn Văn Bí Mật' } })
        .jpeg()
        .toBuffer();
    this.photoId = await fixture.storePhoto(dataDir, await picture(120), 'image/jpeg');
    this.privatePhotoId = await fixture.storePhoto(dataDir, await picture(10), 'image/jpeg');
    await fixture.publish({
      ...PLAIN,
      code: 'HGO2-7K4M-P9QX',
      sections: [{ title: 'Lý do', text: 'Đảng viên đi trước, Nhân dân làm theo.' }],
      photos: [{ fileId: this.photoId, caption: 'Con lộ mới' }],
    });
    const evil = {
      title: EVIL,
      recipient: EVIL,
      unit: EVIL,
      place: EVIL,
      award: EVIL,
      sections: [{ title: EVIL, text: EVIL }],
    };
    await fixture.publish({ ...PLAIN, ...evil, slug: 'evil', year: 2024 });
    const keng = { title: 'TIẾNG KẺNG AN NINH'.normalize('NFD'), field: 'QUOC_PHONG_AN_NINH', level: 'DISTRICT' };
    await fixture.publish({ ...PLAIN, ...keng, slug: 'nfd', year: 2023 });
    const small = {
      province: 'Thành phố Cần Thơ',
      subjectType: 'HOUSEHOLD',
      level: 'COMMUNE',
      field: 'VAN_HOA_XA_HOI',
    };
    for (let i = 1; i <= 45; i += 1)
      await fixture.publish({
        ...PLAIN,
        ...small,
        slug: `so-${i}`,
        title: `Tổ tiết kiệm số ${i}`,
        year: 2020 + (i % 3),
      });
  }
}

/** Slugs of the models that a page lists, in order. */
export const slugsOf = (html: string): string[] =>
  [...html.matchAll(/<h3 lang="vi"><a href="(?:\/en)?\/guong-dien-hinh\/([^"]+)"/g)].map((match) => match[1] ?? '');

/** Address of a link with this relation. */
export const linkOf = (html: string, rel: string): string | undefined =>
  new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');
