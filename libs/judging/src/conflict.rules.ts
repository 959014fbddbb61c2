/** Why a person must be kept away from an entry, as found from the tree of units. */
export type FoundConflict = 'OWN_UNIT' | 'SUBORDINATE_UNIT' | 'SUPERIOR_UNIT';

/** All kinds that table `conflict` knows; `DECLARED` is the judge's own word and carries a reason. */
export type ConflictKind = FoundConflict | 'DECLARED';

/** True when `path` is `root` or lies below it; both are ltree paths ("1.12.345"). */
export function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`);
}

/**
 * The conflict between a person of one unit and an entry of another (product.md: nobody appraises, scores or votes on
 * an entry of a unit that they belong to; people of a unit below or above it are too close as well).
 *
 * - `OWN_UNIT`: the same unit.
 * - `SUBORDINATE_UNIT`: the person's unit lies below the entry's.
 * - `SUPERIOR_UNIT`: the person's unit lies above the entry's, unless it is the unit that holds the round (or one above
 *   it): the staff of the province are above every entry of the round, and may judge them.
 *
 * All three arguments are ltree paths; returns null when there is no conflict.
 */
export function findConflict(personPath: string, entryPath: string, hostPath: string): FoundConflict | null {
  if (personPath === entryPath) return 'OWN_UNIT';
  if (isWithin(personPath, entryPath)) return 'SUBORDINATE_UNIT';
  if (isWithin(entryPath, personPath) && !isWithin(hostPath, personPath)) return 'SUPERIOR_UNIT';
  return null;
}
