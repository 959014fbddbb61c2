import type { Policy } from '@app/access';

/**
 * Accounts are kept by ADMIN, within the tree below the grant. BOARD_STAFF and COUNCIL_SECRETARY look people up to put
 * panels and councils together; AUDITOR reads.
 * Audit { unitPath: of who acted, subjectType }.
 */
export const identityPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const within = { unitPath: { $within: grant.unitPath } };
    if (grant.role === 'ADMIN' && grant.roundId === null)
      allow.can(['read', 'create', 'update', 'grant'], 'Account', within);
    if (['BOARD_STAFF', 'COUNCIL_SECRETARY', 'AUDITOR'].includes(grant.role)) allow.can('read', 'Account', within);
    if (grant.role === 'AUDITOR') allow.can('read', 'Audit', within);
  }
  // The row of a signature holds the total of the sheet, and no judge sees another's marks before signing (product.md, step 6).
  if (actor.grants.some(({ role }) => role === 'JUDGE')) allow.cannot('read', 'Audit', { subjectType: 'Scoresheet' });
};
