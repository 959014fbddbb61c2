import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  buildEntry,
  buildProposal,
  buildProvince,
  buildRound,
  type BuiltRound,
  completeContent,
} from '../support/factories';
import { barriers, Screens } from '../support/screens';

const PHONE = { width: 390, height: 844 };

describe('what came on paper, and who stands in for whom, on the phone', () => {
  let screens: Screens;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    place = await buildProvince(world.db);
    round = await buildRound(world.db, { unit: place.province });
    const at = (login: string, name: string, role: 'OFFICER' | 'LEADER') =>
      world.add(login, name, { unit: place.commune, grants: [{ role }] });
    await at('can.bo', 'Trần Thị Mỹ Duyên', 'OFFICER');
    await at('lanh.dao', 'Võ Hoàng Nam', 'LEADER');
    await world.add('van.thu', 'Lê Thị Thu', { unit: place.commune, grants: [] });
    await world.add('truong.ap', 'Nguyễn Văn Tám', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  const phone = async (login: string): Promise<Page> => {
    const page = await screens.as(login);
    await page.setViewportSize(PHONE);
    return page;
  };
  const usable = async (page: Page): Promise<void> => {
    expect(await barriers(page)).toEqual([]);
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(PHONE.width);
  };

  it('the officer enters the paper with its scan and submits it for the unit, which is told', async () => {
    const { world } = screens;
    const page = await phone('can.bo');
    await page.goto('/paper/new');
    await page.getByRole('combobox', { name: 'Đơn vị gửi hồ sơ' }).fill(place.hamlet.name);
    await page.getByRole('option', { name: place.hamlet.name }).first().click();
    await page.getByLabel('Ngày trên dấu bưu điện').fill('01/01/2001');
    await page.getByLabel('Ghi chú').fill('Công văn 12-CV/CB');
    await page.getByText('Kinh tế', { exact: true }).click();
    await page.getByText('Tập thể', { exact: true }).click();
    await page.getByLabel('Tên mô hình').fill('Tổ hùn vốn giúp nhau thoát nghèo');
    await page.getByLabel('Tên tập thể, cá nhân, hộ được đề nghị').fill('Chi hội Phụ nữ Ấp 3');
    await usable(page);
    await page.getByRole('button', { name: 'Tiếp tục nhập nội dung' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ giấy' }).waitFor();

    const card = page.getByRole('region', { name: 'Hồ sơ giấy' });
    await card
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'Hồ sơ giấy.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7\ntờ giấy\n'),
      });
    await card.getByRole('link', { name: 'Hồ sơ giấy.pdf' }).waitFor();
    await usable(page);

    // the text itself is written as every entry is; here it is filled in behind the screen
    const [entry] = await world.db.query<{ id: string }>(`SELECT id FROM entry WHERE channel = 'PAPER'`);
    const { content, contributions, selfScores } = completeContent(round.rules, 'KINH_TE_COLLECTIVE');
    await world.db.query(
      'UPDATE entry SET content = $2, contributions = $3, self_scores = $4, version = version + 1 WHERE id = $1',
      [entry!.id, JSON.stringify(content), JSON.stringify(contributions), JSON.stringify(selfScores)],
    );
    await page.reload();
    await page.getByRole('button', { name: 'Trình thay đơn vị' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình thay đơn vị' }).click();
    await page.getByText(`${round.code}-000001`).first().waitFor();

    const unit = await phone('truong.ap');
    await unit.goto(`/entries/${entry!.id}`);
    await unit.getByText('Công văn 12-CV/CB').waitFor();
    await unit.goto('/');
    await unit.getByRole('heading', { name: 'Hồ sơ của đơn vị đang chờ nơi khác' }).waitFor();
    await usable(unit);
    expect(
      await world.db.query(`SELECT 1 FROM notice WHERE account_id = $1 AND kind = 'ENTRY_SUBMITTED'`, [
        world.id('truong.ap'),
      ]),
    ).toHaveLength(1);
  }, 180_000);

  it('a deputy forwards for the leader, and the timeline says for whom', async () => {
    const { world } = screens;
    const entry = await buildEntry(world.db, { round, unit: place.hamlet, state: 'PROPOSED', title: 'Đường hoa Ấp 3' });
    await buildProposal(world.db, entry, world.id('can.bo'));
    const leader = await phone('lanh.dao');
    await leader.goto('/profile');
    await leader.getByRole('button', { name: 'Uỷ quyền cho người khác' }).click();
    await leader.getByRole('combobox', { name: 'Người làm thay' }).click();
    await leader.getByRole('option', { name: 'Lê Thị Thu' }).click();
    const tomorrow = new Date(Date.now() + 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10).split('-').reverse();
    await leader.getByLabel('Đến hết ngày').fill(tomorrow.join('/'));
    await leader.getByLabel('Lý do vắng').fill('Đi học chính trị');
    await leader.getByRole('button', { name: 'Uỷ quyền', exact: true }).click();
    await leader.getByText('Lê Thị Thu làm thay bạn').waitFor();
    await usable(leader);

    const deputy = await phone('van.thu');
    await deputy.goto('/appraisal?state=PROPOSED');
    await deputy.getByRole('button', { name: 'Lưu bộ lọc này' }).click();
    await deputy.getByRole('dialog').getByLabel('Tên bộ lọc').fill('Chờ duyệt');
    await deputy.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await deputy.getByRole('button', { name: 'Chờ duyệt', exact: true, pressed: true }).waitFor();
    await usable(deputy);
    await (await world.as('van.thu')).post(`/api/entries/${entry.id}/forward`, { version: entry.version });
    await leader.goto(`/entries/${entry.id}`);
    await leader.getByText('Lê Thị Thu (thay Võ Hoàng Nam)').first().waitFor();
    expect(screens.faults).toEqual([]);
  }, 180_000);
});
