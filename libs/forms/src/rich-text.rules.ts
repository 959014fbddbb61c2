/**
 * Rich text of a form: a small part of HTML, only what a paper can show. `<p> <ul> <ol>` at the top, `<li>` in lists,
 * inside them text with `<strong> <em> <u> <br>`. No attributes, no nesting of lists, no comments; `& < >` are written
 * as `&amp; &lt; &gt;`. Anything else is refused, also from the API, so that nobody has to clean it later.
 */

export interface RichRun {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
}
/** A paragraph or a list; each line is a list of runs, and '\n' inside a run is a line break. */
export type RichBlock = { kind: 'paragraph'; runs: RichRun[] } | { kind: 'bullets' | 'numbers'; items: RichRun[][] };

type Mark = 'strong' | 'em' | 'u';
const TOKEN = /<(\/?)(p|strong|em|u|ul|ol|li|br)>|([^<>&]+)|&(amp|lt|gt);/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

interface Token {
  open?: string;
  close?: string;
  text?: string;
}

function tokensOf(html: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < html.length) {
    const found = TOKEN.exec(html);
    if (!found) return undefined;
    const [, slash, tag, text, entity] = found;
    if (tag) tokens.push(slash ? { close: tag } : { open: tag });
    else tokens.push({ text: text ?? ENTITIES[entity ?? ''] ?? '' });
  }
  return tokens;
}

/** Blocks of the text, or undefined when it is not in the small language. An empty text has no blocks. */
export function parseRichText(html: string): RichBlock[] | undefined {
  const tokens = tokensOf(html);
  if (!tokens) return undefined;
  const blocks: RichBlock[] = [];
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  /** Runs up to the end tag; undefined when marks do not close in order. */
  const line = (end: 'p' | 'li'): RichRun[] | undefined => {
    const marks: Mark[] = [];
    const runs: RichRun[] = [];
    for (;;) {
      const token = tokens[at++];
      if (!token) return undefined;
      if (token.text !== undefined) addRun(runs, token.text, marks);
      else if (token.open === 'br') addRun(runs, '\n', marks);
      else if (token.open && isMark(token.open) && !marks.includes(token.open)) marks.push(token.open);
      else if (token.close && isMark(token.close) && marks.at(-1) === token.close) marks.pop();
      else if (token.close === end && marks.length === 0) return runs;
      else return undefined;
    }
  };
  while (at < tokens.length) {
    const { open, text } = next() ?? {};
    at++;
    // White space between blocks, as editors write it, says nothing.
    if (text !== undefined && text.trim() === '') continue;
    if (open === 'p') {
      const runs = line('p');
      if (!runs) return undefined;
      blocks.push({ kind: 'paragraph', runs });
    } else if (open === 'ul' || open === 'ol') {
      const items: RichRun[][] = [];
      while (next()?.close !== open) {
        const inside = next();
        at++;
        if (inside?.text !== undefined && inside.text.trim() === '') continue;
        const runs = inside?.open === 'li' ? listLine() : undefined;
        if (!runs) return undefined;
        items.push(runs);
      }
      at++;
      if (items.length === 0) return undefined;
      blocks.push({ kind: open === 'ul' ? 'bullets' : 'numbers', items });
    } else return undefined;
  }
  return blocks;

  /** The text of `<li>`, bare or in paragraphs, as editors write it. */
  function listLine(): RichRun[] | undefined {
    if (next()?.open !== 'p') return line('li');
    const runs: RichRun[] = [];
    while (next()?.open === 'p') {
      at++;
      const part = line('p');
      if (!part) return undefined;
      if (runs.length > 0) addRun(runs, '\n', []);
      for (const run of part) addRun(runs, run.text, marksOf(run));
    }
    return tokens?.[at++]?.close === 'li' ? runs : undefined;
  }
}

const isMark = (tag: string): tag is Mark => tag === 'strong' || tag === 'em' || tag === 'u';
const marksOf = (run: RichRun): Mark[] => [
  ...(run.bold ? (['strong'] as const) : []),
  ...(run.italic ? (['em'] as const) : []),
  ...(run.underline ? (['u'] as const) : []),
];

/** Adds text; beside text with the same marks it becomes one run. */
function addRun(runs: RichRun[], text: string, marks: readonly Mark[]): void {
  const last = runs.at(-1);
  const run: RichRun = {
    text,
    ...(marks.includes('strong') ? { bold: true } : {}),
    ...(marks.includes('em') ? { italic: true } : {}),
    ...(marks.includes('u') ? { underline: true } : {}),
  };
  if (last && last.bold === run.bold && last.italic === run.italic && last.underline === run.underline)
    last.text += text;
  else runs.push(run);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

function runHtml(run: RichRun): string {
  const marks = marksOf(run);
  return (
    marks.map((mark) => `<${mark}>`).join('') +
    escaped(run.text) +
    marks
      .toReversed()
      .map((mark) => `</${mark}>`)
      .join('')
  );
}

/** The one way in which blocks are written; `parseRichText` gives the same blocks back. */
export function writeRichText(blocks: readonly RichBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${block.runs.map(runHtml).join('')}</p>`;
      const tag = block.kind === 'bullets' ? 'ul' : 'ol';
      return `<${tag}>${block.items.map((runs) => `<li>${runs.map(runHtml).join('')}</li>`).join('')}</${tag}>`;
    })
    .join('');
}

const lineText = (runs: readonly RichRun[]): string => runs.map((run) => run.text).join('');

/** Without marks: one line per paragraph, lists with '- ' or '1. '. What is no rich text stays as it is. */
export function plainRichText(html: string): string {
  const blocks = parseRichText(html);
  if (!blocks) return html;
  return blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? lineText(block.runs)
        : block.items
            .map((runs, index) => (block.kind === 'bullets' ? '- ' : `${index + 1}. `) + lineText(runs))
            .join('\n'),
    )
    .join('\n')
    .trim();
}

/** Plain text as rich text: each line a paragraph. */
export function richTextFromPlain(text: string): string {
  return text.trim() === ''
    ? ''
    : writeRichText(text.split('\n').map((part) => ({ kind: 'paragraph', runs: part ? [{ text: part }] : [] })));
}
