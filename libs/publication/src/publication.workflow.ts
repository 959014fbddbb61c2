import type { Workflow } from '@app/workflow';

export const PUBLICATION_STATES = ['PUBLISHED', 'WITHDRAWN'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];
export type PublicationAction = 'withdraw' | 'republish';

/** What the public sees of a decision: withdrawing hides everything at once, publishing again takes a fresh copy. */
export const PUBLICATION_WORKFLOW: Workflow<PublicationState, PublicationAction> = {
  subject: 'Publication',
  states: PUBLICATION_STATES,
  initial: 'PUBLISHED',
  final: [],
  transitions: [
    { action: 'withdraw', from: ['PUBLISHED'], to: ['WITHDRAWN'], roles: ['BOARD_STAFF'], reason: 'required' },
    { action: 'republish', from: ['WITHDRAWN'], to: ['PUBLISHED'], roles: ['BOARD_STAFF'] },
  ],
};
