import { AppError, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { afterFailure, type Failures, isLocked, LOCK_MINUTES, MAX_FAILURES } from './lock-out.rules';
import { verifyPassword } from './password-hash';

/** Logins that nobody has are counted here, by the same rule: the answer does not tell whether a login exists. */
const UNKNOWN_MAX = 10_000;

interface Candidate {
  id: string;
  password_hash: string | null;
  locked_until: Date | null;
  disabled_at: Date | null;
}

/** Checks a login (or mail address) with its password. */
@Injectable()
export class SignIn {
  private readonly unknown = new Map<string, Failures>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the account's id
   * @throws AppError SIGN_IN_FAILED (wrong login or password), SIGN_IN_LOCKED (too many failures; params.until),
   * ACCOUNT_DISABLED (only with the right password)
   */
  async verify(login: string, password: string): Promise<string> {
    const name = login.normalize('NFC').trim().toLowerCase();
    const account = await this.find(name);
    const state = account
      ? { lockedUntil: account.locked_until }
      : (this.unknown.get(name) ?? { count: 0, lockedUntil: null });
    if (isLocked(state, this.clock.now())) throw locked(state.lockedUntil);

    const right = await verifyPassword(password, account?.password_hash ?? null);
    if (!account) throw this.failUnknown(name);
    if (!right) throw await this.fail(account.id);
    await this.succeed(account.id);
    if (account.disabled_at) throw new AppError('ACCOUNT_DISABLED');
    return account.id;
  }

  /** The account of a login; else the only account with this mail address. */
  async find(name: string): Promise<Candidate | undefined> {
    const rows = await this.db.query<Candidate & { by_login: boolean }>(
      `SELECT id, password_hash, locked_until, disabled_at, login = $1 AS by_login FROM account
       WHERE login = $1 OR (position('@' in $1) > 0 AND lower(email) = $1) LIMIT 3`,
      [name],
    );
    return rows.find((row) => row.by_login) ?? (rows.length === 1 ? rows[0] : undefined);
  }

  /** One statement: guesses that run side by side are all counted. */
  private async fail(accountId: string): Promise<AppError> {
    const now = this.clock.now();
    const row = await this.db.one<{ locked_until: Date | null }>(
      `UPDATE account SET
         locked_until = CASE WHEN locked_until > $2 THEN locked_until WHEN failed_count + 1 >= $3 THEN $2 + make_interval(mins => $4) END,
         failed_count = CASE WHEN locked_until > $2 OR failed_count + 1 >= $3 THEN 0 ELSE failed_count + 1 END
       WHERE id = $1 RETURNING locked_until`,
      [accountId, now, MAX_FAILURES, LOCK_MINUTES],
    );
    return row && isLocked({ lockedUntil: row.locked_until }, now)
      ? locked(row.locked_until)
      : new AppError('SIGN_IN_FAILED');
  }

  /** A right guess does not count either once the account was locked by wrong ones beside it. */
  private async succeed(accountId: string): Promise<void> {
    const now = this.clock.now();
    const row = await this.db.one<{ locked_until: Date | null }>('SELECT locked_until FROM account WHERE id = $1', [
      accountId,
    ]);
    if (!row || isLocked({ lockedUntil: row.locked_until }, now)) throw locked(row?.locked_until ?? null);
    await this.db.query(
      'UPDATE account SET failed_count = 0, locked_until = NULL WHERE id = $1 AND (failed_count > 0 OR locked_until IS NOT NULL)',
      [accountId],
    );
  }

  private failUnknown(name: string): AppError {
    const now = this.clock.now();
    const state = afterFailure(this.unknown.get(name) ?? { count: 0, lockedUntil: null }, now);
    if (this.unknown.size >= UNKNOWN_MAX) this.unknown.clear();
    this.unknown.set(name, state);
    return isLocked(state, now) ? locked(state.lockedUntil) : new AppError('SIGN_IN_FAILED');
  }
}

function locked(until: Date | null): AppError {
  const time = (until ?? new Date()).toLocaleTimeString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  });
  return new AppError('SIGN_IN_LOCKED', { until: time });
}
