/** A unit that holds entries past their deadline. */
export class OverdueUnitAnswer {
  unitId: string;
  unitName: string;
  /** Entries past their deadline, and how many of them wait for the leader. */
  count: number;
  withLeader: number;
  /** Deadline of the one that is longest overdue; ISO instant. */
  oldest: string;
}

export class OverdueList {
  /** Longest overdue first; at most two hundred units. */
  items: OverdueUnitAnswer[];
}
