import type { Conditions, Policy } from '@app/access';

/**
 * Councils and their sessions. Records: Council { roundId, hostPath, memberIds }, CouncilSession { roundId, hostPath,
 * memberIds, chairIds, secretaryIds }; the lists hold the members of the day. Running a session needs the role as a grant
 * and the place in this very council.
 */
export const councilPolicy: Policy = (actor, allow) => {
  const me = actor.accountId;
  for (const grant of actor.grants) {
    const hosted: Conditions = {
      hostPath: { $within: grant.unitPath },
      ...(grant.roundId ? { roundId: grant.roundId } : {}),
    };
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    switch (grant.role) {
      case 'BOARD_STAFF':
        allow.can(['create', 'read', 'plan'], 'Council', hosted);
        allow.can('read', 'CouncilSession', hosted);
        break;
      case 'LEADER':
      case 'AUDITOR':
        allow.can('read', 'Council', hosted);
        allow.can('read', 'CouncilSession', hosted);
        break;
      case 'COUNCIL_CHAIR':
        allow.can(['attend', 'open', 'close', 'openVote', 'count'], 'CouncilSession', {
          ...inRound,
          chairIds: { $has: me },
        });
        break;
      case 'COUNCIL_SECRETARY':
        allow.can(['attend', 'open', 'close', 'openVote', 'count'], 'CouncilSession', {
          ...inRound,
          secretaryIds: { $has: me },
        });
        break;
      default:
        break;
    }
    if (grant.role === 'COUNCIL_CHAIR' || grant.role === 'COUNCIL_SECRETARY' || grant.role === 'COUNCIL_MEMBER') {
      allow.can('read', 'Council', { ...inRound, memberIds: { $has: me } });
      allow.can(['read', 'vote'], 'CouncilSession', { ...inRound, memberIds: { $has: me } });
    }
  }
};
