import type { Workflow } from '@app/workflow';

export const PROGRESS_STATES = ['DRAFT', 'SUBMITTED', 'DISCARDED'] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];
export type ProgressAction = 'submit' | 'discard';

/** A report that was sent is never changed: a correction is a new report that takes its place, with a reason. */
export const PROGRESS_WORKFLOW: Workflow<ProgressState, ProgressAction> = {
  subject: 'Progress',
  states: PROGRESS_STATES,
  initial: 'DRAFT',
  final: ['SUBMITTED', 'DISCARDED'],
  transitions: [
    { action: 'submit', from: ['DRAFT'], to: ['SUBMITTED'], roles: ['UNIT_HEAD'], reason: 'optional' },
    { action: 'discard', from: ['DRAFT'], to: ['DISCARDED'], roles: ['REPORTER', 'UNIT_HEAD'] },
  ],
};
