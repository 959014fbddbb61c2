import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Clock, Database, decodeCursor, fold, type Page, toPage } from '@app/platform';
import { FIELD_CODES, RoundQueries, stageOf, SUBJECT_TYPES } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { EntryCountsAnswer, EntryItemAnswer } from './entries.answers.dto';
import type { EntryFilter, EntrySort } from './entries.dto';
import { entryListColumns } from './entry.columns';
import type { EntryState } from './entry.workflow';

interface EntryRow {
  id: string;
  title: string;
  subject_name: string;
  state: EntryState;
  stage_code: string | null;
  round_id: string;
  round_code: string;
  rules_version: number;
  unit_id: string;
  unit_name: string;
  category_code: string;
  field_code: (typeof FIELD_CODES)[number];
  subject_type: (typeof SUBJECT_TYPES)[number];
  receipt_no: string | null;
  renewal_no: number;
  holder_unit_name: string | null;
  holder_since: Date;
  deadline: Date | null;
  deadline_key: string;
  submitted_at: Date | null;
  created_at: Date;
}

const COLUMNS = `e.id, e.title, e.subject_name, e.state, e.stage_code, e.round_id, r.code AS round_code, e.rules_version, e.unit_id, u.label AS unit_name,
  e.category_code, e.field_code, e.subject_type, e.receipt_no, e.renewal_no, h.name AS holder_unit_name, e.holder_since, e.deadline,
  coalesce(e.deadline, 'infinity')::text AS deadline_key, e.submitted_at, e.created_at`;
const FROM = `FROM entry e JOIN round r ON r.id = e.round_id JOIN unit u ON u.id = e.unit_id LEFT JOIN unit h ON h.id = e.holder_unit_id`;

/** ORDER BY of each sort, and its keyset: expressions of the table and the values of a row. */
const SORTS: Record<
  EntrySort,
  { order: string; after: (p: readonly string[]) => string; key: (row: EntryRow) => unknown[] }
> = {
  newest: { order: 'e.id DESC', after: ([id]) => `e.id < ${id}::uuid`, key: (row) => [row.id] },
  deadline: {
    order: `coalesce(e.deadline, 'infinity'), e.id`,
    after: ([at, id]) => `(coalesce(e.deadline, 'infinity'), e.id) > (${at}::timestamptz, ${id}::uuid)`,
    key: (row) => [row.deadline_key, row.id],
  },
  title: {
    order: 'e.title COLLATE "vi-VN-x-icu", e.id',
    after: ([title, id]) =>
      `(e.title COLLATE "vi-VN-x-icu", e.id) > (${title}::text COLLATE "vi-VN-x-icu", ${id}::uuid)`,
    key: (row) => [row.title, row.id],
  },
};

/** So many of the newest entries are looked through for the words of a search before the index of words is asked. */
const WALKED = 4000;

