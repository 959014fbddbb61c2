import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { changedPaths, type Parts, rebase, recover, same } from './parts';

const value = fc.constantFrom('', 'a', 'b', 'c');
const parts: fc.Arbitrary<Parts> = fc.dictionary(fc.constantFrom('title', 'content.A', 'content.B'), value, {
  noNullPrototype: true,
});

describe('merging by part on the device', () => {
  it('takes over what only the others changed, keeps what only I changed, and reports exactly what both changed', () => {
    fc.assert(
      fc.property(parts, parts, parts, (base, theirs, mine) => {
        const { patch, conflicts } = rebase(base, theirs, mine);
        const [ours, others] = [changedPaths(base, mine), changedPaths(base, theirs)];
        const differ = others.filter((path) => ours.includes(path) && !same(mine[path], theirs[path]));
        expect(conflicts).toEqual(differ);
        expect(Object.keys(patch).sort()).toEqual(others.filter((path) => !ours.includes(path)).sort());
        const shown: Parts = { ...mine, ...patch };
        expect(ours.filter((path) => !same(shown[path], mine[path]))).toEqual([]);
      }),
    );
  });

  it('a kept draft brings every typed part back; a conflict is only what somebody else has changed', () => {
    fc.assert(
      fc.property(parts, parts, parts, (base, mine, present) => {
        const paths = changedPaths(base, mine);
        const pick = (from: Parts) => Object.fromEntries(paths.map((path) => [path, from[path] ?? '']));
        const { patch, conflicts } = recover(
          { at: 0, version: 1, mine: pick(mine), base: pick(base), conflicts: [] },
          present,
        );
        const shown: Parts = { ...present, ...patch };
        expect(paths.filter((path) => !same(shown[path], mine[path]))).toEqual([]);
        expect(conflicts).toEqual(
          paths.filter((path) => !same(mine[path], present[path]) && !same(base[path], present[path])),
        );
      }),
    );
  });

  it('a save that arrived although its answer was lost is no conflict, a merge that was not decided stays one', () => {
    const kept = { at: 0, version: 1, mine: { a: 'ba' }, base: { a: '' }, conflicts: [] };
    expect(recover({ ...kept, sending: { a: 'b' } }, { a: 'b' })).toEqual({ patch: { a: 'ba' }, conflicts: [] });
    expect(recover({ ...kept, conflicts: ['a'] }, { a: '' }).conflicts).toEqual(['a']);
  });

  it('what the server stores is no change: NFC, blanks at the ends, order of keys, the name of a unit', () => {
    expect([
      same('Hoà  '.normalize('NFD'), 'Hoà'),
      same(undefined, ''),
      same([{ b: '1', a: '2' }], [{ a: '2', b: '1' }]),
      same({ unit: '1', text: '' }, { unit: '1', text: 'Ấp Một' }),
      same('a b', 'a  b'),
    ]).toEqual([true, true, true, true, false]);
  });
});
