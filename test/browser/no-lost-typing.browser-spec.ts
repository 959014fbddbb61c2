import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildProvince, buildRound } from '../support/factories';
import { Screens } from '../support/screens';
import { StorySteps } from '../support/story-steps';

const field = (page: Page, name: string) => page.getByRole('textbox', { name });

describe('nothing that is typed is lost', () => {
  let screens: Screens;
  let entryId: string;
  let page: Page;
  const kept = async (code: string): Promise<string | undefined> =>
    (
      await screens.world.db.one<{ text: string }>('SELECT content ->> $2 AS text FROM entry WHERE id = $1', [
        entryId,
        code,
      ])
    )?.text;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    const round = await buildRound(world.db, { unit: place.province });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    const entry = {
      unitId: place.hamlet.id,
      categoryCode: 'KINH_TE_COLLECTIVE',
      title: 'Tuyến đường hoa',
      subjectName: 'Chi bộ Ấp Một',
    };
    entryId = await new StorySteps(world, round).write('ap.canbo', entry);
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('keeps what is typed without a network on the device, brings it back in a new window, and sends it', async () => {
    page = await screens.as('ap.canbo');
    const device = page.context();
    await page.goto(`/entries/${entryId}/edit`);
    await field(page, 'Lý do chọn mô hình').fill('Đường tối, bà con ngại đi họp đêm.');
    await page.getByText(/^Đã lưu lúc/).waitFor();

    await device.setOffline(true);
    await field(page, 'Lý do chọn mô hình').fill('Đường tối, bà con ngại đi họp đêm. Viết thêm khi mất mạng.');
    await page.getByText('Chưa có mạng – giữ trên máy này').waitFor();
    await page.close();
    await device.setOffline(false);
    expect(await kept('LY_DO')).toBe('Đường tối, bà con ngại đi họp đêm.');

    page = await device.newPage();
    await page.goto(`/entries/${entryId}/edit`);
    await page.getByText(/Đã lấy lại nội dung chưa kịp lưu lần trước/).waitFor();
    expect(await field(page, 'Lý do chọn mô hình').inputValue()).toBe(
      'Đường tối, bà con ngại đi họp đêm. Viết thêm khi mất mạng.',
    );
    await page.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('LY_DO')).toBe('Đường tối, bà con ngại đi họp đêm. Viết thêm khi mất mạng.');
  }, 90_000);

  it('goes on writing while the line is dead, says so, and sends by itself when the line is back', async () => {
    await page.context().setOffline(true);
    await page.getByText(/^Đang không có mạng/).waitFor();
    await field(page, 'Mục tiêu').fill('Mười hai tuyến đường có đèn và hoa.');
    await page.getByText('Chưa có mạng – giữ trên máy này').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('MUC_TIEU')).toBe('Mười hai tuyến đường có đèn và hoa.');
  }, 90_000);

  it('tells the second of two windows on one entry, and loses neither text until somebody chooses', async () => {
    const second = await page.context().newPage();
    await second.goto(`/entries/${entryId}/edit`);
    await field(second, 'Địa điểm').waitFor();
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
    await field(page, 'Địa điểm').fill('Ấp Một, từ cầu Ba Láng đến chợ');
    await saved;
    await field(second, 'Địa điểm').fill('Ấp Một, cả hai bên kênh');
    await second.getByText('Có người vừa sửa cùng nội dung').waitFor();
    expect([await field(second, 'Địa điểm').inputValue(), await kept('DIA_DIEM')]).toEqual([
      'Ấp Một, cả hai bên kênh',
      'Ấp Một, từ cầu Ba Láng đến chợ',
    ]);
    const alert = second.getByRole('alert');
    expect(await alert.innerText()).toContain('cầu Ba Láng');

    await second.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await second.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('DIA_DIEM')).toBe('Ấp Một, cả hai bên kênh');
    expect(screens.faults).toEqual([]);
  }, 90_000);
});
