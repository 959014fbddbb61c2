import { AlignmentType, convertMillimetersToTwip as mm, type IStylesOptions } from 'docx';

/** Line heights in 240ths of a line; "auto" lines grow with the letters, so stacked marks are never cut. */
const BODY_LINE = 360;
const TIGHT_LINE = 276;

type ParagraphStyle = NonNullable<IStylesOptions['paragraphStyles']>[number];

/** A centred style with tight lines; `size` in points. */
const centred = (
  id: string,
  name: string,
  size: number,
  run: ParagraphStyle['run'],
  before = 0,
  after = 0,
): ParagraphStyle => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run: { ...run, size: size * 2 },
  paragraph: { alignment: AlignmentType.CENTER, spacing: { line: TIGHT_LINE, before, after } },
});

const indented = (id: string, name: string, run: ParagraphStyle['run']): ParagraphStyle => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run,
  paragraph: {
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(10) },
    spacing: { line: BODY_LINE, after: 60 },
  },
});

const flush = (id: string, name: string, size: number, run: ParagraphStyle['run']): ParagraphStyle => ({
  id,
  name,
  basedOn: 'Normal',
  run: { ...run, size: size * 2 },
  paragraph: { spacing: { line: TIGHT_LINE } },
});

/** A style that stands in Word's navigation pane; `next` is the style after Enter. */
const outlined = (style: ParagraphStyle, outlineLevel: number, next: string): ParagraphStyle => ({
  ...style,
  next,
  paragraph: { ...style.paragraph, outlineLevel, keepNext: true },
});

/** Styles of all papers: Times New Roman throughout, body 14 pt, black. */
export const PAPER_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN', eastAsia: 'vi-VN' } },
      paragraph: { spacing: { line: BODY_LINE } },
    },
  },
  paragraphStyles: [
    centred('PaperHead', 'Đầu văn bản', 13, {}),
    centred('PaperHeadStrong', 'Đầu văn bản đậm', 13, { bold: true }),
    centred('PaperMotto', 'Tiêu ngữ', 14, { bold: true }),
    centred('PaperPlaceDate', 'Địa danh, ngày tháng', 13, { italics: true }),
    { ...centred('PaperRule', 'Đường kẻ', 4, {}), paragraph: { spacing: { line: 240, before: 0, after: 0 } } },
    outlined(centred('PaperTitle', 'Tên loại văn bản', 14, { bold: true }, 240, 0), 0, 'PaperSummary'),
    centred('PaperSummary', 'Trích yếu', 14, { bold: true }, 0, 60),
    centred('PaperDecider', 'Thẩm quyền', 14, { bold: true }, 200, 160),
    centred('PaperNote', 'Ghi chú phụ lục', 13, { italics: true }, 0, 200),
    indented('PaperBody', 'Nội dung', {}),
    indented('PaperBasis', 'Căn cứ', { italics: true }),
    outlined(indented('PaperSection', 'Mục', { bold: true }), 1, 'PaperBody'),
    {
      id: 'PaperList',
      name: 'Danh sách',
      basedOn: 'Normal',
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { left: mm(15), hanging: mm(5) },
        spacing: { line: BODY_LINE },
      },
    },
    centred('PaperTableHead', 'Đầu bảng', 12, { bold: true }),
    flush('PaperTableCell', 'Ô bảng', 12, {}),
    flush('PaperTableTotal', 'Dòng tổng', 12, { bold: true }),
    centred('PaperSigner', 'Người ký', 14, { bold: true }),
    flush('PaperRecipientsHead', 'Nơi nhận', 12, { bold: true, italics: true }),
    flush('PaperRecipients', 'Danh sách nơi nhận', 11, {}),
  ],
};
