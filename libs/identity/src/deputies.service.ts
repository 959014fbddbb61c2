import { CurrentActor, grantsOf, liesWithin, type Role } from '@app/access';
import { AuditLog } from '@app/audit';
import { Notices } from '@app/notices';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { CreateDeputyInput, DeputyAnswer, DeputyChoices, DeputyPersonAnswer } from './deputies.dto';
import { dayAfter, DEPUTY_MAX_DAYS, DEPUTY_ROLES, type DeputyRole, periodProblem } from './deputy.rules';
import { excludeEachOther } from './grant.rules';
import { SessionStore } from './session-store';

interface Person {
  id: string;
  fullName: string;
  unitId: string;
  unitPath: string;
}

interface Row {
  id: string;
  principal: DeputyPersonAnswer;
  deputy: DeputyPersonAnswer;
  roles: DeputyRole[];
  valid_from: string;
  last_day: string;
  reason: string;
  revoked: boolean;
  created_by: string;
  principal_path: string;
}

/**
 * Standing in for somebody who is away: their grants reach the deputy's session for that time (view `held_role`), and what
 * is done by them says for whom. Nobody comes to hold roles that exclude each other, and four eyes stay four.
 */
@Injectable()
export class Deputies {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly current: CurrentActor,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly sessions: SessionStore,
  ) {}

  /** What the actor can hand over, and to whom: people of the same unit. */
  async choices(): Promise<DeputyChoices> {
    const actor = this.current.get();
    const own = actor.grants.filter((grant) => grant.deputyFor === undefined).map(({ role }) => role);
    const people = await this.db.query<DeputyPersonAnswer>(
      `SELECT a.id, a.full_name AS "fullName", a.title, u.name AS "unitName" FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE a.unit_id = $1 AND a.id <> $2 AND a.disabled_at IS NULL ORDER BY a.full_name COLLATE "vi-VN-x-icu", a.id LIMIT 200`,
      [actor.unitId, actor.accountId],
    );
    return { roles: DEPUTY_ROLES.filter((role) => own.includes(role)), people };
  }

  /** Those that concern the actor, as the one or the other or as who keeps the accounts; newest first, the last hundred. */
  async list(): Promise<DeputyAnswer[]> {
    const actor = this.current.get();
    const rows = await this.db.query<Row>(
      `${SELECT} WHERE d.principal_id = $1 OR d.deputy_id = $1 OR d.created_by = $1 OR pu.path <@ ANY($2::ltree[])
       ORDER BY d.id DESC LIMIT 100`,
      [actor.accountId, grantsOf(actor, 'ADMIN').map((grant) => grant.unitPath)],
    );
    return rows.map((row) => this.answer(row));
  }

  /**
   * @returns id
   * @throws AppError NOT_FOUND (a person), ACTION_NOT_ALLOWED, DEPUTY_ROLE_NOT_HELD, DEPUTY_OTHER_UNIT, DEPUTY_EXISTS,
   * ROLES_EXCLUDE_EACH_OTHER, VALIDATION_FAILED (days, oneself)
   */
  async create(input: CreateDeputyInput): Promise<string> {
    const reason = cleanText(input.reason, { field: 'reason', max: 500, min: 1 });
    const problem = periodProblem(input.validFrom, input.validTo, this.clock.today());
    if (problem) throw new AppError('VALIDATION_FAILED', {}, [{ ...problem, params: { days: DEPUTY_MAX_DAYS } }]);
    const actor = this.current.get();
    const principalId = input.principalId ?? actor.accountId;
    if (principalId === input.deputyId)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'deputyId', code: 'DEPUTY_IS_YOURSELF' }]);
    const id = await this.db.transaction(async () => {
      // in one order, so that two people who name each other do not wait for each other
      for (const account of [principalId, input.deputyId].sort())
        await this.db.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [account]);
      const principal = await this.person(principalId, 'principalId');
      const deputy = await this.person(input.deputyId, 'deputyId');
      const byAdmin = this.requireRight(principal, input.roles);
      if (!byAdmin && deputy.unitId !== principal.unitId)
        throw new AppError('DEPUTY_OTHER_UNIT', {}, [{ field: 'deputyId', code: 'DEPUTY_OTHER_UNIT' }]);
      await this.requireHeld(principalId, input);
      await this.refuseExclusion(input);
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO deputy (principal_id, deputy_id, roles, valid_from, valid_to, reason, created_by, created_at)
         SELECT $1, $2, $3, $4::date, $5::date, $6, $7, $8
         WHERE NOT EXISTS (SELECT FROM deputy d WHERE d.principal_id = $1 AND d.deputy_id = $2 AND d.revoked_at IS NULL
           AND daterange(d.valid_from, d.valid_to) && daterange($4::date, $5::date)) RETURNING id`,
        [
          principalId,
          input.deputyId,
          input.roles,
          input.validFrom,
          dayAfter(input.validTo),
          reason,
          actor.accountId,
          this.clock.now(),
        ],
      );
      if (!row) throw new AppError('DEPUTY_EXISTS');
      await this.audit.write({
        action: 'deputy.create',
        subjectType: 'Account',
        subjectId: principalId,
        after: { deputyId: input.deputyId, roles: input.roles, from: input.validFrom, to: input.validTo },
        reason,
      });
      await this.notices.send({
        kind: 'DEPUTY_MADE',
        accountIds: [principalId, input.deputyId],
        params: {
          principal: principal.fullName,
          deputy: deputy.fullName,
          from: inWords(input.validFrom),
          to: inWords(input.validTo),
        },
        href: '/profile',
      });
      return row.id;
    });
    this.sessions.forget(input.deputyId);
    return id;
  }

  /** Ends it at once. @throws AppError NOT_FOUND, also for who has nothing to do with it; ACTION_NOT_ALLOWED for the deputy */
  async revoke(id: string): Promise<void> {
    const deputyId = await this.db.transaction(async () => {
      const row = await this.db.oneByKey<Row>(`${SELECT} WHERE d.id = $1 FOR UPDATE OF d`, [id]);
      const concerned = row && (this.mayEnd(row) || row.deputy.id === this.current.get().accountId);
      if (!row || !concerned) throw new AppError('NOT_FOUND');
      if (!this.mayEnd(row)) throw new AppError('ACTION_NOT_ALLOWED');
      if (row.revoked) return row.deputy.id;
      await this.db.query('UPDATE deputy SET revoked_at = $2 WHERE id = $1', [id, this.clock.now()]);
      await this.audit.write({
        action: 'deputy.revoke',
        subjectType: 'Account',
        subjectId: row.principal.id,
        before: { deputyId: row.deputy.id, roles: row.roles, from: row.valid_from, to: row.last_day },
      });
      return row.deputy.id;
    });
    this.sessions.forget(deputyId);
  }

  private async person(id: string, field: string): Promise<Person> {
    const person = await this.db.oneByKey<Person>(
      `SELECT a.id, a.full_name AS "fullName", a.unit_id AS "unitId", u.path::text AS "unitPath"
       FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.id = $1 AND a.disabled_at IS NULL`,
      [id],
    );
    if (!person) throw new AppError('VALIDATION_FAILED', {}, [{ field, code: 'NOT_FOUND' }]);
    return person;
  }

  /**
   * Oneself; who keeps the accounts of that unit; the leader of the unit for its officers.
   * @returns true for who keeps the accounts: they may choose somebody of another unit
   */
  private requireRight(principal: Person, roles: readonly DeputyRole[]): boolean {
    const actor = this.current.get();
    if (grantsOf(actor, 'ADMIN').some((grant) => liesWithin(principal.unitPath, grant.unitPath))) return true;
    if (principal.id === actor.accountId) return false;
    const leads = grantsOf(actor, 'LEADER').some(
      (grant) => grant.deputyFor === undefined && grant.unitId === principal.unitId,
    );
    if (!leads || roles.some((role) => role !== 'OFFICER')) throw new AppError('ACTION_NOT_ALLOWED');
    return false;
  }

  /** What somebody holds only as a deputy cannot be handed on. */
  private async requireHeld(principalId: string, { roles, validFrom, validTo }: CreateDeputyInput): Promise<void> {
    const held = await this.db.query<{ role: Role }>(
      `SELECT DISTINCT role FROM role_grant WHERE account_id = $1 AND daterange(valid_from, valid_to) && daterange($2::date, $3::date)`,
      [principalId, validFrom, dayAfter(validTo)],
    );
    const missing = roles.find((role) => !held.some((one) => one.role === role));
    if (missing)
      throw new AppError('DEPUTY_ROLE_NOT_HELD', { role: missing }, [{ field: 'roles', code: 'DEPUTY_ROLE_NOT_HELD' }]);
  }

  private async refuseExclusion({ deputyId, roles, validFrom, validTo }: CreateDeputyInput): Promise<void> {
    const held = await this.db.query<{ role: Role }>(
      `SELECT DISTINCT role FROM held_role WHERE account_id = $1 AND daterange(valid_from, valid_to) && daterange($2::date, $3::date)`,
      [deputyId, validFrom, dayAfter(validTo)],
    );
    const other = held.find((one) => roles.some((role) => excludeEachOther(role, one.role)));
    if (other) throw new AppError('ROLES_EXCLUDE_EACH_OTHER', { role: other.role });
  }

  private mayEnd(row: Row): boolean {
    const actor = this.current.get();
    return (
      [row.principal.id, row.created_by].includes(actor.accountId) ||
      grantsOf(actor, 'ADMIN').some((grant) => liesWithin(row.principal_path, grant.unitPath))
    );
  }

  private answer(row: Row): DeputyAnswer {
    const today = this.clock.today();
    const over = row.last_day < today;
    return {
      id: row.id,
      principal: row.principal,
      deputy: row.deputy,
      roles: row.roles,
      validFrom: row.valid_from,
      validTo: row.last_day,
      reason: row.reason,
      state: row.revoked ? 'REVOKED' : over ? 'ENDED' : row.valid_from > today ? 'PLANNED' : 'ACTIVE',
      canRevoke: !row.revoked && !over && this.mayEnd(row),
    };
  }
}

const person = (account: string, unit: string): string =>
  `jsonb_build_object('id', ${account}.id, 'fullName', ${account}.full_name, 'title', ${account}.title, 'unitName', ${unit}.name)`;
const SELECT = `SELECT d.id, ${person('p', 'pu')} AS principal, ${person('s', 'su')} AS deputy, d.roles, d.valid_from::text, (d.valid_to - 1)::text AS last_day,
  d.reason, d.revoked_at IS NOT NULL AS revoked, d.created_by, pu.path::text AS principal_path
  FROM deputy d JOIN account p ON p.id = d.principal_id JOIN unit pu ON pu.id = p.unit_id
  JOIN account s ON s.id = d.deputy_id JOIN unit su ON su.id = s.unit_id`;

/** dd/mm/yyyy */
const inWords = (day: string): string => day.split('-').toReversed().join('/');
