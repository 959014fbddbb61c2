import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobHandlers } from '@app/jobs';
import { Ledger } from '@app/progress';
import { Signatures } from '@app/similarity';
import type { Page } from 'playwright-core';
import {
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltEntry,
  type BuiltRound,
  type BuiltUnit,
} from '../support/factories';
import { barriers, Screens } from '../support/screens';

const PHONE = { width: 390, height: 844 };
const TEXT =
  'Tổ vận động gồm bí thư chi bộ, trưởng ban Mặt trận và ba người có uy tín đến từng nhà, nghe trước nói sau. Hộ bí thư hiến trước 420 m². Bản vẽ được treo tại nhà văn hoá; hộ nào mất nhiều cây trồng được tổ đổi công giúp trồng lại.';

describe('recognised models on a phone', () => {
  let screens: Screens;
  let present: BuiltRound;
  let model: BuiltEntry;
  let hamlet: BuiltUnit;

  /** What the worker does after a submission. */
  const submitted = async (entryId: string): Promise<void> => {
    await screens.world.api.get(JobHandlers).run('entry.submitted', { entryId, revisionNo: 1 });
  };
  const phone = async (login: string): Promise<Page> => {
    const page = await screens.as(login);
    await page.setViewportSize(PHONE);
    return page;
  };
  const sideways = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    hamlet = place.hamlet;
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('ap.truong', 'Lê Văn Hai', { unit: hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    await world.add('xa.canbo', 'Trần Thị Ngọc', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    const before = await buildRound(world.db, { unit: place.province, state: 'CLOSED', name: 'Đợt 2024' });
    await world.db.query('UPDATE round SET year = 2024 WHERE id = $1', [before.id]);
    present = await buildRound(world.db, {
      unit: place.province,
      name: 'Đợt 2025',
      change: (rules) => (rules.form = rules.form.filter((field) => field.code !== 'MUC_TIEU')),
    });
    const content = {
      MUC_TIEU: 'Mở rộng ba tuyến đường',
      NOI_DUNG: TEXT,
      KET_QUA: 'Đường rộng 4 m, xe tải vào tận ruộng.',
    };
    model = await buildEntry(world.db, {
      round: before,
      unit: hamlet,
      state: 'RECOGNISED',
      title: 'Hiến đất mở đường',
      createdBy: world.id('ap.canbo'),
      content,
    });
    await submitted(model.id);
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('the unit carries a model on, is told what did not fit, and finds last year’s text in the new entry', async () => {
    const page = await phone('ap.canbo');
    await page.goto('/entries/new');
    await page.getByText('Đơn vị có 1 mô hình đã được công nhận').waitFor();
    await page.getByRole('link', { name: 'Xem và đăng ký duy trì' }).click();
    await page.getByRole('heading', { name: 'Hiến đất mở đường' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.getByRole('link', { name: 'Đăng ký duy trì: Hiến đất mở đường' }).click();
    await page.getByRole('heading', { name: 'Đăng ký duy trì mô hình' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tạo hồ sơ duy trì' }).click();
    await page.getByText('Mục tiêu: mẫu của đợt này không còn mục này').waitFor();
    await page.getByRole('link', { name: 'Mở hồ sơ soạn tiếp' }).click();
    await page.getByText(TEXT.slice(0, 60)).first().waitFor();
    await page.goto('/entries');
    await page.getByText('Duy trì, năm thứ 2').waitFor();
    await page.goto('/models');
    await page.getByRole('link', { name: 'Đã đăng ký duy trì: Đợt 2025' }).waitFor();
  }, 120_000);

  it('writes a progress report that is kept while it is typed; its head sends it, and the figures add up', async () => {
    const writer = await phone('ap.canbo');
    await writer.goto(`/entries/${model.id}/progress`);
    await writer.getByRole('button', { name: 'Viết báo cáo' }).click();
    await writer.getByLabel('Từ ngày').fill('01/01/2025');
    await writer.getByLabel('Đến ngày').fill('31/03/2025');
    await writer.getByRole('textbox', { name: 'Việc đã làm và kết quả' }).fill('Thêm bốn hộ hiến đất ở đoạn cuối ấp.');
    await writer.getByRole('button', { name: 'Thêm số liệu' }).click();
    await writer.getByLabel('Số lượng').fill('250,5');
    await writer.getByLabel('Mức chính xác').selectOption('ABOUT');
    await writer.getByText(/^Đã lưu lúc/).waitFor();
    expect(await barriers(writer)).toEqual([]);
    expect(await sideways(writer)).toBe(0);
    const address = writer.url();
    await writer.goto('/models');
    await writer.goto(address);
    await writer.getByText('Thêm bốn hộ hiến đất ở đoạn cuối ấp.').waitFor();
    expect(await writer.getByRole('button', { name: 'Gửi báo cáo' }).count()).toBe(0);

    const head = await phone('ap.truong');
    await head.goto(address);
    await head.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await head.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo' }).click();
    await head.getByRole('heading', { name: 'Báo cáo kỳ 01/01/2025 – 31/03/2025' }).waitFor();
    // trên 1.500,5 and khoảng 250,5 are about 1.751
    await head.getByText('khoảng 1.751 m²').first().waitFor();
    expect(await barriers(head)).toEqual([]);
    expect(await sideways(head)).toBe(0);
  }, 120_000);

  it('the officer sees what the entry has in common with others side by side, and the sums from the commune down', async () => {
    const { world } = screens;
    const copy = await buildEntry(world.db, {
      round: present,
      unit: hamlet,
      state: 'APPRAISING',
      title: 'Đường mới của ấp',
      createdBy: world.id('ap.canbo'),
      content: { NOI_DUNG: TEXT },
      contributions: [],
    });
    await submitted(copy.id);
    const officer = await phone('xa.canbo');
    await officer.goto(`/appraisal/${copy.id}`);
    const panel = officer.getByRole('region', { name: 'Hồ sơ tương tự' });
    await panel.getByText('Thành tích đã được công nhận: nội dung tương tự').waitFor();
    await panel.getByText('Đoạn giống nhau (1)').click();
    expect(await panel.getByText(TEXT.slice(0, -1)).count()).toBe(2);
    expect(await barriers(officer)).toEqual([]);
    expect(await sideways(officer)).toBe(0);

    await officer.goto('/ledger');
    await officer.getByRole('button', { name: 'Ấp Một, xã Hoà An, huyện Phụng Hiệp' }).click();
    await officer.getByRole('heading', { name: 'Ấp Một, xã Hoà An, huyện Phụng Hiệp' }).waitFor();
    await officer.getByRole('link', { name: 'Hiến đất mở đường' }).click();
    await officer.getByRole('heading', { name: 'Báo cáo tiến độ', level: 1 }).waitFor();
    await officer.goto('/ledger');
    await officer.getByText('khoảng 1.751 m²').first().waitFor();
    expect(await barriers(officer)).toEqual([]);
    expect(await sideways(officer)).toBe(0);
  }, 120_000);

  it('nothing went wrong behind the screens', async () => {
    expect(screens.faults).toEqual([]);
    // all services of the jobs are there: a signature and the ledger for each submission
    expect([
      await screens.world.api.get(Signatures).computeMissing(),
      await screens.world.api.get(Ledger).followMissing(),
    ]).toEqual([0, 0]);
  });
});
