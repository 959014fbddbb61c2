import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { abilityOf, type Actor, type Role, ROLES } from '@app/access';
import { checkWorkflow, diagram } from '@app/workflow';
import { decisionsPolicy } from './decisions.policy';
import { DECISION_STATES, DECISION_WORKFLOW } from './decision.workflow';

const actor = (role: Role, unitId = 'u', unitPath = '1'): Actor => ({
  accountId: 'me',
  fullName: '',
  unitId,
  unitPath,
  mustChangePassword: false,
  locale: 'vi',
  grants: [{ role, unitId, unitPath, roundId: null }],
});
const decision = (over: object = {}) => ({ roundId: 'r', hostPath: '1', unitId: 'u', state: 'DRAFT', ...over });
const can = (who: Actor, action: string, record: object) =>
  abilityOf(who, [decisionsPolicy]).can(action, 'Decision', record);

describe('the workflow of a decision', () => {
  it('has no dead end and no state that cannot be reached', () => {
    expect(checkWorkflow(DECISION_WORKFLOW)).toEqual([]);
  });

  it('is drawn in the README as it is', () => {
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(DECISION_WORKFLOW));
  });

  const matrix = DECISION_WORKFLOW.transitions.flatMap(({ action, roles }) =>
    DECISION_STATES.flatMap((state) => ROLES.map((role) => [action, state, role, roles.includes(role)] as const)),
  );
  it.each(matrix)('%s in state %s by %s: in the table %s', (action, state, role, allowed) => {
    expect(can(actor(role), action, decision({ state }))).toBe(allowed);
  });

  it('is signed by the leader of exactly the unit that decides, not of one above or below', () => {
    expect([
      can(actor('LEADER', 'above', '1'), 'issue', decision({ hostPath: '1.2' })),
      can(actor('LEADER', 'below', '1.2'), 'issue', decision()),
    ]).toEqual([false, false]);
  });

  it('drafts are read by board and auditor only; leaders read from submission on', () => {
    const readers = (state: string) => ROLES.filter((role) => can(actor(role), 'read', decision({ state })));
    expect([readers('DRAFT'), readers('SUBMITTED'), readers('ISSUED')]).toEqual([
      ['BOARD_STAFF', 'AUDITOR'],
      ['LEADER', 'BOARD_STAFF', 'AUDITOR'],
      ['LEADER', 'BOARD_STAFF', 'AUDITOR'],
    ]);
  });
});
