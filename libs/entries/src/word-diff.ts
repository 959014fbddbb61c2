import { diffArrays } from 'diff';
import type { DiffWordAnswer } from './writing.dto';

/** Milliseconds and changes after which two very different long texts are no longer compared so finely. */
const FINE = { timeout: 150, maxEditLength: 3000 };

/** Syllables, numbers, single marks and white space. Vietnamese words are syllables between spaces. */
const tokens = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
const paragraphs = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function run(before: string[], after: string[]): DiffWordAnswer[] | undefined {
  return diffArrays(before, after, FINE)?.map(({ value, added, removed }) => ({
    op: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value.join(''),
  }));
}

/** A blank between two changed words belongs to the change: "cầu Ba Láng" is one piece, not five. */
function joined(words: readonly DiffWordAnswer[]): DiffWordAnswer[] {
  const result: DiffWordAnswer[] = [];
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

/**
 * Two texts word by word; put together, SAME and REMOVED give `before`, SAME and ADDED give `after`. Where that would take
 * too long: paragraph by paragraph, else as a whole (`coarse`).
 */
export function wordDiff(before: string, after: string): { words: DiffWordAnswer[]; coarse: boolean } {
  const fine = run(tokens(before), tokens(after));
  if (fine) return { words: joined(fine), coarse: false };
  const whole: DiffWordAnswer[] = [
    { op: 'REMOVED', text: before },
    { op: 'ADDED', text: after },
  ];
  return { words: run(paragraphs(before), paragraphs(after)) ?? whole, coarse: true };
}

export interface RowChange {
  op: 'SAME' | 'CHANGED' | 'ADDED' | 'REMOVED';
  before: string;
  after: string;
}

/** Rows (of a table, of figures) that were taken out, put in or changed; a changed row stands beside what it was. */
export function rowDiff(before: readonly string[], after: readonly string[]): RowChange[] {
  const changes: { value: string[]; added: boolean; removed: boolean }[] = diffArrays(
    [...before],
    [...after],
    FINE,
  ) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ];
  return changes.flatMap(({ value, added, removed }, index): RowChange[] => {
    if (!added && !removed) return value.map((row) => ({ op: 'SAME', before: row, after: row }));
    const previous = changes[index - 1];
    const next = changes[index + 1];
    if (removed) {
      const paired = next?.added ? next.value : [];
      return value.map((row, at) =>
        at < paired.length
          ? { op: 'CHANGED', before: row, after: paired[at] ?? '' }
          : { op: 'REMOVED', before: row, after: '' },
      );
    }
    const used = previous?.removed ? previous.value.length : 0;
    return value.slice(used).map((row) => ({ op: 'ADDED', before: '', after: row }));
  });
}
