import { Injectable } from '@nestjs/common';
import { CriterionOfficers } from '@app/appraisal';
import { EntriesService, EntryReturns, DraftSaving } from '@app/entries';
import { Database } from '@app/platform';
import { DemoActors } from './demo-actors';
import { DemoChain, type DemoReviewers } from './demo-chain';
import { DEMO_STORIES } from './demo-stories';

const COMMUNE: DemoReviewers = { officer: 'xa.canbo', leader: 'xa.lanhdao' };

/** One entry that came back from its unit, answered item by item; and a second one for the leader, so that there is a list to forward. */
@Injectable()
export class DemoAppraisal {
  constructor(
    private readonly db: Database,
    private readonly actors: DemoActors,
    private readonly chain: DemoChain,
    private readonly entries: EntriesService,
    private readonly drafts: DraftSaving,
    private readonly returns: EntryReturns,
    private readonly officers: CriterionOfficers,
  ) {}

  /** A ward where one officer answers for the results. */
  async assign(roundId: string, unitId: string): Promise<void> {
    const officer = await this.db.one<{ id: string }>(`SELECT id FROM account WHERE login = 'ct.phuong.canbo'`);
    if (!officer) throw new Error('the demonstration lacks ct.phuong.canbo');
    await this.actors.as('ct.phuong.lanhdao', async () =>
      this.officers.assign({ roundId, stage: 'XA', unitId, officers: [{ criterion: 'KET_QUA', accountId: officer.id }] }),
    );
  }

  async run(roundId: string, unitId: string): Promise<void> {
    const [light, , , , , kitchen] = DEMO_STORIES;
    if (!light || !kitchen) throw new Error('the demonstration lacks a story');
    const title = 'Thắp sáng đường quê đoạn qua chợ Ấp 1';
    const story = { ...light, title, content: { ...light.content, KET_QUA: 'Đường sáng, bà con đi chợ đêm an tâm.' } };
    const id = await this.chain.write(story, roundId, unitId, 'ap.canbo');
    await this.chain.submit(id, 'ap.truong');
    await this.chain.returnToUnit(id, COMMUNE, [
      { part: 'KET_QUA', text: 'Ghi số bóng đèn và số hộ được lợi.' },
      { part: 'DIA_DIEM', text: 'Nêu rõ đoạn đường từ đâu đến đâu.' },
    ]);
    await this.actors.as('ap.canbo', async () => {
      const entry = await this.db.one<{ version: number; self_scores: Record<string, string> }>('SELECT version, self_scores FROM entry WHERE id = $1', [id]);
      await this.drafts.save(id, {
        version: entry?.version ?? 0,
        title,
        subjectName: story.subjectName,
        content: { ...story.content, KET_QUA: 'Đường sáng với 42 bóng đèn, 118 hộ được lợi; bà con đi chợ đêm an tâm.', DIA_DIEM: 'Từ cầu Ấp 1 đến chợ, dài 900 m' },
        contributions: story.contributions,
        selfScores: entry?.self_scores ?? {},
      });
      for (const [index, answer] of ['Đã ghi 42 bóng đèn, 118 hộ.', 'Đã ghi từ cầu Ấp 1 đến chợ, dài 900 m.'].entries())
        await this.returns.save(id, { no: 1, index, answer, done: true, version: 0 });
    });
    await this.actors.as('ap.truong', async () => {
      const entry = await this.db.one<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]);
      // The answers are there already.
      await this.entries.submit(id, `demo-answered-${id}`, { version: entry?.version ?? 0 });
    });

    const second = await this.chain.write({ ...kitchen, title: 'Nồi cháo sáng thứ Bảy ở trạm y tế xã' }, roundId, unitId, 'ap.canbo');
    await this.chain.submit(second, 'ap.truong');
    await this.chain.propose(second, COMMUNE, 'Mô hình nhỏ, đều đặn, dân tự lo. Đề nghị lãnh đạo xã trình huyện.');
  }
}
