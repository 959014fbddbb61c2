import type { Workflow } from '@app/workflow';

export const SESSION_STATES = ['PLANNED', 'OPEN', 'CLOSED'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export type SessionAction = 'open' | 'close';

/** A session of the council (phiên họp): the chair presides, the secretary runs it; both may open and close it. */
export const SESSION_WORKFLOW: Workflow<SessionState, SessionAction> = {
  subject: 'CouncilSession',
  states: SESSION_STATES,
  initial: 'PLANNED',
  final: ['CLOSED'],
  transitions: [
    { action: 'open', from: ['PLANNED'], to: ['OPEN'], roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] },
    { action: 'close', from: ['OPEN'], to: ['CLOSED'], roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] },
  ],
};
