import { writeXlsx } from '@app/documents';
import { forPeople } from '@app/entries';
import { Injectable } from '@nestjs/common';
import type { LedgerSumAnswer } from './ledger.dto';
import { LedgerQueries } from './ledger.queries';
import type { LedgerFilter } from './progress.dto';

const QUALIFIER_NAMES = { EXACT: '', OVER: 'trên', ABOUT: 'khoảng' } as const;

/** The ledger in Excel: first the sums by unit, then every entry behind them. */
@Injectable()
export class LedgerPapers {
  constructor(private readonly queries: LedgerQueries) {}

  /** Exactly what the screen shows for the same filter. */
  async xlsx(filter: LedgerFilter, at: Date): Promise<Buffer> {
    const { queries } = this;
    const sums = await queries.sums(filter);
    async function* rows(): AsyncGenerator<(string | null)[]> {
      let number = 0;
      const line = (group: string, unit: string, entry: string | null, sum: LedgerSumAnswer) => [
        String(++number),
        group,
        unit,
        entry,
        sum.name,
        QUALIFIER_NAMES[sum.qualifier],
        sum.amount,
        sum.measure,
        String(sum.entries),
      ];
      for (const sum of sums.sums) yield line('Tổng cộng', sums.unit.name, null, sum);
      for (const part of sums.parts)
        for (const sum of part.sums) yield line(part.own ? 'Của đơn vị' : 'Cấp dưới', part.unitName, null, sum);
      for await (const entry of queries.all(filter))
        for (const sum of entry.sums) yield line('Hồ sơ', entry.unitName, `${entry.title} (${entry.year})`, sum);
    }
    return writeXlsx({
      title: `Sổ kết quả, đóng góp – ${sums.unit.name}`,
      note: `Kết xuất lúc ${forPeople(at)}. Tổng có số “khoảng” thì ghi “khoảng”; không có “khoảng” mà có số “trên” thì ghi “trên”.`,
      columns: [
        { title: 'TT', width: 6, type: 'number' },
        { title: 'Loại dòng', width: 14 },
        { title: 'Đơn vị', width: 36 },
        { title: 'Hồ sơ', width: 48 },
        { title: 'Chỉ tiêu', width: 24 },
        { title: 'Mức độ', width: 10 },
        { title: 'Số lượng', width: 18, type: 'number' },
        { title: 'Đơn vị tính', width: 12 },
        { title: 'Số hồ sơ', width: 10, type: 'number' },
      ],
      rows: rows(),
    });
  }
}
