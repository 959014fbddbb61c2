import type { Workflow } from '@app/workflow';

export const DECISION_STATES = ['DRAFT', 'SUBMITTED', 'ISSUED'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];
export type DecisionAction = 'submit' | 'sendBack' | 'issue';

/** A decision (quyết định): the board drafts and submits it (trình), the leader of the round's unit issues it or sends it back. */
export const DECISION_WORKFLOW: Workflow<DecisionState, DecisionAction> = {
  subject: 'Decision',
  states: DECISION_STATES,
  initial: 'DRAFT',
  final: ['ISSUED'],
  transitions: [
    { action: 'submit', from: ['DRAFT'], to: ['SUBMITTED'], roles: ['BOARD_STAFF'] },
    { action: 'sendBack', from: ['SUBMITTED'], to: ['DRAFT'], roles: ['LEADER'], reason: 'required' },
    { action: 'issue', from: ['SUBMITTED'], to: ['ISSUED'], roles: ['LEADER'] },
  ],
};
