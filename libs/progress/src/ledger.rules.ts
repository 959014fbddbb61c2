import type { Contribution, Qualifier } from '@app/entries';

/**
 * How a total of several figures is worded. One "khoảng" makes the whole sum "khoảng", because it may be too high or too
 * low; otherwise one "trên" makes it "trên"; only exact figures add up to an exact one.
 */
export function totalQualifier(parts: { about: boolean; over: boolean }): Qualifier {
  return parts.about ? 'ABOUT' : parts.over ? 'OVER' : 'EXACT';
}

/** What two lines have in common when they tell the same figure. */
export function figureKey(line: Pick<Contribution, 'kind' | 'qualifier' | 'amount' | 'note'>): string {
  return JSON.stringify([line.kind, line.qualifier, plainAmount(line.amount), line.note.trim()]);
}

/** '0120.50' → '120.5' */
function plainAmount(amount: string): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const rest = decimals.replace(/0+$/, '');
  return (whole.replace(/^0+(?=\d)/, '') || '0') + (rest ? `.${rest}` : '');
}

/**
 * Which figures of a renewed entry are new. A line that stands word for word (kind, qualifier, amount, note) in an earlier
 * entry of the model or in a report on it was copied along and counts there; each earlier line excuses one.
 * @returns for each figure: true when it counts here
 */
export function newFigures(
  figures: readonly Pick<Contribution, 'kind' | 'qualifier' | 'amount' | 'note'>[],
  earlier: readonly Pick<Contribution, 'kind' | 'qualifier' | 'amount' | 'note'>[],
): boolean[] {
  const left = new Map<string, number>();
  for (const line of earlier) left.set(figureKey(line), (left.get(figureKey(line)) ?? 0) + 1);
  return figures.map((line) => {
    const key = figureKey(line);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
