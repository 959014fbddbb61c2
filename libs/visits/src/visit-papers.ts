import { fieldVisitRecord, renderPaperDocx, renderPaperPdf } from '@app/documents';
import { AppError, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { VisitQueries } from './visits.queries';

export const VISIT_PAPER_FORMATS = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The record of a visit on paper; a draft says that it is one. */
@Injectable()
export class VisitPapers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly queries: VisitQueries,
  ) {}

  /** @throws AppError NOT_FOUND */
  async file(id: string, format: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
    if (!Object.hasOwn(VISIT_PAPER_FORMATS, format)) throw new AppError('NOT_FOUND');
    const kind = format as keyof typeof VISIT_PAPER_FORMATS;
    const visit = await this.queries.detail(id);
    const entry = await this.db.one<{ title: string; unit: string; receiptNo: string | null; maker: string }>(
      `SELECT e.title, u.label AS unit, e.receipt_no AS "receiptNo", m.name AS maker FROM field_visit v JOIN entry e ON e.id = v.entry_id
       JOIN unit u ON u.id = e.unit_id JOIN unit m ON m.id = v.unit_id WHERE v.id = $1`,
      [id],
    );
    if (!entry) throw new AppError('NOT_FOUND');
    const paper = fieldVisitRecord({
      issuer: { family: 'STATE', parent: null, name: entry.maker },
      place: entry.maker.replace(/^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường) /, ''),
      date: visit.signedAt ? DAY.format(new Date(visit.signedAt)) : DAY.format(this.clock.now()),
      draft: visit.state !== 'SIGNED',
      entry: { title: entry.title, unit: entry.unit, receiptNumber: entry.receiptNo ?? '' },
      stage: visit.stageName,
      visitedOn: visit.visitedOn,
      visitPlace: visit.place,
      participants: visit.participants.split('\n').filter((line) => line.trim() !== ''),
      seen: visit.seen.map(({ text, ok, note }) => ({ item: text, ok, note })),
      conclusion: visit.conclusion,
      photos: visit.photos.map(({ caption, name }) => caption || name),
      correction: visit.reason,
      officer: visit.signedBy ?? visit.createdBy,
    });
    const bytes = kind === 'docx' ? await renderPaperDocx(paper) : await renderPaperPdf(paper);
    const no = entry.receiptNo ?? 'ho-so';
    return { name: `bien-ban-thuc-dia-${no}.${kind}`, mediaType: VISIT_PAPER_FORMATS[kind], bytes };
  }
}
