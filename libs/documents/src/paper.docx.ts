import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  convertMillimetersToTwip as mm,
  type ISectionOptions,
} from 'docx';
import { PAPER_STYLES } from './paper.docx-styles';
import {
  HEAD_LINES,
  PAPER_PAGE,
  authorityLine,
  headName,
  recipientLines,
  totalCells,
  type Paper,
  type PaperBlock,
  type PaperFamily,
  type PaperSignature,
  type PaperTable,
} from './paper.rules';
import { cleanDeep, upper } from './text.rules';
import { longDate } from './wording.rules';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const TEXT_WIDTH = PAPER_PAGE.width - PAPER_PAGE.left - PAPER_PAGE.right;
const WIDE_TEXT_WIDTH = PAPER_PAGE.height - PAPER_PAGE.left - PAPER_PAGE.right;

/** A paragraph per line of the text, in a named style. */
const paragraphs = (style: string, text: string, alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  text.split(/\r?\n/).map((line) => new Paragraph({ style, alignment, children: [new TextRun(line)] }));

/** The thin line below a heading, drawn as a paragraph border, so that Word keeps it in place. `width`, `room`: mm. */
const ruleLine = (width: number, room: number) =>
  new Paragraph({
    style: 'PaperRule',
    indent: { left: mm((room - width) / 2), right: mm((room - width) / 2) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [],
  });

/** A table without borders: one row, cells side by side. Widths in mm. */
function sideBySide(cells: { width: number; children: Paragraph[] }[]): Table {
  return new Table({
    width: { size: mm(cells.reduce((sum, cell) => sum + cell.width, 0)), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: cells.map((cell) => mm(cell.width)),
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (cell) =>
            new TableCell({
              width: { size: mm(cell.width), type: WidthType.DXA },
              borders: { top: NONE, bottom: NONE, left: NONE, right: NONE },
              margins: { left: 0, right: 0 },
              children: cell.children,
            }),
        ),
      }),
    ],
  });
}

function head(paper: Paper): Table {
  const { family, parent, name } = paper.issuer;
  const [left, right] = [68, TEXT_WIDTH - 68];
  const [first = '', second] = HEAD_LINES[family];
  return sideBySide([
    {
      width: left,
      children: [
        ...(parent ? headName(parent).flatMap((line) => paragraphs('PaperHead', line)) : []),
        ...headName(name).flatMap((line) => paragraphs('PaperHeadStrong', line)),
        family === 'STATE' ? ruleLine(24, left) : new Paragraph({ style: 'PaperHead', children: [new TextRun('*')] }),
        ...(paper.number ? paragraphs('PaperHead', paper.number) : []),
      ],
    },
    {
      width: right,
      children: [
        ...paragraphs('PaperHeadStrong', first),
        ...(second ? paragraphs('PaperMotto', second) : []),
        ruleLine(second ? 58 : 62, right),
        ...paragraphs('PaperPlaceDate', `${paper.place}, ${longDate(paper.date)}`),
      ],
    },
  ]);
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** A ruled table of `width` mm; the head row repeats on every page, no row breaks across pages. */
function ruledTable(table: PaperTable, width: number): Table {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = table.columns.map((column) => mm((width * column.width) / shares));
  const cell = (style: string, text: string, index: number, span = 1) =>
    new TableCell({
      width: { size: widths.slice(index, index + span).reduce((sum, part) => sum + part, 0), type: WidthType.DXA },
      columnSpan: span,
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 80, right: 80, top: 30, bottom: 30 },
      children: paragraphs(
        style,
        text,
        style === 'PaperTableHead' ? undefined : ALIGN[table.columns[index]?.align ?? 'left'],
      ),
    });
  const rows = [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: table.columns.map((column, index) => cell('PaperTableHead', column.title, index)),
    }),
    ...table.rows.map(
      (row) =>
        new TableRow({ cantSplit: true, children: row.map((text, index) => cell('PaperTableCell', text, index)) }),
    ),
  ];
  if (table.total) {
    let column = 0;
    const children = totalCells(table.total).map(({ text, span }) => {
      const made = cell('PaperTableTotal', text, column, span);
      column += span;
      return made;
    });
    rows.push(new TableRow({ cantSplit: true, children }));
  }
  return new Table({
    width: { size: mm(width), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows,
  });
}

