import { Clock, Database } from '@app/platform';
import { VisitQueries, VisitsService } from '@app/visits';
import { Injectable } from '@nestjs/common';
import { DemoActors } from './demo-actors';

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** One signed record of a field visit, by the commune that appraises an entry of a hamlet. */
@Injectable()
export class DemoVisits {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: DemoActors,
    private readonly visits: VisitsService,
    private readonly queries: VisitQueries,
  ) {}

  async run(roundId: string): Promise<void> {
    await this.actors.as('xa.canbo', async () => {
      const entry = await this.db.one<{ id: string }>(
        `SELECT e.id FROM entry e JOIN account a ON a.login = 'xa.canbo' AND a.unit_id = e.holder_unit_id
         WHERE e.round_id = $1 AND e.state = 'APPRAISING' AND e.unit_id <> a.unit_id ORDER BY e.id LIMIT 1`,
        [roundId],
      );
      if (!entry) throw new Error('the demonstration lacks an entry that the commune appraises');
      const { id } = await this.visits.create('demo-visit-create', entry.id, {});
      const { version, seen } = await this.queries.detail(id);
      await this.visits.save(id, {
        version,
        visitedOn: DAY.format(this.clock.now()),
        place: 'Tuyến đường và nhà văn hoá ấp',
        participants: 'Bí thư chi bộ ấp\nTrưởng ban công tác Mặt trận ấp\nHai hộ dân trên tuyến',
        seen: seen.map(({ code }, index) => ({
          code,
          ok: true,
          note: index === 0 ? 'Đối chiếu hồ sơ gốc tại ấp' : '',
        })),
        conclusion: 'Mô hình đang hoạt động đúng như hồ sơ; các hộ được hỏi đều tự nguyện tham gia.',
      });
      await this.visits.sign(id, 'demo-visit-sign', version + 1);
    });
  }
}
