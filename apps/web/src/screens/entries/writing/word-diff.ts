import { diffArrays } from 'diff';
import type { Word } from './Words';

const tokens = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

/** Word by word, as the server compares versions (libs/entries/word-diff); very different long texts stand as a whole. */
export function wordDiff(before: string, after: string): Word[] {
  const changes = diffArrays(tokens(before), tokens(after), { timeout: 100, maxEditLength: 2000 });
  if (!changes)
    return [
      { op: 'REMOVED', text: before },
      { op: 'ADDED', text: after },
    ];
  return changes.map(({ value, added, removed }) => ({
    op: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value.join(''),
  }));
}
