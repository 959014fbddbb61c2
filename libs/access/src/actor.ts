/** What a person may be in the system (product.md, "Who does what"); one account can hold several. */
export const ROLES = [
  'REPORTER',
  'UNIT_HEAD',
  'OFFICER',
  'LEADER',
  'JUDGE',
  'COUNCIL_MEMBER',
  'COUNCIL_SECRETARY',
  'COUNCIL_CHAIR',
  'BOARD_STAFF',
  'AUDITOR',
  'ADMIN',
] as const;
export type Role = (typeof ROLES)[number];

/** A role in a unit and everything below it, for all rounds or for one; only grants that hold today reach an actor. */
export interface Grant {
  readonly role: Role;
  readonly unitId: string;
  /** Labels of the unit and of all units above it, joined by dots ("1.27.305"). */
  readonly unitPath: string;
  readonly roundId: string | null;
  /** The account whose grant this is, where the actor only stands in for it. */
  readonly deputyFor?: string;
}

/** Who is asking: an account with the grants that hold at this moment. */
export interface Actor {
  readonly accountId: string;
  readonly fullName: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly grants: readonly Grant[];
  readonly mustChangePassword: boolean;
  readonly locale: 'vi' | 'en';
}

/** The grants of one or several roles. */
export function grantsOf(actor: Actor, ...roles: readonly Role[]): readonly Grant[] {
  return actor.grants.filter((grant) => roles.includes(grant.role));
}

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.grants.some((grant) => roles.includes(grant.role));
}

/** True when `path` is `above` itself or lies below it; both are dotted labels. */
export function liesWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}
