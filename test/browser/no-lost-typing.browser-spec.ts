import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { launchKeptBrowser } from '../support/browser';
import { buildProvince, buildRound } from '../support/factories';
import { barriers, Screens } from '../support/screens';
import { StorySteps } from '../support/story-steps';
import { PASSWORD } from '../support/world';

const PHONE = { width: 390, height: 844 };
const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const saved = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
/** The next sign of life at once instead of in 15 seconds. */
const lookAround = (page: Page) => page.evaluate(`window.dispatchEvent(new Event('online'))`);

describe('nothing that is typed is lost', () => {
  let screens: Screens;
  let steps: StorySteps;
  let entry: { unitId: string; categoryCode: string; title: string; subjectName: string };
  let entryId: string;
  let page: Page;
  const running: { kill: () => Promise<void> }[] = [];
  const kept = async (code: string, id = entryId): Promise<string | undefined> =>
    (await screens.world.db.one<{ text: string }>('SELECT content ->> $2 AS text FROM entry WHERE id = $1', [id, code]))
      ?.text;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    const round = await buildRound(world.db, { unit: place.province });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('ap.truong', 'Lê Văn Hai', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    entry = {
      unitId: place.hamlet.id,
      categoryCode: 'KINH_TE_COLLECTIVE',
      title: 'Tuyến đường hoa',
      subjectName: 'Chi bộ Ấp Một',
    };
    steps = new StorySteps(world, round);
    entryId = await steps.write('ap.canbo', entry);
  }, 120_000);
  afterAll(async () => {
    for (const browser of running) await browser.kill();
    await screens.close();
  }, 60_000);

  it('goes on writing while the line is dead, says so, and sends by itself when the line is back', async () => {
    page = await screens.as('ap.canbo');
    await page.goto(`/entries/${entryId}/edit`);
    await field(page, 'Lý do chọn mô hình').fill('Đường tối, bà con ngại đi họp đêm.');
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await page.context().setOffline(true);
    await page.getByText(/^Đang không có mạng/).waitFor();
    await field(page, 'Mục tiêu').fill('Mười hai tuyến đường có đèn và hoa.');
    await page.getByText('Chưa gửi được – đang giữ trên máy này').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('MUC_TIEU')).toBe('Mười hai tuyến đường có đèn và hoa.');
    // Who leaves gives the section free.
    await page.goto('/');
  }, 90_000);

  it('a phone whose browser is killed without a network has the text again, says from when, and sends it', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'dvk-profile-'));
    const open = async () => {
      const browser = await launchKeptBrowser(profile);
      running.push(browser);
      const phone = browser.context.pages()[0] ?? (await browser.context.newPage());
      phone.setDefaultTimeout(20_000);
      await phone.setViewportSize(PHONE);
      await phone.goto(`${screens.workArea}/sign-in`);
      const login = phone.getByLabel('Tên đăng nhập');
      const home = phone.getByRole('heading', { name: 'Việc đang chờ tôi' });
      await login.or(home).first().waitFor();
      if (await login.isVisible()) {
        await login.fill('ap.truong');
        await phone.getByRole('textbox', { name: 'Mật khẩu' }).fill(PASSWORD);
        await phone.getByRole('button', { name: 'Đăng nhập' }).click();
      }
      await home.waitFor();
      return { phone, ...browser };
    };
    const first = await open();
    await first.phone.goto(`${screens.workArea}/entries/${entryId}/edit`);
    await field(first.phone, 'Lý do chọn mô hình').waitFor();
    await first.context.setOffline(true);
    await field(first.phone, 'Lý do chọn mô hình').pressSequentially(' Viết thêm khi mất mạng.');
    await first.phone.getByText('Chưa gửi được – đang giữ trên máy này').waitFor();
    await first.kill();
    const before = 'Đường tối, bà con ngại đi họp đêm.';
    expect(await kept('LY_DO')).toBe(before);

    const second = await open();
    // The line is still bad: the page comes, the save does not arrive.
    await second.phone.route('**/draft', (route) => route.abort());
    await second.phone.goto(`${screens.workArea}/entries/${entryId}/edit`);
    await second.phone.getByText('Khôi phục nội dung chưa gửi').waitFor();
    await second.phone.getByText(/Đã lấy lại nội dung bạn viết lúc .* Lý do chọn mô hình/).waitFor();
    const text = await field(second.phone, 'Lý do chọn mô hình').inputValue();
    expect([text.includes('Viết thêm khi mất mạng.'), text.includes('ngại đi họp đêm.')]).toEqual([true, true]);
    await second.phone.getByText('Chưa gửi được – đang giữ trên máy này').waitFor();
    await second.phone.unroute('**/draft');
    await second.phone.getByRole('button', { name: 'Gửi lại ngay' }).click();
    await second.phone.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('LY_DO')).toBe(text.trim());
    await second.kill();
    rmSync(profile, { recursive: true, force: true });
  }, 120_000);

  it('two people write in two sections at once: each gets the other’s text, one section belongs to one of them', async () => {
    const id = await steps.write('ap.canbo', { ...entry, title: 'Cùng viết' });
    const head = await screens.as('ap.truong');
    await head.setViewportSize(PHONE);
    await page.goto(`/entries/${id}/edit`);
    await head.goto(`/entries/${id}/edit`);
    await field(head, 'Lý do chọn mô hình').waitFor();
    const both = [saved(page), saved(head)];
    await field(page, 'Lý do chọn mô hình').fill('Phần của chị Tú.');
    await field(head, 'Tên mô hình, điển hình').fill('Tên do anh Hai sửa');
    await Promise.all(both);
    await Promise.all([lookAround(page), lookAround(head)]);
    await page.getByText(/Lê Văn Hai – /).waitFor();
    await head.getByText('Nguyễn Thị Cẩm Tú đang viết mục này').waitFor();
    await head.getByText(/Vừa cập nhật phần người khác mới lưu: Lý do chọn mô hình/).waitFor();
    expect([
      await field(head, 'Lý do chọn mô hình').inputValue(),
      await field(head, 'Lý do chọn mô hình').isDisabled(),
      await kept('LY_DO', id),
    ]).toEqual(['Phần của chị Tú.', true, 'Phần của chị Tú.']);
    expect(await barriers(head)).toEqual([]);

    // She is cut off and writes on; he takes the section over and writes there too.
    await page.context().setOffline(true);
    await field(page, 'Lý do chọn mô hình').fill('Phần của chị Tú, viết thêm lúc mất mạng.');
    await head.getByRole('button', { name: 'Tiếp quản mục này' }).first().click();
    await head.getByRole('dialog').getByRole('button', { name: 'Tiếp quản mục này' }).click();
    await head
      .getByRole('status')
      .filter({ hasText: 'Nguyễn Thị Cẩm Tú đang viết mục này' })
      .waitFor({ state: 'detached' });
    const his = saved(head);
    await field(head, 'Lý do chọn mô hình').fill('Anh Hai viết lại phần này.');
    await his;
    await page.context().setOffline(false);
    await page.getByText(/Lê Văn Hai đã tiếp quản mục này/).waitFor();
    expect(await field(page, 'Lý do chọn mô hình').inputValue()).toBe('Phần của chị Tú, viết thêm lúc mất mạng.');
    await head.goto('/');

    // He is gone: now both texts stand side by side, and she keeps both.
    await lookAround(page);
    await page.setViewportSize(PHONE);
    await page.getByText('Hai bên cùng sửa 1 mục').waitFor();
    expect(await page.getByRole('group', { name: 'Bản đã lưu trên hệ thống' }).innerText()).toContain('Anh Hai');
    expect(await kept('LY_DO', id)).toBe('Anh Hai viết lại phần này.');
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const merged = saved(page);
    await page.getByRole('radio', { name: 'Cả hai' }).check();
    await page.getByRole('button', { name: 'Lưu lựa chọn này' }).click();
    await merged;
    expect(await kept('LY_DO', id)).toBe('Anh Hai viết lại phần này.\n\nPhần của chị Tú, viết thêm lúc mất mạng.');
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 120_000);

  it('two windows of one person are told of each other, and neither text is lost before somebody chooses', async () => {
    await page.goto(`/entries/${entryId}/edit`);
    const second = await page.context().newPage();
    await second.goto(`/entries/${entryId}/edit`);
    await second.getByText('Bạn cũng đang mở hồ sơ này ở một cửa sổ khác').waitFor();
    const first = saved(page);
    await field(page, 'Địa điểm').fill('Ấp Một, từ cầu Ba Láng đến chợ');
    await first;
    await field(second, 'Địa điểm').fill('Ấp Một, cả hai bên kênh');
    await second.getByText('Hai bên cùng sửa 1 mục').waitFor();
    expect(await field(second, 'Địa điểm').inputValue()).toBe('Ấp Một, cả hai bên kênh');
    expect(await second.getByRole('alert').innerText()).toContain('cầu Ba Láng');
    const chosen = saved(second);
    await second.getByRole('button', { name: 'Lưu lựa chọn này' }).click();
    await chosen;
    await second.getByText(/^Đã lưu lúc/).waitFor();
    expect(await kept('DIA_DIEM')).toContain('Ấp Một, cả hai bên kênh');
    expect(screens.faults).toEqual([]);
  }, 90_000);
});
