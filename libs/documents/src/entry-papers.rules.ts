import {
  endOfText,
  type Paper,
  type PaperBlock,
  type PaperIssuer,
  type PaperSignature,
  type PaperTable,
} from './paper.rules';
import { formatCount, formatNumber, longDate, longDateTime, vietnamTime } from './wording.rules';

/** What a paper says of an entry. */
export interface EntryFacts {
  title: string;
  unit: string;
  field: string;
  category: string;
  receiptNumber: string;
  /** Number of the submitted revision, from 1. */
  revision: number;
}

/** Exact sum of decimal strings with at most `scale` decimals each. */
export function sumDecimals(values: readonly string[], scale = 4): string {
  const unit = 10n ** BigInt(scale);
  const total = values.reduce((sum, value) => {
    const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(value.trim());
    if (!match || (match[3] ?? '').length > scale)
      throw new RangeError(`Not a decimal with at most ${scale} places: ${value}`);
    const size = BigInt(match[2] ?? '0') * unit + BigInt((match[3] ?? '').padEnd(scale, '0'));
    return match[1] ? sum - size : sum + size;
  }, 0n);
  const size = total < 0n ? -total : total;
  return `${total < 0n ? '-' : ''}${size / unit}.${String(size % unit).padStart(scale, '0')}`;
}

function entryLines(entry: EntryFacts): PaperBlock {
  return {
    kind: 'list',
    items: [
      `Tên mô hình/điển hình: ${entry.title}`,
      `Đơn vị: ${entry.unit}`,
      `Lĩnh vực: ${entry.field}; loại hình: ${entry.category}`,
      `Số tiếp nhận: ${entry.receiptNumber}; bản nộp lần ${entry.revision}`,
    ],
  };
}

export interface AppraisalRecord {
  issuer: PaperIssuer;
  place: string;
  date: string;
  entry: EntryFacts;
  /** `ok`: null = not applicable. */
  checklist: { item: string; ok: boolean | null; note?: string | null }[];
  /** Marks per criterion as decimal strings; null = none given. `reason` for a mark that differs from the self-score. */
  scores: { criterion: string; max: string; self: string | null; appraised: string | null; reason?: string | null }[];
  finding: string;
  outcome: 'FORWARD' | 'RETURN' | 'REFUSE';
  /** For RETURN: what to mend, and until when ('YYYY-MM-DD'). */
  defects?: { items: string[]; deadline: string } | null;
  officer: string;
  leader: PaperSignature;
}

const OUTCOMES = {
  FORWARD: 'Đề nghị trình cấp trên xem xét',
  RETURN: 'Trả lại để bổ sung, hoàn thiện hồ sơ',
  REFUSE: 'Không đề nghị trình cấp trên',
} as const;

function scoreTable(scores: AppraisalRecord['scores']): PaperTable {
  const mark = (value: string | null) => (value === null ? '' : formatNumber(value));
  const total = (values: (string | null)[]) => formatNumber(sumDecimals(values.map((value) => value ?? '0')));
  return {
    columns: [
      { title: 'TT', width: 6, align: 'center' },
      { title: 'Tiêu chí', width: 42 },
      { title: 'Điểm tối đa', width: 10, align: 'center' },
      { title: 'Tự chấm', width: 10, align: 'center' },
      { title: 'Thẩm định', width: 10, align: 'center' },
      { title: 'Lý do điều chỉnh', width: 22 },
    ],
    rows: scores.map((score, index) => [
      String(index + 1),
      score.criterion,
      formatNumber(score.max),
      mark(score.self),
      mark(score.appraised),
      score.reason ?? '',
    ]),
    total: [
      'Tổng cộng',
      '',
      total(scores.map((score) => score.max)),
      total(scores.map((score) => score.self)),
      total(scores.map((score) => score.appraised)),
      '',
    ],
  };
}

