import { createHash, randomBytes } from 'node:crypto';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database } from '@app/platform';
import { Notices } from '@app/notices';
import { Injectable } from '@nestjs/common';
import { hashPassword } from './password-hash';
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordProblem, passwordProblem } from './password.rules';
import { SessionStore } from './session-store';
import { SignIn } from './sign-in.service';

const RESET_MINUTES = 60;

/** Changing a password, with the old one or with a link from the mailbox. */
@Injectable()
export class Passwords {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly sessions: SessionStore,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Ends all other sessions of the account.
   *
   * @throws AppError PASSWORD_WRONG; VALIDATION_FAILED with the field `password`; SIGN_IN_LOCKED after too many guesses
   */
  async change(accountId: string, current: string, password: string, sessionId: string): Promise<void> {
    const account = await this.db.one<{ login: string }>('SELECT login FROM account WHERE id = $1', [accountId]);
    if (!account) throw new AppError('SIGN_IN_REQUIRED');
    try {
      await this.signIn.verify(account.login, current);
    } catch (error) {
      throw error instanceof AppError && error.code === 'SIGN_IN_FAILED' ? wrongCurrent() : error;
    }
    if (current === password) refuse('PASSWORD_UNCHANGED');
    await this.set(accountId, account.login, password, 'account.change-password');
    await this.sessions.endAll(accountId, sessionId);
  }

  /** Sends a link to the account's address, if there are both. Nothing tells the caller. */
  async forgot(login: string): Promise<void> {
    const account = await this.signIn.find(login.normalize('NFC').trim().toLowerCase());
    if (!account || account.disabled_at) return;
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(this.clock.now().getTime() + RESET_MINUTES * 60_000);
    await this.db.transaction(async () => {
      const [row] = await this.db.query<{ login: string }>('SELECT login FROM account WHERE id = $1 FOR UPDATE', [
        account.id,
      ]);
      const sent = await this.notices.mailOnly({
        accountId: account.id,
        kind: 'PASSWORD_RESET',
        params: { login: row?.login ?? '', deadline: formatTime(expires) },
        href: `/reset-password?token=${token}`,
      });
      if (!sent) return;
      // only the newest link works
      await this.db.query('UPDATE password_reset SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [
        account.id,
        this.clock.now(),
      ]);
      await this.db.query('INSERT INTO password_reset (token_hash, account_id, expires_at) VALUES ($1, $2, $3)', [
        hashToken(token),
        account.id,
        expires,
      ]);
    });
  }

  /**
   * Sets a new password with the token of a mail; works once. Ends all sessions and a lock.
   *
   * @throws AppError RESET_LINK_INVALID; VALIDATION_FAILED with the field `password` (the link can be used again)
   */
  async reset(token: string, password: string): Promise<void> {
    const accountId = await this.db.transaction(async () => {
      const row = await this.db.one<{ account_id: string; login: string }>(
        `SELECT r.account_id, a.login FROM password_reset r JOIN account a ON a.id = r.account_id AND a.disabled_at IS NULL
         WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > $2 FOR UPDATE OF r`,
        [hashToken(token), this.clock.now()],
      );
      if (!row) throw new AppError('RESET_LINK_INVALID');
      await this.set(row.account_id, row.login, password, 'account.reset-password-by-mail');
      await this.db.query('UPDATE password_reset SET used_at = $2 WHERE token_hash = $1', [
        hashToken(token),
        this.clock.now(),
      ]);
      return row.account_id;
    });
    await this.sessions.endAll(accountId);
  }

  private async set(accountId: string, login: string, password: string, action: string): Promise<void> {
    const problem = passwordProblem(password, login);
    if (problem) refuse(problem);
    const hash = await hashPassword(password);
    await this.db.transaction(async () => {
      await this.db.query(
        `UPDATE account SET password_hash = $2, must_change_password = false, failed_count = 0, locked_until = NULL,
           version = version + 1 WHERE id = $1`,
        [accountId, hash],
      );
      await this.audit.write({ action, subjectType: 'Account', subjectId: accountId });
    });
  }
}

function refuse(code: 'PASSWORD_UNCHANGED' | PasswordProblem): never {
  const params = { min: PASSWORD_MIN, max: PASSWORD_MAX };
  throw new AppError('VALIDATION_FAILED', {}, [{ field: 'password', code, params }]);
}

function wrongCurrent(): AppError {
  return new AppError('VALIDATION_FAILED', {}, [{ field: 'current', code: 'PASSWORD_WRONG' }]);
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function formatTime(at: Date): string {
  const parts = new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ngày ${part('day')}/${part('month')}/${part('year')}`;
}
