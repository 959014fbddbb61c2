import type { Conditions, Policy } from '@app/access';

/**
 * Field visits. Record: { roundId, makerUnitId, makerPath, entryUnitId, entryUnitPath, entryState, holderUnitId, writers, signed }.
 * `read` sees the whole record: reviewers of the making unit and above. `readResult` is what the visited unit sees of signed ones:
 * date, who came, conclusion. Judges and councils score the entry as it was put forward and see none of it.
 */
export const visitsPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    switch (grant.role) {
      case 'OFFICER':
        allow.can('read', 'Visit', { ...inRound, makerPath: { $within: grant.unitPath } });
        allow.can(['write', 'sign', 'discard'], 'Visit', {
          ...inRound,
          makerUnitId: grant.unitId,
          holderUnitId: grant.unitId,
          entryState: 'APPRAISING',
        });
        break;
      case 'LEADER':
      case 'BOARD_STAFF':
      case 'AUDITOR':
        allow.can('read', 'Visit', { ...inRound, makerPath: { $within: grant.unitPath } });
        break;
      case 'REPORTER':
      case 'UNIT_HEAD':
        allow.can('readResult', 'Visit', { ...inRound, entryUnitPath: { $within: grant.unitPath }, signed: true });
        break;
      default:
        break;
    }
  }
  // Nobody makes or reads the record of a visit to a unit that they belong to, or on an entry that they help to write.
  const inside = ['read', 'write', 'sign', 'discard'];
  allow.cannot(inside, 'Visit', { entryUnitId: actor.unitId });
  allow.cannot(inside, 'Visit', { writers: { $has: actor.accountId } });
};
