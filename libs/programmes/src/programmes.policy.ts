import type { Policy } from '@app/access';

/** A path with all paths above it: '1.27.305' → ['1', '1.27', '1.27.305']. */
export function pathAndAbove(path: string): string[] {
  const labels = path.split('.');
  return labels.map((_, index) => labels.slice(0, index + 1).join('.'));
}

/**
 * Rounds. Record: { id, unitId, unitPath, unitPathText, state }. Open and closed rounds are seen by all whose unit or
 * grant lies within the round's unit, and by roles above it; drafts by board staff, auditor and admin of the tree.
 */
export const programmesPolicy: Policy = (actor, allow) => {
  const opened = { $in: ['OPEN', 'CLOSED'] };
  allow.can('read', 'Round', { state: opened, unitPathText: { $in: pathAndAbove(actor.unitPath) } });
  for (const grant of actor.grants) {
    if (grant.roundId) {
      allow.can('read', 'Round', { state: opened, id: grant.roundId });
    } else {
      allow.can('read', 'Round', { state: opened, unitPathText: { $in: pathAndAbove(grant.unitPath) } });
      allow.can('read', 'Round', { state: opened, unitPath: { $within: grant.unitPath } });
    }
    const within = { unitPath: { $within: grant.unitPath }, ...(grant.roundId ? { id: grant.roundId } : {}) };
    if (['BOARD_STAFF', 'AUDITOR', 'ADMIN'].includes(grant.role)) allow.can('read', 'Round', within);
    if (grant.role === 'BOARD_STAFF') {
      allow.can(['edit', 'open', 'amend', 'close'], 'Round', within);
      if (!grant.roundId) allow.can('create', 'Round', { unitPath: { $within: grant.unitPath } });
    }
  }
};
