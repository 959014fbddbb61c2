import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditVerifier } from '@app/audit';
import { buildProvince, buildRound, type BuiltRound } from '../support/factories';
import { ScreenAwards } from '../support/screen-awards';
import { ScreenSteps, type WrittenEntry } from '../support/screen-steps';
import { Screens } from '../support/screens';
import { StorySteps } from '../support/story-steps';

const ROAD: WrittenEntry = {
  field: 'Kinh tế',
  subject: 'Tập thể',
  title: 'Vận động Nhân dân hiến đất mở rộng lộ nông thôn',
  subjectName: 'Chi bộ Ấp Một',
  content: {
    'Lý do chọn mô hình': 'Lộ hẹp 1,5 mét, mùa mưa học sinh phải đi xuồng, nông sản bị ép giá.',
    'Mục tiêu': 'Mở rộng 2,4 km lộ lên 3,5 mét trong một năm, không đền bù.',
    'Nội dung và cách làm': 'Chi bộ họp dân từng tổ, đảng viên hiến đất trước, công khai từng mét đất và từng đồng.',
    'Địa điểm': 'Ấp Một, xã Hoà An, huyện Phụng Hiệp',
    'Lực lượng tham gia': 'Chi bộ, Ban công tác Mặt trận, Chi hội Nông dân và 118 hộ dân.',
    'Kết quả đạt được': 'Lộ 2,4 km xong sau 10 tháng, giá lúa bán tại ruộng tăng 200 đồng một ký.',
    'Khả năng duy trì và nhân rộng': 'Tổ tự quản giữ lộ; Ấp Hai và Ấp Ba đã làm theo.',
  },
  scores: {
    'Công tác lãnh đạo, chỉ đạo và đăng ký': '9,5',
    'Phù hợp với nhu cầu thực tế của địa phương': '15',
    'Cách vận động': '19',
    'Kết quả và hiệu quả': '29',
    'Sự tham gia của Nhân dân': '10',
    'Tính bền vững và khả năng nhân rộng': '14',
  },
};
/** 97,5 points, and 96 from the second judge. */
const MARKS = { ...ROAD.scores, 'Kết quả và hiệu quả': '30' };
const LESS = { ...ROAD.scores, 'Kết quả và hiệu quả': '28,5' };
const CATEGORY = 'KINH_TE_COLLECTIVE';
const TWIN_1 = 'Tổ đan lục bình giúp nhau thoát nghèo';
const TWIN_2 = 'Xóm nuôi lươn không bùn';
const REFUSED = 'Câu lạc bộ đờn ca tài tử';

