import { describe, expect, test } from '@jest/globals';
import { Abilities, abilityOf, type Policy } from './ability';
import { accessWhere, type SubjectColumns } from './access-where';
import type { Actor } from './actor';
import type { Conditions } from './conditions';

const ACTOR: Actor = {
  accountId: 'a',
  fullName: 'A',
  unitId: 'u1',
  unitPath: '1.2',
  grants: [],
  mustChangePassword: false,
  locale: 'vi',
};
const TARGET: SubjectColumns = {
  subject: 'Entry',
  columns: { unitPath: 'e.unit_path', state: 'e.state', readers: (p) => `${p} = ANY(e.readers)` },
};
const only =
  (conditions?: Conditions): Policy =>
  (_actor, allow) =>
    allow.can('read', 'Entry', conditions);
const where = (policy: Policy, params: unknown[] = []) =>
  accessWhere(abilityOf(ACTOR, [policy]), 'read', TARGET, params);

describe('rules', () => {
  test('nothing is allowed that no rule allows', () => {
    const ability = abilityOf(ACTOR, []);
    expect(ability.can('read', 'Entry')).toBe(false);
    expect(ability.can('read', 'Entry', { unitPath: '1' })).toBe(false);
    expect(accessWhere(ability, 'read', TARGET, [])).toBe('false');
  });

  test('a path lies within itself and within what stands above it, by whole labels', () => {
    const ability = abilityOf(ACTOR, [only({ unitPath: { $within: '1.2' } })]);
    const seen = ['1', '1.2', '1.2.9', '1.20', '2.1.2'].filter((unitPath) =>
      ability.can('read', 'Entry', { unitPath }),
    );
    expect(seen).toEqual(['1.2', '1.2.9']);
  });

  test('what a later rule forbids stays forbidden', () => {
    const ability = abilityOf(ACTOR, [
      (_actor, allow) => {
        allow.can(['read', 'forward'], 'Entry', { unitPath: { $within: '1' } });
        allow.cannot('forward', 'Entry', { unitId: 'u1' });
      },
    ]);
    expect(ability.can('forward', 'Entry', { unitPath: '1.2', unitId: 'u1' })).toBe(false);
    expect(ability.can('forward', 'Entry', { unitPath: '1.2', unitId: 'u2' })).toBe(true);
    expect(ability.can('read', 'Entry', { unitPath: '1.2', unitId: 'u1' })).toBe(true);
  });

  test('without a record the question is whether there may be one', () => {
    const ability = abilityOf(ACTOR, [only({ state: 'DRAFT' })]);
    expect(ability.can('read', 'Entry')).toBe(true);
    expect(ability.can('write', 'Entry')).toBe(false);
    expect(ability.can('read', 'Account')).toBe(false);
  });

  test('a record that lacks a field of a rule is an error, not a yes', () => {
    const ability = abilityOf(ACTOR, [
      (_actor, allow) => {
        allow.can('read', 'Entry');
        allow.cannot('read', 'Entry', { unitId: 'u1' });
      },
    ]);
    expect(() => ability.can('read', 'Entry', { state: 'DRAFT' })).toThrow('lacks the field unitId');
  });

  test('the record itself stays as it was', () => {
    const record = Object.freeze({ state: 'DRAFT' });
    expect(abilityOf(ACTOR, [only({ state: 'DRAFT' })]).can('read', 'Entry', record)).toBe(true);
    expect(Reflect.ownKeys(record)).toEqual(['state']);
  });
});

describe('rules as SQL', () => {
  test('values are parameters and count on from those that are there', () => {
    const params: unknown[] = ['before'];
    expect(where(only({ unitPath: { $within: '1.2' }, readers: { $has: 'a' } }), params)).toBe(
      '((e.unit_path <@ $2::ltree) AND ($3 = ANY(e.readers)))',
    );
    expect(params).toEqual(['before', '1.2', 'a']);
  });

  test('an unknown field is refused', () => {
    expect(() => where(only({ secret: 1 }))).toThrow('no column for the field secret');
    expect(() => where(only({ toString: 'x' }))).toThrow('no column for the field toString');
  });

  test.each<[string, Conditions]>([
    ['operator of a field', { state: { $gt: 1 } } as unknown as Conditions],
    ['operator of the whole', { $nor: [] } as unknown as Conditions],
    ['value', { state: undefined }],
    ['empty test', { state: {} }],
    ['list', { state: { $in: 'DRAFT' } } as unknown as Conditions],
    ['equality on a list', { readers: 'a' }],
    ['$has on a plain column', { state: { $has: 'a' } }],
  ])('a wrong %s is refused', (_name, conditions) => {
    expect(() => where(only(conditions))).toThrow();
  });
});

test('the abilities of an actor are computed once, and again after a policy was added', () => {
  let computed = 0;
  const abilities = new Abilities();
  abilities.register(() => {
    computed += 1;
  });
  const first = abilities.of(ACTOR);
  expect(abilities.of(ACTOR)).toBe(first);
  expect(computed).toBe(1);
  abilities.register((_actor, allow) => allow.can('read', 'Unit'));
  expect(abilities.of(ACTOR).can('read', 'Unit')).toBe(true);
});
