import type { Role } from '@app/access';
import type { Workflow } from '@app/workflow';

export const ENTRY_STATES = [
  'DRAFT',
  'APPRAISING',
  'PROPOSED',
  'RETURNED',
  'REFUSED',
  'SCORING',
  'COUNCIL',
  'APPROVED',
  'NOT_APPROVED',
  'RECOGNISED',
  'WITHDRAWN',
] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** How an entry reached the system: typed by its unit, entered by an officer from paper, taken from a list of registrations. */
export const ENTRY_CHANNELS = ['ONLINE', 'PAPER', 'IMPORT'] as const;
export type EntryChannel = (typeof ENTRY_CHANNELS)[number];

export const ENTRY_ACTIONS = [
  'submit',
  'submitPaper',
  'withdraw',
  'return',
  'propose',
  'sendBack',
  'stepBack',
  'forward',
  'refuse',
  'finalise',
  'approve',
  'reject',
  'recognise',
] as const;
export type EntryAction = (typeof ENTRY_ACTIONS)[number];

/** Who acts on an entry that waits in this state. */
export const ACTING_ROLES: Partial<Record<EntryState, readonly Role[]>> = {
  APPRAISING: ['OFFICER'],
  PROPOSED: ['LEADER'],
  SCORING: ['BOARD_STAFF'],
  COUNCIL: ['BOARD_STAFF', 'COUNCIL_SECRETARY'],
  APPROVED: ['BOARD_STAFF'],
};

/** What units still write; everybody else sees the last submitted revision. */
export const WRITABLE_STATES: readonly EntryState[] = ['DRAFT', 'RETURNED'];

/**
 * The life of an entry. Which stage follows is decided by the chain of the entry's own rules; the states say what kind
 * of stage it is at. Actions without roles follow from a use case further down the process that has checked its right.
 */
export const ENTRY_WORKFLOW: Workflow<EntryState, EntryAction> = {
  subject: 'Entry',
  states: ENTRY_STATES,
  initial: 'DRAFT',
  final: ['REFUSED', 'NOT_APPROVED', 'RECOGNISED', 'WITHDRAWN'],
  transitions: [
    { action: 'submit', from: ['DRAFT', 'RETURNED'], to: ['APPRAISING', 'SCORING'], roles: ['UNIT_HEAD'] },
    // product.md, roles: an officer enters an entry that came on paper on the unit's behalf (entries of channel PAPER only).
    { action: 'submitPaper', from: ['DRAFT', 'RETURNED'], to: ['APPRAISING', 'SCORING'], roles: ['OFFICER'] },
    { action: 'withdraw', from: ['DRAFT', 'RETURNED'], to: ['WITHDRAWN'], roles: ['UNIT_HEAD'], reason: 'optional' },
    { action: 'return', from: ['APPRAISING'], to: ['RETURNED'], roles: ['OFFICER'] },
    { action: 'propose', from: ['APPRAISING'], to: ['PROPOSED'], roles: ['OFFICER'] },
    { action: 'sendBack', from: ['PROPOSED'], to: ['APPRAISING'], roles: ['LEADER'], reason: 'required' },
    // Back to the level below: the officer while appraising, the leader at any time before deciding.
    { action: 'stepBack', from: ['APPRAISING'], to: ['APPRAISING'], roles: ['OFFICER', 'LEADER'], reason: 'required' },
    { action: 'stepBack', from: ['PROPOSED'], to: ['APPRAISING'], roles: ['LEADER'], reason: 'required' },
    {
      action: 'forward',
      from: ['PROPOSED'],
      to: ['APPRAISING', 'SCORING', 'COUNCIL', 'APPROVED'],
      roles: ['LEADER'],
      reason: 'optional',
    },
    { action: 'refuse', from: ['PROPOSED'], to: ['REFUSED'], roles: ['LEADER'], reason: 'required' },
    { action: 'finalise', from: ['SCORING'], to: ['COUNCIL', 'APPROVED'], roles: [] },
    { action: 'approve', from: ['COUNCIL'], to: ['APPROVED'], roles: [] },
    { action: 'reject', from: ['COUNCIL'], to: ['NOT_APPROVED'], roles: [], reason: 'optional' },
    { action: 'recognise', from: ['APPROVED'], to: ['RECOGNISED'], roles: [] },
  ],
};
