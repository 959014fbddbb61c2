import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import { forPeople, type NoticeParams } from '@app/notices';
import { Injectable } from '@nestjs/common';
import { entryListColumns } from './entry.columns';

const DAY = 86_400_000;

/** Facts for the preview of a message: those of a real entry where there is one, examples for the rest. */
@Injectable()
export class EntrySamples {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /**
   * @param entryId an entry of the round; without it the newest one that the reader may see
   * @throws AppError NOT_FOUND when that entry is not there for the reader
   */
  async facts(roundId: string, entryId?: string): Promise<NoticeParams> {
    const params: unknown[] = [roundId, entryId ?? null];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', entryListColumns, params);
    const entry = await this.db.one<{
      title: string;
      unit: string;
      round: string;
      receiptNo: string | null;
      deadline: Date | null;
    }>(
      `SELECT v.title, u.name AS unit, r.name AS round, e.receipt_no AS "receiptNo", e.deadline
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id
       WHERE e.round_id = $1 AND ($2::uuid IS NULL OR e.id = $2) AND e.submitted AND ${seen} ORDER BY e.id DESC LIMIT 1`,
      params,
    );
    if (!entry && entryId) throw new AppError('NOT_FOUND');
    const inAWeek = new Date(this.clock.now().getTime() + 7 * DAY);
    return {
      title: entry?.title ?? 'Tuyến đường hoa do Nhân dân tự quản',
      unit: entry?.unit ?? 'Ấp Một',
      ...(entry ? { round: entry.round } : await this.round(roundId)),
      receiptNo: entry?.receiptNo ?? 'DVK-000001',
      deadline: forPeople(entry?.deadline ?? inAWeek),
      time: forPeople(inAWeek),
      reason: 'Chưa nêu rõ kết quả so với mục tiêu đăng ký.',
      items: '- Bổ sung ảnh trước và sau khi thực hiện\n- Ghi rõ nguồn lực đóng góp',
      count: 3,
      place: 'Hội trường Ban Dân vận',
      decision: '06/QĐ-UBND',
      award: 'Giấy khen',
    };
  }

  private async round(id: string): Promise<{ round: string }> {
    const row = await this.db.one<{ name: string }>('SELECT name FROM round WHERE id = $1', [id]);
    return { round: row?.name ?? '' };
  }
}
