import { HEAD_LINES, authorityLine, recipientLines, totalCells, type Paper, type PaperBlock } from './paper.rules';
import { PAPER_TEMPLATE } from './paper.template';
import { cleanDeep, upper } from './text.rules';
import { renderTypst, type RenderedPdf } from './typst';
import { longDate } from './wording.rules';

function blockData(block: PaperBlock) {
  if (block.kind === 'article') return { ...block, more: block.more ?? [] };
  if (block.kind !== 'table') return block;
  return { kind: 'table', table: { ...block.table, total: block.table.total ? totalCells(block.table.total) : [] } };
}

/** As `renderPaperPdf`, with the number of pages. */
export function setPaper(input: Paper): RenderedPdf {
  const paper = cleanDeep(input);
  const { family, parent, name } = paper.issuer;
  const data = {
    family,
    parent: parent ? upper(parent) : null,
    issuer: upper(name),
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
  return setPaper(paper).pdf;
}
