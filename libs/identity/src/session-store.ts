import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import type { Actor, Grant, Role } from '@app/access';
import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Signed-in people work a day; a visitor only needs a session for the sign-in form. */
const HOURS = { signedIn: 12, visitor: 1 };
/** How long a session is believed without asking the database; changes made by this process show at once. */
const CACHE_MS = 5_000;
const CACHE_MAX = 5_000;

/** What the screen shows of the person who is signed in. */
export interface Profile {
  readonly id: string;
  readonly login: string;
  readonly fullName: string;
  readonly title: string;
  readonly email: string | null;
  readonly unit: { readonly id: string; readonly name: string; readonly level: string };
  readonly roles: readonly {
    role: Role;
    unitId: string;
    unitName: string;
    roundId: string | null;
    deputyForName: string | null;
  }[];
}

/** Loaded with the session, never stored in it. */
export class SignedInAs {
  constructor(
    readonly actor: Actor,
    readonly profile: Profile,
  ) {}

  /** JSON leaves it out. */
  toJSON(): undefined {
    return undefined;
  }
}

/** Data of one session as @fastify/session keeps it; `passport` is the account's id. */
export interface SessionData {
  cookie: object;
  passport?: string;
  signedInAs?: SignedInAs;
  [key: string]: unknown;
}

interface Row {
  data: SessionData;
  expires_at: Date;
  account: (Omit<Profile, 'roles'> & { unitPath: string; locale: 'vi' | 'en'; mustChangePassword: boolean }) | null;
  grants: (Omit<Grant, 'deputyFor'> & { unitName: string; deputyFor: string | null; deputyForName: string | null })[] | null;
}

/** Sessions in PostgreSQL with the interface of express-session: one SELECT a request, which also loads the actor. */
@Injectable()
export class SessionStore {
  private readonly cache = new Map<
    string,
    { row: SessionData; accountId: string | undefined; until: number; expires: number }
  >();
  /** Grows with each loss of trust: a row that was being read meanwhile does not come into the cache. */
  private generation = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  get(sessionId: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    callbackify(() => this.load(sessionId))(callback);
  }

  set(sessionId: string, session: SessionData, callback: (error?: unknown) => void): void {
    callbackify(() => this.save(sessionId, session))(callback);
  }

  destroy(sessionId: string, callback: (error?: unknown) => void): void {
    callbackify(() => this.remove(sessionId))(callback);
  }

  /** A person with the grants that hold today; undefined for a disabled or unknown account. */
  async person(accountId: string): Promise<SignedInAs | undefined> {
    const row = await this.db.one<Pick<Row, 'account' | 'grants'>>(SELECT_PERSON, [accountId, this.clock.today()]);
    return row && signedInAs(row);
  }

  /** Ends the sessions of an account, except perhaps one. */
  async endAll(accountId: string, exceptSessionId?: string): Promise<void> {
    await this.db.query('DELETE FROM session WHERE account_id = $1 AND id_hash <> $2', [
      accountId,
      exceptSessionId ? hash(exceptSessionId) : Buffer.alloc(0),
    ]);
    this.forget(accountId);
  }

  /** The account or its grants have changed: the next request asks the database. Call it after the change. */
  forget(accountId: string): void {
    this.generation += 1;
    for (const [key, entry] of this.cache) if (entry.accountId === accountId) this.cache.delete(key);
  }

