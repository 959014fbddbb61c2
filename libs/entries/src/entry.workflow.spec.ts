import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abilityOf, type Actor, type Role, ROLES } from '@app/access';
import { checkWorkflow, diagram } from '@app/workflow';
import { entriesPolicy } from './entries.policy';
import type { EntryAccess } from './entry.columns';
import {
  ENTRY_ACTIONS,
  ENTRY_CHANNELS,
  ENTRY_STATES,
  ENTRY_WORKFLOW,
  type EntryChannel,
  type EntryState,
  WRITABLE_STATES,
} from './entry.workflow';

/** An entry of hamlet 1.2.3.4 that stands, in that state, where the process puts it. */
const entry = (state: EntryState, channel: EntryChannel = 'ONLINE'): EntryAccess => ({
  id: 'e',
  unitId: 'hamlet',
  unitPath: '1.2.3.4',
  hostPath: '1',
  roundId: 'r',
  state,
  submitted: state !== 'DRAFT',
  holderUnitId: WRITABLE_STATES.includes(state)
    ? 'hamlet'
    : ['APPRAISING', 'PROPOSED'].includes(state)
      ? 'commune'
      : ENTRY_WORKFLOW.final.includes(state)
        ? null
        : 'province',
  channel,
  readers: [],
  collaborators: [],
  writers: [],
  everWriters: [],
});
const PATHS: Record<string, string> = {
  hamlet: '1.2.3.4',
  commune: '1.2.3',
  district: '1.2',
  province: '1',
  other: '1.2.9',
};
const actor = (role: Role, at: string, over: Partial<Actor> = {}, roundId: string | null = null): Actor => ({
  accountId: 'me',
  fullName: 'Me',
  unitId: at,
  unitPath: PATHS[at]!,
  mustChangePassword: false,
  locale: 'vi',
  grants: [{ role, unitId: at, unitPath: PATHS[at]!, roundId }],
  ...over,
});
const ability = (who: Actor) => abilityOf(who, [entriesPolicy]);
/** Where people of a role sit who have to do with the entry. */
const seatOf = (role: Role): string =>
  ['REPORTER', 'UNIT_HEAD'].includes(role) ? 'hamlet' : ['OFFICER', 'LEADER'].includes(role) ? 'commune' : 'province';

describe('the table of an entry', () => {
  it('has no dead ends, and every action stands in it', () => {
    expect(checkWorkflow(ENTRY_WORKFLOW)).toEqual([]);
    expect([...new Set(ENTRY_WORKFLOW.transitions.map((t) => t.action))].sort()).toEqual([...ENTRY_ACTIONS].sort());
  });

  it('is the diagram of the README', () => {
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(ENTRY_WORKFLOW));
  });
});

describe('role × action × state', () => {
  const cases = ROLES.flatMap((role) => ENTRY_STATES.map((state) => ({ role, state })));

  it.each(cases)(
    '$role may do to $state exactly what the table says, and to paper also what is for paper',
    ({ role, state }) => {
      for (const channel of ENTRY_CHANNELS) {
        const may = ENTRY_WORKFLOW.transitions.filter(
          (t) =>
            t.from.includes(state) && ability(actor(role, seatOf(role))).can(t.action, 'Entry', entry(state, channel)),
        );
        const table = ENTRY_WORKFLOW.transitions.filter(
          (t) =>
            t.from.includes(state) && t.roles.includes(role) && (t.action !== 'submitPaper' || channel === 'PAPER'),
        );
        expect(may.map((t) => t.action)).toEqual(table.map((t) => t.action));
      }
    },
  );

  it.each(cases)('$role in another unit of the same level may do nothing to $state', ({ role, state }) => {
    if (seatOf(role) === 'province') return;
    const may = [...ENTRY_ACTIONS, 'read', 'write', 'appraise'].filter((action) =>
      ability(actor(role, 'other')).can(action, 'Entry', entry(state)),
    );
    expect(may).toEqual([]);
  });

  it.each(cases)('$role with a grant for another round may do nothing to $state', ({ role, state }) => {
    const other = actor(role, seatOf(role), {}, 'another round');
    expect(
      [...ENTRY_ACTIONS, 'read', 'write', 'appraise'].filter((action) =>
        ability(other).can(action, 'Entry', entry(state)),
      ),
    ).toEqual([]);
  });

  it.each(ROLES)('%s sees drafts only if it writes or audits', (role) => {
    expect(ability(actor(role, seatOf(role))).can('read', 'Entry', entry('DRAFT'))).toBe(
      ['REPORTER', 'UNIT_HEAD', 'AUDITOR'].includes(role),
    );
  });

  it('nobody appraises or decides on an entry of the unit that they belong to', () => {
    for (const role of ['OFFICER', 'LEADER'] as const)
      for (const state of ['APPRAISING', 'PROPOSED'] as const) {
        const own = ability(actor(role, 'commune', { unitId: 'hamlet' }));
        expect(
          ['appraise', 'return', 'propose', 'sendBack', 'stepBack', 'forward', 'refuse'].filter((action) =>
            own.can(action, 'Entry', entry(state)),
          ),
        ).toEqual([]);
      }
  });

  it('a level above the holder reads, but does not act in its place', () => {
    const district = ability(actor('LEADER', 'district'));
    expect([
      district.can('read', 'Entry', entry('PROPOSED')),
      district.can('forward', 'Entry', entry('PROPOSED')),
    ]).toEqual([true, false]);
  });

  it('a judge reads what is assigned to them, and nothing else', () => {
    const judge = ability(actor('JUDGE', 'province'));
    expect([
      judge.can('read', 'Entry', entry('SCORING')),
      judge.can('read', 'Entry', { ...entry('SCORING'), readers: ['me'] }),
    ]).toEqual([false, true]);
  });

  it('an admin does nothing to entries', () => {
    const admin = ability(actor('ADMIN', 'province'));
    // What anybody might be let into: one entry, as its reader or collaborator.
    expect(['create', 'read', 'write', ...ENTRY_ACTIONS].filter((action) => admin.can(action, 'Entry'))).toEqual([
      'read',
      'write',
    ]);
    expect(ENTRY_STATES.filter((state) => admin.can('write', 'Entry', entry(state)))).toEqual([]);
    expect(ENTRY_STATES.filter((state) => admin.can('read', 'Entry', entry(state)))).toEqual([]);
  });
});
