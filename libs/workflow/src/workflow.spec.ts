import { describe, expect, it } from '@jest/globals';
import { checkWorkflow, diagram, type Workflow } from './workflow.rules';

type S = 'DRAFT' | 'OPEN' | 'DONE';
type A = 'open' | 'finish';
const good: Workflow<S, A> = {
  subject: 'Round',
  states: ['DRAFT', 'OPEN', 'DONE'],
  initial: 'DRAFT',
  final: ['DONE'],
  transitions: [
    { action: 'open', from: ['DRAFT'], to: ['OPEN'], roles: ['BOARD_STAFF'] },
    { action: 'finish', from: ['OPEN'], to: ['DONE'], roles: ['BOARD_STAFF'], reason: 'required' },
  ],
};

describe('checkWorkflow', () => {
  it('finds nothing in a sound table', () => {
    expect(checkWorkflow(good)).toEqual([]);
  });

  it('finds a state that cannot be reached or left', () => {
    expect(checkWorkflow({ ...good, transitions: good.transitions.slice(0, 1) })).toEqual(['OPEN: cannot be left', 'DONE: cannot be reached']);
  });

  it('finds an action that stands twice, and one that leaves a final state', () => {
    const twice = { ...good, transitions: [...good.transitions, { action: 'finish' as const, from: ['OPEN' as const, 'DONE' as const], to: ['OPEN' as const], roles: [] }] };
    expect(checkWorkflow(twice)).toEqual(['finish: twice from OPEN', 'finish: leaves the final state DONE']);
  });

  it('draws the table', () => {
    expect(diagram(good)).toBe('stateDiagram-v2\n  [*] --> DRAFT\n  DRAFT --> OPEN: open\n  OPEN --> DONE: finish\n  DONE --> [*]');
  });
});
