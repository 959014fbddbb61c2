import type { Page } from 'playwright-core';
import { answerDialog, button, confirm, type ScreenSteps, textbox } from './screen-steps';
import { barriers, type Screens } from './screens';

type Word = 'Tán thành' | 'Không tán thành' | 'Không ý kiến';

/** The steps from the panel to the public page through the screens, each in the browser of the person who takes it. */
export class ScreenAwards {
  constructor(
    private readonly screens: Screens,
    private readonly steps: ScreenSteps,
  ) {}

  /** A panel of these judges, who are given every entry but those that the system keeps them from. @returns the page of its board */
  async assign(board: string, judges: readonly string[]): Promise<Page> {
    const page = await this.steps.task(board, 'chưa có giám khảo');
    await button(page, 'Lập ban giám khảo').first().click();
    for (const judge of judges) await page.getByRole('checkbox', { name: this.screens.world.nameOf(judge) }).check();
    await button(page, 'Lập ban giám khảo').last().click();
    await button(page, 'Chọn tất cả ô trống').click();
    await page.getByRole('button', { name: /^Phân công \d+ phiếu$/ }).click();
    await page.getByText(/^Đã phân công \d+ phiếu/).waitFor();
    return page;
  }

  /** The judge opens the own sheet of an entry. */
  async sheet(judge: string, title: string): Promise<Page> {
    const page = await this.steps.task(judge, 'hiếu chấm điểm chưa ký');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    return page;
  }

  /** Marks by name of the criterion, as they are typed; no violation; signed. @returns the total that the screen shows */
  async mark(judge: string, title: string, marks: Readonly<Record<string, string>>): Promise<Page> {
    const page = await this.sheet(judge, title);
    const form = page.getByRole('region', { name: 'Phiếu chấm' });
    for (const [criterion, points] of Object.entries(marks))
      await form.getByRole('textbox', { name: criterion, exact: true }).fill(points);
    await form.getByRole('radio', { name: 'Không', exact: true }).check();
    await textbox(form, 'Nhận xét chung').fill('Cách làm cụ thể, Nhân dân đồng tình.');
    await confirm(page, 'Ký phiếu');
    await page.getByText(/Phiếu đã khoá/).waitFor();
    return page;
  }

  async finalise(board: string, comment: string): Promise<void> {
    const page = await this.screens.as(board);
    await confirm(page, 'Chốt xếp hạng', (dialog) => textbox(dialog, 'Ý kiến kèm theo').fill(comment));
    await page.getByText(/^Đã chốt lúc/).waitFor();
  }

  /** A council with these places, and a session tomorrow over all entries that wait. @returns the page of the session */
  async callCouncil(board: string, places: Readonly<Record<string, 'Chủ tịch' | 'Thư ký' | 'Uỷ viên'>>): Promise<Page> {
    const page = await this.steps.task(board, 'hội đồng');
    await button(page, 'Lập hội đồng').first().click();
    for (const [login, place] of Object.entries(places))
      await page.getByLabel(`Vai trò của ${this.screens.world.nameOf(login)}`).selectOption({ label: place });
    await textbox(page, 'Căn cứ thành lập').fill('Quyết định số 12-QĐ/TU của Ban Thường vụ Tỉnh uỷ');
    await button(page, 'Lập hội đồng').last().click();
    await button(page, 'Lên lịch phiên họp').first().click();
    await textbox(page, 'Địa điểm').fill('Phòng họp số 1');
    await this.pickTomorrow(page);
    await button(page, 'Lên lịch phiên họp').last().click();
    await page.getByRole('heading', { name: 'Điểm danh' }).waitFor();
    return page;
  }

  /** The secretary records that all are there and opens the session. */
  async openSession(secretary: string): Promise<Page> {
    const page = await this.steps.task(secretary, 'Phiên họp hội đồng');
    await button(page, 'Tất cả có mặt').click();
    await page.getByText('Đủ số người họp').waitFor();
    await confirm(page, 'Khai mạc phiên họp');
    return page;
  }

  /** One entry of the agenda from the opening of its vote to the count. @returns the words of the result */
  async vote(secretary: string, title: string, ballots: Readonly<Record<string, Word>>): Promise<string> {
    const clerk = await this.screens.as(secretary);
    await button(clerk, `Mở bỏ phiếu: ${title}`).click();
    for (const [login, word] of Object.entries(ballots)) {
      const page = login === secretary ? clerk : await this.steps.task(login, 'Phiên họp hội đồng');
      const ballot = page.getByRole('group', { name: `Phiếu của tôi: ${title}` });
      await button(ballot, word).click();
      await answerDialog(page, `Bỏ phiếu: ${word}`);
      await page
        .getByText(/^Anh\/chị đã bỏ phiếu/)
        .first()
        .waitFor();
    }
    await clerk
      .getByText(`${Object.keys(ballots).length}/${Object.keys(ballots).length}`)
      .first()
      .waitFor();
    await button(clerk, `Kiểm phiếu: ${title}`).click();
    await answerDialog(clerk, 'Kiểm phiếu');
    const card = clerk.getByRole('listitem').filter({ hasText: title });
    await card.getByText('Đã kiểm phiếu').waitFor();
    return card.getByText(/tán thành, cần/).innerText();
  }

  async closeSession(chair: string, conclusion: string): Promise<void> {
    const page = await this.steps.task(chair, 'Phiên họp hội đồng');
    await confirm(page, 'Kết thúc phiên họp', (dialog) => textbox(dialog, 'Kết luận của chủ toạ').fill(conclusion));
    await page.getByText(conclusion).waitFor();
  }

  /** The board writes the decision over all approved entries and sends it up; the leader signs it today. @returns its number */
  async decide(board: string, leader: string, issuer: string): Promise<string> {
    const page = await this.steps.task(board, 'chờ quyết định');
    await page.getByRole('link', { name: 'Soạn quyết định' }).first().click();
    await textbox(page, 'Cơ quan ban hành').fill(issuer);
    await textbox(page, 'Căn cứ 1').fill('Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022');
    await page.getByText(/^Đã chọn \d+\/\d+ hồ sơ$/).waitFor();
    // the demonstration has no entry that waits for a decision: here the filled form is looked at
    this.screens.faults.push(...(await barriers(page)));
    await button(page, 'Tạo dự thảo').click();
    await confirm(page, 'Trình ký');
    const signing = await this.steps.task(leader, 'Quyết định chờ ký');
    await confirm(signing, 'Ký ban hành');
    return signing
      .getByText(/^\d+\/\d{4}\/QĐ-UBND$/)
      .first()
      .innerText();
  }

  async publish(board: string): Promise<Page> {
    const page = await this.steps.task(board, 'chờ công bố');
    await confirm(page, 'Công bố');
    await page.getByText('Đang công bố trên trang công khai').waitFor();
    return page;
  }

  /** Any time of tomorrow will do: a session may be held before its hour. */
  private async pickTomorrow(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Thời gian' }).click();
    const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + 86_400_000);
    await page.getByRole('button', { name: dayName(tomorrow), exact: true }).click();
    await page.keyboard.press('Escape');
  }
}

/** How the calendar reads a day out: "5 tháng 2 2026". */
function dayName(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} tháng ${Number(month)} ${year}`;
}
