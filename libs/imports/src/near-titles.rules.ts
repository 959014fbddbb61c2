import { likeness, type Shape, shapeOf } from './fold.rules';

const NEAR = 0.85;
/** Most titles that one is compared with: a list of one unit with ten thousand like titles must not take minutes. */
const MAX_COMPARED = 40;
/** Words of a title that lead to others; near titles share nearly all their words, so a misspelt one does no harm. */
const MAX_WORDS = 3;

interface Kept<T> {
  readonly value: T;
  readonly shape: Shape;
}
interface Group<T> {
  readonly all: Kept<T>[];
  readonly byWord: Map<string, Kept<T>[]>;
}

/**
 * Titles of one unit, to find a near one among them. Titles with other figures are never near, so each set of figures is
 * a group of its own. In a group of up to forty every title is looked at, in a larger one those that share its rarest words.
 */
export class NearTitles<T> {
  private readonly groups = new Map<string, Group<T>>();

  /** What was added with a near title, or undefined; then keeps this one too. At most forty comparisons. */
  findAndAdd(folded: string, value: T, look: boolean): T | undefined {
    const own: Kept<T> = { value, shape: shapeOf(folded) };
    const group: Group<T> = this.groups.get(own.shape.figures) ?? { all: [], byWord: new Map() };
    this.groups.set(own.shape.figures, group);
    const words = [...new Set(folded.split(' '))];
    const near = look
      ? candidates(group, words).find((other) => likeness(other.shape, own.shape) >= NEAR)?.value
      : undefined;
    group.all.push(own);
    for (const word of words) {
      const list = group.byWord.get(word);
      if (list) list.push(own);
      else group.byWord.set(word, [own]);
    }
    return near;
  }
}

function candidates<T>(group: Group<T>, words: readonly string[]): readonly Kept<T>[] {
  if (group.all.length <= MAX_COMPARED) return group.all;
  const lists = words
    .flatMap((word) => {
      const list = group.byWord.get(word);
      return list ? [list] : [];
    })
    .sort((a, b) => a.length - b.length)
    .slice(0, MAX_WORDS);
  const found = new Set<Kept<T>>();
  for (const list of lists)
    for (const kept of list.slice(-MAX_COMPARED)) {
      if (found.size >= MAX_COMPARED) return [...found];
      found.add(kept);
    }
  return [...found];
}
