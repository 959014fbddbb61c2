import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { abilityOf, type Actor, type Role, ROLES } from '@app/access';
import { checkWorkflow, diagram } from '@app/workflow';
import { judgingPolicy } from './judging.policy';
import { SCORESHEET_STATES, SCORESHEET_WORKFLOW } from './scoresheet.workflow';

const actor = (role: Role, over: Partial<Actor> = {}, unitPath = '1', roundId: string | null = null): Actor => ({
  accountId: 'me',
  fullName: '',
  unitId: 'u',
  unitPath,
  mustChangePassword: false,
  locale: 'vi',
  grants: [{ role, unitId: 'u', unitPath, roundId }],
  ...over,
});
const sheet = (over: object = {}) => ({
  id: 's',
  roundId: 'r',
  hostPath: '1',
  judgeId: 'other',
  chairId: null,
  state: 'SIGNED',
  openJudgeIds: [],
  ...over,
});
const can = (who: Actor, action: string, subject: 'Panel' | 'Scoresheet' | 'Standing', record: object) =>
  abilityOf(who, [judgingPolicy]).can(action, subject, record);

describe('the workflow of a score sheet', () => {
  it('has no dead end and no state that cannot be reached', () => {
    expect(checkWorkflow(SCORESHEET_WORKFLOW)).toEqual([]);
  });

  it('is drawn in the README as it is', () => {
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(SCORESHEET_WORKFLOW));
  });

  const matrix = SCORESHEET_WORKFLOW.transitions.flatMap(({ action, roles }) =>
    SCORESHEET_STATES.flatMap((state) => ROLES.map((role) => [action, state, role, roles.includes(role)] as const)),
  );
  it.each(matrix)('%s in state %s by %s: in the table %s', (action, state, role, allowed) => {
    // a judge acts on the own sheet; reopening is for the chair of the panel, on somebody else's
    const own = action === 'sign' || action === 'recuse';
    const record = sheet({ state, judgeId: own ? 'me' : 'other', chairId: 'me' });
    expect(can(actor(role), action, 'Scoresheet', record)).toBe(allowed && !(own && state === 'VOID'));
  });
});

describe('who sees marks', () => {
  it.each([
    ['JUDGE', sheet({ judgeId: 'me', state: 'OPEN' }), true],
    ['JUDGE', sheet({ judgeId: 'me', state: 'VOID' }), false],
    ['JUDGE', sheet(), false],
    ['JUDGE', sheet({ chairId: 'me' }), false],
    ['BOARD_STAFF', sheet(), true],
    ['BOARD_STAFF', sheet({ state: 'OPEN' }), false],
    ['BOARD_STAFF', sheet({ hostPath: '2' }), false],
    ['BOARD_STAFF', sheet({ openJudgeIds: ['me'] }), false],
    ['AUDITOR', sheet({ state: 'OPEN' }), true],
    ['AUDITOR', sheet({ openJudgeIds: ['me'] }), false],
    ['LEADER', sheet(), false],
    ['ADMIN', sheet(), false],
    ['REPORTER', sheet(), false],
  ] as const)('%s reads %j: %s', (role, record, allowed) => {
    expect(can(actor(role), 'read', 'Scoresheet', record)).toBe(allowed);
  });

  it.each(ROLES)('%s: nobody reads or finalises a live standing that they judge in', (role) => {
    const live = { roundId: 'r', hostPath: '1', finalised: false, judgeIds: ['me'] };
    expect([can(actor(role), 'read', 'Standing', live), can(actor(role), 'finalise', 'Standing', live)]).toEqual([
      false,
      false,
    ]);
  });

  it('a final standing is read by board, auditor, leader, judges and council; a live one by board and auditor', () => {
    const readers = (finalised: boolean) =>
      ROLES.filter((role) =>
        can(actor(role), 'read', 'Standing', { roundId: 'r', hostPath: '1', finalised, judgeIds: [] }),
      );
    expect(readers(false)).toEqual(['BOARD_STAFF', 'AUDITOR']);
    expect(readers(true)).toEqual([
      'LEADER',
      'JUDGE',
      'COUNCIL_MEMBER',
      'COUNCIL_SECRETARY',
      'COUNCIL_CHAIR',
      'BOARD_STAFF',
      'AUDITOR',
    ]);
  });

  it('a grant for one round says nothing about another', () => {
    const other = actor('BOARD_STAFF', {}, '1', 'another');
    expect([
      can(other, 'read', 'Scoresheet', sheet()),
      can(other, 'assign', 'Panel', { id: 'p', roundId: 'r', hostPath: '1', chairId: null }),
    ]).toEqual([false, false]);
    expect(can(actor('JUDGE', {}, '1', 'another'), 'sign', 'Scoresheet', sheet({ judgeId: 'me', state: 'OPEN' }))).toBe(
      false,
    );
  });
});
