import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { type Ability, abilityOf, type Policy } from './ability';
import { accessWhere, type SubjectColumns } from './access-where';
import type { Actor } from './actor';
import type { Conditions } from './conditions';

const ACTOR: Actor = {
  accountId: 'a',
  fullName: 'A',
  unitId: 'u',
  unitPath: '1',
  grants: [],
  mustChangePassword: false,
  locale: 'vi',
};
const TARGET: SubjectColumns = {
  subject: 'Entry',
  columns: {
    unitPath: 'r.unit_path',
    unitId: 'r.unit_id',
    state: 'r.state',
    submitted: 'r.submitted',
    rank: 'r.rank',
    readers: (p) => `EXISTS (SELECT FROM probe_reader x WHERE x.record_id = r.id AND x.account_id = ${p})`,
  },
};

// few values on purpose: rules and records have to meet
const path = fc.constantFrom('1', '1.2', '1.2.3', '1.20', '1.2.30', '2', '2.1', '12');
const uuid = fc.constantFrom(...['1', '2', '3'].map((n) => `00000000-0000-4000-8000-00000000000${n}`));
const state = fc.constantFrom('DRAFT', 'APPRAISING', "O'Brien", '');
const rank = fc.constantFrom(-1, 0, 1, 2);
const reader = fc.constantFrom('x', 'y', 'z');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });

const record = fc.record({
  unitPath: maybe(path),
  unitId: maybe(uuid),
  state: maybe(state),
  submitted: maybe(fc.boolean()),
  rank: maybe(rank),
  readers: fc.uniqueArray(reader, { maxLength: 3 }),
});
type ProbeRecord = typeof record extends fc.Arbitrary<infer T> ? T : never;

const scalarTest = <T extends string | number | boolean>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    maybe(value),
    fc.record({ $eq: maybe(value) }),
    fc.record({ $ne: maybe(value) }),
    fc.record({ $in: fc.array(maybe(value), { maxLength: 3 }) }),
    fc.record({ $ne: maybe(value), $in: fc.array(maybe(value), { maxLength: 3 }) }),
  );
const fields = fc.record(
  {
    unitPath: fc.oneof(scalarTest(path), fc.record({ $within: path }), fc.record({ $within: path, $ne: path })),
    unitId: scalarTest(uuid),
    state: scalarTest(state),
    submitted: scalarTest(fc.boolean()),
    rank: scalarTest(rank),
    readers: fc.record({ $has: reader }),
  },
  { requiredKeys: [] },
);
const { conditions } = fc.letrec<{ conditions: Conditions }>((tie) => ({
  conditions: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fields as fc.Arbitrary<Conditions>,
    fc.record({ $and: fc.array(tie('conditions'), { maxLength: 3 }) }),
    fc.record({ $or: fc.array(tie('conditions'), { maxLength: 3 }) }),
    fc.record({ $not: tie('conditions') }),
    fc.tuple(fields, tie('conditions')).map(([a, b]) => ({ ...(a as Conditions), $not: b })),
  ),
}));
const rules = fc.array(
  fc.record({
    forbids: fc.boolean(),
    action: fc.constantFrom('read', 'write'),
    conditions: fc.option(conditions, { nil: undefined, freq: 6 }),
  }),
  { maxLength: 5 },
);

function abilityFrom(set: typeof rules extends fc.Arbitrary<infer T> ? T : never): Ability {
  const policy: Policy = (_actor, allow) => {
    for (const rule of set) (rule.forbids ? allow.cannot : allow.can)(rule.action, 'Entry', rule.conditions);
  };
  return abilityOf(ACTOR, [policy]);
}

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    CREATE TABLE probe_record (id int PRIMARY KEY, unit_path ltree, unit_id uuid, state text, submitted boolean, rank int);
    CREATE TABLE probe_reader (record_id int, account_id text);
  `);
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function insert(records: readonly ProbeRecord[]): Promise<void> {
  await client.query('TRUNCATE probe_record, probe_reader');
  for (const [id, one] of records.entries()) {
    await client.query('INSERT INTO probe_record VALUES ($1, $2, $3, $4, $5, $6)', [
      id,
      one.unitPath,
      one.unitId,
      one.state,
      one.submitted,
      one.rank,
    ]);
    await client.query('INSERT INTO probe_reader SELECT $1, unnest($2::text[])', [id, one.readers]);
  }
}

test('SQL selects exactly the records for which the rules say yes (fixed records, 600 rule sets)', async () => {
  const records = fc.sample(record, { numRuns: 60, seed: 20241122 });
  await insert(records);
  await fc.assert(
    fc.asyncProperty(rules, async (set) => {
      const ability = abilityFrom(set);
      const params: unknown[] = [];
      const where = accessWhere(ability, 'read', TARGET, params);
      const answer = await client.query(`SELECT r.id FROM probe_record r WHERE ${where} ORDER BY r.id`, params);
      const allowed = [...records.entries()].filter(([, one]) => ability.can('read', 'Entry', one)).map(([id]) => id);
      expect(answer.rows.map((row: { id: number }) => row.id)).toEqual(allowed);
    }),
    { numRuns: 600 },
  );
}, 120_000);

test('SQL selects exactly the records for which the rules say yes (new records for each rule set)', async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.array(record, { minLength: 1, maxLength: 6 }), async (set, records) => {
      await insert(records);
      const ability = abilityFrom(set);
      // other parameters of the query stand before those of the rules
      const params: unknown[] = [1_000];
      const where = accessWhere(ability, 'read', TARGET, params);
      const answer = await client.query(
        `SELECT r.id FROM probe_record r WHERE r.id < $1 AND ${where} ORDER BY r.id`,
        params,
      );
      const allowed = [...records.entries()].filter(([, one]) => ability.can('read', 'Entry', one)).map(([id]) => id);
      expect(answer.rows.map((row: { id: number }) => row.id)).toEqual(allowed);
    }),
    { numRuns: 200 },
  );
}, 120_000);
