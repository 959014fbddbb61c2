import type { RichBlock, RichRun } from '@app/forms';

/** A node of the editor's document, as far as it is read here. */
export interface RichNode {
  type?: string | undefined;
  text?: string | undefined;
  marks?: readonly { type: string }[] | undefined;
  content?: readonly RichNode[] | undefined;
}

function runsOf(node: RichNode): RichRun[] {
  return (node.content ?? []).flatMap((part): RichRun[] => {
    if (part.type === 'hardBreak') return [{ text: '\n' }];
    if (part.type !== 'text' || !part.text) return [];
    const has = (mark: string): boolean => part.marks?.some(({ type }) => type === mark) ?? false;
    return [
      {
        text: part.text,
        ...(has('bold') ? { bold: true } : {}),
        ...(has('italic') ? { italic: true } : {}),
        ...(has('underline') ? { underline: true } : {}),
      },
    ];
  });
}

/** The lines of a list; a list in a list, which papers do not have, is written below its line. */
function itemsOf(list: RichNode): RichRun[][] {
  return (list.content ?? []).flatMap((item) => {
    const own: RichRun[] = [];
    const inner: RichRun[][] = [];
    for (const part of item.content ?? [])
      if (part.type === 'paragraph') {
        if (own.length > 0) own.push({ text: '\n' });
        own.push(...runsOf(part));
      } else inner.push(...itemsOf(part));
    return [own, ...inner];
  });
}

/** The editor's document in the small language of rich text. */
export function blocksOf(doc: RichNode): RichBlock[] {
  return (doc.content ?? []).flatMap((node): RichBlock[] => {
    if (node.type === 'paragraph') return [{ kind: 'paragraph', runs: runsOf(node) }];
    if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
    const items = itemsOf(node);
    return items.length > 0 ? [{ kind: node.type === 'bulletList' ? 'bullets' : 'numbers', items }] : [];
  });
}
