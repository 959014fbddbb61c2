import { endOfText, type Paper, type PaperIssuer } from './paper.rules';
import { longDate } from './wording.rules';

export interface FieldVisitRecord {
  issuer: PaperIssuer;
  place: string;
  /** 'YYYY-MM-DD': when it was signed; of a draft, today. */
  date: string;
  draft: boolean;
  entry: { title: string; unit: string; receiptNumber: string };
  stage: string;
  /** 'YYYY-MM-DD' */
  visitedOn: string | null;
  visitPlace: string;
  participants: readonly string[];
  /** `ok`: null = not looked at. */
  seen: readonly { item: string; ok: boolean | null; note: string }[];
  conclusion: string;
  /** Captions of the photos, in their order. */
  photos: readonly string[];
  /** Why it takes the place of an earlier record; null: it does not. */
  correction: string | null;
  officer: string;
}

/** The record of a field visit: who was where when, what was seen, the conclusion. */
export function fieldVisitRecord(input: FieldVisitRecord): Paper {
  const { issuer, entry } = input;
  const blank = '……………………';
  return {
    issuer,
    number: null,
    place: input.place,
    date: input.date,
    title: 'BIÊN BẢN',
    summary: `Kiểm tra thực địa mô hình, điển hình “Dân vận khéo”${input.draft ? ' (dự thảo)' : ''}`,
    legalBases: [],
    body: [
      { kind: 'heading', text: 'I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN' },
      {
        kind: 'list',
        items: [
          `Thời gian: ${input.visitedOn ? longDate(input.visitedOn) : blank}`,
          `Địa điểm: ${input.visitPlace || blank}`,
          `Mô hình, điển hình: ${entry.title}`,
          `Đơn vị đề nghị: ${entry.unit}${entry.receiptNumber ? `; số tiếp nhận: ${entry.receiptNumber}` : ''}`,
          `Bước thẩm định: ${input.stage}`,
        ],
      },
      { kind: 'paragraph', text: 'Thành phần tham gia:' },
      { kind: 'list', items: input.participants.length > 0 ? [...input.participants] : [blank] },
      ...(input.correction
        ? [{ kind: 'paragraph' as const, text: `Biên bản này thay biên bản đã ký trước. Lý do: ${input.correction}` }]
        : []),
      { kind: 'heading', text: 'II. NỘI DUNG KIỂM TRA' },
      {
        kind: 'table',
        table: {
          columns: [
            { title: 'TT', width: 6, align: 'center' },
            { title: 'Nội dung kiểm tra', width: 46 },
            { title: 'Kết quả', width: 16, align: 'center' },
            { title: 'Ghi nhận tại thực địa', width: 32 },
          ],
          rows: input.seen.map(({ item, ok, note }, index) => [
            String(index + 1),
            item,
            ok === null ? 'Chưa xem' : ok ? 'Đúng hồ sơ' : 'Chưa đúng',
            note,
          ]),
        },
      },
      ...(input.photos.length > 0
        ? [
            { kind: 'paragraph' as const, text: `Ảnh kèm theo: ${input.photos.length} ảnh.` },
            { kind: 'list' as const, items: [...input.photos] },
          ]
        : []),
      { kind: 'heading', text: 'III. KẾT LUẬN' },
      { kind: 'paragraph', text: endOfText(issuer.family, input.conclusion || blank) },
    ],
    signatures: [
      { title: 'Đại diện đơn vị', name: '' },
      { title: 'Cán bộ lập biên bản', name: input.officer },
    ],
    recipients: [],
    annexes: [],
  };
}
