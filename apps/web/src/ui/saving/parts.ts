/** A record as its parts: path → value (JSON). Pure: what is saved, merged and kept on the device is decided here. */
export type Parts = Readonly<Record<string, unknown>>;

/** As the server stores it: NFC, without unseen marks and white space at the ends; what is not there is an empty text. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string')
    return value
      .replace(/[\u202a-\u202e\u2066-\u2069\u2060\ufeff]/g, '')
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .trim();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object') return value;
  // A unit is its id: the server writes its name beside it.
  if ('unit' in value) return { unit: value.unit };
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, plain(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Equal once it is stored: a blank at the end or another order of keys is no change. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** Paths in which two states differ. */
export const changedPaths = (before: Parts, after: Parts): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => !same(before[path], after[path]));

export interface Rebased {
  /** What the screen has to take over from the others. */
  patch: Record<string, unknown>;
  /** What both have changed, differently: the screen keeps its own until somebody chooses. */
  conflicts: string[];
}

/** Three-way merge by part: `base` is what both began with. Nothing of `mine` is ever dropped. */
export function rebase(base: Parts, theirs: Parts, mine: Parts): Rebased {
  const patch: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const path of changedPaths(base, theirs)) {
    if (same(base[path], mine[path])) patch[path] = theirs[path];
    else if (!same(theirs[path], mine[path])) conflicts.push(path);
  }
  return { patch, conflicts };
}

/** What a device keeps of one window: only the parts that the server does not have. */
export interface KeptParts {
  at: number;
  version: number;
  /** path → as typed. */
  mine: Parts;
  /** path → as it was when the typing began. */
  base: Parts;
  /** What was on its way to the server. */
  sending?: Parts | undefined;
  /** Parts whose merge had not been decided. */
  conflicts: string[];
}

export interface Recovered {
  /** What comes back on the screen. */
  patch: Record<string, unknown>;
  /** Of that: what somebody else has changed meanwhile. */
  conflicts: string[];
}

/** What a kept draft brings back onto the present state of the server. */
export function recover(kept: KeptParts, present: Parts): Recovered {
  const patch: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const [path, value] of Object.entries(kept.mine)) {
    const theirs = present[path];
    if (same(value, theirs)) continue;
    patch[path] = value;
    // The save that was under way did arrive: what the server has is our own.
    const ours = kept.sending !== undefined && path in kept.sending && same(kept.sending[path], theirs);
    if (kept.conflicts.includes(path) || (!ours && !same(kept.base[path], theirs))) conflicts.push(path);
  }
  return { patch, conflicts };
}
