import type { Conditions, Policy } from '@app/access';

/**
 * Decisions and certificates. Records: Decision { roundId, hostPath, unitId, state }, Certificate { roundId, hostPath,
 * unitPath: of the entry }. The leader of exactly the unit that decides signs; drafts are the board's own.
 */
export const decisionsPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    const hosted: Conditions = { ...inRound, hostPath: { $within: grant.unitPath } };
    const within: Conditions = { ...inRound, unitPath: { $within: grant.unitPath } };
    switch (grant.role) {
      case 'BOARD_STAFF':
        allow.can(['create', 'read', 'edit', 'submit'], 'Decision', hosted);
        allow.can('read', 'Certificate', hosted);
        break;
      case 'LEADER':
        allow.can('read', 'Decision', { ...hosted, state: { $in: ['SUBMITTED', 'ISSUED'] } });
        allow.can(['issue', 'sendBack'], 'Decision', { ...inRound, unitId: grant.unitId });
        allow.can('read', 'Certificate', within);
        break;
      case 'AUDITOR':
        allow.can('read', 'Decision', hosted);
        allow.can('read', 'Certificate', within);
        break;
      case 'REPORTER':
      case 'UNIT_HEAD':
      case 'OFFICER':
        allow.can('read', 'Certificate', within);
        break;
      default:
        break;
    }
  }
};
