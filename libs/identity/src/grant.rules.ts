/** Admin cannot score, vote, approve or sign (product.md, "Who may do what"). */
const NOT_WITH_ADMIN: readonly string[] = [
  'JUDGE',
  'COUNCIL_MEMBER',
  'COUNCIL_SECRETARY',
  'COUNCIL_CHAIR',
  'LEADER',
  'OFFICER',
];

export interface Period {
  /** First day, yyyy-mm-dd. */
  readonly from: string;
  /** First day on which it no longer holds; null = open. */
  readonly to: string | null;
}

/** True when one account may not hold both roles at the same time. */
export function excludeEachOther(a: string, b: string): boolean {
  return (a === 'ADMIN' && NOT_WITH_ADMIN.includes(b)) || (b === 'ADMIN' && NOT_WITH_ADMIN.includes(a));
}

export function overlap(a: Period, b: Period): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}
