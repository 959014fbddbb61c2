import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildEntry, buildProposal, buildProvince, buildRound, type BuiltEntry } from '../support/factories';
import { answerDialog, button, confirm, ScreenSteps, textbox } from '../support/screen-steps';
import { barriers, Screens } from '../support/screens';

const TITLE = 'Con lộ nghĩa tình ấp Một';

describe('a return, its answers and a list that is forwarded, on a phone', () => {
  let screens: Screens;
  let steps: ScreenSteps;
  let entry: BuiltEntry;

  beforeAll(async () => {
    screens = await Screens.open();
    steps = new ScreenSteps(screens);
    const { world } = screens;
    const { db } = world;
    const place = await buildProvince(db);
    const round = await buildRound(db, {
      unit: place.province,
      change: (rules) => (rules.chain[0]!.quota = { max: 5 }),
    });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('ap.truong', 'Lê Văn Bảy', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    await world.add('xa.canbo', 'Trần Thị Ngọc Huyền', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    await world.add('xa.lanhdao', 'Võ Thành Long', { unit: place.commune, grants: [{ role: 'LEADER' }] });
    const createdBy = world.id('ap.canbo');
    entry = await buildEntry(db, { round, unit: place.hamlet, createdBy, complete: true, title: TITLE });
    const file = await db.one<{ id: string }>(
      `INSERT INTO stored_file (sha256, size, media_type, name) VALUES (repeat('b', 64), 10, 'application/pdf', 'quyet-dinh.pdf') RETURNING id`,
    );
    await db.query(
      `INSERT INTO evidence (entry_id, file_id, part, caption, created_by) VALUES ($1, $2, 'KET_QUA', 'Quyết định của xã', $3)`,
      [entry.id, file?.id, createdBy],
    );
    const other = await buildEntry(db, {
      round,
      unit: place.hamlet,
      createdBy,
      state: 'PROPOSED',
      title: 'Tổ tự quản',
    });
    await buildProposal(db, other, world.id('xa.canbo'));
    for (const login of ['ap.canbo', 'ap.truong', 'xa.canbo', 'xa.lanhdao']) await phone(login);
    await steps.submit('ap.truong', TITLE);
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  const phone = async (login: string): Promise<Page> => {
    const page = await screens.as(login);
    await page.setViewportSize({ width: 390, height: 844 });
    return page;
  };
  /** The other tab: on a phone entry and work do not stand side by side. */
  const toWork = (page: Page): Promise<void> =>
    page.getByRole('radiogroup', { name: 'Thẩm định' }).getByText('Thẩm định', { exact: true }).click();
  const answers = (page: Page) => textbox(page, 'Đã bổ sung thế nào?');

  it('the officer asks for a part and for a file in one list', async () => {
    const page = await steps.task('xa.canbo', TITLE);
    await button(page, 'Yêu cầu bổ sung mục này: Kết quả đạt được').first().click();
    await textbox(page, 'Nội dung cần bổ sung: Kết quả đạt được').fill('Ghi số hộ được lợi');
    await button(page, 'Yêu cầu bổ sung tệp này: Quyết định của xã').click();
    await textbox(page, 'Nội dung cần bổ sung: Quyết định của xã').fill('Tệp mờ, quét lại');
    await toWork(page);
    await button(page, 'Trả lại bổ sung (2 mục)').click();
    await answerDialog(page, 'Trả lại bổ sung');
    await page.getByText('Đã trả lại để đơn vị bổ sung').waitFor();
  }, 60_000);

  it('the unit answers item by item; a reload keeps the answers, and another person of the unit goes on with them', async () => {
    const page = await steps.task('ap.canbo', TITLE);
    await page.getByRole('button', { name: 'Đến chỗ tệp “Quyết định của xã (quyet-dinh.pdf)”' }).waitFor();
    await answers(page).nth(0).fill('Đã ghi 42 hộ được lợi.');
    await page.getByRole('checkbox', { name: 'Nội dung 1 đã bổ sung xong' }).check();
    await answers(page).nth(1).fill('Đang quét lại.');
    await expectKept(['Đã ghi 42 hộ được lợi.', 'Đang quét lại.']);
    await page.reload();
    await answers(page).first().waitFor();
    expect([await answers(page).nth(0).inputValue(), await answers(page).nth(1).inputValue()]).toEqual([
      'Đã ghi 42 hộ được lợi.',
      'Đang quét lại.',
    ]);
    expect(await page.getByRole('checkbox', { name: 'Nội dung 1 đã bổ sung xong' }).isChecked()).toBe(true);
    expect(await barriers(page)).toEqual([]);

    const head = await steps.task('ap.truong', TITLE);
    expect(await answers(head).nth(0).inputValue()).toBe('Đã ghi 42 hộ được lợi.');
    await answers(head).nth(1).fill('Đã quét lại và thay tệp.');
    await textbox(head, 'Kết quả đạt được').fill('Nội dung Kết quả đạt được, 42 hộ được lợi');
    await expectKept(['Đã ghi 42 hộ được lợi.', 'Đã quét lại và thay tệp.']);
    await confirm(head, 'Trình lại hồ sơ');
    await head.getByRole('heading', { name: 'Đã trình hồ sơ' }).waitFor();
  }, 90_000);

  it('the officer sees first only what changed, finds the items settled, and proposes', async () => {
    const page = await steps.task('xa.canbo', TITLE);
    await toWork(page);
    const changes = page.getByRole('region', { name: 'Chỉ những gì đã thay đổi' });
    await changes.getByText('Đã quét lại và thay tệp.').waitFor();
    expect(await changes.locator('ins').allInnerTexts()).toEqual([', 42 hộ được lợi']);
    expect(await changes.getByText('Địa điểm').isVisible()).toBe(false);
    for (const part of ['Kết quả đạt được', 'Quyết định của xã (quyet-dinh.pdf)']) {
      const settled = button(changes, `Đã đạt: ${part}`);
      const kept = page.waitForResponse((answer) => answer.url().includes('/return-items') && answer.ok());
      await settled.click();
      await kept;
    }
    expect(await barriers(page)).toEqual([]);
    const good = page.getByRole('region', { name: 'Kiểm tra hồ sơ' }).getByRole('radio', { name: 'Đạt', exact: true });
    for (const each of await good.all()) await each.check();
    await textbox(page, 'Ý kiến thẩm định').fill('Đã bổ sung đủ. Đề nghị chuyển cấp trên.');
    await confirm(page, 'Trình lãnh đạo');
    await page.getByText('Đã trình lãnh đạo').waitFor();
  }, 90_000);

  it('the leader forwards both entries as one list, in an order of the own', async () => {
    const page = await screens.as('xa.lanhdao');
    await page.goto('/appraisal');
    await page.getByRole('checkbox', { name: 'Chọn tất cả mục đang hiện' }).check();
    await button(page, 'Xem trước danh sách (2)').click();
    const rows = page.getByRole('list', { name: 'Thứ tự đề nghị' }).getByRole('listitem');
    await rows.nth(1).waitFor();
    const last = await rows.nth(1).getByRole('link').innerText();
    await button(page, `Đưa lên: ${last}`).click();
    expect(await rows.nth(0).getByRole('link').innerText()).toBe(last);
    expect(await barriers(page)).toEqual([]);
    await confirm(page, 'Duyệt, chuyển 2 hồ sơ');
    await page.getByText('Đã chuyển 2 hồ sơ, danh sách số 1').waitFor();
    const list = await screens.world.db.one<{ titles: string[] }>(
      `SELECT ARRAY(SELECT r ->> 'title' FROM jsonb_array_elements(rows) r) AS titles FROM forward_manifest`,
    );
    expect([list?.titles[0], list?.titles.length]).toEqual([last, 2]);
    expect(screens.faults).toEqual([]);
  }, 90_000);

  /** The server has these answers of the open return. */
  async function expectKept(texts: readonly string[]): Promise<void> {
    const until = Date.now() + 15_000;
    for (;;) {
      const rows = await screens.world.db.query<{ answer: string }>(
        'SELECT w.answer FROM return_answer w JOIN return_request q ON q.id = w.request_id WHERE q.entry_id = $1 ORDER BY w.item',
        [entry.id],
      );
      const kept = rows.map(({ answer }) => answer);
      if (JSON.stringify(kept) === JSON.stringify(texts)) return;
      if (Date.now() > until) expect(kept).toEqual(texts);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
});
