import { Injectable } from '@nestjs/common';
import { Clock } from '@app/platform';
import { DemoAwards, type DemoBodies } from './demo-awards';
import { DemoChain, type DemoReviewers } from './demo-chain';
import type { DemoPlaceKey } from './demo-places';
import { DEMO_STORIES, type DemoStory } from './demo-stories';

type Places = Record<DemoPlaceKey, string>;

const COMMUNE: DemoReviewers = { officer: 'xa.canbo', leader: 'xa.lanhdao' };
const DISTRICT: DemoReviewers = { officer: 'huyen.canbo', leader: 'huyen.lanhdao' };
const PROVINCE: DemoReviewers = { officer: 'tinh.canbo', leader: 'tinh.lanhdao' };
const CITY_WARD: DemoReviewers = { officer: 'ct.phuong.canbo', leader: 'ct.phuong.lanhdao' };
const CITY: DemoReviewers = { officer: 'ct.tp.canbo', leader: 'ct.tp.lanhdao' };
const BODIES: DemoBodies = {
  staff: 'bantochuc',
  judges: ['giamkhao1', 'giamkhao2', 'giamkhao3', 'giamkhao4'],
  chair: 'hoidong.chutich',
  secretary: 'hoidong.thuky',
  members: ['hoidong.uyvien'],
  leader: 'tinh.lanhdao',
};

/** What the demonstration's rounds hold: one that is over, and two in which something waits for everybody. */
@Injectable()
export class DemoRounds {
  constructor(
    private readonly clock: Clock,
    private readonly chain: DemoChain,
    private readonly awards: DemoAwards,
  ) {}

  /** Last year: from registration to the public page, with one entry that the council did not approve. */
  async history(roundId: string, places: Places): Promise<void> {
    const strengths = [95, 92, 83, 91, 87, 94, 68, 81];
    const entries: string[] = [];
    for (const [index, story] of DEMO_STORIES.entries()) {
      // the story of the one-stop office belongs to an agency, which skips commune and district
      const agency = story.categoryCode.startsWith('HE_THONG');
      const second = index % 2 === 1;
      const unit = agency ? places.SO : second ? places.AP2 : places.AP;
      const id = await this.chain.write(story, roundId, unit, agency ? 'so.canbo' : second ? 'ap2.truong' : 'ap.canbo');
      await this.chain.submit(id, agency ? 'so.lanhdao' : second ? 'ap2.truong' : 'ap.truong');
      for (const reviewers of agency ? [PROVINCE] : [COMMUNE, DISTRICT, PROVINCE]) await this.chain.forward(id, reviewers);
      entries.push(id);
    }
    await this.awards.assign(roundId, BODIES, entries);
    for (const [index, id] of entries.entries()) await this.awards.score(id, strengths[index] ?? 80);
    await this.awards.finalise(roundId, BODIES.staff, [...new Set(DEMO_STORIES.map((story) => story.categoryCode))]);
    const [weakest] = entries.slice(6, 7);
    await this.awards.council(roundId, BODIES, entries, weakest ? [weakest] : []);
    await this.awards.decide(roundId, BODIES, entries.filter((id) => id !== weakest), this.clock.today());
  }

  /** This year: every role of both provinces finds something to do. */
  async present(hauGiang: string, canTho: string, places: Places): Promise<void> {
    const [light, road, security, office, weaving, kitchen, camera, eel] = DEMO_STORIES;
    const ofHamlet = async (story: DemoStory | undefined, title: string): Promise<string> => {
      const id = await this.chain.write(renamed(story, title), hauGiang, places.AP, 'ap.canbo');
      return id;
    };
    await ofHamlet(light, 'Tuyến đường hoa và camera an ninh do Nhân dân tự quản');
    const returned = await ofHamlet(eel, 'Xóm nuôi lươn không bùn giúp nhau thoát nghèo');
    await this.chain.submit(returned, 'ap.truong');
    await this.chain.returnToUnit(returned, COMMUNE, [
      { part: 'KET_QUA', text: 'Ghi rõ số hộ thoát cận nghèo, kèm quyết định của Uỷ ban nhân dân xã.' },
      { part: 'LUC_LUONG', text: 'Nêu vai trò của Chi hội Nông dân và người có uy tín.' },
    ]);
    const fresh = await ofHamlet(security, 'Nhóm Zalo “Ấp bình yên” giai đoạn 2');
    await this.chain.submit(fresh, 'ap.truong');
    const proposed = await ofHamlet(weaving, 'Tổ đan lục bình mở rộng sang Ấp 3');
    await this.chain.submit(proposed, 'ap.truong');
    await this.chain.propose(proposed, COMMUNE, 'Mô hình có hợp đồng bao tiêu, đề nghị lãnh đạo xã trình huyện.');
    const atDistrict = await ofHamlet(kitchen, 'Bếp ăn nghĩa tình – thêm bữa tối cho người chạy thận');
    await this.chain.submit(atDistrict, 'ap.truong');
    await this.chain.forward(atDistrict, COMMUNE);
    const scored: string[] = [];
    for (const [story, title] of [
      [road, 'Hiến đất nối tuyến đường Ấp 1 – Ấp 4'],
      [camera, 'Mắt thần khu vực: thêm 12 điểm camera tự nguyện'],
    ] as const) {
      const id = await ofHamlet(story, title);
      await this.chain.submit(id, 'ap.truong');
      for (const reviewers of [COMMUNE, DISTRICT, PROVINCE]) await this.chain.forward(id, reviewers);
      scored.push(id);
    }
    const agency = await this.chain.write(renamed(office, 'Tổ hỗ trợ nông dân làm hồ sơ số ngay tại ruộng'), hauGiang, places.SO, 'so.canbo');
    await this.chain.submit(agency, 'so.lanhdao');
    await this.chain.forward(agency, PROVINCE);
    await this.awards.assign(hauGiang, BODIES, scored);

    const ward = await this.chain.write(renamed(light, 'Hẻm sáng – xanh – không rác ở Khu vực 1'), canTho, places.CT_KV, 'ct.kv.canbo');
    await this.chain.submit(ward, 'ct.kv.canbo');
    const forwarded = await this.chain.write(renamed(kitchen, 'Tủ bánh mì 0 đồng của tổ dân phố'), canTho, places.CT_KV, 'ct.kv.canbo');
    await this.chain.submit(forwarded, 'ct.kv.canbo');
    await this.chain.forward(forwarded, CITY_WARD);
    const direct = await this.chain.write(renamed(office, 'Ngày thứ Sáu nghe dân nói'), canTho, places.CT_SO, 'ct.so.lanhdao');
    await this.chain.submit(direct, 'ct.so.lanhdao');
    await this.chain.forward(direct, CITY);
  }
}

/** The same story under another title. */
function renamed(story: DemoStory | undefined, title: string): DemoStory {
  if (!story) throw new Error('the demonstration lacks a story');
  return { ...story, title };
}
