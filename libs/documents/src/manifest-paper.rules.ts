import { endOfText, type Paper, type PaperIssuer, type PaperSignature } from './paper.rules';
import { formatCount, formatNumber } from './wording.rules';

export interface ForwardManifest {
  issuer: PaperIssuer;
  place: string;
  /** 'YYYY-MM-DD' */
  date: string;
  /** Number of the list within the unit's stage of the round, from 1. */
  no: number;
  round: string;
  stage: string;
  /** Where the entries go; null when that differs between them. */
  to: string | null;
  /** In the leader's order. Marks are decimal strings. */
  rows: readonly {
    title: string;
    unit: string;
    category: string;
    receiptNumber: string;
    self: string;
    appraised: string;
  }[];
  /** null: the stage has no quota. */
  quota: { max: number; used: number } | null;
  note: string;
  leader: PaperSignature;
}

/** The list of entries that a leader forwards together. Its count is that of the rows. */
export function forwardManifest(input: ForwardManifest): Paper {
  const { issuer, rows } = input;
  const to = input.to ? ` lên ${input.to}` : ' lên bước tiếp theo';
  const quota = input.quota
    ? ` Chỉ tiêu của đợt: ${formatCount(input.quota.used)}/${formatCount(input.quota.max)} hồ sơ đã chuyển, kể cả danh sách này.`
    : '';
  return {
    issuer,
    number: null,
    place: input.place,
    date: input.date,
    title: 'DANH SÁCH',
    summary: `Hồ sơ mô hình, điển hình “Dân vận khéo” chuyển${to} (lần ${input.no})`,
    legalBases: [],
    body: [
      {
        kind: 'paragraph',
        text: `${input.round}, bước “${input.stage}”: ${issuer.name} đã thẩm định, duyệt và chuyển${to} ${formatCount(rows.length)} hồ sơ sau đây, theo thứ tự đề nghị.${quota}`,
      },
      {
        kind: 'table',
        table: {
          columns: [
            { title: 'TT', width: 6, align: 'center' },
            { title: 'Tên mô hình, điển hình', width: 32 },
            { title: 'Đơn vị', width: 20 },
            { title: 'Hạng mục', width: 18 },
            { title: 'Số tiếp nhận', width: 14 },
            { title: 'Tự chấm', width: 8, align: 'center' },
            { title: 'Thẩm định', width: 8, align: 'center' },
          ],
          rows: rows.map((row, index) => [
            String(index + 1),
            row.title,
            row.unit,
            row.category,
            row.receiptNumber,
            formatNumber(row.self),
            formatNumber(row.appraised),
          ]),
        },
      },
      ...(input.note ? [{ kind: 'paragraph' as const, text: `Ý kiến của lãnh đạo: ${input.note}` }] : []),
      { kind: 'paragraph', text: endOfText(issuer.family, `Danh sách gồm ${formatCount(rows.length)} hồ sơ`) },
    ],
    signatures: [input.leader],
    recipients: [],
    annexes: [],
  };
}
