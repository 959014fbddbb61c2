import type { Workflow } from '@app/workflow';

export const APPRAISAL_STATES = ['OPEN', 'PROPOSED', 'FORWARDED', 'RETURNED', 'REFUSED'] as const;
export type AppraisalState = (typeof APPRAISAL_STATES)[number];
export type AppraisalAction = 'return' | 'propose' | 'sendBack' | 'forward' | 'refuse';

/**
 * The appraisal of one revision at one stage. It moves together with its entry, whose own table says who may do it:
 * hence no roles here. A returned appraisal is closed; the next revision gets a new one.
 */
export const APPRAISAL_WORKFLOW: Workflow<AppraisalState, AppraisalAction> = {
  subject: 'Appraisal',
  states: APPRAISAL_STATES,
  initial: 'OPEN',
  final: ['FORWARDED', 'RETURNED', 'REFUSED'],
  transitions: [
    { action: 'return', from: ['OPEN'], to: ['RETURNED'], roles: [] },
    { action: 'propose', from: ['OPEN'], to: ['PROPOSED'], roles: [] },
    { action: 'sendBack', from: ['PROPOSED'], to: ['OPEN'], roles: [], reason: 'required' },
    { action: 'forward', from: ['PROPOSED'], to: ['FORWARDED'], roles: [], reason: 'optional' },
    { action: 'refuse', from: ['PROPOSED'], to: ['REFUSED'], roles: [], reason: 'required' },
  ],
};
