import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildRound, buildUnit } from '../support/factories';
import { ScreenAwards } from '../support/screen-awards';
import { ScreenSteps, type WrittenEntry } from '../support/screen-steps';
import { Screens } from '../support/screens';

const LISTENING: WrittenEntry = {
  field: 'Xây dựng hệ thống chính trị',
  subject: 'Tập thể',
  title: 'Ngày thứ Sáu nghe dân nói',
  subjectName: 'Văn phòng Sở Nội vụ',
  content: {
    'Lý do chọn mô hình': 'Người dân đi lại nhiều lần, chưa biết hỏi ai.',
    'Mục tiêu': 'Mọi phản ánh được trả lời trong bảy ngày.',
    'Nội dung và cách làm':
      'Mỗi thứ Sáu lãnh đạo Sở tiếp dân tại phường, ghi việc, hẹn ngày trả lời và công khai kết quả.',
    'Địa điểm': 'Các phường, xã của thành phố Cần Thơ',
    'Lực lượng tham gia': 'Lãnh đạo Sở và các phòng chuyên môn.',
    'Kết quả đạt được': 'Hơn 640 phản ánh được trả lời, 91% đúng hẹn.',
    'Khả năng duy trì và nhân rộng': 'Hai sở khác đã làm theo.',
  },
  scores: {
    'Công tác lãnh đạo, chỉ đạo và đăng ký': '10',
    'Phù hợp với nhu cầu thực tế của địa phương': '14,5',
    'Cách vận động': '18',
    'Kết quả và hiệu quả': '28',
    'Sự tham gia của Nhân dân': '9',
    'Tính bền vững và khả năng nhân rộng': '14',
  },
};

describe('the entry of an agency on two levels, from writing to the public page, through the screens', () => {
  let screens: Screens;
  let steps: ScreenSteps;
  let awards: ScreenAwards;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    steps = new ScreenSteps(screens);
    awards = new ScreenAwards(screens, steps);
    const city = await buildUnit(world.db, { name: 'Thành phố Cần Thơ' });
    const agency = await buildUnit(world.db, { name: 'Sở Nội vụ', kind: 'AGENCY', level: 'PROVINCE', parent: city });
    const other = await buildUnit(world.db, { name: 'Sở Y tế', kind: 'AGENCY', level: 'PROVINCE', parent: city });
    await buildUnit(world.db, { name: 'Phường Ninh Kiều', kind: 'COMMUNE', parent: city });
    await buildRound(world.db, {
      unit: city,
      code: 'CT-2026',
      name: 'Xét, công nhận điển hình thành phố Cần Thơ năm 2026',
      template: 'TWO_LEVEL_2025',
    });
    await world.add('so.lanhdao', 'Đoàn Vĩnh Phúc', {
      unit: agency,
      grants: [{ role: 'REPORTER' }, { role: 'UNIT_HEAD' }],
    });
    await world.add('tp.canbo', 'Thái Thị Minh Tâm', { unit: city, grants: [{ role: 'OFFICER' }] });
    await world.add('tp.lanhdao', 'Nguyễn Phước Lộc', { unit: city, grants: [{ role: 'LEADER' }] });
    await world.add('giamkhao1', 'Trịnh Công Danh', { unit: city, grants: [{ role: 'JUDGE' }] });
    await world.add('giamkhao2', 'Lưu Thị Ánh Nguyệt', { unit: other, grants: [{ role: 'JUDGE', unit: city }] });
    await world.add('hd.chutich', 'Vương Quốc Bình', { unit: city, grants: [{ role: 'COUNCIL_CHAIR' }] });
    await world.add('hd.thuky', 'Kim Thị Sa Rây', { unit: city, grants: [{ role: 'COUNCIL_SECRETARY' }] });
    await world.add('bantochuc', 'Lê Nguyễn Khánh Vy', { unit: city, grants: [{ role: 'BOARD_STAFF' }] });
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('is written and submitted by the agency, and stands at once before the city: there is no commune above it', async () => {
    await steps.write('so.lanhdao', LISTENING);
    expect(await steps.submit('so.lanhdao', LISTENING.title)).toBe('CT-2026-000001');
    const page = await screens.as('so.lanhdao');
    await page.getByText('Thành phố Cần Thơ – Thẩm định cấp tỉnh').waitFor();
  }, 120_000);

  it('is appraised once, by the city, and goes to the judges', async () => {
    await steps.propose('tp.canbo', LISTENING.title);
    await steps.forward('tp.lanhdao', LISTENING.title, true);
  }, 90_000);

  it('is scored, ranked and approved by the council', async () => {
    await awards.assign('bantochuc', ['giamkhao1', 'giamkhao2']);
    await awards.mark('giamkhao1', LISTENING.title, LISTENING.scores);
    await awards.mark('giamkhao2', LISTENING.title, LISTENING.scores);
    const page = await steps.task('bantochuc', 'chốt xếp hạng');
    await page.getByLabel('Hạng mục').selectOption('HE_THONG_CHINH_TRI_COLLECTIVE');
    await awards.finalise('bantochuc', 'Các phiếu đã ký đủ.');
    await awards.callCouncil('bantochuc', { 'hd.chutich': 'Chủ tịch', 'hd.thuky': 'Thư ký' });
    await awards.openSession('hd.thuky');
    expect(await awards.vote('hd.thuky', LISTENING.title, { 'hd.thuky': 'Tán thành', 'hd.chutich': 'Tán thành' })).toBe(
      '2/2 tán thành, cần 2',
    );
    await awards.closeSession('hd.chutich', 'Hội đồng thống nhất đề nghị công nhận.');
  }, 180_000);

  it('is recognised, published and read by everybody', async () => {
    expect(await awards.decide('bantochuc', 'tp.lanhdao', 'Uỷ ban nhân dân thành phố Cần Thơ')).toMatch(
      /^01\/\d{4}\/QĐ-UBND$/,
    );
    await awards.publish('bantochuc');
    const page = await screens.stranger('portal');
    await page.goto('/guong-dien-hinh');
    await page.getByRole('link', { name: LISTENING.title }).first().click();
    await page.getByRole('heading', { name: LISTENING.title, level: 1 }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Hơn 640 phản ánh được trả lời');
    expect(screens.faults).toEqual([]);
  }, 120_000);
});
