import {
  basisLines,
  countSubjects,
  endOfText,
  numberLine,
  paperReference,
  type Paper,
  type PaperIssuer,
  type PaperNumber,
  type PaperSignature,
  type PaperTable,
  type SubjectType,
} from './paper.rules';
import { upper } from './text.rules';
import { formatCount, formatMoney, formatNumber, longDate, moneyInWords, wholeMoney } from './wording.rules';

/** One line of the annex of a recognition decision. */
export interface RecognitionRow {
  /** Name of the model or exemplar. */
  title: string;
  unit: string;
  field: string;
  /** Decimal string, or null when the round has no marks. */
  score: string | null;
  subject: SubjectType;
  /** Name of the form: "Bằng khen", "Giấy khen", "Giấy chứng nhận"… */
  awardForm: string;
  /** Whole đồng; '0' when the form carries no money. */
  money: string;
}

export interface RecognitionDecision {
  issuer: PaperIssuer;
  number: PaperNumber;
  place: string;
  /** 'YYYY-MM-DD' */
  date: string;
  /** Who decides: "Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang", "Ban Thường vụ Tỉnh ủy". */
  decider: string;
  /** What the recognition is for, after the counts: "“Dân vận khéo” cấp tỉnh năm 2024". */
  occasion: string;
  /** The line below the heading; without it "Về việc công nhận …" with the counts of the annex. */
  summary?: string;
  legalBases: string[];
  /** Who proposes it, without "Theo đề nghị của"; null when nobody does. */
  proposer?: string | null;
  /** Who carries it out, last article: "Chánh Văn phòng Ủy ban nhân dân tỉnh, …". */
  executors: string;
  signature: PaperSignature;
  recipients: string[];
  rows: RecognitionRow[];
}

/** Sum of the money of the rows, exact. */
export function totalMoney(rows: readonly { money: string }[]): bigint {
  return rows.reduce((sum, row) => sum + wholeMoney(row.money), 0n);
}

/** "Bằng khen: 02; Giấy khen: 10", in the order in which the forms first stand in the annex. */
export function countForms(rows: readonly { awardForm: string }[]): string {
  const counts = new Map<string, number>();
  for (const { awardForm } of rows) counts.set(awardForm, (counts.get(awardForm) ?? 0) + 1);
  return [...counts].map(([form, count]) => `${form}: ${formatCount(count)}`).join('; ');
}

function annexTable(rows: RecognitionRow[]): PaperTable {
  return {
    columns: [
      { title: 'TT', width: 5, align: 'center' },
      { title: 'Tên mô hình/điển hình', width: 30 },
      { title: 'Đơn vị', width: 24 },
      { title: 'Lĩnh vực', width: 14 },
      { title: 'Điểm', width: 7, align: 'center' },
      { title: 'Hình thức khen', width: 12 },
      { title: 'Mức thưởng (đồng)', width: 12, align: 'right' },
    ],
    rows: rows.map((row, index) => [
      String(index + 1),
      row.title,
      row.unit,
      row.field,
      row.score === null ? '' : formatNumber(row.score),
      row.awardForm,
      formatNumber(String(wholeMoney(row.money))),
    ]),
    total: [`Tổng cộng: ${countSubjects(rows)}`, '', '', '', '', '', formatNumber(String(totalMoney(rows)))],
  };
}

/** What is recognised as what, in words: by name when it is one, else by the counts of the annex. */
function recognised(rows: RecognitionRow[], occasion: string): string {
  const [only] = rows;
  if (!only) throw new RangeError('A recognition decision needs at least one row');
  if (rows.length > 1) return `${countSubjects(rows)} ${occasion}`;
  return `${countSubjects(rows)} “${only.title.replace(/^“|”$/g, '')}” của ${only.unit} đạt ${occasion}`;
}

/**
 * Decision on recognition and awards with its annex. Every count, name and sum in the text is taken from `rows`,
 * so text and annex cannot differ.
 * @throws RangeError when there is no row, a date does not exist, or money is not whole
 */
export function recognitionDecision(input: RecognitionDecision): Paper {
  const { issuer, rows } = input;
  const { family } = issuer;
  const reference = paperReference(family, input.number);
  const subjects = recognised(rows, input.occasion);
  const total = totalMoney(rows);
  const attached = '(có danh sách kèm theo)';
  const reward =
    total > 0n
      ? `Tổng số tiền thưởng: ${formatMoney(total)} (Bằng chữ: ${moneyInWords(total)}), chi từ Quỹ thi đua, khen thưởng theo quy định.`
      : 'Các hình thức nêu trên không kèm theo tiền thưởng.';
  const articles = [
    `Công nhận ${subjects} ${attached}.`,
    `Hình thức khen: ${countForms(rows)}. ${reward}`,
    'Quyết định này có hiệu lực kể từ ngày ký.',
    endOfText(
      family,
      `${input.executors} và các tập thể, cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này`,
    ),
  ];
  const bases = [...input.legalBases, ...(input.proposer ? [`Theo đề nghị của ${input.proposer}`] : [])];
  return {
    issuer,
    number: numberLine(family, reference),
    place: input.place,
    date: input.date,
    title: 'QUYẾT ĐỊNH',
    summary: input.summary ?? `Về việc công nhận ${subjects}`,
    decider: upper(input.decider),
    legalBases: basisLines(family, bases),
    body: articles.map((text, index) => ({ kind: 'article', number: index + 1, text })),
    signatures: [input.signature],
    recipients: ['Như Điều 4', ...input.recipients],
    annexes: [
      {
        title: `DANH SÁCH ${upper(countSubjects(rows))} ĐƯỢC CÔNG NHẬN`,
        note: `(Kèm theo Quyết định số ${reference} ${longDate(input.date)} của ${input.decider})`,
        landscape: true,
        blocks: [{ kind: 'table', table: annexTable(rows) }],
      },
    ],
  };
}
