import {
  conditionText,
  cellText,
  coordinatesText,
  type FormContent,
  type FormField,
  type FormValue,
  isEmptyValue,
  isTable,
  parseRichText,
  plainText,
  valueOf,
} from '@app/forms';
import {
  formatCount,
  formatNumber,
  type Paper,
  type PaperBlock,
  type PaperIssuer,
  type PaperTable,
} from '@app/documents';

/** Phiếu đăng ký · Báo cáo thành tích. */
export const FORM_PAPERS = ['registration', 'report'] as const;
export type FormPaperKind = (typeof FORM_PAPERS)[number];

export interface FormPaperInput {
  kind: FormPaperKind;
  issuer: PaperIssuer;
  place: string;
  /** 'YYYY-MM-DD' */
  date: string;
  roundName: string;
  categoryName: string;
  /** The fields that are printed, in order. */
  form: readonly FormField[];
  /** All fields of the round: conditions name them. */
  wholeForm: readonly FormField[];
  /** Without it the blank form. */
  entry?: {
    title: string;
    subjectName: string;
    unitName: string;
    content: FormContent;
    figures: { name: string; text: string }[];
    scores: { name: string; max: string; points: string }[];
    files: string[];
    receiptNo: string | null;
    /** A draft is marked as such. */
    isDraft: boolean;
  };
  figures: { name: string; unit: string }[];
  criteria: { name: string; max: string }[];
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];
const DOTS = '.'.repeat(134);
const TITLES: Record<FormPaperKind, string> = {
  registration: 'PHIẾU ĐĂNG KÝ',
  report: 'BÁO CÁO THÀNH TÍCH',
};

/** Lines to write on: about one for each thirty words that are allowed. */
const blankLines = (field: FormField): number =>
  field.type === 'LONG_TEXT' || field.type === 'RICH_TEXT'
    ? Math.min(14, Math.max(4, Math.ceil((field.maxWords ?? 200) / 40)))
    : 1;

function limits(field: FormField, wholeForm: readonly FormField[]): string {
  const parts = [
    field.required ? 'bắt buộc' : '',
    field.requiredIf ? `bắt buộc khi ${conditionText(wholeForm, field.requiredIf)}` : '',
    field.showIf ? `chỉ ghi khi ${conditionText(wholeForm, field.showIf)}` : '',
    field.maxWords ? `tối đa ${formatNumber(String(field.maxWords))} từ` : '',
    field.type === 'NUMBER' && field.unit ? `đơn vị tính: ${field.unit}` : '',
    field.type === 'MONEY' ? 'đồng' : '',
    field.minRows ? `ít nhất ${formatCount(field.minRows)} dòng` : '',
  ].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
}

function tableOf(field: FormField, value: FormValue | undefined): PaperTable {
  const columns = field.columns ?? [];
  const rows = isTable(value)
    ? value.filter((row) => Object.values(row).some((cell) => cell.trim() !== ''))
    : Array.from({ length: Math.min(10, Math.max(field.minRows ?? 0, 4)) }, () => ({}));
  return {
    columns: [
      { title: 'TT', width: 6, align: 'center' },
      ...columns.map((column) => ({
        title: column.label + (column.unit ? ` (${column.unit})` : ''),
        width: column.type === 'TEXT' ? 26 : 18,
        ...(column.type === 'NUMBER' || column.type === 'MONEY' ? { align: 'right' as const } : {}),
      })),
    ],
    rows: rows.map((row, index) => [
      String(index + 1),
      // the unit stands in the head of the column
      ...columns.map((column) => cellText({ ...column, ...(column.unit ? { unit: '' } : {}) }, row)),
    ]),
  };
}

function blank(field: FormField): PaperBlock[] {
  if (field.type === 'TABLE') return [{ kind: 'table', table: tableOf(field, undefined) }];
  if (field.choices) return [{ kind: 'list', items: field.choices.map((choice) => `[   ]  ${choice.name}`) }];
  if (field.type === 'DATE') return [{ kind: 'paragraph', text: 'Ngày ........ tháng ........ năm ............' }];
  return Array.from({ length: blankLines(field) }, (): PaperBlock => ({ kind: 'paragraph', text: DOTS }));
}

function filled(field: FormField, value: FormValue): PaperBlock[] {
  if (isEmptyValue(field, value)) return [{ kind: 'paragraph', text: '(Không có nội dung)' }];
  if (isTable(value)) return [{ kind: 'table', table: tableOf(field, value) }];
  if (field.type === 'RICH_TEXT' && typeof value === 'string') {
    const text = (runs: readonly { text: string }[]): string => runs.map((run) => run.text).join('');
    return (parseRichText(value) ?? []).flatMap((block): PaperBlock[] => {
      if (block.kind === 'paragraph')
        return text(block.runs).trim() === '' ? [] : [{ kind: 'paragraph', text: text(block.runs) }];
      return [
        {
          kind: 'list',
          items: block.items.map((runs, index) => (block.kind === 'numbers' ? `${index + 1}. ` : '') + text(runs)),
        },
      ];
    });
  }
  const where = field.type === 'PLACE' ? coordinatesText(value) : '';
  return (plainText(field, value) + (where ? ` (toạ độ ${where})` : ''))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text): PaperBlock => ({ kind: 'paragraph', text }));
}