describe('a model from its first line to the public page, on three levels, through the screens', () => {
  let screens: Screens;
  let steps: ScreenSteps;
  let awards: ScreenAwards;
  let api: StorySteps;
  let round: BuiltRound;
  let twins: string[];
  let code: string;

  beforeAll(async () => {
    screens = await Screens.open();
    const { world } = screens;
    steps = new ScreenSteps(screens);
    awards = new ScreenAwards(screens, steps);
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    round = await buildRound(world.db, {
      unit: place.province,
      code: 'HG-2026',
      name: 'Xét, công nhận điển hình năm 2026',
    });
    api = new StorySteps(world, round);
    const province = { unit: place.province };
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    await world.add('ap.truong', 'Lê Văn Bảy', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    for (const [level, unit, name] of [
      ['xa', place.commune, 'xã'],
      ['huyen', place.district, 'huyện'],
      ['tinh', place.province, 'tỉnh'],
    ] as const) {
      await world.add(`${level}.canbo`, `Trần Cán bộ ${name}`, { unit, grants: [{ role: 'OFFICER' }] });
      await world.add(`${level}.lanhdao`, `Võ Lãnh đạo ${name}`, { unit, grants: [{ role: 'LEADER' }] });
    }
    await world.add('giamkhao1', 'Ngô Thanh Phong', { ...province, grants: [{ role: 'JUDGE' }] });
    await world.add('giamkhao2', 'Trương Thị Bích Vân', {
      unit: place.agency,
      grants: [{ role: 'JUDGE', ...province }],
    });
    await world.add('giamkhao3', 'Dương Văn Kiệt', { unit: place.district, grants: [{ role: 'JUDGE', ...province }] });
    await world.add('hd.chutich', 'Nguyễn Huy Thông', { ...province, grants: [{ role: 'COUNCIL_CHAIR' }] });
    await world.add('hd.thuky', 'Cao Thị Diễm My', { ...province, grants: [{ role: 'COUNCIL_SECRETARY' }] });
    await world.add('hd.uyvien', 'Đỗ Trọng Nghĩa', { ...province, grants: [{ role: 'COUNCIL_MEMBER' }] });
    await world.add('bantochuc', 'Phan Nhật Quang', { ...province, grants: [{ role: 'BOARD_STAFF' }] });

    // three more entries of the hamlet come by the API to the step at which they matter
    const ready = async (title: string): Promise<string> => {
      const id = await api.write('ap.canbo', {
        unitId: place.hamlet.id,
        categoryCode: CATEGORY,
        title,
        subjectName: 'Chi hội Nông dân Ấp Một',
      });
      await api.submit('ap.truong', id);
      return id;
    };
    twins = [await ready(TWIN_1), await ready(TWIN_2)];
    for (const id of twins)
      for (const level of ['xa', 'huyen', 'tinh']) await api.forward(`${level}.canbo`, `${level}.lanhdao`, id);
    await api.propose('xa.canbo', await ready(REFUSED));
  }, 120_000);
  afterAll(() => screens.close(), 60_000);

  it('is written by the reporter and submitted by the head of the unit, who gets a number', async () => {
    const page = await steps.write('ap.canbo', ROAD);
    await page.getByText('Không còn thiếu nội dung bắt buộc nào.').waitFor();
    expect(await page.getByRole('button', { name: 'Trình hồ sơ' }).count()).toBe(0);
    expect(await steps.submit('ap.truong', ROAD.title)).toBe('HG-2026-000004');
  }, 120_000);

  it('comes back from the commune with a list, is answered item by item, and goes up', async () => {
    await steps.returnToUnit('xa.canbo', ROAD.title, { 'Kết quả đạt được': 'Ghi rõ số hộ hiến đất, kèm biên bản.' });
    const page = await steps.task('ap.canbo', ROAD.title);
    await page.getByText('Ghi rõ số hộ hiến đất, kèm biên bản.').waitFor();
    await page
      .getByRole('textbox', { name: 'Kết quả đạt được' })
      .fill('118 hộ hiến trên 8.600 m² đất; lộ 2,4 km xong sau 10 tháng.');
    await steps.saved(page);
    expect(await steps.submit('ap.truong', ROAD.title, true)).toBe('HG-2026-000004');
    await steps.propose('xa.canbo', ROAD.title, {
      criterion: 'Cách vận động',
      points: '18,5',
      reason: 'Chưa nêu việc giám sát của Nhân dân.',
    });
    await steps.forward('xa.lanhdao', ROAD.title);
  }, 120_000);

  it('is refused with a reason that its unit reads, when the leader does not choose it', async () => {
    await steps.refuse('xa.lanhdao', REFUSED, 'Hoạt động vui chơi, chưa rõ việc vận động Nhân dân.');
    const page = await screens.as('ap.truong');
    await page.goto('/entries?state=REFUSED');
    await page.getByRole('link', { name: REFUSED }).click();
    await page.getByText('Hoạt động vui chơi, chưa rõ việc vận động Nhân dân.').first().waitFor();
  }, 60_000);

  it('passes district and province, where officer and leader see what was said below', async () => {
    await steps.propose('huyen.canbo', ROAD.title);
    await steps.forward('huyen.lanhdao', ROAD.title);
    await steps.propose('tinh.canbo', ROAD.title);
    await steps.forward('tinh.lanhdao', ROAD.title, true);
  }, 120_000);

  it('is scored by two judges; the third, of its own district, is kept away', async () => {
    const board = await awards.assign('bantochuc', ['giamkhao1', 'giamkhao2', 'giamkhao3']);
    expect(await board.getByText('Giám khảo thuộc cấp trên của đơn vị có hồ sơ').count()).toBe(3);
    const first = await awards.mark('giamkhao1', ROAD.title, MARKS);
    await first.getByText('Chưa có giám khảo nào khác ký.').waitFor();
    const second = await awards.sheet('giamkhao2', ROAD.title);
    await second.getByText('Điểm của giám khảo khác được ẩn cho đến khi anh/chị ký phiếu của mình.').waitFor();
    expect(await second.getByText('97,5').count()).toBe(0);
    await awards.mark('giamkhao2', ROAD.title, LESS);
    await second.getByRole('region', { name: 'Phiếu của các giám khảo' }).getByText('97,5').waitFor();
    for (const judge of ['giamkhao1', 'giamkhao2'])
      for (const id of twins) await api.score(judge, id, CATEGORY, { KET_QUA: 6, BEN_VUNG: 1 });
  }, 120_000);

  it('leads the standing, two equal models share the rank below it, and the order is frozen', async () => {
    const page = await steps.task('bantochuc', 'chốt xếp hạng');
    await page.getByLabel('Hạng mục').selectOption(CATEGORY);
    const rows = page.getByRole('region', { name: 'Bảng tổng hợp điểm, xếp hạng' }).getByRole('row');
    await rows.filter({ hasText: ROAD.title }).waitFor();
    const standing = await Promise.all(
      [ROAD.title, TWIN_1, TWIN_2].map((title) => rows.filter({ hasText: title }).getByRole('cell').allInnerTexts()),
    );
    expect(standing.map((cells) => cells.slice(0, 3))).toEqual([
      ['1', '96,75', 'Xuất sắc'],
      ['2', '93', 'Xuất sắc'],
      ['2', '93', 'Xuất sắc'],
    ]);
    await awards.finalise('bantochuc', 'Các phiếu đã ký đủ.');
  }, 60_000);

  it('is approved by the council with a quorum, ballots and a count; one twin is not', async () => {
    await awards.callCouncil('bantochuc', { 'hd.chutich': 'Chủ tịch', 'hd.thuky': 'Thư ký', 'hd.uyvien': 'Uỷ viên' });
    await awards.openSession('hd.thuky');
    expect(
      await awards.vote('hd.thuky', ROAD.title, {
        'hd.thuky': 'Tán thành',
        'hd.chutich': 'Tán thành',
        'hd.uyvien': 'Không ý kiến',
      }),
    ).toBe('2/3 tán thành, cần 2');
    expect(
      await awards.vote('hd.thuky', TWIN_1, {
        'hd.thuky': 'Tán thành',
        'hd.chutich': 'Không tán thành',
        'hd.uyvien': 'Không tán thành',
      }),
    ).toBe('1/3 tán thành, cần 2');
    expect(
      await awards.vote('hd.thuky', TWIN_2, {
        'hd.thuky': 'Tán thành',
        'hd.chutich': 'Tán thành',
        'hd.uyvien': 'Tán thành',
      }),
    ).toBe('3/3 tán thành, cần 2');
    await awards.closeSession('hd.chutich', 'Hội đồng thống nhất trình Uỷ ban nhân dân tỉnh quyết định.');
  }, 150_000);

  it('is recognised by a decision with a number, and published', async () => {
    expect(await awards.decide('bantochuc', 'tinh.lanhdao', 'Uỷ ban nhân dân tỉnh Hậu Giang')).toMatch(
      /^01\/\d{4}\/QĐ-UBND$/,
    );
    const page = await awards.publish('bantochuc');
    code = (
      await page
        .getByText(/^Mã kiểm tra: /)
        .first()
        .innerText()
    ).replace('Mã kiểm tra: ', '');
    const unit = await screens.as('ap.truong');
    await unit.goto('/entries?state=RECOGNISED');
    await unit.getByRole('link', { name: ROAD.title }).click();
    await unit.getByText('Được công nhận điển hình “Dân vận khéo”').waitFor();
  }, 120_000);

  it('is read by everybody on the public site, without marks, and its certificate is checked there', async () => {
    const page = await screens.stranger('portal');
    await page.goto('/');
    await page.getByRole('searchbox').fill('hien dat mo rong lo');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: ROAD.title }).first().click();
    await page.getByRole('heading', { name: ROAD.title, level: 1 }).waitFor();
    const words = await page.getByRole('main').innerText();
    expect([words.includes('118 hộ hiến trên 8.600 m² đất'), /96,75|97,5|Lực lượng tham gia/.test(words)]).toEqual([
      true,
      false,
    ]);
    await page
      .getByRole('link', { name: /Kiểm tra/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Mã kiểm tra' }).fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Giấy này có trong sổ và đang có hiệu lực.').waitFor();
  }, 60_000);

  it('leaves an audit chain without a gap, and no fault in any of the browsers', async () => {
    const { problems } = await screens.world.api.get(AuditVerifier).verify();
    expect([problems, screens.faults]).toEqual([[], []]);
  });
});
