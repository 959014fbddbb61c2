import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobHandlers } from '@app/jobs';
import type { Page } from 'playwright-core';
import { buildEntry, buildProvince, buildRound, type BuiltEntry } from '../support/factories';
import { barriers, Screens } from '../support/screens';
import { dropFiles, phonePhoto } from '../support/upload-files';

const NOTE = 'Hai hộ cuối ấp chưa có đèn';
const CONCLUSION = 'Tuyến đường đúng như hồ sơ.';

describe('a field visit on a phone', () => {
  let screens: Screens;
  let entry: BuiltEntry;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const place = await buildProvince(world.db);
    const round = await buildRound(world.db, { unit: place.province });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('xa.canbo', 'Trần Thị Ngọc Huyền', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    await world.add('xa.lanhdao', 'Võ Thành Long', { unit: place.commune, grants: [{ role: 'LEADER' }] });
    entry = await buildEntry(world.db, {
      round,
      unit: place.hamlet,
      createdBy: world.id('ap.canbo'),
      state: 'APPRAISING',
      title: 'Con lộ nghĩa tình ấp Một',
    });
  }, 120_000);
  afterAll(async () => {
    dropFiles();
    await screens.close();
  }, 60_000);

  const phone = async (login: string): Promise<Page> => {
    const page = await screens.as(login);
    await page.setViewportSize({ width: 390, height: 844 });
    return page;
  };
  const part = (page: Page) => page.getByRole('region', { name: 'Thực địa' });
  const sideways = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('the officer writes it with a photo; a reload keeps it; then it is signed', async () => {
    const page = await phone('xa.canbo');
    await page.goto(`/appraisal/${entry.id}`);
    await part(page).getByRole('button', { name: 'Lập biên bản thực địa' }).click();
    await part(page).getByLabel('Ngày kiểm tra').fill('01/03/2026');
    await part(page).getByLabel('Địa điểm').fill('Nhà văn hoá ấp Một');
    await part(page).getByLabel('Thành phần tham gia').fill('Bà Sáu, bí thư chi bộ');
    await part(page).getByRole('radio', { name: 'Chưa đúng' }).first().check();
    await part(page)
      .getByRole('textbox', { name: /^Ghi nhận: / })
      .first()
      .fill(NOTE);
    await part(page).getByLabel('Kết luận').fill(CONCLUSION);
    await part(page).getByLabel('Chú thích cho ảnh sắp thêm').fill('Đoạn cuối ấp');
    const photo = await phonePhoto('IMG_0001.jpg', { width: 1200, height: 800 });
    await part(page).locator('input[type=file][multiple]').setInputFiles(photo.path);
    await part(page).getByRole('list', { name: 'Ảnh thực địa' }).getByText('Đoạn cuối ấp').waitFor();
    await part(page)
      .getByText(/^Đã lưu lúc/)
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);

    await page.reload();
    await part(page).getByRole('button', { name: 'Soạn tiếp' }).click();
    expect(await part(page).getByLabel('Kết luận').inputValue()).toBe(CONCLUSION);
    await part(page).getByRole('button', { name: 'Ký biên bản' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ký biên bản' }).click();
    await part(page)
      .getByText(/^Trần Thị Ngọc Huyền ký lúc/)
      .waitFor();
    await part(page)
      .getByRole('button', { name: /^Đính chính/ })
      .waitFor();
  }, 90_000);

  it('the leader reads all of it, with the picture', async () => {
    const { world } = screens;
    for (const { data } of await world.db.query<{ data: never }>(
      `DELETE FROM pgboss.job WHERE name = 'files.preview' AND state = 'created' RETURNING data`,
    ))
      await world.api.get(JobHandlers).run('files.preview', data);
    const page = await phone('xa.lanhdao');
    await page.goto(`/appraisal/${entry.id}`);
    await part(page).getByText(CONCLUSION).waitFor();
    await part(page).getByText('Thành phần và nội dung đã xem').click();
    await part(page).getByText(NOTE).waitFor();
    const picture = part(page).getByRole('img', { name: 'Đoạn cuối ấp' });
    await picture.scrollIntoViewIfNeeded();
    await picture.waitFor();
    expect(
      await part(page)
        .getByRole('button', { name: /Đính chính|Lập biên bản/ })
        .count(),
    ).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }, 60_000);

  it('the unit sees day, who came and conclusion, and nothing else', async () => {
    const page = await phone('ap.canbo');
    await page.goto(`/entries/${entry.id}`);
    await part(page).getByRole('heading', { name: 'Kiểm tra thực địa ngày 01/03/2026' }).waitFor();
    await part(page).getByText(CONCLUSION).waitFor();
    const shown = await page.locator('body').innerText();
    expect([NOTE, 'Bà Sáu', 'Đoạn cuối ấp'].filter((text) => shown.includes(text))).toEqual([]);
    expect(screens.faults).toEqual([]);
  }, 60_000);
});
