import { Injectable } from '@nestjs/common';
import { DraftSaving, EntriesService } from '@app/entries';
import { Clock, Database } from '@app/platform';
import { Ledger, ProgressService } from '@app/progress';
import { Signatures } from '@app/similarity';
import { DemoActors } from './demo-actors';
import { DemoChain } from './demo-chain';
import type { DemoPlaceKey } from './demo-places';
import { DEMO_STORIES } from './demo-stories';

const DAY = 86_400_000;

/** Last year's models live on: one is carried on, one is reported on twice, and one has been copied by the next hamlet. */
@Injectable()
export class DemoModels {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: DemoActors,
    private readonly chain: DemoChain,
    private readonly entries: EntriesService,
    private readonly drafts: DraftSaving,
    private readonly reports: ProgressService,
    private readonly ledger: Ledger,
    private readonly signatures: Signatures,
  ) {}

  async run(before: string, present: string, places: Record<DemoPlaceKey, string>): Promise<void> {
    const [light, , , , weaving] = DEMO_STORIES;
    if (!light || !weaving) throw new Error('the demonstration lacks a story');
    const renewed = await this.renew(await this.recognised(before, weaving.title), present, places.AP);
    await this.chain.submit(renewed, 'ap.truong');

    const reported = await this.recognised(before, light.title);
    await this.report(reported, [150, 91], 'Tổ tự quản thay 6 bóng đèn hỏng, dọn 800 m kênh; thêm 4 hộ mới về ở đã ký cam kết phân loại rác.', [
      { kind: 'NGAY_CONG', qualifier: 'EXACT', amount: '38' },
      { kind: 'HO', qualifier: 'EXACT', amount: '4' },
    ]);
    await this.report(reported, [90, 1], 'Nối dài tuyến đèn sang đoạn cuối ấp; bà con góp công dựng trụ, nhà hảo tâm tặng đèn.', [
      { kind: 'KM', qualifier: 'EXACT', amount: '0.6' },
      { kind: 'TIEN', qualifier: 'ABOUT', amount: '3500000' },
    ]);

    const copy = await this.chain.write(
      {
        ...light,
        title: 'Tuyến đường sáng – xanh – sạch của Ấp 2',
        subjectName: 'Ban công tác Mặt trận Ấp 2',
        content: { ...light.content, DIA_DIEM: 'Tuyến đường liên ấp, đoạn qua Ấp 2', SAN_PHAM: '40 bóng đèn, 8 thùng rác.' },
      },
      present,
      places.AP2,
      'ap2.truong',
    );
    await this.chain.submit(copy, 'ap2.truong');
    // What the worker does after each submission: here at once, so that the demonstration is whole without it.
    await this.signatures.computeMissing();
    await this.ledger.followMissing();
  }

  private async renew(entryId: string, roundId: string, unitId: string): Promise<string> {
    const story = DEMO_STORIES[4]!;
    return this.actors.as('ap.canbo', async () => {
      const { id } = await this.entries.create(`demo-renew-${entryId}`, {
        roundId,
        unitId,
        categoryCode: story.categoryCode,
        title: `${story.title}: năm thứ hai`,
        subjectName: story.subjectName,
        renewsEntryId: entryId,
      });
      await this.drafts.save(id, {
        version: await this.chain.version(id),
        title: `${story.title}: năm thứ hai`,
        subjectName: story.subjectName,
        content: { ...story.content, KET_QUA: 'Năm thứ hai, tổ giữ nguyên tổ viên, kết nạp thêm năm chị, ký thêm một hợp đồng bao tiêu; không chị nào bỏ nghề.' },
        contributions: [{ kind: 'NGUOI', qualifier: 'EXACT', amount: '5', note: 'Tổ viên mới trong năm' }],
        selfScores: await this.chain.selfScores(roundId, story),
      });
      return id;
    });
  }

  /** A report on the days from so many to so many days ago, written and sent. */
  private async report(
    entryId: string,
    [from, to]: [number, number],
    body: string,
    contributions: { kind: string; qualifier: 'EXACT' | 'OVER' | 'ABOUT'; amount: string }[],
  ): Promise<void> {
    const day = (ago: number): string => new Date(this.clock.now().getTime() - ago * DAY).toISOString().slice(0, 10);
    const { id, version } = await this.actors.as('ap.canbo', async () => {
      const draft = await this.reports.create(`demo-report-${entryId}-${from}`, entryId, {});
      return this.reports.save(draft.id, { version: 1, periodFrom: day(from), periodTo: day(to), body, contributions });
    });
    await this.actors.as('ap.truong', async () => this.reports.submit(id, `demo-report-sent-${id}`, version));
  }

  private async recognised(roundId: string, title: string): Promise<string> {
    const row = await this.db.one<{ id: string }>(`SELECT id FROM entry WHERE round_id = $1 AND title = $2 AND state = 'RECOGNISED'`, [roundId, title]);
    if (!row) throw new Error(`the demonstration has no recognised model ${title}`);
    return row.id;
  }
}
