import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '@app/access';
import { hashPassword } from '@app/identity';
import { Database, type Env } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { createPortal } from '../../apps/portal/src/app';
import { type Answer, ApiClient } from './client';
import { createTestDatabase, type TestDatabase } from './database';
import { testEnv } from './env';
import { buildAccount, type BuiltAccount, type BuiltUnit } from './factories';

/** Of everybody whom `add` makes. */
export const PASSWORD = 'mat-khau-thu-nghiem-1';

/** API and public site on one database, and people who act by HTTP, each in a session of their own. */
export class World {
  private readonly people = new Map<string, BuiltAccount>();
  private readonly clients = new Map<string, ApiClient>();

  private constructor(
    readonly database: TestDatabase,
    readonly api: NestFastifyApplication,
    readonly portal: NestFastifyApplication,
    private readonly passwordHash: string,
  ) {}

  /**
   * @param options.fill loads the database before anything connects to it; options.webRoot is the built work area, if it is
   *   wanted; options.settings are settings as the environment would name them
   */
  static async open(
    options: { fill?: (env: Env) => Promise<unknown>; webRoot?: string; settings?: Record<string, string> } = {},
  ): Promise<World> {
    const database = await createTestDatabase();
    const env = testEnv(database, { PORTAL_URL: 'https://danvankheo.example.vn', ...options.settings });
    await options.fill?.(env);
    const api = await createApi(env, { quiet: true, ...(options.webRoot ? { webRoot: options.webRoot } : {}) });
    const portal = await createPortal(env, { quiet: true, cacheMs: 0 });
    for (const app of [api, portal]) {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
    }
    return new World(database, api, portal, await hashPassword(PASSWORD));
  }

  async close(): Promise<void> {
    await this.portal.close();
    await this.api.close();
    await this.database.drop();
  }

  get db(): Database {
    return this.api.get(Database);
  }

  /** A person who can sign in; mail goes to `<login>@danvan.example`. */
  async add(
    login: string,
    fullName: string,
    over: Pick<Parameters<typeof buildAccount>[1], 'unit' | 'grants'>,
  ): Promise<void> {
    const account = await buildAccount(this.db, { ...over, login, fullName });
    await this.db.query('UPDATE account SET password_hash = $2 WHERE id = $1', [account.id, this.passwordHash]);
    this.people.set(login, account);
  }

  /** More roles for somebody who is there. */
  async give(login: string, roles: readonly Role[], unit: BuiltUnit): Promise<void> {
    await this.db.query(
      `INSERT INTO role_grant (account_id, role, unit_id, valid_from) SELECT $1, r, $3, '2000-01-01' FROM unnest($2::text[]) r`,
      [this.id(login), roles, unit.id],
    );
  }

  async take(login: string, roles: readonly Role[]): Promise<void> {
    await this.db.query('DELETE FROM role_grant WHERE account_id = $1 AND role = ANY($2)', [this.id(login), roles]);
  }

  id(login: string): string {
    return this.person(login).id;
  }

  nameOf(login: string): string {
    return this.person(login).actor.fullName;
  }

  ids(logins: readonly string[]): string[] {
    return logins.map((login) => this.id(login));
  }

  /** The session of this person; signs in at the first time. */
  async as(login: string): Promise<ApiClient> {
    const known = this.clients.get(login);
    if (known) return known;
    const client = await ApiClient.signIn(this.api, login, PASSWORD);
    this.clients.set(login, client);
    return client;
  }

  /** A page or paper of the public site, as a stranger gets it. */
  visit(url: string) {
    return this.portal.inject({ method: 'GET', url });
  }

  private person(login: string): BuiltAccount {
    const person = this.people.get(login);
    if (!person) throw new Error(`nobody is called ${login}`);
    return person;
  }
}

/** The body of an answer that said yes. @throws with the answer when it did not */
export async function yes<T>(promise: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await promise;
  if (status !== 200 && status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Status and code of a refusal. */
export async function no(promise: Promise<Answer<unknown>>): Promise<[number, unknown]> {
  const { status, body } = await promise;
  return [status, (body as { code?: unknown }).code];
}
