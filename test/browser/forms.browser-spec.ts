import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildProvince, buildRound } from '../support/factories';
import { barriers, Screens } from '../support/screens';
import { button, confirm, textbox } from '../support/screen-steps';
import { StorySteps } from '../support/story-steps';

const PHONE = { width: 390, height: 844 };
const CATEGORY = 'KINH_TE_COLLECTIVE';
/** As Word puts it on the clipboard, and worse. */
const FROM_WORD =
  '<h1 style="color:red">Họp dân</h1><p class="MsoNormal"><b>ba lần</b><script>x()</script></p><ul><li>công khai</li></ul>';
const group = (page: Page, name: string) => page.getByRole('group', { name });

describe('a form made by the board, on a phone', () => {
  let screens: Screens;
  let steps: StorySteps;
  let round: Awaited<ReturnType<typeof buildRound>>;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let entryId: string;
  const phone = async (login: string): Promise<Page> => {
    const page = await screens.as(login);
    await page.setViewportSize(PHONE);
    return page;
  };
  /** Nothing may be wider than the phone. */
  const tooWide = (page: Page): Promise<number> =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const content = async <T>(code: string): Promise<T | undefined> =>
    (
      await screens.world.db.one<{ value: T }>('SELECT content -> $2 AS value FROM entry WHERE id = $1', [
        entryId,
        code,
      ])
    )?.value;

  /** Waits until the server has something for this field: what is typed is sent a moment later. */
  const keeps = async (code: string): Promise<void> => {
    for (let tries = 0; tries < 100 && (await content(code)) === null; tries++)
      await new Promise((later) => setTimeout(later, 100));
  };

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    round = await buildRound(world.db, { unit: place.province, state: 'DRAFT', name: 'Đợt thử' });
    await world.add('bantochuc', 'Phan Nhật Quang', { unit: place.province, grants: [{ role: 'BOARD_STAFF' }] });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('ap.truong', 'Lê Văn Hai', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    await world.add('xa.canbo', 'Trần Thị Ba', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    steps = new StorySteps(world, round);
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('takes a table from the library, sets a condition, moves a field by keys, and looks at it as a unit', async () => {
    const page = await phone('bantochuc');
    await page.goto(`/rounds/${round.id}?step=form`);
    await button(page, 'Thêm từ thư viện mục').click();
    await button(page, 'Thay mục đang có bằng: Lực lượng tham gia').click();
    await button(page, 'Thêm mục: Loại đăng ký').click();
    await button(page, 'Thêm mục: Tổng kinh phí').click();
    await button(page, 'Thay mục đang có bằng: Nội dung và cách làm').click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Tổng kinh phí/ }).click();
    const condition = group(page, 'Chỉ hiện khi…');
    await button(condition, 'Thêm điều kiện').click();
    await condition.getByLabel('Mục').selectOption({ label: 'Loại đăng ký' });
    await condition.getByLabel('Giá trị').selectOption({ label: 'Tiếp tục từ đợt trước' });
    await page.getByText('Đọc là: “Loại đăng ký” là Tiếp tục từ đợt trước').waitFor();
    expect([await tooWide(page), await barriers(page)]).toEqual([0, []]);
    const first = page.getByRole('button', { name: /^1 Lý do chọn mô hình/ });
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/rules') && answer.ok());
    await first.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('button', { name: /^2 Lý do chọn mô hình/ }).waitFor();
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Lý do chọn mô hình');
    await saved;

    await button(page, 'Xem thử biểu mẫu').click();
    const sheet = page.getByRole('dialog');
    const money = textbox(sheet, 'Tổng kinh phí');
    expect(await money.count()).toBe(0);
    await sheet.getByRole('combobox', { name: 'Loại đăng ký' }).selectOption({ label: 'Tiếp tục từ đợt trước' });
    await money.fill('1.500.000');
    await sheet.getByText('Cán bộ đọc', { exact: true }).click();
    await sheet.getByText('1.500.000 đồng').waitFor();
    expect([await tooWide(page), await barriers(page)]).toEqual([0, []]);
    await page.keyboard.press('Escape');
    // what was designed is on the server before the page is left, and the next page is at rest before it is pressed
    await page.getByText('Đã lưu lúc').first().waitFor();
    await page.goto(`/rounds/${round.id}?step=check`);
    await page.waitForLoadState('networkidle');
    await confirm(page, 'Mở đợt');
    await page.getByText('Đang mở').first().waitFor();
  }, 120_000);

  it('is filled by a unit: rows as cards, money the Vietnamese way, text pasted from Word without its looks', async () => {
    const writer = await screens.world.as('ap.canbo');
    const made = await writer.post<{ id: string }>('/api/entries', {
      roundId: round.id,
      unitId: place.hamlet.id,
      categoryCode: CATEGORY,
      title: 'Tuyến đường hoa',
      subjectName: 'Chi bộ Ấp Một',
    });
    entryId = made.body.id;
    const page = await phone('ap.canbo');
    await page.goto(`/entries/${entryId}/edit`);
    const table = group(page, 'Lực lượng tham gia');
    await textbox(table, 'Lực lượng').fill('Hội Phụ nữ xã');
    await textbox(table, 'Số người').fill('1.250');
    await button(table, 'Thêm dòng').click();
    await textbox(table, 'Lực lượng').nth(1).fill('Đoàn Thanh niên');
    await textbox(table, 'Số người').nth(1).fill('mười');
    await table.getByText('Chỉ ghi số, ví dụ 1.250 hoặc 12,5').waitFor();
    await textbox(table, 'Số người').nth(1).fill('12,5');
    expect(await textbox(page, 'Tổng kinh phí').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Loại đăng ký' }).selectOption({ label: 'Tiếp tục từ đợt trước' });
    await textbox(page, 'Tổng kinh phí').fill('150.000.000');
    const rich = page.getByRole('textbox', { name: 'Nội dung và cách làm' });
    await rich.focus();
    await page.evaluate(`
      const data = new DataTransfer();
      data.setData('text/html', ${JSON.stringify(FROM_WORD)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    `);
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await keeps('NOI_DUNG');
    expect(await content('NOI_DUNG')).toBe('<p>Họp dân</p><p><strong>ba lần</strong></p><ul><li>công khai</li></ul>');
    expect([await content('LUC_LUONG'), await content('KINH_PHI')]).toEqual([
      [
        { TEN: 'Hội Phụ nữ xã', SO_NGUOI: '1250' },
        { TEN: 'Đoàn Thanh niên', SO_NGUOI: '12.5' },
      ],
      '150000000',
    ]);
    expect([await tooWide(page), await barriers(page)]).toEqual([0, []]);
  }, 120_000);

  it('is read by the officer as a table and paragraphs, and comes on paper', async () => {
    await screens.world.db.query(
      `UPDATE entry SET content = content || '{"LY_DO":"Đường tối","MUC_TIEU":"Có đèn","DIA_DIEM":"Ấp Một","KET_QUA":"Đã sáng","DUY_TRI_NHAN_RONG":"Có tổ tự quản"}',
         self_scores = '{"LANH_DAO":"10","PHU_HOP":"15","CACH_VAN_DONG":"20","KET_QUA":"30","NHAN_DAN":"10","BEN_VUNG":"15"}' WHERE id = $1`,
      [entryId],
    );
    await steps.submit('ap.truong', entryId);
    const page = await phone('xa.canbo');
    await page.goto(`/entries/${entryId}`);
    const rows = page.getByRole('main').locator('table', { hasText: 'Hội Phụ nữ xã' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/Hội Phụ nữ xã[^]*1\.250 người/),
      expect.stringMatching(/Đoàn Thanh niên[^]*12,5 người/),
    ]);
    await page.getByRole('listitem').filter({ hasText: 'công khai' }).first().waitFor();
    expect([await tooWide(page), await barriers(page)]).toEqual([0, []]);
    await button(page, 'Bản giấy').click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Phiếu đăng ký (Word)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^phieu-dang-ky-.+\.docx$/);
    expect(screens.faults).toEqual([]);
  }, 120_000);
});
