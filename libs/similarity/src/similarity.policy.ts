import type { Conditions, Policy } from '@app/access';

/**
 * Who may put an entry beside others (`compare`): those who check it or watch over it. Not its unit and not its judges:
 * the one would learn how others write, the others score what they read and nothing else.
 */
export const similarityPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    if (grant.role === 'OFFICER' || grant.role === 'LEADER' || grant.role === 'AUDITOR')
      allow.can('compare', 'Entry', { ...inRound, unitPath: { $within: grant.unitPath }, submitted: true });
    if (grant.role === 'BOARD_STAFF')
      allow.can('compare', 'Entry', { ...inRound, hostPath: { $within: grant.unitPath }, submitted: true });
  }
};
