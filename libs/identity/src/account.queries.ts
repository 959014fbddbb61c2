import { Abilities, type Ability, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AppError, Clock, Database, decodeCursor, fold, type Page, toPage } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { AccountAnswer, AccountQuery, GrantAnswer } from './identity.dto';

const PAGE = 50;

/** Aliases: account a, its unit u. */
export const accountColumns: SubjectColumns = {
  subject: 'Account',
  columns: { id: 'a.id', unitId: 'a.unit_id', unitPath: 'u.path' },
};

interface Row {
  id: string;
  login: string;
  full_name: string;
  title: string;
  email: string | null;
  phone: string | null;
  unit_id: string;
  unit_name: string;
  unit_path: string;
  disabled: boolean;
  locale: 'vi' | 'en';
  must_change_password: boolean;
  version: number;
  grants: GrantAnswer[] | null;
}

const COLUMNS = `a.id, a.login, a.full_name, a.title, a.email, a.phone, a.unit_id, u.name AS unit_name, u.path::text AS unit_path,
  a.disabled_at IS NOT NULL AS disabled, a.locale, a.must_change_password, a.version,
  (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'unitId', g.unit_id, 'unitName', h.name, 'roundId', g.round_id,
     'validFrom', g.valid_from, 'validTo', g.valid_to, 'active', g.valid_from <= $1 AND (g.valid_to IS NULL OR g.valid_to > $1))
     ORDER BY g.valid_from DESC, g.role, g.id)
   FROM role_grant g JOIN unit h ON h.id = g.unit_id WHERE g.account_id = a.id) AS grants`;
const NAME = 'a.full_name COLLATE "vi-VN-x-icu"';

/** Accounts as the signed-in person may see them. */
@Injectable()
export class AccountQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
  ) {}

  /** By name, in Vietnamese order; `q` searches name and login without marks. */
  async list(query: AccountQuery): Promise<Page<AccountAnswer>> {
    const ability = this.abilities.of(this.current.get());
    const params: unknown[] = [this.clock.today()];
    const bind = (value: unknown) => `$${params.push(value)}`;
    const where = [accessWhere(ability, 'read', accountColumns, params)];
    if (query.q) where.push(`a.name_norm LIKE ${bind(`%${fold(query.q.trim()).replace(/[\\%_]/g, '\\$&')}%`)}`);
    if (query.unitId) where.push(`u.path <@ (SELECT path FROM unit WHERE id = ${bind(query.unitId)})`);
    if (query.role)
      where.push(`EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = ${bind(query.role)}
        AND g.valid_from <= $1 AND (g.valid_to IS NULL OR g.valid_to > $1))`);
    if (query.cursor) {
      const [name, id] = decodeCursor(query.cursor, 2);
      where.push(`(${NAME}, a.id::text) > (${bind(String(name))} COLLATE "vi-VN-x-icu", ${bind(String(id))})`);
    }
    const rows = await this.db.query<Row>(
      `SELECT ${COLUMNS} FROM account a JOIN unit u ON u.id = a.unit_id WHERE ${where.join(' AND ')}
       ORDER BY ${NAME}, a.id::text LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.full_name, row.id]);
    return { items: page.items.map((row) => answer(row, ability)), next: page.next };
  }

  /** @throws AppError NOT_FOUND also when it is not visible */
  async get(id: string): Promise<AccountAnswer> {
    const ability = this.abilities.of(this.current.get());
    const params: unknown[] = [this.clock.today(), id];
    const row = await this.db.one<Row>(
      `SELECT ${COLUMNS} FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE a.id = $2 AND ${accessWhere(ability, 'read', accountColumns, params)}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return answer(row, ability);
  }
}

function answer(row: Row, ability: Ability): AccountAnswer {
  const record = { id: row.id, unitId: row.unit_id, unitPath: row.unit_path };
  const can = ['update', 'grant'].filter((action) => ability.can(action, 'Account', record));
  const keeps = can.includes('update');
  return {
    id: row.id,
    login: keeps ? row.login : null,
    fullName: row.full_name,
    title: row.title,
    email: keeps ? row.email : null,
    phone: keeps ? row.phone : null,
    unit: { id: row.unit_id, name: row.unit_name },
    disabled: row.disabled,
    locale: row.locale,
    mustChangePassword: row.must_change_password,
    grants: row.grants ?? [],
    version: row.version,
    can,
  };
}