  /** Removes sessions that have run out. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM session WHERE expires_at <= $1', [this.clock.now()]);
    await this.db.query(`DELETE FROM password_reset WHERE expires_at <= $1::timestamptz - interval '30 days'`, [
      this.clock.now(),
    ]);
  }

  private async load(sessionId: string): Promise<SessionData | null> {
    const idHash = hash(sessionId);
    const key = idHash.toString('base64');
    const now = this.clock.now().getTime();
    const known = this.cache.get(key);
    if (known && known.until > now && known.until - now <= CACHE_MS && known.expires > now) return { ...known.row };

    const generation = this.generation;
    const row = await this.db.oneByKey<Row>(SELECT_SESSION, [idHash, this.clock.now(), this.clock.today()]);
    if (!row) {
      this.cache.delete(key);
      return null;
    }
    const session: SessionData = { ...row.data, signedInAs: signedInAs(row) };
    if (generation === this.generation) {
      if (this.cache.size >= CACHE_MAX) this.cache.clear();
      this.cache.set(key, {
        row: session,
        accountId: row.account?.id,
        until: now + CACHE_MS,
        expires: row.expires_at.getTime(),
      });
    }
    return { ...session };
  }

  private async save(sessionId: string, session: SessionData): Promise<void> {
    const idHash = hash(sessionId);
    const now = this.clock.now();
    const accountId = session.passport ?? null;
    const expires = new Date(now.getTime() + HOURS[accountId ? 'signedIn' : 'visitor'] * 3_600_000);
    // the end stays where it was first set: a session does not live for ever by being used
    await this.db.query(
      `INSERT INTO session AS s (id_hash, account_id, data, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id_hash) DO UPDATE SET data = EXCLUDED.data, account_id = EXCLUDED.account_id,
         expires_at = CASE WHEN s.account_id IS DISTINCT FROM EXCLUDED.account_id THEN EXCLUDED.expires_at ELSE s.expires_at END`,
      [idHash, accountId, JSON.stringify(session), now, expires],
    );
    this.generation += 1;
    this.cache.delete(idHash.toString('base64'));
  }

  private async remove(sessionId: string): Promise<void> {
    const idHash = hash(sessionId);
    await this.db.query('DELETE FROM session WHERE id_hash = $1', [idHash]);
    this.generation += 1;
    this.cache.delete(idHash.toString('base64'));
  }
}

/** Aliases: account a, its unit u. */
const personColumns = (today: string) => `
    CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'login', a.login, 'fullName', a.full_name, 'title', a.title,
      'email', a.email, 'locale', a.locale, 'mustChangePassword', a.must_change_password, 'unitPath', u.path::text,
      'unit', jsonb_build_object('id', u.id, 'name', u.name, 'level', u.level)) END AS account,
    (SELECT jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id, 'unitPath', h.path::text, 'unitName', h.name,
       'roundId', g.round_id, 'deputyFor', g.deputy_for, 'deputyForName', (SELECT p.full_name FROM account p WHERE p.id = g.deputy_for))
       ORDER BY g.granted_at, g.id)
     FROM held_role g JOIN unit h ON h.id = g.unit_id
     WHERE g.account_id = a.id AND g.valid_from <= ${today} AND (g.valid_to IS NULL OR g.valid_to > ${today})) AS grants`;
const SELECT_SESSION = `SELECT s.data, s.expires_at, ${personColumns('$3')}
  FROM session s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN unit u ON u.id = a.unit_id
  WHERE s.id_hash = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL`;
const SELECT_PERSON = `SELECT ${personColumns('$2')}
  FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.id = $1 AND a.disabled_at IS NULL`;

function signedInAs({ account, grants }: Pick<Row, 'account' | 'grants'>): SignedInAs | undefined {
  if (!account) return undefined;
  const { unitPath, locale, mustChangePassword, ...profile } = account;
  const held = grants ?? [];
  return new SignedInAs(
    {
      accountId: account.id,
      fullName: account.fullName,
      unitId: account.unit.id,
      unitPath,
      grants: held.map(({ role, unitId, unitPath, roundId, deputyFor }) => ({
        role,
        unitId,
        unitPath,
        roundId,
        ...(deputyFor ? { deputyFor } : {}),
      })),
      mustChangePassword,
      locale,
    },
    { ...profile, roles: held.map(({ role, unitId, unitName, roundId, deputyForName }) => ({
        role,
        unitId,
        unitName,
        roundId,
        deputyForName,
      })),
    },
  );
}

function hash(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}