function block(item: PaperBlock, width: number): (Paragraph | Table)[] {
  switch (item.kind) {
    case 'article':
      return [
        new Paragraph({
          style: 'PaperBody',
          children: [new TextRun({ text: `Điều ${item.number}. `, bold: true }), new TextRun(item.text)],
        }),
        ...(item.more ?? []).flatMap((text) => paragraphs('PaperBody', text)),
      ];
    case 'heading':
      return paragraphs('PaperSection', item.text);
    case 'paragraph':
      return paragraphs('PaperBody', item.text);
    case 'list':
      return item.items.map(
        (text) =>
          new Paragraph({
            style: 'PaperList',
            numbering: { reference: 'dashes', level: 0 },
            children: [new TextRun(text)],
          }),
      );
    default: // a table, with a little air below it
      return [ruledTable(item.table, width), new Paragraph({ style: 'PaperRule', children: [] })];
  }
}

/** The block of one signer, with room for the signature and the stamp. */
function signature(family: PaperFamily, signer: PaperSignature): Paragraph[] {
  const authority = authorityLine(family, signer.authority ?? null, signer.onBehalfOf ?? null);
  return [
    ...(authority ? paragraphs('PaperSigner', authority) : []),
    ...paragraphs('PaperSigner', upper(signer.title)),
    new Paragraph({ style: 'PaperSigner', spacing: { before: 1400 }, children: [new TextRun(signer.name)] }),
  ];
}

function foot(paper: Paper): (Paragraph | Table)[] {
  const { family } = paper.issuer;
  const recipients =
    paper.recipients.length > 0
      ? [
          ...paragraphs('PaperRecipientsHead', 'Nơi nhận:'),
          ...recipientLines(paper.recipients).flatMap((line) => paragraphs('PaperRecipients', line)),
        ]
      : [];
  const signers = paper.signatures.map((signer) => signature(family, signer));
  const half = TEXT_WIDTH / 2;
  if (signers.length === 1) {
    const left = recipients.length > 0 ? recipients : [new Paragraph({ children: [] })];
    return [
      sideBySide([
        { width: half, children: left },
        { width: half, children: signers[0] ?? [] },
      ]),
    ];
  }
  return [sideBySide(signers.map((children) => ({ width: TEXT_WIDTH / signers.length, children }))), ...recipients];
}

function section(children: (Paragraph | Table)[], kind: { landscape: boolean; first: boolean }): ISectionOptions {
  const { top, bottom, left, right, width, height } = PAPER_PAGE;
  const margin = { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right), header: mm(10), footer: mm(10) };
  return {
    properties: {
      titlePage: kind.first, // no number on the first page of the paper
      page: {
        margin,
        size: {
          width: mm(width),
          height: mm(height),
          orientation: kind.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
      },
    },
    headers: {
      default: new Header({
        children: [new Paragraph({ style: 'PaperHead', children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
      }),
    },
    children,
  };
}

/** The paper as a Word document (.docx) with named styles, for officials who go on editing it. */
export async function renderPaperDocx(input: Paper): Promise<Buffer> {
  const paper = cleanDeep(input);
  const { family } = paper.issuer;
  const main = [
    head(paper),
    ...paragraphs('PaperTitle', paper.title),
    ...paragraphs('PaperSummary', paper.summary),
    ...(family === 'STATE' ? [ruleLine(40, TEXT_WIDTH)] : []),
    ...(paper.decider ? paragraphs('PaperDecider', paper.decider) : []),
    ...paper.legalBases.flatMap((basis) => paragraphs(family === 'STATE' ? 'PaperBasis' : 'PaperBody', basis)),
    ...(paper.decider ? paragraphs('PaperDecider', `${paper.title}:`) : []),
    ...paper.body.flatMap((item) => block(item, TEXT_WIDTH)),
    ...foot(paper),
  ];
  const annexes = paper.annexes.map((annex) => {
    const width = annex.landscape ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
    return section(
      [
        ...paragraphs('PaperTitle', annex.title),
        ...paragraphs('PaperNote', annex.note),
        ...annex.blocks.flatMap((item) => block(item, width)),
      ],
      { landscape: annex.landscape, first: false },
    );
  });
  const document = new Document({
    title: `${paper.title} – ${paper.summary}`,
    creator: paper.issuer.name,
    styles: PAPER_STYLES,
    numbering: {
      config: [
        {
          reference: 'dashes',
          levels: [{ level: 0, format: LevelFormat.BULLET, text: '-', alignment: AlignmentType.LEFT }],
        },
      ],
    },
    sections: [section(main, { landscape: false, first: true }), ...annexes],
  });
  return Packer.toBuffer(document);
}
