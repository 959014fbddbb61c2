import type { Policy } from '@app/access';

/**
 * Accounts are kept by ADMIN, within the tree below the grant. BOARD_STAFF and COUNCIL_SECRETARY look people up to put
 * panels and councils together; AUDITOR reads.
 */
export const identityPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const within = { unitPath: { $within: grant.unitPath } };
    if (grant.role === 'ADMIN' && grant.roundId === null)
      allow.can(['read', 'create', 'update', 'grant'], 'Account', within);
    if (['BOARD_STAFF', 'COUNCIL_SECRETARY', 'AUDITOR'].includes(grant.role)) allow.can('read', 'Account', within);
    if (grant.role === 'AUDITOR') allow.can('read', 'Audit', within);
  }
};
