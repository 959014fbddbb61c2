import type { Conditions, Policy } from '@app/access';

/**
 * Entries. Record: { id, unitId, unitPath, hostPath, roundId, state, submitted, channel, holderUnitId, readers, collaborators, writers, everWriters }.
 * `read` sees the last submitted revision, `readPast` also the earlier ones and what was returned, `readDraft` also what is
 * being written. Judges and councils (`readers`) know the one revision that they judge.
 */
export const entriesPolicy: Policy = (actor, allow) => {
  allow.can('read', 'Entry', { submitted: true, readers: { $has: actor.accountId } });
  // Whom the writers let in: they never submit, withdraw or let others in.
  allow.can(['read', 'readPast', 'readDraft'], 'Entry', { collaborators: { $has: actor.accountId } });
  allow.can('write', 'Entry', { writers: { $has: actor.accountId } });
  for (const grant of actor.grants) {
    const inRound: Conditions = grant.roundId ? { roundId: grant.roundId } : {};
    const within: Conditions = { ...inRound, unitPath: { $within: grant.unitPath } };
    const held: Conditions = { ...inRound, holderUnitId: grant.unitId };
    switch (grant.role) {
      case 'REPORTER':
        allow.can(['create', 'read', 'readPast', 'readDraft', 'write', 'share'], 'Entry', within);
        break;
      case 'UNIT_HEAD':
        allow.can(['create', 'read', 'readPast', 'readDraft', 'write', 'share', 'submit', 'withdraw'], 'Entry', within);
        break;
      case 'OFFICER':
        allow.can(['read', 'readPast'], 'Entry', { ...within, submitted: true });
        allow.can(['appraise', 'return', 'propose'], 'Entry', held);
        allow.can('stepBack', 'Entry', { ...held, state: 'APPRAISING' });
        // What came on paper is entered and submitted for the unit; what came in a list is registered for it.
        allow.can(['enterPaper', 'import', 'readPaper'], 'Entry', within);
        allow.can(['read', 'readPast', 'readDraft', 'write', 'submitPaper'], 'Entry', { ...within, channel: 'PAPER' });
        break;
      case 'LEADER':
        allow.can('readPaper', 'Entry', within);
        allow.can(['read', 'readPast'], 'Entry', { ...within, submitted: true });
        allow.can(['sendBack', 'stepBack', 'forward', 'refuse'], 'Entry', held);
        break;
      case 'BOARD_STAFF':
        allow.can(['read', 'readPast'], 'Entry', {
          ...inRound,
          hostPath: { $within: grant.unitPath },
          submitted: true,
        });
        allow.can(['import', 'readPaper'], 'Entry', { ...inRound, hostPath: { $within: grant.unitPath } });
        break;
      case 'AUDITOR':
        allow.can(['read', 'readPast', 'readDraft'], 'Entry', within);
        break;
      default:
        break;
    }
  }
  // Nobody appraises or decides on an entry of a unit that they belong to (product.md, "Who may do what").
  const judging = ['appraise', 'return', 'propose', 'sendBack', 'stepBack', 'forward', 'refuse'];
  allow.cannot(judging, 'Entry', { unitId: actor.unitId });
  // … nor on one that they have ever been let in to write: leaving it does not undo that.
  allow.cannot(judging, 'Entry', { everWriters: { $has: actor.accountId } });
};
