import type { Workflow } from '@app/workflow';

export const AGENDA_ITEM_STATES = ['PENDING', 'VOTING', 'COUNTED'] as const;
export type AgendaItemState = (typeof AGENDA_ITEM_STATES)[number];
export type AgendaItemAction = 'openVote' | 'count';

/** One entry on the agenda: ballots are taken while it is VOTING; the count seals it. */
export const AGENDA_ITEM_WORKFLOW: Workflow<AgendaItemState, AgendaItemAction> = {
  subject: 'CouncilSession',
  states: AGENDA_ITEM_STATES,
  initial: 'PENDING',
  final: ['COUNTED'],
  transitions: [
    { action: 'openVote', from: ['PENDING'], to: ['VOTING'], roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] },
    { action: 'count', from: ['VOTING'], to: ['COUNTED'], roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] },
  ],
};
