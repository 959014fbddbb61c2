import type { Workflow } from '@app/workflow';

export const APPRAISAL_STATES = ['OPEN', 'PROPOSED', 'FORWARDED', 'RETURNED', 'REFUSED', 'STEPPED_BACK'] as const;
export type AppraisalState = (typeof APPRAISAL_STATES)[number];
export type AppraisalAction = 'return' | 'propose' | 'sendBack' | 'stepBack' | 'forward' | 'refuse';

/**
 * The appraisal of one revision at one stage. It moves together with its entry, whose own table says who may do it:
 * hence no roles here. A returned appraisal is closed; the next revision gets a new one. Stepping back ends two of them: the one
 * of the level that gives the entry back, and the forwarded one of the level below, which no longer counts towards its quota.
 */
export const APPRAISAL_WORKFLOW: Workflow<AppraisalState, AppraisalAction> = {
  subject: 'Appraisal',
  states: APPRAISAL_STATES,
  initial: 'OPEN',
  final: ['RETURNED', 'REFUSED', 'STEPPED_BACK'],
  transitions: [
    { action: 'return', from: ['OPEN'], to: ['RETURNED'], roles: [] },
    { action: 'propose', from: ['OPEN'], to: ['PROPOSED'], roles: [] },
    { action: 'sendBack', from: ['PROPOSED'], to: ['OPEN'], roles: [], reason: 'required' },
    {
      action: 'stepBack',
      from: ['OPEN', 'PROPOSED', 'FORWARDED'],
      to: ['STEPPED_BACK'],
      roles: [],
      reason: 'required',
    },
    { action: 'forward', from: ['PROPOSED'], to: ['FORWARDED'], roles: [], reason: 'optional' },
    { action: 'refuse', from: ['PROPOSED'], to: ['REFUSED'], roles: [], reason: 'required' },
  ],
};
