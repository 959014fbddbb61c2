import type { Policy } from '@app/access';
import { OF_DRAFTS } from './notice-kinds.rules';

/**
 * The log of messages. Record: { roundId, hostPath, unitPath, kind }: round and path of its unit (null for messages that are
 * about no round), path of the recipient's unit. `read` shows that a message went out, `readText` what it says.
 */
export const messagesPolicy: Policy = (actor, allow) => {
  for (const grant of actor.grants) {
    const inRound = grant.roundId ? { roundId: grant.roundId } : {};
    const ofRound = { ...inRound, hostPath: { $within: grant.unitPath } };
    const toUnit = { ...inRound, unitPath: { $within: grant.unitPath } };
    switch (grant.role) {
      case 'BOARD_STAFF':
        allow.can(['read', 'resend'], 'Message', ofRound);
        // what a unit is still writing is its own: the board of the round does not see drafts either
        allow.can('readText', 'Message', { ...ofRound, $not: { kind: { $in: OF_DRAFTS } } });
        allow.can(['read', 'edit'], 'MessageTemplate', ofRound);
        break;
      case 'AUDITOR':
        allow.can(['read', 'readText'], 'Message', ofRound);
        allow.can(['read', 'readText'], 'Message', toUnit);
        allow.can('read', 'MessageTemplate', ofRound);
        break;
      // keeps accounts, not entries: sees whether mails arrive, and the text of those about the account alone
      case 'ADMIN':
        allow.can(['read', 'resend'], 'Message', toUnit);
        allow.can('readText', 'Message', { ...toUnit, kind: 'ACCOUNT_CREATED' });
        break;
      default:
        break;
    }
  }
};
