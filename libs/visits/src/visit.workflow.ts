import type { Workflow } from '@app/workflow';

export const VISIT_STATES = ['DRAFT', 'SIGNED', 'DISCARDED'] as const;
export type VisitState = (typeof VISIT_STATES)[number];
export type VisitAction = 'sign' | 'discard';

/** A signed record is never changed: a correction is a new record that takes its place, with a reason. */
export const VISIT_WORKFLOW: Workflow<VisitState, VisitAction> = {
  subject: 'Visit',
  states: VISIT_STATES,
  initial: 'DRAFT',
  final: ['SIGNED', 'DISCARDED'],
  transitions: [
    { action: 'sign', from: ['DRAFT'], to: ['SIGNED'], roles: ['OFFICER'], reason: 'optional' },
    { action: 'discard', from: ['DRAFT'], to: ['DISCARDED'], roles: ['OFFICER'] },
  ],
};
