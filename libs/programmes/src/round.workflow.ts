import type { Workflow } from '@app/workflow';

export const ROUND_STATES = ['DRAFT', 'OPEN', 'CLOSED'] as const;
export type RoundState = (typeof ROUND_STATES)[number];
export type RoundAction = 'edit' | 'open' | 'amend' | 'close';

/** Opening freezes the rules; an open round is amended by a new version with a reason. */
export const ROUND_WORKFLOW: Workflow<RoundState, RoundAction> = {
  subject: 'Round',
  states: ROUND_STATES,
  initial: 'DRAFT',
  final: ['CLOSED'],
  transitions: [
    { action: 'edit', from: ['DRAFT'], to: ['DRAFT'], roles: ['BOARD_STAFF'] },
    { action: 'open', from: ['DRAFT'], to: ['OPEN'], roles: ['BOARD_STAFF'] },
    { action: 'amend', from: ['OPEN'], to: ['OPEN'], roles: ['BOARD_STAFF'], reason: 'required' },
    { action: 'close', from: ['OPEN'], to: ['CLOSED'], roles: ['BOARD_STAFF'], reason: 'optional' },
  ],
};
