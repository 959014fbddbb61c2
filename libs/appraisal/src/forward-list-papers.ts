import { AppError } from '@app/platform';
import { forwardManifest, type Paper, renderPaperDocx, renderPaperPdf, writeXlsx } from '@app/documents';
import { RoundQueries, stageOf } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { ForwardListQueries } from './forward-lists.queries';

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

export const LIST_FORMATS = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type ListFormat = keyof typeof LIST_FORMATS;

/** The list of entries that were forwarded together, on paper and in Excel, as it was made. */
@Injectable()
export class ForwardListPapers {
  constructor(
    private readonly queries: ForwardListQueries,
    private readonly rounds: RoundQueries,
  ) {}

  /** @throws AppError NOT_FOUND */
  async file(id: string, format: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
    if (!Object.hasOwn(LIST_FORMATS, format)) throw new AppError('NOT_FOUND');
    const kind = format as ListFormat;
    const kept = await this.queries.kept(id);
    const round = await this.rounds.byId(kept.roundId);
    const targets = [...new Set(kept.rows.map(({ nextUnit }) => nextUnit))];
    const stage = stageOf(round.rules, kept.stageCode);
    const paper = forwardManifest({
      issuer: { family: 'STATE', parent: null, name: kept.unitName },
      place: kept.unitName.replace(/^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường) /, ''),
      date: DAY.format(kept.madeAt),
      no: kept.no,
      round: round.name,
      stage: stage?.name ?? kept.stageCode,
      to: targets.length === 1 ? (targets[0] ?? null) : null,
      rows: kept.rows.map((row) => ({
        title: row.title,
        unit: row.unitName,
        category: row.categoryName,
        receiptNumber: row.receiptNo,
        self: row.selfTotal,
        appraised: row.appraisedTotal,
      })),
      quota: null,
      note: kept.note,
      leader: { title: 'Lãnh đạo đơn vị', name: kept.madeBy },
    });
    const name = `danh-sach-chuyen-${round.code}-${kept.no}.${kind}`;
    return { name, mediaType: LIST_FORMATS[kind], bytes: await render(kind, paper, kept.rows) };
  }
}

async function render(
  kind: ListFormat,
  paper: Paper,
  rows: Awaited<ReturnType<ForwardListQueries['kept']>>['rows'],
): Promise<Uint8Array> {
  if (kind === 'docx') return renderPaperDocx(paper);
  if (kind === 'pdf') return renderPaperPdf(paper);
  return writeXlsx({
    title: paper.summary,
    columns: [
      { title: 'TT', width: 6, type: 'number' },
      { title: 'Tên mô hình, điển hình', width: 44 },
      { title: 'Tập thể, cá nhân', width: 30 },
      { title: 'Đơn vị', width: 30 },
      { title: 'Hạng mục', width: 26 },
      { title: 'Số tiếp nhận', width: 20 },
      { title: 'Tự chấm', width: 10, type: 'number' },
      { title: 'Thẩm định', width: 10, type: 'number' },
      { title: 'Cán bộ thẩm định', width: 24 },
      { title: 'Ý kiến thẩm định', width: 50 },
    ],
    rows: rows.map((row) => [
      String(row.no),
      row.title,
      row.subjectName,
      row.unitName,
      row.categoryName,
      row.receiptNo,
      row.selfTotal,
      row.appraisedTotal,
      row.officer,
      row.finding,
    ]),
  });
}
