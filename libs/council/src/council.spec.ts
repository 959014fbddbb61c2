import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { abilityOf, type Actor, type Role, ROLES } from '@app/access';
import { checkWorkflow, diagram } from '@app/workflow';
import { AGENDA_ITEM_WORKFLOW } from './agenda-item.workflow';
import { councilPolicy } from './council.policy';
import { SESSION_STATES, SESSION_WORKFLOW } from './council-session.workflow';

const actor = (role: Role, roundId: string | null = null): Actor => ({
  accountId: 'me',
  fullName: '',
  unitId: 'u',
  unitPath: '1',
  mustChangePassword: false,
  locale: 'vi',
  grants: [{ role, unitId: 'u', unitPath: '1', roundId }],
});
const session = (over: object = {}) => ({
  roundId: 'r',
  hostPath: '1',
  memberIds: ['me'],
  chairIds: ['me'],
  secretaryIds: ['me'],
  ...over,
});
const can = (role: Role, action: string, record: object, roundId: string | null = null) =>
  abilityOf(actor(role, roundId), [councilPolicy]).can(action, 'CouncilSession', record);

describe('the workflows of a session and its agenda', () => {
  it('have no dead end and no state that cannot be reached', () => {
    expect([...checkWorkflow(SESSION_WORKFLOW), ...checkWorkflow(AGENDA_ITEM_WORKFLOW)]).toEqual([]);
  });

  it('are drawn in the README as they are', () => {
    const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
    expect([readme.includes(diagram(SESSION_WORKFLOW)), readme.includes(diagram(AGENDA_ITEM_WORKFLOW))]).toEqual([
      true,
      true,
    ]);
  });

  const steps = [...SESSION_WORKFLOW.transitions, ...AGENDA_ITEM_WORKFLOW.transitions];
  const matrix = steps.flatMap(({ action, roles }) =>
    SESSION_STATES.flatMap((state) => ROLES.map((role) => [action, state, role, roles.includes(role)] as const)),
  );
  it.each(matrix)('%s in state %s by %s: in the table %s', (action, _state, role, allowed) => {
    expect(can(role, action, session())).toBe(allowed);
  });

  it('the role alone is not enough: running a session needs the place in this very council', () => {
    const nobody = session({ memberIds: [], chairIds: [], secretaryIds: [] });
    const member = session({ chairIds: [], secretaryIds: [] });
    for (const { action } of steps)
      for (const role of ROLES)
        expect([action, role, can(role, action, nobody), can(role, action, member)]).toEqual([
          action,
          role,
          false,
          false,
        ]);
  });

  it('votes are for members with a council role, not for admin, board or leader', () => {
    expect(ROLES.filter((role) => can(role, 'vote', session()))).toEqual([
      'COUNCIL_MEMBER',
      'COUNCIL_SECRETARY',
      'COUNCIL_CHAIR',
    ]);
    expect(ROLES.filter((role) => can(role, 'vote', session({ memberIds: [] })))).toEqual([]);
    expect(can('COUNCIL_MEMBER', 'vote', session(), 'another round')).toBe(false);
  });

  it('sessions are read by their members and by board, leader and auditor above the round', () => {
    expect(ROLES.filter((role) => can(role, 'read', session({ memberIds: [] })))).toEqual([
      'LEADER',
      'BOARD_STAFF',
      'AUDITOR',
    ]);
    expect(ROLES.filter((role) => can(role, 'read', session({ memberIds: [], hostPath: '2' })))).toEqual([]);
  });
});
