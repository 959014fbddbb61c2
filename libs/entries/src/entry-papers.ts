import { AppError, Database } from '@app/platform';
import { RoundQueries, stageOf } from '@app/programmes';
import { renderPaperPdf, submissionReceipt, writeXlsx } from '@app/documents';
import { Injectable } from '@nestjs/common';
import type { EntryFilter, EntrySort } from './entries.dto';
import { EntryQueries } from './entries.queries';
import { EntryRecords } from './entry-records';
import { forPeople } from './entry-notices';
import { originText } from './entry-renewal.rules';
import type { EntryState } from './entry.workflow';
import type { FrozenEvidence } from './evidence-rows';

/** States in the words of the screens. */
const STATE_NAMES: Record<EntryState, string> = {
  DRAFT: 'Đang soạn',
  APPRAISING: 'Đang thẩm định',
  PROPOSED: 'Chờ lãnh đạo duyệt',
  RETURNED: 'Trả lại bổ sung',
  REFUSED: 'Không đề nghị',
  SCORING: 'Đang chấm điểm',
  COUNCIL: 'Chờ hội đồng',
  APPROVED: 'Hội đồng thông qua',
  NOT_APPROVED: 'Hội đồng không thông qua',
  RECOGNISED: 'Được công nhận',
  WITHDRAWN: 'Đã rút',
};
const SUBJECT_NAMES = { COLLECTIVE: 'Tập thể', INDIVIDUAL: 'Cá nhân', HOUSEHOLD: 'Hộ gia đình' } as const;
const FIELD_NAMES = {
  KINH_TE: 'Kinh tế',
  VAN_HOA_XA_HOI: 'Văn hoá - xã hội',
  QUOC_PHONG_AN_NINH: 'Quốc phòng - an ninh',
  HE_THONG_CHINH_TRI: 'Xây dựng hệ thống chính trị',
} as const;

/** Entries on paper and in Excel. */
@Injectable()
export class EntryPapers {
  constructor(
    private readonly db: Database,
    private readonly queries: EntryQueries,
    private readonly records: EntryRecords,
    private readonly rounds: RoundQueries,
  ) {}

  /** Exactly what the list with the same filter and sort shows, all pages of it. */
  async exportXlsx(filter: EntryFilter & { sort?: EntrySort }, at: Date): Promise<Buffer> {
    const { queries } = this;
    async function* rows(): AsyncGenerator<(string | Date | null)[]> {
      let number = 0;
      for await (const entry of queries.all(filter))
        yield [
          String(++number),
          entry.receiptNo,
          entry.title,
          entry.subjectName,
          entry.unitName,
          FIELD_NAMES[entry.fieldCode],
          SUBJECT_NAMES[entry.subjectType],
          STATE_NAMES[entry.state],
          entry.stageName,
          entry.holderUnitName,
          entry.deadline ? forPeople(new Date(entry.deadline)) : null,
          entry.submittedAt ? forPeople(new Date(entry.submittedAt)) : null,
          originText(entry.renewalNo),
        ];
    }
    return writeXlsx({
      title: 'Danh sách hồ sơ “Dân vận khéo”',
      note: `Kết xuất lúc ${forPeople(at)}`,
      columns: [
        { title: 'TT', width: 6, type: 'number' },
        { title: 'Số tiếp nhận', width: 20 },
        { title: 'Tên mô hình, điển hình', width: 44 },
        { title: 'Tập thể, cá nhân', width: 30 },
        { title: 'Đơn vị', width: 26 },
        { title: 'Lĩnh vực', width: 22 },
        { title: 'Đối tượng', width: 14 },
        { title: 'Trạng thái', width: 22 },
        { title: 'Bước', width: 22 },
        { title: 'Nơi đang giữ', width: 26 },
        { title: 'Hạn xử lý', width: 20 },
        { title: 'Trình lúc', width: 20 },
        { title: 'Mới, duy trì', width: 20 },
      ],
      rows: rows(),
    });
  }

  /** The receipt of the last submission as PDF. @throws AppError NOT_FOUND when nothing has been submitted */
  async receiptPdf(id: string): Promise<{ name: string; bytes: Uint8Array }> {
    const entry = await this.records.visible(id);
    const row = await this.db.one<{
      title: string;
      submitted_at: Date;
      evidence: FrozenEvidence[];
      submitted_by: string;
      unit: string;
      place: string;
      host: string;
      round: string;
      deadline: Date | null;
    }>(
      `SELECT v.title, v.submitted_at, v.evidence, a.full_name AS submitted_by, u.label AS unit, coalesce(h.name, host.name) AS place, host.name AS host,
         r.name AS round, e.deadline
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN account a ON a.id = v.submitted_by
       JOIN unit u ON u.id = e.unit_id LEFT JOIN unit h ON h.id = e.holder_unit_id JOIN round r ON r.id = e.round_id JOIN unit host ON host.id = r.unit_id
       WHERE e.id = $1`,
      [id],
    );
    if (!row || !entry.receiptNo) throw new AppError('NOT_FOUND');
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const category = rules.categories.find((each) => each.code === entry.categoryCode);
    const stage = stageOf(rules, entry.stageCode);
    const pdf = await renderPaperPdf(
      submissionReceipt({
        issuer: { family: 'STATE', parent: null, name: row.host },
        place: row.host.replace(/^(Tỉnh|Thành phố) /, ''),
        submittedAt: row.submitted_at,
        entry: {
          title: row.title,
          unit: row.unit,
          field: category ? FIELD_NAMES[category.field] : '',
          category: [category ? SUBJECT_NAMES[category.subjectType] : '', originText(entry.renewalNo)]
            .filter(Boolean)
            .join('; '),
          receiptNumber: entry.receiptNo,
          revision: entry.revisionNo,
        },
        submittedBy: row.submitted_by,
        files: row.evidence.map(({ name, sha256 }) => ({ name, sha256 })),
        answerBy: entry.state === 'APPRAISING' && stage && row.deadline ? dayInVietnam(row.deadline) : null,
        signature: { title: 'Bộ phận tiếp nhận', name: '' },
      }),
    );
    return { name: `${entry.receiptNo}.pdf`, bytes: pdf };
  }
}

function dayInVietnam(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(instant);
}
