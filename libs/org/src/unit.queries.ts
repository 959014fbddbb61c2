import { Abilities, type Ability, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AppError, Clock, Database, decodeCursor, fold, type Page, toPage } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type {
  UnitAnswer,
  UnitChildCountAnswer,
  UnitDetailAnswer,
  UnitQuery,
  UnitRefAnswer,
  UnitSuccessionAnswer,
} from './org.dto';

const PAGE = 100;

/** Alias of the unit: u. */
export const unitColumns: SubjectColumns = { subject: 'Unit', columns: { id: 'u.id', unitPath: 'u.path' } };

interface Row extends Omit<UnitAnswer, 'can'> {
  path: string;
}

/** $1 is the day. */
const COLUMNS = `u.id, u.code, u.name, u.kind, u.level, u.parent_id AS "parentId", p.name AS "parentName", u.valid_from::text AS "validFrom",
  u.valid_to::text AS "validTo", u.version, u.path::text AS path,
  (SELECT count(*)::int FROM unit c WHERE c.parent_id = u.id AND c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1)) AS "childCount"`;
const FROM = 'FROM unit u LEFT JOIN unit p ON p.id = u.parent_id';
const NAME = 'u.name COLLATE "vi-VN-x-icu"';

/** The tree of units as the signed-in person may see it. */
@Injectable()
export class UnitQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
  ) {}

  /** Units that exist on a day, by name in Vietnamese order; without a filter the tops of the visible trees are listed too. */
  async list(query: UnitQuery): Promise<Page<UnitAnswer>> {
    const ability = this.abilities.of(this.current.get());
    const params: unknown[] = [query.asOf ?? this.clock.today()];
    const bind = (value: unknown) => `$${params.push(value)}`;
    const where = [
      'u.valid_from <= $1 AND (u.valid_to IS NULL OR u.valid_to > $1)',
      accessWhere(ability, 'read', unitColumns, params),
    ];
    if (query.q?.trim()) {
      const text = query.q.trim();
      where.push(`(u.name_norm LIKE ${bind(`%${fold(text).replace(/[\\%_]/g, '\\$&')}%`)} OR u.code = ${bind(text)})`);
    }
    if (query.parentId) where.push(`u.parent_id = ${bind(query.parentId)}`);
    if (query.within) where.push(`u.path <@ (SELECT path FROM unit WHERE id = ${bind(query.within)})`);
    if (query.kind) where.push(`u.kind = ${bind(query.kind)}`);
    if (query.level) where.push(`u.level = ${bind(query.level)}`);
    if (query.cursor) {
      const [name, id] = decodeCursor(query.cursor, 2);
      where.push(`(${NAME}, u.id::text) > (${bind(String(name))} COLLATE "vi-VN-x-icu", ${bind(String(id))})`);
    }
    const rows = await this.db.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where.join(' AND ')} ORDER BY ${NAME}, u.id::text LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.name, row.id]);
    return { items: page.items.map((row) => answer(row, ability)), next: page.next };
  }

  /** @throws AppError NOT_FOUND also when it is not visible */
  async get(id: string): Promise<UnitDetailAnswer> {
    const ability = this.abilities.of(this.current.get());
    const today = this.clock.today();
    const params: unknown[] = [today, id];
    const row = await this.db.one<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE u.id = $2 AND ${accessWhere(ability, 'read', unitColumns, params)}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const childCounts = await this.db.query<UnitChildCountAnswer>(
      `SELECT kind, count(*)::int AS count FROM unit WHERE parent_id = $2 AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
       GROUP BY kind ORDER BY kind`,
      [today, id],
    );
    return {
      ...answer(row, ability),
      ancestors: await this.ancestors(id),
      predecessors: await this.successions(id, 'predecessor'),
      successors: await this.successions(id, 'successor'),
      childCounts,
    };
  }

  /** From the province down, without the unit itself; asks for no rights. */
  async ancestors(id: string): Promise<UnitRefAnswer[]> {
    return this.db.query<UnitRefAnswer>(
      `SELECT a.id, a.name, a.kind, a.level FROM unit u JOIN unit a ON u.path <@ a.path AND a.id <> u.id WHERE u.id = $1 ORDER BY nlevel(a.path)`,
      [id],
    );
  }

  private async successions(id: string, side: 'predecessor' | 'successor'): Promise<UnitSuccessionAnswer[]> {
    const other = side === 'predecessor' ? 'successor' : 'predecessor';
    return this.db.query<UnitSuccessionAnswer>(
      `SELECT jsonb_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'level', u.level) AS unit, s.part,
         s.effective_on::text AS "effectiveOn", s.legal_basis AS "legalBasis"
       FROM unit_succession s JOIN unit u ON u.id = s.${side}_id WHERE s.${other}_id = $1 ORDER BY ${NAME}, u.id`,
      [id],
    );
  }
}

function answer({ path, ...row }: Row, ability: Ability): Pick<UnitAnswer, keyof UnitAnswer> {
  const record = { id: row.id, unitPath: path };
  return { ...row, can: ['create', 'update', 'import'].filter((action) => ability.can(action, 'Unit', record)) };
}
