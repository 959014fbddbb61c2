import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor, Role } from '@app/access';
import { AppraisalModule, AppraisalService } from '@app/appraisal';
import { EntriesModule, EntryTimelineQueries } from '@app/entries';
import { Deputies, IdentityModule, SessionStore } from '@app/identity';
import { HoldersOf } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProposal,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltRound,
} from '../support/factories';
import { codeOf, TestServices } from '../support/services';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + offset * DAY);

describe('standing in for somebody who is away', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let deputies: Deputies;
  const people = {} as Record<
    'officer' | 'both' | 'leader' | 'clerk' | 'clerk2' | 'keeper' | 'elsewhere',
    BuiltAccount
  >;

  beforeAll(async () => {
    services = await TestServices.start([IdentityModule, ProgrammesModule, EntriesModule, AppraisalModule]);
    const { db } = services;
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    const at = (...roles: Role[]) => buildAccount(db, { unit: place.commune, grants: roles.map((role) => ({ role })) });
    people.officer = await at('OFFICER');
    people.leader = await at('LEADER');
    people.both = await at('LEADER', 'OFFICER');
    people.clerk = await at();
    people.clerk2 = await at();
    people.keeper = await buildAccount(db, { unit: place.province, grants: [{ role: 'ADMIN' }] });
    people.elsewhere = await buildAccount(db, { unit: place.district });
    deputies = services.module.get(Deputies);
  });
  afterAll(() => services.stop());

  /** The person as a session of today has them. */
  const today = async (who: BuiltAccount): Promise<{ actor: Actor }> =>
    (await services.module.get(SessionStore).person(who.id))!;
  const make = async (who: BuiltAccount, over: object = {}) =>
    services.as(await today(who), () =>
      deputies.create({
        deputyId: people.clerk.id,
        roles: ['LEADER'],
        validFrom: day(0),
        validTo: day(3),
        reason: 'Đi học chính trị',
        ...over,
      }),
    );
  const roles = async (who: BuiltAccount) =>
    (await today(who)).actor.grants.map(({ role, deputyFor }) => [role, deputyFor ?? null]);
  const endAll = () => services.db.query('UPDATE deputy SET revoked_at = now() WHERE revoked_at IS NULL');
  const proposed = async (by: BuiltAccount) => {
    const entry = await buildEntry(services.db, { round, unit: place.hamlet, state: 'PROPOSED' });
    await buildProposal(services.db, entry, by.id);
    return entry;
  };
  const forward = async (who: BuiltAccount, entry: { id: string; version: number }) =>
    services.as(await today(who), () =>
      codeOf(services.module.get(AppraisalService).forward(entry.id, { version: entry.version })),
    );

  it('gives the role from the first to the last day, and not one more', async () => {
    await make(people.leader, { validFrom: day(1), validTo: day(2) });
    const on = async (offset: number) => {
      const [row] = await services.db.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM held_role WHERE account_id = $1 AND valid_from <= $2::date AND valid_to > $2::date',
        [people.clerk.id, day(offset)],
      );
      return row?.n;
    };
    expect([await on(0), await on(1), await on(2), await on(3)]).toEqual([0, 1, 1, 0]);
    await endAll();
  });

  it('the deputy decides for the principal, is told of what waits, and the timeline says for whom it was done', async () => {
    await make(people.leader);
    expect(await roles(people.clerk)).toEqual([['LEADER', people.leader.id]]);
    expect(await services.module.get(HoldersOf).at(place.commune.id, ['LEADER'])).toContain(people.clerk.id);
    const entry = await proposed(people.officer);
    expect(await forward(people.clerk, entry)).toBe('OK');
    const { steps } = await services.as(await today(people.officer), () =>
      services.module.get(EntryTimelineQueries).timeline(entry.id),
    );
    const last = steps.at(-1);
    expect([last?.action, last?.actorName, last?.deputyForName]).toEqual([
      'forward',
      people.clerk.actor.fullName,
      people.leader.actor.fullName,
    ]);
    const [audit] = await services.db.query<{ actor: string; after: { deputyFor?: string } }>(
      `SELECT actor_id AS actor, after FROM audit_log WHERE subject_id = $1 AND action = 'Entry.forward'`,
      [entry.id],
    );
    expect([audit?.actor, audit?.after.deputyFor]).toEqual([people.clerk.id, people.leader.id]);
    await endAll();
  });

  it('what one may do by oneself is not done for somebody', async () => {
    await make(people.leader, { deputyId: people.both.id });
    const entry = await proposed(people.officer);
    expect(await forward(people.both, entry)).toBe('OK');
    const [row] = await services.db.query<{ data: { deputyFor?: string } }>(
      `SELECT data FROM state_history WHERE subject_id = $1 AND action = 'forward'`,
      [entry.id],
    );
    expect(row?.data.deputyFor).toBeUndefined();
    await endAll();
  });

  it('four eyes stay four: nobody decides what they proposed, nor in the name of who proposed', async () => {
    await make(people.leader, { deputyId: people.officer.id });
    expect(await forward(people.officer, await proposed(people.officer))).toBe('FOUR_EYES');
    await endAll();
    await make(people.both);
    expect(await forward(people.clerk, await proposed(people.both))).toBe('FOUR_EYES');
    expect(await forward(people.clerk, await proposed(people.officer))).toBe('OK');
    await endAll();
  });

  it('ends at once when it is revoked, by the principal but not by the deputy, and strangers do not see it', async () => {
    const id = await make(people.leader);
    const revoke = async (who: BuiltAccount) => services.as(await today(who), () => codeOf(deputies.revoke(id)));
    const seen = async (who: BuiltAccount) =>
      services.as(await today(who), async () => (await deputies.list()).length > 0);
    expect([await seen(people.elsewhere), await revoke(people.elsewhere)]).toEqual([false, 'NOT_FOUND']);
    expect([await seen(people.clerk), await revoke(people.clerk)]).toEqual([true, 'ACTION_NOT_ALLOWED']);
    expect(await revoke(people.leader)).toBe('OK');
    expect(await roles(people.clerk)).toEqual([]);
  });

  it.each([
    ['oneself', () => ({ deputyId: people.leader.id }), 'VALIDATION_FAILED'],
    ['a role that one does not hold', () => ({ roles: ['OFFICER'] }), 'DEPUTY_ROLE_NOT_HELD'],
    ['somebody of another unit', () => ({ deputyId: people.elsewhere.id }), 'DEPUTY_OTHER_UNIT'],
    ['the absence of somebody else', () => ({ principalId: people.both.id }), 'ACTION_NOT_ALLOWED'],
    ['days that have passed', () => ({ validFrom: day(-3), validTo: day(-1) }), 'VALIDATION_FAILED'],
    ['an end before the start', () => ({ validFrom: day(3), validTo: day(2) }), 'VALIDATION_FAILED'],
    ['a day that does not exist', () => ({ validFrom: '2027-02-30', validTo: '2027-03-01' }), 'VALIDATION_FAILED'],
    ['more than ninety days', () => ({ validTo: day(90) }), 'VALIDATION_FAILED'],
    [
      'who keeps the accounts',
      () => ({ deputyId: people.keeper.id, principalId: people.leader.id }),
      'DEPUTY_OTHER_UNIT',
    ],
  ])('%s cannot be arranged', async (_what, over, code) => {
    expect(await codeOf(make(people.leader, over()))).toBe(code);
  });

  it('who keeps the accounts may arrange it across units, but never for themselves', async () => {
    const other = { principalId: people.leader.id, deputyId: people.elsewhere.id };
    expect(await codeOf(make(people.keeper, other))).toBe('OK');
    expect(await codeOf(make(people.keeper, other))).toBe('DEPUTY_EXISTS');
    expect(await codeOf(make(people.keeper, { principalId: people.leader.id, deputyId: people.keeper.id }))).toBe(
      'ROLES_EXCLUDE_EACH_OTHER',
    );
    await endAll();
  });

  it('what is held only as a deputy is not handed on, nor used to arrange more', async () => {
    await make(people.leader);
    expect(await codeOf(make(people.clerk, { deputyId: people.clerk2.id }))).toBe('DEPUTY_ROLE_NOT_HELD');
    expect(
      await codeOf(
        make(people.clerk, { principalId: people.officer.id, deputyId: people.clerk2.id, roles: ['OFFICER'] }),
      ),
    ).toBe('ACTION_NOT_ALLOWED');
    expect(
      await codeOf(
        make(people.leader, { principalId: people.officer.id, deputyId: people.clerk2.id, roles: ['OFFICER'] }),
      ),
    ).toBe('OK');
    await endAll();
  });

  it('a deputy never decides on an entry of the unit that they belong to', async () => {
    const own = await buildAccount(services.db, { unit: place.hamlet });
    await make(people.keeper, { principalId: people.leader.id, deputyId: own.id });
    expect(await forward(own, await proposed(people.officer))).toBe('ACTION_NOT_ALLOWED');
    await endAll();
  });
});
