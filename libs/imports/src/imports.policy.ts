import type { Policy } from '@app/access';

/**
 * Imports of lists. Record: { id, roundId, scopePath, hostPath }. Board staff of the round's unit import for everybody,
 * officers for the units of their own tree.
 */
export const importsPolicy: Policy = (actor, allow) => {
  const actions = ['create', 'read', 'analyse', 'prepare', 'run'];
  for (const grant of actor.grants) {
    const inRound = grant.roundId ? { roundId: grant.roundId } : {};
    if (grant.role === 'BOARD_STAFF')
      allow.can(actions, 'Import', { ...inRound, hostPath: { $within: grant.unitPath } });
    if (grant.role === 'OFFICER') allow.can(actions, 'Import', { ...inRound, scopePath: { $within: grant.unitPath } });
    if (grant.role === 'AUDITOR') allow.can('read', 'Import', { ...inRound, scopePath: { $within: grant.unitPath } });
  }
};