/** The record of one appraisal: checklist, marks with reasons, finding, proposal. */
export function appraisalRecord(input: AppraisalRecord): Paper {
  const { issuer, defects } = input;
  const outcome: PaperBlock[] =
    input.outcome === 'RETURN' && defects
      ? [
          {
            kind: 'paragraph',
            text: `Kết luận: ${OUTCOMES.RETURN}, gồm ${formatCount(defects.items.length)} nội dung:`,
          },
          { kind: 'list', items: defects.items },
          {
            kind: 'paragraph',
            text: endOfText(issuer.family, `Thời hạn bổ sung: trước hết ${longDate(defects.deadline)}`),
          },
        ]
      : [{ kind: 'paragraph', text: endOfText(issuer.family, `Kết luận: ${OUTCOMES[input.outcome]}`) }];
  return {
    issuer,
    number: null,
    place: input.place,
    date: input.date,
    title: 'PHIẾU THẨM ĐỊNH',
    summary: 'Hồ sơ đề nghị công nhận mô hình, điển hình “Dân vận khéo”',
    legalBases: [],
    body: [
      { kind: 'heading', text: 'I. HỒ SƠ' },
      entryLines(input.entry),
      { kind: 'heading', text: 'II. KIỂM TRA HỒ SƠ' },
      {
        kind: 'table',
        table: {
          columns: [
            { title: 'TT', width: 6, align: 'center' },
            { title: 'Nội dung kiểm tra', width: 50 },
            { title: 'Kết quả', width: 16, align: 'center' },
            { title: 'Ghi chú', width: 28 },
          ],
          rows: input.checklist.map(({ item, ok, note }, index) => [
            String(index + 1),
            item,
            ok === null ? 'Không áp dụng' : ok ? 'Đạt' : 'Chưa đạt',
            note ?? '',
          ]),
        },
      },
      ...(input.scores.length > 0
        ? [
            { kind: 'heading' as const, text: 'III. ĐIỂM THẨM ĐỊNH' },
            { kind: 'table' as const, table: scoreTable(input.scores) },
          ]
        : []),
      { kind: 'heading', text: input.scores.length > 0 ? 'IV. Ý KIẾN THẨM ĐỊNH' : 'III. Ý KIẾN THẨM ĐỊNH' },
      { kind: 'paragraph', text: input.finding },
      ...outcome,
    ],
    signatures: [{ title: 'Người thẩm định', name: input.officer }, input.leader],
    recipients: [],
    annexes: [],
  };
}

export interface SubmissionReceipt {
  issuer: PaperIssuer;
  place: string;
  submittedAt: Date | string;
  entry: EntryFacts;
  submittedBy: string;
  /** Attached files in order; `sha256` proves later which file it was. */
  files: { name: string; sha256?: string | null }[];
  /** When the appraisal should be done, 'YYYY-MM-DD'. */
  answerBy?: string | null;
  signature: PaperSignature;
}

/** The receipt a unit gets on submission; the time is the server's, told by Vietnam's clock. */
export function submissionReceipt(input: SubmissionReceipt): Paper {
  const { issuer, files } = input;
  const answer = input.answerBy ? `Thời hạn thẩm định: đến hết ${longDate(input.answerBy)}. ` : '';
  return {
    issuer,
    number: `Số tiếp nhận: ${input.entry.receiptNumber}`,
    place: input.place,
    date: vietnamTime(input.submittedAt).date,
    title: 'GIẤY TIẾP NHẬN HỒ SƠ',
    summary: 'Hồ sơ đề nghị công nhận mô hình, điển hình “Dân vận khéo”',
    legalBases: [],
    body: [
      {
        kind: 'paragraph',
        text: `Đã tiếp nhận hồ sơ của ${input.submittedBy} lúc ${longDateTime(input.submittedAt)}:`,
      },
      entryLines(input.entry),
      { kind: 'paragraph', text: `Minh chứng kèm theo: ${formatCount(files.length)} tệp.` },
      ...(files.length > 0
        ? [
            {
              kind: 'table' as const,
              table: {
                columns: [
                  { title: 'TT', width: 6, align: 'center' as const },
                  { title: 'Tên tệp', width: 50 },
                  { title: 'Mã băm SHA-256 (16 ký tự đầu)', width: 44 },
                ],
                rows: files.map((file, index) => [String(index + 1), file.name, file.sha256?.slice(0, 16) ?? '']),
              },
            },
          ]
        : []),
      {
        kind: 'paragraph',
        text: endOfText(
          issuer.family,
          `${answer}Tình trạng hồ sơ được cập nhật trên hệ thống theo số tiếp nhận nêu trên`,
        ),
      },
    ],
    signatures: [input.signature],
    recipients: [],
    annexes: [],
  };
}
