import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobHandlers } from '@app/jobs';
import { loadDemoUnits } from '@app/org';
import { Workbook } from 'exceljs';
import type { Page } from 'playwright-core';
import { buildRound, type BuiltUnit } from '../support/factories';
import { barriers, Screens } from '../support/screens';

const PHONE = { width: 390, height: 844 };

describe('a list of registrations on the phone', () => {
  let screens: Screens;
  let page: Page;
  let roundId: string;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const ids = await loadDemoUnits(world.db);
    const [province] = await world.db.query<BuiltUnit>('SELECT id, path::text, name, kind FROM unit WHERE id = $1', [
      ids.get('HG'),
    ]);
    roundId = (await buildRound(world.db, { unit: province! })).id;
    await world.add('ban.tochuc', 'Phan Nhật Quang', { unit: province!, grants: [{ role: 'BOARD_STAFF' }] });
    page = await screens.as('ban.tochuc');
    await page.setViewportSize(PHONE);
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('refuses a file that is no list, and says why', async () => {
    await page.goto('/imports');
    await choose('cũ.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    await page.getByRole('alert').getByText('Tệp Excel kiểu cũ').waitFor();
  }, 60_000);

  it('is read, put right, tried and written, with the file of what was not taken', async () => {
    await choose('đăng ký.xlsx', await list());
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    await page.getByRole('heading', { name: '3. Kết quả chạy thử' }).waitFor();
    await page.getByText('→ Tổ thu gom rác thải nhựa của Hội Phụ nữ').waitFor();
    await page.getByText('Không tìm thấy đơn vị “Xã Không Có” trong phạm vi nhập.').waitFor();
    expect(await barriers(page)).toEqual([]);
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    expect(wide).toBeLessThanOrEqual(PHONE.width);

    await page.getByRole('combobox', { name: '“Vĩnh Tường” là đơn vị nào?' }).click();
    await page.getByRole('option', { name: 'Phường Vĩnh Tường, thị xã Long Mỹ' }).click();
    expect(await page.getByRole('button', { name: /^Ghi 2 hồ sơ/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Kiểm lại' }).click();
    await page.getByRole('button', { name: 'Ghi 3 hồ sơ vào đợt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi 3 hồ sơ vào đợt' }).click();
    await page.getByText('Đang ghi 0/4 dòng…').waitFor();
    const [{ id }] = (await screens.world.db.query<{ id: string }>('SELECT id FROM import')) as [{ id: string }];
    await screens.world.api.get(JobHandlers).run('imports.run', { importId: id });
    await page.getByRole('heading', { name: 'Đã xong' }).waitFor();
    const titles = await screens.world.db.query<{ title: string }>(
      'SELECT title FROM entry WHERE round_id = $1 ORDER BY id',
      [roundId],
    );
    expect(titles.map(({ title }) => title)).toEqual([
      'Tuyến đường hoa',
      'Tổ thu gom rác thải nhựa của Hội Phụ nữ',
      'Bếp ăn nghĩa tình',
    ]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải các dòng không nhận (.xlsx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('khong-nhan-đăng ký.xlsx');
    expect(await barriers(page)).toEqual([]);
    expect(screens.faults).toEqual([]);
  }, 120_000);

  async function choose(name: string, buffer: Buffer): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Chọn tệp/ }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  }
});

async function list(): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  sheet.addRow(['STT', 'Tên mô hình', 'Đơn vị', 'Lĩnh vực', 'Loại hình', 'Số hộ tham gia']);
  sheet.addRow([1, 'Tuyến đường hoa', 'Ấp 1, xã Hòa An', 'Kinh tế', 'Tập thể', 'khoảng 120']);
  sheet.addRow([2, 'Tæ thu gom r¸c th¶i nhùa cña Héi Phô n÷', 'Xã Vị Đông', 'VH-XH', 'Tập thể', 40]);
  sheet.addRow([3, 'Bếp ăn nghĩa tình', 'Vĩnh Tường', 'VH-XH', 'Tập thể', 12]);
  sheet.addRow([4, 'Camera an ninh', 'Xã Không Có', 'QP-AN', 'Tập thể', 7]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
