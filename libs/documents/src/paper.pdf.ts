import {
  HEAD_LINES,
  authorityLine,
  headName,
  recipientLines,
  totalCells,
  type Paper,
  type PaperBlock,
} from './paper.rules';
import { PAPER_TEMPLATE } from './paper.template';
import { breakLongWords, cleanDeep, upper } from './text.rules';
import { renderTypst, type RenderedPdf } from './typst';
import { longDate } from './wording.rules';

function blockData(block: PaperBlock) {
  if (block.kind === 'article')
    return { ...block, text: breakLongWords(block.text), more: (block.more ?? []).map(breakLongWords) };
  if (block.kind === 'list') return { ...block, items: block.items.map(breakLongWords) };
  if (block.kind !== 'table') return { ...block, text: breakLongWords(block.text) };
  const { columns, rows, total } = block.table;
  const cells = rows.map((row) => row.map(breakLongWords));
  return { kind: 'table', table: { columns, rows: cells, total: total ? totalCells(total) : [] } };
}

/** As `renderPaperPdf`, with the number of pages. */
export function setPaper(input: Paper): Promise<RenderedPdf> {
  const paper = cleanDeep(input);
  const { family, parent, name } = paper.issuer;
  const data = {
    family,
    parent: parent ? headName(parent) : [],
    issuer: headName(name),
    headLines: HEAD_LINES[family],
    number: paper.number,
    placeDate: `${paper.place}, ${longDate(paper.date)}`,
    title: paper.title,
    summary: paper.summary,
    documentTitle: `${paper.title} – ${paper.summary}`,
    decider: paper.decider ?? null,
    bases: paper.legalBases,
    body: paper.body.map(blockData),
    signatures: paper.signatures.map((signer) => ({
      authority: authorityLine(family, signer.authority ?? null, signer.onBehalfOf ?? null),
      title: upper(signer.title),
      name: signer.name,
    })),
    recipients: paper.recipients.length > 0 ? recipientLines(paper.recipients) : [],
    annexes: paper.annexes.map((annex) => ({ ...annex, blocks: annex.blocks.map(blockData) })),
  };
  return renderTypst(PAPER_TEMPLATE, data, paper.date);
}

/**
 * The paper as tagged PDF, with the same lines as the Word file. The same paper gives the same bytes.
 * @throws DocumentError `ENGINE_MISSING` | `RENDER_FAILED`
 */
export async function renderPaperPdf(paper: Paper): Promise<Buffer> {
  return (await setPaper(paper)).pdf;
}
