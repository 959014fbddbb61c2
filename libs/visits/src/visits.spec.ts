import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abilityOf, type Actor, type Role } from '@app/access';
import { checkWorkflow, diagram } from '@app/workflow';
import { VISIT_STATES, VISIT_WORKFLOW } from './visit.workflow';
import { visitsPolicy } from './visits.policy';
import { checkVisitDay, missingForSigning } from './visits.rules';

/** Province 1, district 1.2, commune 1.2.3 (holds the entry), hamlet 1.2.3.4 (its unit). */
const actor = (role: Role, unitPath: string, home = unitPath): Actor => ({
  accountId: 'somebody',
  fullName: '',
  unitId: home,
  unitPath: home,
  grants: [{ role, unitId: unitPath, unitPath, roundId: null }],
  mustChangePassword: false,
  locale: 'vi',
});
const record = {
  roundId: 'r',
  makerUnitId: '1.2.3',
  makerPath: '1.2.3',
  entryUnitId: '1.2.3.4',
  entryUnitPath: '1.2.3.4',
  entryState: 'APPRAISING',
  holderUnitId: '1.2.3',
  writers: [] as string[],
  signed: true,
};
const rights = (who: Actor, of: object = record) =>
  ['read', 'readResult', 'write', 'sign', 'discard'].filter((action) =>
    abilityOf(who, [visitsPolicy]).can(action, 'Visit', of),
  );
const ALL = ['read', 'write', 'sign', 'discard'];

describe('the table of a visit', () => {
  it('has no dead ends and is the diagram of the README', () => {
    expect(checkWorkflow(VISIT_WORKFLOW)).toEqual([]);
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(VISIT_WORKFLOW));
  });

  it.each(VISIT_STATES)('from %s leads only where it may', (state) => {
    const actions = VISIT_WORKFLOW.transitions.filter(({ from }) => from.includes(state)).map(({ action }) => action);
    expect(actions).toEqual(state === 'DRAFT' ? ['sign', 'discard'] : []);
  });
});

describe('who may do what with a visit', () => {
  it.each<[string, Actor, object, string[]]>([
    ['officer of the holding unit', actor('OFFICER', '1.2.3'), {}, ALL],
    ['the same when the entry is proposed', actor('OFFICER', '1.2.3'), { entryState: 'PROPOSED' }, ['read']],
    ['the same when another unit holds it', actor('OFFICER', '1.2.3'), { holderUnitId: '1.2' }, ['read']],
    ['the same who helps to write the entry', actor('OFFICER', '1.2.3'), { writers: ['somebody'] }, []],
    ['officer who belongs to the visited unit', actor('OFFICER', '1.2.3', '1.2.3.4'), {}, []],
    ['officer above', actor('OFFICER', '1.2'), {}, ['read']],
    ['officer beside', actor('OFFICER', '1.2.9'), {}, []],
    ['leader', actor('LEADER', '1.2.3'), {}, ['read']],
    ['board', actor('BOARD_STAFF', '1'), {}, ['read']],
    ['auditor', actor('AUDITOR', '1'), {}, ['read']],
    ['reporter of the visited unit', actor('REPORTER', '1.2.3.4'), {}, ['readResult']],
    ['its head, of a draft', actor('UNIT_HEAD', '1.2.3.4'), { signed: false }, []],
    ['reporter beside', actor('REPORTER', '1.2.3.5'), {}, []],
    ['judge', actor('JUDGE', '1'), {}, []],
    ['council', actor('COUNCIL_MEMBER', '1'), {}, []],
  ])('%s', (_, who, over, expected) => {
    expect(rights(who, { ...record, ...over })).toEqual(expected);
  });
});

describe('a record', () => {
  it('is of a day that has been', () => {
    expect([null, '2026-03-01', '2026-03-02'].map((day) => checkVisitDay(day, '2026-03-01').length)).toEqual([0, 0, 1]);
  });

  it('is signed only with day, place, participants and conclusion', () => {
    const full = { visitedOn: '2026-03-01', place: 'Ấp Một', participants: 'Bà Sáu', conclusion: 'Đúng' };
    expect(missingForSigning(full)).toEqual([]);
    expect(missingForSigning({ visitedOn: null, place: '', participants: '', conclusion: '' })).toEqual(
      Object.keys(full).map((field) => ({ field, code: 'FIELD_MISSING' })),
    );
  });
});
