import type { Conditions, Policy } from '@app/access';

/**
 * Reports of progress and the ledger. Record: { unitPath, hostPath, roundId, submitted }; for `readLedger`, whose figures
 * were all submitted, without the last. Judges score the entry as it was put forward and see none of this.
 */
export const progressPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    const within: Conditions = { ...inRound, unitPath: { $within: grant.unitPath } };
    const hosted: Conditions = { ...inRound, hostPath: { $within: grant.unitPath } };
    switch (grant.role) {
      case 'REPORTER':
        allow.can(['read', 'write', 'discard', 'readLedger'], 'Progress', within);
        break;
      case 'UNIT_HEAD':
        allow.can(['read', 'write', 'discard', 'submit', 'readLedger'], 'Progress', within);
        break;
      case 'OFFICER':
      case 'LEADER':
        allow.can('read', 'Progress', { ...within, submitted: true });
        allow.can('readLedger', 'Progress', within);
        break;
      case 'BOARD_STAFF':
        allow.can('read', 'Progress', { ...hosted, submitted: true });
        allow.can('readLedger', 'Progress', hosted);
        break;
      case 'AUDITOR':
        allow.can(['read', 'readLedger'], 'Progress', within);
        break;
      default:
        break;
    }
  }
};
