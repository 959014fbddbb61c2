import type { Conditions, Policy } from '@app/access';

/**
 * Appraisals are read by reviewers at the level that made them and above; the unit sees what is returned to it, judges
 * see none. Record: { roundId, appraiserPath }. Who may appraise an entry stands in the entry's own policy.
 */
export const appraisalPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    if (!['OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'].includes(grant.role)) continue;
    const within: Conditions = {
      appraiserPath: { $within: grant.unitPath },
      ...(grant.roundId ? { roundId: grant.roundId } : {}),
    };
    allow.can('read', 'Appraisal', within);
  }
};