/** The sections of the form as a paper: the same fields, in the same order, as on the screen. */
function formBlocks(input: FormPaperInput, from: number): PaperBlock[] {
  const sections = [...new Set(input.form.map((field) => field.section))];
  let number = 0;
  return sections.flatMap((section, index): PaperBlock[] => [
    { kind: 'heading', text: `${ROMAN[index + from] ?? index + from + 1}. ${section.toLocaleUpperCase('vi')}` },
    ...input.form
      .filter((field) => field.section === section)
      .flatMap((field): PaperBlock[] => {
        const label: PaperBlock = {
          kind: 'heading',
          text: `${++number}. ${field.label}${input.entry ? '' : limits(field, input.wholeForm)}`,
        };
        const help: PaperBlock[] =
          !input.entry && field.help ? [{ kind: 'paragraph', text: `Hướng dẫn: ${field.help}` }] : [];
        return [
          label,
          ...help,
          ...(input.entry ? filled(field, valueOf(input.entry.content, field.code)) : blank(field)),
        ];
      }),
  ]);
}

function figureBlocks(input: FormPaperInput): PaperBlock[] {
  const rows = input.entry
    ? input.entry.figures.map(({ name, text }) => [name, text])
    : input.figures.map(({ name, unit }) => [`${name} (${unit})`, '']);
  if (rows.length === 0) return [{ kind: 'paragraph', text: '(Không có số liệu)' }];
  return [
    {
      kind: 'table',
      table: {
        columns: [
          { title: 'TT', width: 6, align: 'center' },
          { title: 'Nội dung', width: 50 },
          { title: 'Số lượng', width: 44 },
        ],
        rows: rows.map((row, index) => [String(index + 1), ...row]),
      },
    },
  ];
}

function scoreBlocks(input: FormPaperInput): PaperBlock[] {
  const scores = input.entry?.scores ?? input.criteria.map((each) => ({ ...each, points: '' }));
  return [
    {
      kind: 'table',
      table: {
        columns: [
          { title: 'TT', width: 6, align: 'center' },
          { title: 'Tiêu chí', width: 60 },
          { title: 'Điểm tối đa', width: 16, align: 'center' },
          { title: 'Tự chấm', width: 18, align: 'center' },
        ],
        rows: scores.map(({ name, max, points }, index) => [
          String(index + 1),
          name,
          formatNumber(max),
          points === '' ? '' : formatNumber(points),
        ]),
      },
    },
  ];
}

/** The registration form or the report of achievements of an entry, or the blank form of a round's category. */
export function formPaper(input: FormPaperInput): Paper {
  const { entry, kind } = input;
  const sections = new Set(input.form.map((field) => field.section)).size;
  const after = (index: number): string => ROMAN[sections + index] ?? String(sections + index + 1);
  const dots = '.'.repeat(60);
  return {
    issuer: input.issuer,
    number: entry?.receiptNo ? `Số tiếp nhận: ${entry.receiptNo}` : null,
    place: input.place,
    date: input.date,
    title: TITLES[kind],
    summary: `Mô hình, điển hình “Dân vận khéo” – ${input.roundName}${entry?.isDraft ? ' (bản đang soạn)' : ''}`,
    legalBases: [],
    body: [
      {
        kind: 'list',
        items: [
          `Tên mô hình, điển hình: ${entry?.title ?? dots}`,
          `Tập thể, cá nhân, hộ gia đình: ${entry?.subjectName ?? dots}`,
          `Đơn vị: ${entry?.unitName ?? dots}`,
          `Hạng mục: ${input.categoryName}`,
        ],
      },
      ...formBlocks(input, 0),
      ...(kind === 'report'
        ? [
            { kind: 'heading' as const, text: `${after(0)}. SỐ LIỆU ĐÓNG GÓP` },
            ...figureBlocks(input),
            { kind: 'heading' as const, text: `${after(1)}. TỰ CHẤM ĐIỂM` },
            ...scoreBlocks(input),
            ...(entry && entry.files.length > 0
              ? [
                  { kind: 'heading' as const, text: `${after(2)}. MINH CHỨNG KÈM THEO` },
                  { kind: 'list' as const, items: entry.files },
                ]
              : []),
          ]
        : []),
    ],
    signatures: [{ title: 'Thủ trưởng đơn vị', name: '' }],
    recipients: [],
    annexes: [],
  };
}
