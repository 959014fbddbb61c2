import { diffArrays } from 'diff';
import type { Word } from './Words';

const tokens = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

/** A blank between two changed words belongs to the change: "cầu Ba Láng" is one piece, not five. */
function joined(words: readonly Word[]): Word[] {
  const result: Word[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed) result.push({ op: 'REMOVED', text: removed });
    if (added) result.push({ op: 'ADDED', text: added });
    [removed, added] = ['', ''];
  };
  words.forEach(({ op, text }, index) => {
    if (op === 'REMOVED') removed += text;
    else if (op === 'ADDED') added += text;
    else if ((removed || added) && /^[^\S\n]+$/.test(text) && index < words.length - 1) {
      removed += text;
      added += text;
    } else {
      flush();
      result.push({ op, text });
    }
  });
  flush();
  return result;
}

/** Word by word, as the server compares versions (libs/entries/word-diff); very different long texts stand as a whole. */
export function wordDiff(before: string, after: string): Word[] {
  const changes = diffArrays(tokens(before), tokens(after), { timeout: 100, maxEditLength: 2000 });
  if (!changes)
    return [
      { op: 'REMOVED', text: before },
      { op: 'ADDED', text: after },
    ];
  return joined(
    changes.map(({ value, added, removed }) => ({
      op: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
      text: value.join(''),
    })),
  );
}
