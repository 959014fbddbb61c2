import { abilityOf, AccessModule, type Actor, type Role, ROLES } from '@app/access';
import { AuditModule } from '@app/audit';
import { JobsModule } from '@app/jobs';
import { loadDemoUnits } from '@app/org';
import { AppError, Clock, Database, PlatformModule } from '@app/platform';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import { AccountService } from './account.service';
import { GrantService } from './grant.service';
import { IdentityModule } from './identity.module';
import { identityPolicy } from './identity.policy';
import { hashPassword } from './password-hash';
import { type SessionData, SessionStore } from './session-store';
import { SignIn } from './sign-in.service';

let database: TestDatabase;
let nest: TestingModule;
let db: Database;
let units: Map<string, string>;
let hash: string;

beforeAll(async () => {
  database = await createTestDatabase();
  nest = await Test.createTestingModule({
    imports: [
      PlatformModule.forProcess(testEnv(database), database.appUrl, 'test', 8),
      AccessModule,
      AuditModule,
      JobsModule,
      IdentityModule,
    ],
  }).compile();
  await nest.init();
  db = nest.get(Database);
  units = await loadDemoUnits(db);
  hash = await hashPassword('mật khẩu của tôi');
}, 60_000);
afterAll(async () => {
  await nest?.close();
  await database?.drop();
});

const unit = (key: string) => units.get(key) ?? '';
const person = (login: string) =>
  nest.get(AccountService).insert({ login, fullName: login, unitId: unit('HG-31462') }, hash, false);
const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'fulfilled' ? 'ok' : result.reason instanceof AppError ? result.reason.code : 'crash';

describe('at the same time', () => {
  test('thirty wrong guesses side by side are all counted, and the right one among them does not pass', async () => {
    await person('guessed');
    const guesses = Array.from({ length: 30 }, (_, i) => nest.get(SignIn).verify('guessed', `wrong ${i}`));
    const answers = (await Promise.allSettled(guesses)).map(codeOf);
    expect(answers.filter((code) => code === 'SIGN_IN_FAILED').length).toBe(4);
    expect(answers.filter((code) => code === 'SIGN_IN_LOCKED').length).toBe(26);
    await expect(nest.get(SignIn).verify('guessed', 'mật khẩu của tôi')).rejects.toMatchObject({
      code: 'SIGN_IN_LOCKED',
    });
  }, 60_000);

  test('of ADMIN and JUDGE, granted side by side, one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await person(`both.${round}`);
      const roles: Role[] = ['ADMIN', 'JUDGE', 'JUDGE', 'ADMIN'];
      const answers = (
        await Promise.allSettled(roles.map((role) => nest.get(GrantService).add(id, { role, unitId: unit('HG') })))
      ).map(codeOf);
      expect(answers.filter((code) => code === 'ok').length).toBe(1);
      expect(answers).not.toContain('crash');
    }
  });

  test('of two equal logins one is refused', async () => {
    const answers = (await Promise.allSettled([person('twin'), person('twin'), person('twin')])).map(codeOf);
    expect(answers.sort()).toEqual(['VALIDATION_FAILED', 'VALIDATION_FAILED', 'ok']);
  });
});

describe('sessions', () => {
  const set = (id: string, data: SessionData) =>
    new Promise<void>((resolve, reject) =>
      nest.get(SessionStore).set(id, data, (e) => (e ? reject(e as Error) : resolve())),
    );
  const get = (id: string) =>
    new Promise<SessionData | null | undefined>((resolve, reject) =>
      nest.get(SessionStore).get(id, (e, data) => (e ? reject(e as Error) : resolve(data))),
    );

  test('a session carries the actor with the grants of today, and only those', async () => {
    const id = await person('actor');
    const today = nest.get(Clock).today();
    const grants = nest.get(GrantService);
    await grants.add(id, { role: 'OFFICER', unitId: unit('HG-31462') });
    await grants.add(id, { role: 'LEADER', unitId: unit('HG'), validFrom: '2024-01-01', validTo: today });
    await grants.add(id, { role: 'JUDGE', unitId: unit('HG'), validFrom: '2099-01-01' });
    await set('session-of-actor', { cookie: {}, passport: id });
    const actor = (await get('session-of-actor'))?.signedInAs?.actor;
    expect(actor?.grants.map((grant) => [grant.role, grant.unitId])).toEqual([['OFFICER', unit('HG-31462')]]);
    expect(actor?.grants[0]?.unitPath).toBe(actor?.unitPath);
  });

  test('within five seconds the same actor object answers without a query; a change of the account shows at once', async () => {
    const id = await person('cached');
    await set('session-cached', { cookie: {}, passport: id });
    const first = (await get('session-cached'))?.signedInAs?.actor;
    await db.query(`UPDATE account SET full_name = 'changed behind the back' WHERE id = $1`, [id]);
    expect((await get('session-cached'))?.signedInAs?.actor).toBe(first);
    nest.get(SessionStore).forget(id);
    expect((await get('session-cached'))?.signedInAs?.actor.fullName).toBe('changed behind the back');
    const clock = nest.get(Clock);
    await db.query('UPDATE account SET disabled_at = now() WHERE id = $1', [id]);
    try {
      clock.set(new Date(Date.now() + 5_100));
      expect(await get('session-cached')).toBeNull();
    } finally {
      clock.set(undefined);
    }
  });

  test('cleaning removes what has run out and nothing else', async () => {
    await db.query('DELETE FROM session');
    await set('lives', { cookie: {} });
    await set('dies', { cookie: {} });
    await db.query(`UPDATE session SET expires_at = now() - interval '1 second' WHERE id_hash = sha256('dies')`);
    await nest.get(SessionStore).clean();
    expect(await db.query(`SELECT id_hash = sha256('lives') AS lives FROM session`)).toEqual([{ lives: true }]);
  });
});

describe('the matrix of rights on accounts', () => {
  const actor = (role: Role, roundId: string | null = null): Actor => ({
    accountId: 'me',
    fullName: 'Me',
    unitId: 'district',
    unitPath: '1.2',
    grants: [{ role, unitId: 'district', unitPath: '1.2', roundId }],
    mustChangePassword: false,
    locale: 'vi',
  });
  const allowed = (who: Actor, unitPath: string) => {
    const ability = abilityOf(who, [identityPolicy]);
    return ['read', 'create', 'update', 'grant'].filter((action) =>
      ability.can(action, 'Account', { id: 'x', unitId: 'y', unitPath }),
    );
  };
  const READERS: readonly Role[] = ['BOARD_STAFF', 'COUNCIL_SECRETARY', 'AUDITOR'];

  test.each(ROLES)('%s below the grant, and nothing beside or above it', (role) => {
    const expected = role === 'ADMIN' ? ['read', 'create', 'update', 'grant'] : READERS.includes(role) ? ['read'] : [];
    expect(allowed(actor(role), '1.2')).toEqual(expected);
    expect(allowed(actor(role), '1.2.3')).toEqual(expected);
    expect(allowed(actor(role), '1')).toEqual([]);
    expect(allowed(actor(role), '1.20')).toEqual([]);
  });

  test('ADMIN of one round keeps no accounts', () => {
    expect(allowed(actor('ADMIN', 'round'), '1.2')).toEqual([]);
  });
});
