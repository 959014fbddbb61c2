import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Screens } from './screens';

export interface WrittenEntry {
  field: string;
  subject: string;
  title: string;
  subjectName: string;
  /** Text by label of the form's field. */
  content: Readonly<Record<string, string>>;
  /** Self-score by name of the criterion, as it is typed. */
  scores: Readonly<Record<string, string>>;
}

export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true });
export const textbox = (within: Page | Locator, name: string): Locator => within.getByRole('textbox', { name });

/** Takes an action that asks once more: the button, the dialog with its consequences, the same words again. */
export async function confirm(page: Page, name: string, inDialog?: (dialog: Locator) => Promise<void>): Promise<void> {
  await button(page, name).click();
  await answerDialog(page, name, inDialog);
}

/** The second half of `confirm`, for a dialog that another button has opened. */
export async function answerDialog(
  page: Page,
  name: string,
  inDialog?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await inDialog?.(dialog);
  await button(dialog, name).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The steps of an entry through the screens, each in the browser of the person who takes it; found as people find them. */
export class ScreenSteps {
  constructor(private readonly screens: Screens) {}

  /** From "what waits for me" to the task that says this. */
  async task(login: string, words: string): Promise<Page> {
    const page = await this.screens.as(login);
    await page.goto('/');
    await page.getByRole('main').getByRole('link', { name: words }).first().click();
    return page;
  }

  /** A new entry with text, a figure, a photo and self-scores; all of it saved by itself. @returns the page of its editor */
  async write(login: string, entry: WrittenEntry): Promise<Page> {
    const page = await this.screens.as(login);
    await page.goto('/entries');
    await page.getByRole('link', { name: 'Lập hồ sơ mới' }).first().click();
    await page.getByRole('radio', { name: entry.field, exact: true }).check();
    await page.getByRole('radio', { name: entry.subject, exact: true }).check();
    await textbox(page, 'Tên mô hình, điển hình').fill(entry.title);
    await textbox(page, 'Tên tập thể, cá nhân, hộ được đề nghị').fill(entry.subjectName);
    await button(page, 'Tạo hồ sơ và soạn tiếp').click();
    await page.getByRole('heading', { name: entry.title }).waitFor();

    for (const [label, text] of Object.entries(entry.content)) await textbox(page, label).fill(text);
    await button(page, 'Thêm số liệu').click();
    const figure = page.getByRole('listitem', { name: 'Số liệu thứ 1' });
    await figure.getByLabel('Mức chính xác').selectOption({ label: 'trên' });
    await textbox(figure, 'Số lượng').fill('8.600');
    await textbox(figure, 'Ghi chú').fill('Nhân dân hiến đất làm đường');
    for (const [criterion, points] of Object.entries(entry.scores))
      await textbox(page, `Điểm tự chấm: ${criterion}`).fill(points);
    await this.addPhoto(page, 'Kết quả đạt được', 'Con lộ sau khi mở rộng');
    await this.saved(page);
    return page;
  }

  /** A photo beside this field of the form, with caption and consent. */
  private async addPhoto(page: Page, label: string, caption: string): Promise<void> {
    const bytes = await sharp({
      create: { width: 1200, height: 800, channels: 3, background: { r: 90, g: 140, b: 60 } },
    })
      .jpeg()
      .toBuffer();
    await page.getByRole('button', { name: 'Thêm minh chứng', description: label }).click();
    const chosen = page.waitForEvent('filechooser');
    await button(page.getByRole('group', { name: 'Tệp minh chứng cho phần này' }), 'Chọn tệp').click();
    await (await chosen).setFiles({ name: 'con-lo.jpg', mimeType: 'image/jpeg', buffer: bytes });
    const file = page.getByRole('list', { name: 'Tệp minh chứng', description: label });
    await textbox(file, 'Chú thích').fill(caption);
    const kept = page.waitForResponse((answer) => answer.url().includes('/api/evidence/') && answer.ok());
    await file.getByRole('checkbox', { name: 'Người trong ảnh, trong tệp đồng ý công bố' }).check();
    await kept;
  }

  /** The head of the unit submits. @returns the receipt number that the screen shows */
  async submit(login: string, title: string, again = false): Promise<string> {
    const page = await this.task(login, title);
    if (again) await this.answerReturn(page);
    await confirm(page, again ? 'Trình lại hồ sơ' : 'Trình hồ sơ');
    await page.getByRole('heading', { name: 'Đã trình hồ sơ' }).waitFor();
    return page.getByText(/^\S+-\d{6}$/).innerText();
  }

  /** Checklist and finding, and a score changed with its reason where one is given; then to the leader. */
  async propose(
    login: string,
    title: string,
    change?: { criterion: string; points: string; reason: string },
  ): Promise<void> {
    const page = await this.task(login, title);
    await this.check(page);
    if (change) {
      await textbox(page, `Điểm thẩm định: ${change.criterion}`).fill(change.points);
      await textbox(page, `Lý do sửa điểm: ${change.criterion}`).fill(change.reason);
    }
    await textbox(page, 'Ý kiến thẩm định').fill('Hồ sơ đủ, số liệu khớp với minh chứng. Đề nghị chuyển cấp trên.');
    await confirm(page, 'Trình lãnh đạo');
    await page.getByText('Đã trình lãnh đạo').waitFor();
  }

  /** The officer asks the unit for more, item by item, in one list. */
  async returnToUnit(login: string, title: string, items: Readonly<Record<string, string>>): Promise<void> {
    const page = await this.task(login, title);
    for (const [part, text] of Object.entries(items)) {
      await button(page, `Yêu cầu bổ sung mục này: ${part}`).first().click();
      await textbox(page, `Nội dung cần bổ sung: ${part}`).first().fill(text);
    }
    await button(page, `Trả lại bổ sung (${Object.keys(items).length} mục)`).click();
    await answerDialog(page, 'Trả lại bổ sung');
    await page.getByText('Đã trả lại để đơn vị bổ sung').waitFor();
  }

  /** The leader approves; the last level sends on to the next step of the same level. */
  async forward(login: string, title: string, last = false): Promise<void> {
    const page = await this.task(login, title);
    await confirm(page, last ? 'Duyệt, chuyển bước sau' : 'Duyệt, chuyển cấp trên');
    await page.getByText('Đã duyệt và chuyển hồ sơ').waitFor();
  }

  async refuse(login: string, title: string, reason: string): Promise<void> {
    const page = await this.task(login, title);
    await confirm(page, 'Không chọn', (dialog) => textbox(dialog, 'Lý do không chọn').fill(reason));
    await page.getByText('Đã ghi nhận không chọn hồ sơ').waitFor();
  }

  /** The editor says that the server has everything. */
  async saved(page: Page): Promise<void> {
    await page
      .getByText(/^Đã lưu lúc/)
      .first()
      .waitFor();
  }

  private async check(page: Page): Promise<void> {
    const good = page.getByRole('region', { name: 'Kiểm tra hồ sơ' }).getByRole('radio', { name: 'Đạt', exact: true });
    await good.first().waitFor();
    for (const each of await good.all()) await each.check();
  }

  private async answerReturn(page: Page): Promise<void> {
    const answers = textbox(page, 'Đã bổ sung thế nào?');
    await answers.first().waitFor();
    for (const each of await answers.all()) await each.fill('Đơn vị đã bổ sung số liệu và quyết định kèm theo.');
  }
}
