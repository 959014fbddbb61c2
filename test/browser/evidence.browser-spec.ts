import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Files } from '@app/files';
import { JobHandlers, type JobName } from '@app/jobs';
import type { CDPSession, Page } from 'playwright-core';
import sharp from 'sharp';
import { buildProvince, buildRound } from '../support/factories';
import { barriers, Screens } from '../support/screens';
import { StorySteps } from '../support/story-steps';
import { type ChosenFile, dropFiles, fileOf, pdfOf, phonePhoto, sha256 } from '../support/upload-files';
import { PASSWORD } from '../support/world';

/** Slow enough to be met in the middle, fast enough for a test. */
const SLOW = 8_000_000;
const FAST = -1;

describe('evidence on a phone and a bad line', () => {
  let screens: Screens;
  let entryId: string;
  let page: Page;
  let line: CDPSession;
  /** Names of the files whose upload was begun; once for each, however often its line broke. */
  const begun: string[] = [];

  const network = (uploadThroughput: number, offline = false): Promise<unknown> =>
    line.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput });
  const stored = () =>
    screens.world.db.query<{
      id: string;
      part: string;
      name: string;
      caption: string;
      taken_on: string;
      place: string | null;
      sha256: string;
      file_id: string;
      consent: boolean;
    }>(
      `SELECT v.id, v.part, f.name, v.caption, to_char(v.taken_on, 'YYYY-MM-DD') AS taken_on, v.place, v.consent, f.sha256, v.file_id
       FROM evidence v JOIN stored_file f ON f.id = v.file_id WHERE v.entry_id = $1 ORDER BY v.position`,
      [entryId],
    );
  const row = (name: string) =>
    page.getByRole('list', { name: 'Tệp đang tải lên' }).getByRole('listitem').filter({ hasText: name });
  const item = (name: string) =>
    page.getByRole('list', { name: 'Tệp minh chứng' }).getByRole('listitem').filter({ hasText: name });
  /** Opens the place for files under a part, and chooses. */
  async function choose(part: string, files: ChosenFile[]): Promise<void> {
    const opener = page.getByRole('button', { name: 'Thêm minh chứng', description: part });
    if (await opener.isVisible()) await opener.click();
    await page
      .locator(`[id="part-${part === 'Kết quả' ? 'KET_QUA' : 'NOI_DUNG'}"] input[type=file][multiple]`)
      .setInputFiles(files.map(({ path }) => path));
  }
  async function open(): Promise<void> {
    await page.goto(`/entries/${entryId}/edit`);
    await page.getByRole('textbox', { name: 'Lý do chọn mô hình' }).waitFor();
  }
  /** What the worker does with the jobs of these queues that wait. */
  async function work(...names: JobName[]): Promise<void> {
    for (const name of names)
      for (const { data } of await screens.world.db.query<{ data: never }>(
        `DELETE FROM pgboss.job WHERE name = $1 AND state = 'created' RETURNING data`,
        [name],
      ))
        await screens.world.api.get(JobHandlers).run(name, data);
  }

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    const round = await buildRound(world.db, { unit: place.province });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    entryId = await new StorySteps(world, round).write('ap.canbo', {
      unitId: place.hamlet.id,
      categoryCode: 'KINH_TE_COLLECTIVE',
      title: 'Tuyến đường hoa',
      subjectName: 'Chi bộ Ấp Một',
    });
    page = await screens.as('ap.canbo');
    await page.setViewportSize({ width: 390, height: 844 });
    line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    page.on('request', (request) => {
      const named = /filename ([\w+/=]+)/.exec(request.headers()['upload-metadata'] ?? '')?.[1];
      if (request.method() === 'POST' && named) begun.push(Buffer.from(named, 'base64').toString());
    });
    await open();
  }, 120_000);
  afterAll(async () => {
    dropFiles();
    await screens.close();
  }, 60_000);

  it('sends many files at once, waits while there is no network, goes on by itself, and every byte arrives', async () => {
    const film = pdfOf(34_000_000, 'bien-ban.pdf');
    const photos = await Promise.all(
      ['duong-hoa-1.jpg', 'duong-hoa-2.jpg'].map((name) => phonePhoto(name, { width: 3200, height: 2400 })),
    );
    await network(SLOW);
    await choose('Kết quả', [film, ...photos]);
    await page.getByText(/^Đang tải 3 tệp/).waitFor();
    await row('bien-ban.pdf')
      .getByText(/Đang tải [1-9]\d?%/)
      .waitFor();

    await network(SLOW, true);
    await row('bien-ban.pdf').getByText('Đang chờ mạng, có mạng sẽ tự tải tiếp').waitFor();
    expect(await barriers(page)).toEqual([]);
    await network(SLOW);
    await row('bien-ban.pdf')
      .getByText(/Đang tải [1-9]\d?%/)
      .waitFor();
    // The line dies without the device noticing: what is under way is cut, and what follows does not get through.
    await page.route('**/api/uploads/**', (route) => route.abort('connectionreset'));
    screens.world.api.getHttpServer().closeAllConnections();
    await row('bien-ban.pdf')
      .getByText(/tự tải tiếp sau \d+ giây/)
      .waitFor();
    await page.unroute('**/api/uploads/**');
    await item('bien-ban.pdf').waitFor();

    const files = await stored();
    expect(files.map(({ name }) => name).sort()).toEqual(['bien-ban.pdf', 'duong-hoa-1.jpg', 'duong-hoa-2.jpg']);
    expect(files.find(({ name }) => name === 'bien-ban.pdf')?.sha256).toBe(sha256(film.bytes));
    expect(begun.filter((name) => name === 'bien-ban.pdf')).toEqual(['bien-ban.pdf']);
  }, 120_000);

  it('sends photos upright, smaller and without what the camera hid in them; the day is taken over, the place only when wished', async () => {
    const photo = (await stored()).find(({ name }) => name === 'duong-hoa-1.jpg');
    const { bytes } = await screens.world.api.get(Files).read(photo?.file_id ?? '');
    const { width, height, exif } = await sharp(bytes).metadata();
    expect({ width, height, exif, place: photo?.place, takenOn: photo?.taken_on }).toEqual({
      width: 1920,
      height: 2560,
      exif: undefined,
      place: null,
      takenOn: '2026-02-05',
    });
    expect(bytes.includes('Bi mat')).toBe(false);

    const shown = item('duong-hoa-1.jpg');
    const saved = page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.url().includes('/api/evidence/'),
    );
    await shown.getByRole('button', { name: 'Dùng toạ độ này' }).click();
    await saved;
    await item('duong-hoa-2.jpg').getByRole('button', { name: 'Không dùng' }).click();
    const places = Object.fromEntries((await stored()).map(({ name, place }) => [name, place]));
    expect([places['duong-hoa-1.jpg'], places['duong-hoa-2.jpg']]).toEqual(['9,78420° B, 105,46667° Đ', null]);
  }, 60_000);

  it('pauses and continues; after a reload a kept file goes on by itself, and a large one when it is chosen again', async () => {
    const [kept, large] = [pdfOf(16_000_000, 'giu-lai.pdf'), pdfOf(33_000_000, 'tep-lon.pdf')];
    await network(SLOW);
    await choose('Kết quả', [kept]);
    await row('giu-lai.pdf')
      .getByText(/Đang tải [1-9]\d?%/)
      .waitFor();
    await page.getByRole('button', { name: 'Tạm dừng: giu-lai.pdf' }).click();
    await row('giu-lai.pdf')
      .getByText(/^Đã tạm dừng|Đã tạm dừng ở/)
      .waitFor();
    await choose('Kết quả', [large]);
    await row('tep-lon.pdf')
      .getByText(/Đang tải [1-9]\d?%/)
      .waitFor();

    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole('button', { name: 'Tiếp tục: giu-lai.pdf' }).click();
    await item('giu-lai.pdf').waitFor();

    await row('tep-lon.pdf')
      .getByText(/Chọn lại đúng tệp này để tải tiếp/)
      .waitFor();
    const again = row('tep-lon.pdf').locator('input[type=file]');
    await again.setInputFiles(pdfOf(33_000_000, 'tep-lon.pdf').path);
    await row('tep-lon.pdf')
      .getByText(/Đây không phải tệp đã chọn lần trước/)
      .waitFor();
    await again.setInputFiles(large.path);
    await item('tep-lon.pdf').waitFor();
    await network(FAST);

    const hashes = Object.fromEntries((await stored()).map(({ name, sha256 }) => [name, sha256]));
    expect([hashes['giu-lai.pdf'], hashes['tep-lon.pdf']]).toEqual([sha256(kept.bytes), sha256(large.bytes)]);
    expect(begun.filter((name) => name in { 'giu-lai.pdf': 1, 'tep-lon.pdf': 1 })).toEqual([
      'giu-lai.pdf',
      'tep-lon.pdf',
    ]);
  }, 120_000);

  it('says in words what is wrong with a file, and asks before one is added twice', async () => {
    const photo = await phonePhoto('hai-lan.jpg', { width: 800, height: 600 });
    await choose('Kết quả', [
      fileOf('chuong-trinh.exe', Buffer.from('MZ')),
      fileOf('gia-anh.jpg', Buffer.from('<html><script>alert(1)</script></html>')),
      photo,
    ]);
    await row('chuong-trinh.exe')
      .getByText(/Không nhận loại tệp này\. Chỉ nhận: Ảnh \(JPG/)
      .waitFor();
    await row('gia-anh.jpg').getByRole('alert').waitFor();
    await item('hai-lan.jpg').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bỏ tệp: chuong-trinh.exe' }).click();
    await page.getByRole('button', { name: 'Bỏ tệp: gia-anh.jpg' }).click();

    const count = (await stored()).length;
    await choose('Kết quả', [photo]);
    await page.getByText('Tệp hai-lan.jpg đã có trong hồ sơ.').waitFor();
    await page.getByRole('button', { name: 'Không thêm' }).click();
    expect((await stored()).length).toBe(count);
  }, 60_000);

  it('asks to sign in when the session ends in the middle, and goes on', async () => {
    const photo = await phonePhoto('het-phien.jpg', { width: 1600, height: 1200 });
    await screens.world.db.query('DELETE FROM session');
    await choose('Kết quả', [photo]);
    const dialog = page.getByRole('dialog', { name: 'Đăng nhập' });
    await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await item('het-phien.jpg').waitFor();
  }, 60_000);

  it('keeps caption and order, takes a deletion back, and shows the picture that the worker made, large and by keys', async () => {
    const photo = item('hai-lan.jpg');
    await photo.getByRole('button', { name: 'Chú thích, ngày, nơi của tệp hai-lan.jpg' }).click();
    const saved = page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.url().includes('/api/evidence/') && answer.ok(),
    );
    await photo.getByRole('textbox', { name: 'Chú thích' }).fill('Nhân dân Ấp Một trồng hoa hai bên đường');
    await saved;

    await page.getByRole('button', { name: 'Xoá tệp: giu-lai.pdf' }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await item('giu-lai.pdf').waitFor();
    const ordered = page.waitForResponse((answer) => answer.url().endsWith('/evidence/order'));
    await page.getByRole('button', { name: 'Đưa lên trước: tep-lon.pdf' }).click();
    expect((await ordered).status()).toBe(204);
    const names = (await stored()).map(({ name }) => name);
    expect(names.indexOf('tep-lon.pdf')).toBeLessThan(names.indexOf('giu-lai.pdf'));

    await work('files.scan', 'files.preview');
    const picture = item('trồng hoa').locator('img');
    await picture.waitFor();
    await picture.scrollIntoViewIfNeeded();
    const width = await picture.evaluate(async (element) => {
      const image = element as unknown as { decode: () => Promise<void>; naturalWidth: number };
      await image.decode();
      return image.naturalWidth;
    });
    expect(width).toBe(360);
    expect(await item('trồng hoa').getByText('Chưa quét vi-rút').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Xem tệp: Nhân dân Ấp Một trồng hoa hai bên đường' }).click();
    const viewer = page.getByRole('dialog');
    await viewer.getByRole('img', { name: 'Nhân dân Ấp Một trồng hoa hai bên đường' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const count = await viewer.getByText(/^\d+\/\d+$/).innerText();
    await page.keyboard.press('Home');
    await viewer.getByText(/^1\/\d+$/).waitFor();
    expect(await viewer.getByText(/^\d+\/\d+$/).innerText()).not.toBe(count);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    expect(screens.faults).toEqual([]);
  }, 90_000);
});
