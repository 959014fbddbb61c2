import { CurrentActor, grantsOf, liesWithin, type Role } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { AccountService } from './account.service';
import { excludeEachOther, overlap } from './grant.rules';
import { RoleGrant } from './role-grant.entity';
import type { CreateGrantInput } from './identity.dto';
import { SessionStore } from './session-store';

/** Roles are given and taken by the administrators of the tree. */
@Injectable()
export class GrantService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly current: CurrentActor,
    private readonly audit: AuditLog,
    private readonly accounts: AccountService,
    private readonly sessions: SessionStore,
  ) {}

  /**
   * @returns id of the grant
   * @throws AppError NOT_FOUND (account), GRANT_TO_YOURSELF, UNIT_NOT_IN_REACH (unit outside the administrator's tree),
   * those of `add`
   */
  async create(accountId: string, input: CreateGrantInput): Promise<string> {
    const id = await this.db.transaction(async () => {
      await this.accounts.lock(accountId, 'grant');
      // roles that do not exclude each other would still let one person keep the accounts and run the round
      if (accountId === this.current.get().accountId) throw new AppError('GRANT_TO_YOURSELF');
      await this.requireReach(input.unitId);
      return this.add(accountId, input);
    });
    this.sessions.forget(accountId);
    return id;
  }

  /**
   * Writes a grant without asking for rights: for the command line and the demonstration.
   *
   * @throws AppError ROLES_EXCLUDE_EACH_OTHER, GRANT_EXISTS, VALIDATION_FAILED (dates, round of an ADMIN)
   */
  async add(accountId: string, input: CreateGrantInput): Promise<string> {
    const period = { from: input.validFrom ?? this.clock.today(), to: input.validTo ?? null };
    if (period.to !== null && period.to <= period.from)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'validTo', code: 'PERIOD_ENDS_BEFORE_START' }]);
    // an administrator of one round would be one of accounts that work in all of them
    if (input.role === 'ADMIN' && input.roundId)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'roundId', code: 'FIELD_UNKNOWN' }]);
    return this.db.transaction(async () => {
      // the lock keeps two grants from coming in side by side that exclude each other
      await this.db.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [accountId]);
      const held = await this.db.query<{
        role: Role;
        unit_id: string;
        round_id: string | null;
        from: string;
        to: string | null;
      }>(
        `SELECT role, unit_id, round_id, valid_from::text AS from, valid_to::text AS to FROM held_role WHERE account_id = $1`,
        [accountId],
      );
      for (const other of held.filter((one) => overlap(one, period))) {
        if (excludeEachOther(input.role, other.role))
          throw new AppError('ROLES_EXCLUDE_EACH_OTHER', { role: other.role });
        if (other.role === input.role && other.unit_id === input.unitId && other.round_id === (input.roundId ?? null))
          throw new AppError('GRANT_EXISTS');
      }
      if (input.roundId) await this.requireRound(input.roundId, input.unitId);
      const grant = await this.db.one<{ id: string }>(
        `INSERT INTO role_grant (account_id, role, unit_id, round_id, valid_from, valid_to, granted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [
          accountId,
          input.role,
          input.unitId,
          input.roundId ?? null,
          period.from,
          period.to,
          this.current.find()?.accountId ?? null,
        ],
      );
      const id = grant!.id;
      await this.audit.write({
        action: 'grant.create',
        subjectType: 'Account',
        subjectId: accountId,
        after: { grantId: id, role: input.role, unitId: input.unitId, roundId: input.roundId ?? null, ...period },
      });
      return id;
    });
  }

  /**
   * Ends a grant today; one that has not held a whole day yet is removed.
   *
   * @throws AppError NOT_FOUND; UNIT_NOT_IN_REACH; ACCOUNT_IS_YOURS for one's own right as an administrator
   */
  async revoke(id: string): Promise<void> {
    const accountId = await this.db.transaction(async () => {
      const grant = await this.db.manager.findOneBy(RoleGrant, { id });
      if (!grant) throw new AppError('NOT_FOUND');
      await this.accounts.lock(grant.accountId, 'grant');
      await this.requireReach(grant.unitId);
      if (grant.role === 'ADMIN' && grant.accountId === this.current.get().accountId)
        throw new AppError('ACCOUNT_IS_YOURS');
      const today = this.clock.today();
      if (grant.validTo !== null && grant.validTo <= today) return grant.accountId;
      if (grant.validFrom >= today) await this.db.manager.delete(RoleGrant, { id });
      else await this.db.manager.update(RoleGrant, { id }, { validTo: today });
      await this.audit.write({
        action: 'grant.revoke',
        subjectType: 'Account',
        subjectId: grant.accountId,
        before: grant,
        after: { grantId: id, validTo: today },
      });
      return grant.accountId;
    });
    this.sessions.forget(accountId);
  }

  /** @throws AppError VALIDATION_FAILED on unitId unless the unit lies in the tree below one of the actor's ADMIN grants */
  private async requireReach(unitId: string): Promise<void> {
    const unit = await this.db.one<{ path: string }>('SELECT path::text AS path FROM unit WHERE id = $1', [unitId]);
    const admin = grantsOf(this.current.get(), 'ADMIN');
    if (!unit || !admin.some((grant) => liesWithin(unit.path, grant.unitPath)))
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'unitId', code: 'UNIT_NOT_IN_REACH' }]);
  }

  /** A round of this unit, of one above it or of one below: a grant for another province's round would show that round. */
  private async requireRound(roundId: string, unitId: string): Promise<void> {
    const round = await this.db.one(
      `SELECT 1 FROM round r JOIN unit h ON h.id = r.unit_id JOIN unit g ON g.id = $2
       WHERE r.id = $1 AND (h.path @> g.path OR h.path <@ g.path)`,
      [roundId, unitId],
    );
    if (!round) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'roundId', code: 'NOT_FOUND' }]);
  }
}
