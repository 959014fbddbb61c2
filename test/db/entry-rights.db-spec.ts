import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Abilities, accessWhere, type Role, ROLES } from '@app/access';
import { APPRAISAL_STATES, AppraisalModule } from '@app/appraisal';
import {
  ENTRY_CHANNELS,
  ENTRY_STATES,
  ENTRY_WORKFLOW,
  entryAccess,
  entryColumns,
  EntriesModule,
  EntryRecords,
} from '@app/entries';
import { FIELD_CODES, LEVELS, ProgrammesModule, ROUND_STATES, SUBJECT_TYPES } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltEntry,
} from '../support/factories';
import { TestServices } from '../support/services';

jest.setTimeout(60_000);

describe('rights on entries in the database', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  const people = new Map<Role, BuiltAccount>();
  const paper: { entry: BuiltEntry; state: string }[] = [];
  const all: { entry: BuiltEntry; state: string; ours: boolean }[] = [];

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, AppraisalModule]);
    const { db } = services;
    place = await buildProvince(db);
    const elsewhere = await buildProvince(db);
    const round = await buildRound(db, { unit: place.province });
    const foreign = await buildRound(db, { unit: elsewhere.province });
    for (const role of ROLES) {
      const unit = ['REPORTER', 'UNIT_HEAD'].includes(role)
        ? place.hamlet
        : ['OFFICER', 'LEADER'].includes(role)
          ? place.commune
          : place.province;
      people.set(role, await buildAccount(db, { unit, grants: [{ role }] }));
    }
    for (const state of ENTRY_STATES) {
      all.push({ entry: await buildEntry(db, { round, unit: place.hamlet, state }), state, ours: true });
      paper.push({ entry: await buildEntry(db, { round, unit: place.hamlet, state, channel: 'PAPER' }), state });
      all.push({ entry: await buildEntry(db, { round: foreign, unit: elsewhere.hamlet, state }), state, ours: false });
    }
  });
  afterAll(() => services.stop());

  const ids = async (role: Role, action: string): Promise<Set<string>> => {
    const params: unknown[] = [];
    const where = accessWhere(services.module.get(Abilities).of(people.get(role)!.actor), action, entryColumns, params);
    return new Set(
      (await services.db.query<{ id: string }>(`SELECT e.id FROM entry e WHERE ${where}`, params)).map((row) => row.id),
    );
  };
  const statesOf = async (role: Role, action: string) => {
    const found = await ids(role, action);
    return all.filter(({ entry }) => found.has(entry.id)).map(({ state, ours }) => `${ours ? '' : 'foreign '}${state}`);
  };

  it.each(
    ROLES.flatMap((role) =>
      ENTRY_WORKFLOW.transitions.filter((t) => t.roles.length > 0).map(({ action }) => ({ role, action })),
    ),
  )('$role can $action in exactly the states of the table, and nowhere else', async ({ role, action }) => {
    const transition = ENTRY_WORKFLOW.transitions.find((t) => t.action === action)!;
    const found = (await statesOf(role, action)).filter(
      (state) => transition.from.includes(state as never) || state.startsWith('foreign'),
    );
    const visible = await ids(role, action);
    const onPaper = paper.filter(
      ({ entry, state }) => visible.has(entry.id) && transition.from.includes(state as never),
    );
    const expected = transition.roles.includes(role)
      ? ENTRY_STATES.filter((state) => transition.from.includes(state))
      : [];
    // an officer submits what came on paper, and nothing else
    expect(found).toEqual(action === 'submitPaper' ? [] : expected);
    expect(onPaper.map(({ state }) => state)).toEqual(expected);
  });

  it.each(ROLES)('what a list shows to %s is what it may read, row by row', async (role) => {
    const ability = services.module.get(Abilities).of(people.get(role)!.actor);
    const records = services.module.get(EntryRecords);
    for (const action of ['read', 'readDraft', 'write', 'appraise', 'propose', 'forward']) {
      const found = await ids(role, action);
      for (const { entry, state } of [...all, ...paper]) {
        const record = await services.db.transaction(() => records.lock(entry.id));
        expect([state, action, found.has(entry.id)]).toEqual([
          state,
          action,
          ability.can(action, 'Entry', entryAccess(record)),
        ]);
      }
    }
  });

  it('lists of states and kinds in the code are those of the CHECK constraints', async () => {
    const allowed = async (table: string, column: string) => {
      const [row] = await services.db.query<{ definition: string }>(
        `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
         WHERE c.conrelid = $1::regclass AND a.attname = $2 AND c.contype = 'c' AND cardinality(c.conkey) = 1`,
        [table, column],
      );
      return [...(row?.definition.matchAll(/'(\w+)'::text/g) ?? [])].map((match) => match[1] ?? '').sort();
    };
    expect(await allowed('entry', 'state')).toEqual([...ENTRY_STATES].sort());
    expect(await allowed('entry', 'channel')).toEqual([...ENTRY_CHANNELS].sort());
    expect(await allowed('entry', 'subject_type')).toEqual([...SUBJECT_TYPES].sort());
    expect(await allowed('appraisal', 'state')).toEqual([...APPRAISAL_STATES].sort());
    expect(await allowed('round', 'state')).toEqual([...ROUND_STATES].sort());
    expect([FIELD_CODES.length, LEVELS.length]).toEqual([4, 3]);
  });
});
