/** What the threads that fill the database of similar entries have in common. */
export interface Share {
  readonly url: string;
  readonly entries: number;
  /** This thread's number, from 0, and how many there are; batches are dealt in turn. */
  readonly share: number;
  readonly shares: number;
}

export const BATCH = 1000;
/** Residential units that the entries belong to in turn. */
export const UNITS = 2000;

/** Ids that can be told: 1 units, 2 accounts, 3 programme, 4 round, 5 entries. */
export function idOf(kind: string, n: number): string {
  return `00000000-0000-7000-8${kind.padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;
}
