import type { Abilities, Subject } from './ability';
import type { Actor, Grant } from './actor';

/**
 * For whom the actor would do this: undefined when grants of their own allow it (or nothing does), else the account that
 * they stand in for. What is done for somebody says so in the history and in the audit log.
 */
export function actsFor(
  abilities: Abilities,
  actor: Actor,
  asked: { action: string; subject: Subject; record: object },
): string | undefined {
  const principals = [...new Set(actor.grants.flatMap((grant) => grant.deputyFor ?? []))];
  if (principals.length === 0) return undefined;
  const may = (grants: readonly Grant[]): boolean =>
    abilities.of({ ...actor, grants }).can(asked.action, asked.subject, asked.record);
  const own = actor.grants.filter((grant) => grant.deputyFor === undefined);
  if (may(own)) return undefined;
  return principals.find((principal) => may([...own, ...actor.grants.filter((grant) => grant.deputyFor === principal)]));
}
