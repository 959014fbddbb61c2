import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findConflict, isWithin } from './conflict.rules';

describe('conflict of interest from the tree of units', () => {
  const host = '1';

  it('keeps a person away from an entry of the own unit', () => {
    expect(findConflict('1.2.3', '1.2.3', host)).toBe('OWN_UNIT');
  });

  it('keeps a person of a unit below away from the entry of the unit above', () => {
    expect(findConflict('1.2.3', '1.2', host)).toBe('SUBORDINATE_UNIT');
  });

  it('keeps a person of a unit above away from the entry of a unit below', () => {
    expect(findConflict('1.2', '1.2.3.4', host)).toBe('SUPERIOR_UNIT');
  });

  it('lets the staff of the unit that holds the round judge its entries', () => {
    expect(findConflict('1', '1.2.3', host)).toBeNull();
  });

  it('lets people of a unit above the host judge entries of the round', () => {
    expect(findConflict('1', '1.2.3', '1.2')).toBeNull();
  });

  it('keeps the host unit away from an entry of its own', () => {
    expect(findConflict('1', '1', host)).toBe('OWN_UNIT');
  });

  it('sees no conflict between neighbours, also when one label begins like the other', () => {
    expect(findConflict('1.2', '1.20', host)).toBeNull();
    expect(findConflict('1.20.1', '1.2', host)).toBeNull();
    expect(findConflict('1.3', '1.2.3', host)).toBeNull();
  });

  const path = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }).map((labels) => ['1', ...labels].join('.'));

  it('finds a conflict exactly when one unit contains the other and the person is not of the host or above', () => {
    fc.assert(
      fc.property(path, path, path, (person, entry, hostPath) => {
        const related = isWithin(person, entry) || (isWithin(entry, person) && !isWithin(hostPath, person));
        expect(findConflict(person, entry, hostPath) !== null).toBe(related);
      }),
    );
  });
});
