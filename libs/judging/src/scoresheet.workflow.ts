import type { Workflow } from '@app/workflow';

export const SCORESHEET_STATES = ['OPEN', 'SIGNED', 'REOPENED', 'VOID'] as const;
export type ScoresheetState = (typeof SCORESHEET_STATES)[number];
export type ScoresheetAction = 'sign' | 'reopen' | 'recuse' | 'remove' | 'restore';

/** States in which the judge may still write marks. */
export const WRITABLE_STATES: readonly ScoresheetState[] = ['OPEN', 'REOPENED'];

/**
 * A judge's sheet (phiếu chấm điểm). Signing freezes it; the chair of the panel or the board may reopen it with a reason
 * as long as the entry is still being scored. A declared conflict makes it void, whatever its state. A sheet that was
 * ever signed cannot be taken away by the board: marks do not vanish on an organiser's word. `restore` gives a removed sheet
 * back when the judge is assigned again; a declared conflict stands in its way.
 */
export const SCORESHEET_WORKFLOW: Workflow<ScoresheetState, ScoresheetAction> = {
  subject: 'Scoresheet',
  states: SCORESHEET_STATES,
  initial: 'OPEN',
  final: [],
  transitions: [
    { action: 'sign', from: ['OPEN', 'REOPENED'], to: ['SIGNED'], roles: ['JUDGE'] },
    { action: 'reopen', from: ['SIGNED'], to: ['REOPENED'], roles: ['JUDGE', 'BOARD_STAFF'], reason: 'required' },
    { action: 'recuse', from: ['OPEN', 'SIGNED', 'REOPENED'], to: ['VOID'], roles: ['JUDGE'], reason: 'required' },
    { action: 'remove', from: ['OPEN'], to: ['VOID'], roles: ['BOARD_STAFF'] },
    { action: 'restore', from: ['VOID'], to: ['OPEN'], roles: ['BOARD_STAFF'] },
  ],
};
