import type { Workflow } from '@app/workflow';

export const IMPORT_STATES = ['UPLOADED', 'ANALYSED', 'READY', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export type ImportAction = 'analyse' | 'prepare' | 'run' | 'finish' | 'fail';

/** The life of an imported list. One that failed (the round was closed meanwhile) can be prepared and run again. */
export const IMPORT_WORKFLOW: Workflow<ImportState, ImportAction> = {
  subject: 'Import',
  states: IMPORT_STATES,
  initial: 'UPLOADED',
  final: ['DONE'],
  transitions: [
    { action: 'analyse', from: ['UPLOADED'], to: ['ANALYSED'], roles: ['BOARD_STAFF', 'OFFICER'] },
    {
      action: 'prepare',
      from: ['ANALYSED', 'READY', 'FAILED'],
      to: ['READY'],
      roles: ['BOARD_STAFF', 'OFFICER'],
    },
    { action: 'run', from: ['READY'], to: ['RUNNING'], roles: ['BOARD_STAFF', 'OFFICER'] },
    { action: 'finish', from: ['RUNNING'], to: ['DONE'], roles: [] },
    { action: 'fail', from: ['RUNNING'], to: ['FAILED'], roles: [] },
  ],
};
