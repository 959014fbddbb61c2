import type { Conditions, Policy } from '@app/access';

/**
 * Panels, score sheets, standings. Records: Panel { id, roundId, hostPath, chairId }, Scoresheet { id, roundId, hostPath,
 * judgeId, chairId, state, openJudgeIds: judges of the same entry who have not signed }, Standing { roundId, hostPath,
 * finalised, judgeIds: judges of the category }. `hostPath` is the path of the round's unit.
 */
export const judgingPolicy: Policy = (actor, allow) => {
  const me = actor.accountId;
  for (const grant of actor.grants) {
    const hosted: Conditions = {
      hostPath: { $within: grant.unitPath },
      ...(grant.roundId ? { roundId: grant.roundId } : {}),
    };
    // a judge's grant may lie above or at the unit that holds the round; the assignment itself is what counts
    const mine: Conditions = {
      judgeId: me,
      state: { $in: ['OPEN', 'SIGNED', 'REOPENED'] },
      ...(grant.roundId ? { roundId: grant.roundId } : {}),
    };
    switch (grant.role) {
      case 'BOARD_STAFF':
        allow.can(['create', 'read', 'edit', 'assign'], 'Panel', hosted);
        allow.can('read', 'Scoresheet', { ...hosted, state: 'SIGNED' });
        allow.can(['reopen', 'remove', 'restore'], 'Scoresheet', hosted);
        allow.can(['read', 'finalise'], 'Standing', hosted);
        break;
      case 'JUDGE':
        allow.can(['read', 'save', 'sign', 'recuse'], 'Scoresheet', mine);
        allow.can('read', 'Panel', { ...hosted, chairId: me });
        allow.can('reopen', 'Scoresheet', { ...hosted, chairId: me });
        allow.can('read', 'Standing', { ...hosted, finalised: true });
        break;
      case 'AUDITOR':
        allow.can('read', 'Panel', hosted);
        allow.can('read', 'Scoresheet', hosted);
        allow.can('read', 'Standing', hosted);
        break;
      case 'LEADER':
      case 'COUNCIL_CHAIR':
      case 'COUNCIL_SECRETARY':
      case 'COUNCIL_MEMBER':
        allow.can('read', 'Standing', { ...hosted, finalised: true });
        break;
      default:
        break;
    }
  }
  // No judge sees another's marks before signing, whatever other role they hold (product.md, step 6).
  allow.cannot('read', 'Scoresheet', { judgeId: { $ne: me }, openJudgeIds: { $has: me } });
  allow.cannot(['read', 'finalise'], 'Standing', { finalised: false, judgeIds: { $has: me } });
  // A signed sheet is opened again by somebody else than the one who signed it.
  allow.cannot('reopen', 'Scoresheet', { judgeId: me });
};