/** Conditions of a search without marks: every word must be found. */
export function searchWhere(column: string, q: string, params: unknown[]): string[] {
  return fold(q)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `${column} LIKE $${params.push(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
}

/** Lists, counts and exports of entries: always through the access filter, one and the same for all of them. */
@Injectable()
export class EntryQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /** One page; three statements whatever its length (units and rounds are joined, rules are kept in memory). */
  async list(
    filter: EntryFilter & { sort?: EntrySort; cursor?: string; limit?: number },
  ): Promise<Page<EntryItemAnswer>> {
    const { sort = 'newest', limit = 50 } = filter;
    const page = toPage(await this.rows(filter, sort, limit + 1, filter.cursor), limit, SORTS[sort].key);
    return { items: await this.answers(page.items), next: page.next };
  }

  /** Numbers of exactly what the list with the same filter shows. */
  async counts(filter: EntryFilter): Promise<EntryCountsAnswer> {
    const params: unknown[] = [];
    const rows = await this.db.query<{
      state: string | null;
      category_code: string | null;
      n: number;
      carried_on: number;
    }>(
      `SELECT e.state, e.category_code, count(*)::int AS n, (count(*) FILTER (WHERE e.renewal_no > 0))::int AS carried_on FROM entry e WHERE ${this.where(filter, params, 'within').join(' AND ')}
       GROUP BY GROUPING SETS ((e.state), (e.category_code), ())`,
      params,
    );
    const by = (key: 'state' | 'category_code') =>
      Object.fromEntries(rows.flatMap((row) => (row[key] === null ? [] : [[row[key], row.n] as const])));
    const all = rows.find((row) => row.state === null && row.category_code === null);
    return {
      total: all?.n ?? 0,
      byState: by('state'),
      byCategory: by('category_code'),
      carriedOn: all?.carried_on ?? 0,
    };
  }

  /** All rows of a filter in the order of the list, a thousand at a time. */
  async *all(filter: EntryFilter & { sort?: EntrySort }): AsyncGenerator<EntryItemAnswer> {
    const sort = filter.sort ?? 'newest';
    let cursor: string | null = null;
    do {
      const page: Page<EntryRow> = toPage(
        await this.rows(filter, sort, 1001, cursor ?? undefined),
        1000,
        SORTS[sort].key,
      );
      yield* await this.answers(page.items);
      cursor = page.next;
    } while (cursor);
  }

  private async rows(filter: EntryFilter, sort: EntrySort, limit: number, cursor?: string): Promise<EntryRow[]> {
    const params: unknown[] = [];
    const where = this.where(filter, params);
    if (cursor) {
      const values = decodeCursor(cursor, sort === 'newest' ? 1 : 2);
      refuseForeignCursor(values, sort);
      where.push(SORTS[sort].after(values.map((value) => `$${params.push(value)}`)));
    }
    const words = filter.q ? searchWhere('e.search', filter.q, params) : [];
    if (words.length > 0 && sort === 'newest') {
      const near = await this.nearest(where, words, limit, params);
      if (near.length === limit) return near;
    }
    where.push(...words);
    return this.db.query<EntryRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where.join(' AND ')} ORDER BY ${SORTS[sort].order} LIMIT ${limit}`,
      params,
    );
  }

  /**
   * A frequent word fills a page from the newest few thousand entries, read in the order of their index; the trigram
   * index would first collect every entry of the country that has it. A rare word is left to that index.
   */
  private nearest(
    where: readonly string[],
    words: readonly string[],
    limit: number,
    params: readonly unknown[],
  ): Promise<EntryRow[]> {
    return this.db.query<EntryRow>(
      `WITH found AS (
         SELECT w.id FROM (SELECT e.id, e.search FROM entry e WHERE ${where.join(' AND ')} ORDER BY e.id DESC LIMIT ${WALKED}) w
         WHERE ${words.map((word) => word.replace('e.search', 'w.search')).join(' AND ')} ORDER BY w.id DESC LIMIT ${limit})
       SELECT ${COLUMNS} FROM found f JOIN entry e ON e.id = f.id JOIN round r ON r.id = e.round_id JOIN unit u ON u.id = e.unit_id
         LEFT JOIN unit h ON h.id = e.holder_unit_id ORDER BY e.id DESC`,
      [...params],
    );
  }

  private where(filter: EntryFilter, params: unknown[], words: 'apart' | 'within' = 'apart'): string[] {
    const where = [accessWhere(this.abilities.of(this.actors.get()), 'read', entryListColumns, params)];
    if (filter.roundId) where.push(`e.round_id = $${params.push(filter.roundId)}`);
    if (filter.state) where.push(`e.state = $${params.push(filter.state)}`);
    if (filter.category) where.push(`e.category_code = $${params.push(filter.category)}`);
    if (filter.field) where.push(`e.field_code = $${params.push(filter.field)}`);
    if (filter.carriedOn !== undefined) where.push(filter.carriedOn ? 'e.renewal_no > 0' : 'e.renewal_no = 0');
    if (filter.holderUnitId) where.push(`e.holder_unit_id = $${params.push(filter.holderUnitId)}`);
    if (filter.overdue)
      where.push(`e.deadline < $${params.push(this.clock.now())} AND e.state IN ('APPRAISING', 'PROPOSED', 'RETURNED')`);
    if (filter.unitId) where.push(`e.unit_path <@ (SELECT path FROM unit WHERE id = $${params.push(filter.unitId)})`);
    if (filter.q && words === 'within') where.push(...searchWhere('e.search', filter.q, params));
    return where;
  }

  private async answers(rows: readonly EntryRow[]): Promise<EntryItemAnswer[]> {
    const stageNames = new Map<string, string | null>();
    for (const row of rows) {
      const key = `${row.round_id} ${row.rules_version} ${row.stage_code}`;
      if (row.stage_code === null || stageNames.has(key)) continue;
      stageNames.set(
        key,
        stageOf(await this.rounds.rules(row.round_id, row.rules_version), row.stage_code)?.name ?? null,
      );
    }
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      subjectName: row.subject_name,
      state: row.state,
      stageName: stageNames.get(`${row.round_id} ${row.rules_version} ${row.stage_code}`) ?? null,
      roundId: row.round_id,
      roundCode: row.round_code,
      unitId: row.unit_id,
      unitName: row.unit_name,
      categoryCode: row.category_code,
      fieldCode: row.field_code,
      subjectType: row.subject_type,
      carriedOn: row.renewal_no > 0,
      renewalNo: row.renewal_no,
      receiptNo: row.receipt_no,
      holderUnitName: row.holder_unit_name,
      holderSince: row.holder_since.toISOString(),
      deadline: row.deadline?.toISOString() ?? null,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
    }));
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A cursor of another list, or one that somebody made up, is refused and never reaches the database. */
export function refuseForeignCursor(values: readonly unknown[], sort: 'newest' | 'deadline' | 'title'): void {
  const id = values.at(-1);
  const first = values[0];
  const fits =
    typeof id === 'string' &&
    UUID.test(id) &&
    typeof first === 'string' &&
    (sort !== 'deadline' ||
      first === 'infinity' ||
      (/^\d{4}-\d\d-\d\d[ T][\d:.]{5,15}[+\-\d:Z]*$/.test(first) && !Number.isNaN(Date.parse(first))));
  if (!fits) throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
}
