import { Abilities, accessWhere, CurrentActor, grantsOf } from '@app/access';
import { AuditLog } from '@app/audit';
import { Notices } from '@app/notices';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { Account } from './account.entity';
import { accountColumns, AccountQueries } from './account.queries';
import type { AccountAnswer, CreateAccountInput, TemporaryPasswordAnswer, UpdateAccountInput } from './identity.dto';
import { hashPassword, temporaryPassword } from './password-hash';
import { SessionStore } from './session-store';

export interface LockedAccount {
  id: string;
  login: string;
  full_name: string;
  title: string;
  email: string | null;
  phone: string | null;
  unit_id: string;
  disabled_at: Date | null;
  locale: 'vi' | 'en';
  version: number;
}

/** Accounts are kept by the administrators of their tree. */
@Injectable()
export class AccountService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly queries: AccountQueries,
    private readonly sessions: SessionStore,
  ) {}

  /**
   * @returns the account and its temporary password, which has to be changed at the first sign-in
   * @throws AppError VALIDATION_FAILED when the unit is unknown or not in the administrator's tree; LOGIN_TAKEN
   */
  async create(input: CreateAccountInput): Promise<TemporaryPasswordAnswer> {
    await this.requireUnit(input.unitId, 'create');
    const password = temporaryPassword();
    const id = await this.insert(input, await hashPassword(password), true);
    return { account: await this.queries.get(id), temporaryPassword: password };
  }

  /**
   * An account without asking for rights: for the command line and the demonstration. Grants are added by
   * `GrantService.add`.
   *
   * @throws AppError LOGIN_TAKEN
   */
  async insert(input: CreateAccountInput, passwordHash: string, mustChangePassword: boolean): Promise<string> {
    const row = {
      login: input.login.toLowerCase(),
      fullName: cleanText(input.fullName, { field: 'fullName', min: 1, max: 200 }),
      title: cleanText(input.title ?? '', { field: 'title', max: 200 }),
      email: input.email ?? null,
      phone: input.phone ?? null,
      unitId: input.unitId,
    };
    return this.db.transaction(async () => {
      const account = await this.db.one<{ id: string; unit_name: string }>(
        `INSERT INTO account (login, full_name, title, email, phone, unit_id, password_hash, must_change_password)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (login) DO NOTHING
         RETURNING id, (SELECT name FROM unit WHERE id = unit_id) AS unit_name`,
        [row.login, row.fullName, row.title, row.email, row.phone, row.unitId, passwordHash, mustChangePassword],
      );
      if (!account) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'login', code: 'LOGIN_TAKEN' }]);
      await this.audit.write({ action: 'account.create', subjectType: 'Account', subjectId: account.id, after: row });
      if (mustChangePassword)
        await this.notices.send({
          kind: 'ACCOUNT_CREATED',
          accountIds: [account.id],
          params: { login: row.login, unit: account.unit_name },
          href: '/',
        });
      return account.id;
    });
  }

  /**
   * Changes what is given. Disabling and moving end the account's sessions.
   *
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, ACCOUNT_REACHES_HIGHER, ACCOUNT_IS_YOURS, CHANGED_MEANWHILE
   */
  async update(id: string, input: UpdateAccountInput): Promise<AccountAnswer> {
    await this.db.transaction(async () => {
      const before = await this.lock(id, 'update');
      if (before.version !== input.version) throw new AppError('CHANGED_MEANWHILE');
      if (input.disabled === true && id === this.current.get().accountId) throw new AppError('ACCOUNT_IS_YOURS');
      if (input.unitId && input.unitId !== before.unit_id) await this.requireUnit(input.unitId, 'create');
      const disabledAt =
        input.disabled == null ? before.disabled_at : input.disabled ? (before.disabled_at ?? this.clock.now()) : null;
      const after = {
        fullName: input.fullName
          ? cleanText(input.fullName, { field: 'fullName', min: 1, max: 200 })
          : before.full_name,
        title: input.title == null ? before.title : cleanText(input.title, { field: 'title', max: 200 }),
        email: input.email === undefined ? before.email : input.email,
        phone: input.phone === undefined ? before.phone : input.phone,
        unitId: input.unitId ?? before.unit_id,
        disabledAt,
        locale: input.locale ?? before.locale,
      };
      const done = await this.db.manager.update(
        Account,
        { id, version: before.version },
        { ...after, version: before.version + 1 },
      );
      if (done.affected !== 1) throw new AppError('CHANGED_MEANWHILE');
      await this.audit.write({
        action: input.disabled === true ? 'account.disable' : 'account.update',
        subjectType: 'Account',
        subjectId: id,
        before: { ...before, password_hash: undefined },
        after,
      });
      if (disabledAt) await this.sessions.endAll(id);
    });
    this.sessions.forget(id);
    return this.queries.get(id);
  }

  /** A new temporary password; ends all sessions and a lock. */
  async resetPassword(id: string): Promise<TemporaryPasswordAnswer> {
    const password = temporaryPassword();
    const hash = await hashPassword(password);
    await this.db.transaction(async () => {
      await this.lock(id, 'update');
      await this.db.query(
        `UPDATE account SET password_hash = $2, must_change_password = true, failed_count = 0, locked_until = NULL,
           version = version + 1 WHERE id = $1`,
        [id, hash],
      );
      await this.audit.write({ action: 'account.reset-password', subjectType: 'Account', subjectId: id });
      await this.sessions.endAll(id);
    });
    this.sessions.forget(id);
    return { account: await this.queries.get(id), temporaryPassword: password };
  }

  /**
   * The account with a row lock, for a change by the person who is signed in.
   *
   * @throws AppError NOT_FOUND when not visible; ACTION_NOT_ALLOWED; ACCOUNT_REACHES_HIGHER when the account holds a
   * role outside the administrator's tree: whoever could take it over would gain rights that they do not have
   */
  async lock(id: string, action: 'update' | 'grant'): Promise<LockedAccount> {
    const actor = this.current.get();
    const ability = this.abilities.of(actor);
    const params: unknown[] = [id];
    const row = await this.db.one<LockedAccount & { allowed: boolean }>(
      `SELECT a.id, a.login, a.full_name, a.title, a.email, a.phone, a.unit_id, a.disabled_at, a.locale, a.version,
         ${accessWhere(ability, action, accountColumns, params)} AS allowed
       FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE a.id = $1 AND ${accessWhere(ability, 'read', accountColumns, params)} FOR UPDATE OF a`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const { allowed, ...account } = row;
    if (!allowed) throw new AppError('ACTION_NOT_ALLOWED');
    const paths = grantsOf(actor, 'ADMIN').map((grant) => grant.unitPath);
    const higher = await this.db.one(
      `SELECT 1 FROM role_grant g JOIN unit u ON u.id = g.unit_id
       WHERE g.account_id = $1 AND (g.valid_to IS NULL OR g.valid_to > $2) AND NOT u.path <@ ANY($3::ltree[]) LIMIT 1`,
      [id, this.clock.today(), paths],
    );
    if (higher) throw new AppError('ACCOUNT_REACHES_HIGHER');
    return account;
  }

  /** @throws AppError VALIDATION_FAILED on the field unitId: unknown, closed, or outside the administrator's tree */
  private async requireUnit(unitId: string, action: string): Promise<void> {
    const unit = await this.db.one<{ path: string; closed: boolean }>(
      'SELECT path::text AS path, valid_to <= $2 AS closed FROM unit WHERE id = $1',
      [unitId, this.clock.today()],
    );
    const record = { id: null, unitId, unitPath: unit?.path ?? '' };
    if (!unit || !this.abilities.of(this.current.get()).can(action, 'Account', record))
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'unitId', code: 'UNIT_NOT_IN_REACH' }]);
    if (unit.closed) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'unitId', code: 'UNIT_IS_CLOSED' }]);
  }
}
