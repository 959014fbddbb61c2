import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  changedParts,
  conflictsOf,
  isPartPath,
  partOf,
  pathsOf,
  samePart,
  sectionOfPart,
  withParts,
} from './draft-parts.rules';
import type { EntryDraft } from './entry-content.rules';

const CODES = ['LY_DO', 'MUC_TIEU', 'LUC_LUONG', 'constructor'];
// few values on purpose: writers have to meet
const text = fc.constantFrom('', 'a', 'b', 'c');
const value = fc.oneof(
  text,
  fc.array(fc.record({ TEN: text, SO: text }), { maxLength: 2 }),
  fc.record({ text, lat: text, lng: text }),
);
const draft: fc.Arbitrary<EntryDraft> = fc.record({
  title: text,
  subjectName: text,
  content: fc.dictionary(fc.constantFrom(...CODES), value, { noNullPrototype: true }),
  contributions: fc.array(
    fc.record({ kind: text, qualifier: fc.constant('EXACT' as const), amount: text, note: text }),
    {
      maxLength: 2,
    },
  ),
  selfScores: fc.dictionary(fc.constantFrom('TC1', 'TC2'), text, { noNullPrototype: true }),
});

/** What the server keeps, and one save as it does it. */
interface Stored {
  draft: EntryDraft;
  version: number;
  versions: Record<string, number>;
}
function save(stored: Stored, mine: EntryDraft, changed: string[], since: number): string[] {
  const conflicts = conflictsOf(stored.draft, stored.versions, mine, changed, since);
  if (conflicts.length > 0) return conflicts;
  const next = withParts(stored.draft, mine, changed);
  stored.version += 1;
  for (const path of changedParts(stored.draft, next)) stored.versions[path] = stored.version;
  stored.draft = next;
  return [];
}

describe('saving by part', () => {
  it('two writers conflict in exactly the parts that both changed differently, and nothing else of either is lost', () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, first, second) => {
        const stored: Stored = { draft: base, version: 5, versions: {} };
        const one = changedParts(base, first);
        const two = changedParts(base, second);
        expect(save(stored, first, one, 5)).toEqual([]);
        const overlap = two.filter(
          (path) => one.includes(path) && !samePart(partOf(first, path), partOf(second, path)),
        );
        expect(save(stored, second, two, 5)).toEqual(overlap);
        const rest = two.filter((path) => !overlap.includes(path));
        expect(save(stored, second, rest, 5)).toEqual([]);
        for (const path of pathsOf(base, first, second)) {
          const of = rest.includes(path) ? second : one.includes(path) ? first : base;
          expect([path, samePart(partOf(stored.draft, path), partOf(of, path))]).toEqual([path, true]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a text kept on a device since before parts had versions overwrites nothing silently', () => {
    const base = { title: 'a', subjectName: 'a', content: {}, contributions: [], selfScores: {} };
    const theirs = { ...base, title: 'b' };
    const mine = { ...base, title: 'c' };
    expect(conflictsOf(theirs, { '*': 7 }, mine, ['title'], 6)).toEqual(['title']);
    expect(conflictsOf(theirs, { '*': 7 }, mine, ['title'], 7)).toEqual([]);
  });

  it('knows the paths of parts and the section of each', () => {
    const form = [{ code: 'LY_DO', section: 'Nội dung' }];
    expect(
      ['title', 'content.LY_DO', 'selfScores.TC1', 'contributions'].map((path) => sectionOfPart(form, path)),
    ).toEqual(['name', 'form:Nội dung', 'scores', 'figures']);
    expect(
      ['title', 'content.LY_DO', 'content', 'content.', 'content.A.B', 'version', '', 3, null].filter(isPartPath),
    ).toEqual(['title', 'content.LY_DO']);
  });
});
