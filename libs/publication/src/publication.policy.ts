import type { Conditions, Policy } from '@app/access';

/** Publications. Record: { roundId, hostPath }. The board of the round's unit publishes and withdraws. */
export const publicationPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const hosted: Conditions = {
      hostPath: { $within: grant.unitPath },
      ...(grant.roundId ? { roundId: grant.roundId } : {}),
    };
    if (grant.role === 'BOARD_STAFF') allow.can(['read', 'publish', 'withdraw', 'republish'], 'Publication', hosted);
    if (grant.role === 'AUDITOR' || grant.role === 'LEADER') allow.can('read', 'Publication', hosted);
  }
};
