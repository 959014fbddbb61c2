import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { Clock, Database, decodeCursor, type Page, toPage } from '@app/platform';
import { entryColumns, refuseForeignCursor, searchWhere } from '@app/entries';
import { endOfDayAfter, RoundQueries, stageOf } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { QUEUE_STATES, QueueItemAnswer, QueueQuery, type QueueSort } from './appraisal.dto';

interface QueueRow {
  id: string;
  title: string;
  subject_name: string;
  state: (typeof QUEUE_STATES)[number];
  stage_code: string;
  round_id: string;
  round_code: string;
  rules_version: number;
  unit_id: string;
  unit_name: string;
  category_code: string;
  receipt_no: string;
  renewal_no: number;
  revision_no: number;
  return_count: number;
  holder_unit_id: string;
  holder_name: string;
  holder_since: Date;
  deadline: Date | null;
  deadline_key: string;
}

/** ORDER BY of each sort, and its keyset: what stands after a row, and the values of a row. */
const SORTS: Record<
  QueueSort,
  { order: string; after: (p: readonly string[]) => string; key: (row: QueueRow) => unknown[]; like: 'deadline' | 'title' | 'newest' }
> = {
  deadline: {
    order: 'e.deadline, e.id',
    after: ([at, id]) => `(e.deadline, e.id) > (${at}::timestamptz, ${id}::uuid)`,
    key: (row) => [row.deadline_key, row.id],
    like: 'deadline',
  },
  unit: {
    order: 'u.label COLLATE "vi-VN-x-icu", e.id',
    after: ([name, id]) =>
      `(u.label COLLATE "vi-VN-x-icu", e.id) > (${name}::text COLLATE "vi-VN-x-icu", ${id}::uuid)`,
    key: (row) => [row.unit_name, row.id],
    like: 'title',
  },
  category: {
    order: 'e.category_code, e.id',
    after: ([code, id]) => `(e.category_code, e.id) > (${code}::text, ${id}::uuid)`,
    key: (row) => [row.category_code, row.id],
    like: 'title',
  },
  newest: {
    order: 'e.id DESC',
    after: ([id]) => `e.id < ${id}::uuid`,
    key: (row) => [row.id],
    like: 'newest',
  },
};

/** What waits for officers (to appraise) and leaders (to decide). */
@Injectable()
export class AppraisalQueue {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /**
   * One page. Each state is read on its own in the order of the index (holder, state, deadline) and gives at most a page:
   * the queue costs the same among a hundred thousand entries as among a thousand.
   */
  async page(query: QueueQuery): Promise<Page<QueueItemAnswer>> {
    const limit = query.limit ?? 50;
    const sort = query.sort ?? 'deadline';
    const params: unknown[] = [];
    const filters = this.filters(query, params);
    if (query.cursor) {
      const values = decodeCursor(query.cursor, sort === 'newest' ? 1 : 2);
      refuseForeignCursor(values, SORTS[sort].like);
      filters.push(SORTS[sort].after(values.map((value) => `$${params.push(value)}`)));
    }
    const branches = this.mine(query, params).map(
      (mine) =>
        `(SELECT e.id FROM entry e JOIN unit u ON u.id = e.unit_id WHERE ${[mine, ...filters].join(' AND ')}
          ORDER BY ${SORTS[sort].order} LIMIT ${limit + 1})`,
    );
    const rows = await this.db.query<QueueRow>(
      `WITH found AS (${branches.join(' UNION ALL ')})
       SELECT e.id, e.title, e.subject_name, e.state, e.stage_code, e.round_id, r.code AS round_code, e.rules_version, e.unit_id, u.label AS unit_name,
         e.category_code, e.receipt_no, e.renewal_no, e.revision_no, e.return_count, e.holder_unit_id, h.name AS holder_name, e.holder_since, e.deadline,
         e.deadline::text AS deadline_key
       FROM found f JOIN entry e ON e.id = f.id JOIN round r ON r.id = e.round_id JOIN unit u ON u.id = e.unit_id JOIN unit h ON h.id = e.holder_unit_id
       ORDER BY ${SORTS[sort].order} LIMIT ${limit + 1}`,
      params,
    );
    const page = toPage(rows, limit, SORTS[sort].key);
    const items: QueueItemAnswer[] = [];
    for (const row of page.items) items.push(await this.answer(row));
    return { items, next: page.next };
  }

  /** A condition for each state that may be wanted: that state, and the right to act on it. */
  private mine(query: QueueQuery, params: unknown[]): string[] {
    const ability = this.abilities.of(this.actors.get());
    return (query.state ? [query.state] : QUEUE_STATES).map(
      (state) =>
        `e.state = '${state}' AND ${accessWhere(ability, state === 'APPRAISING' ? 'propose' : 'forward', entryColumns, params)}`,
    );
  }

  private filters(query: QueueQuery, params: unknown[]): string[] {
    const where: string[] = [];
    const now = this.clock.now();
    if (query.roundId) where.push(`e.round_id = $${params.push(query.roundId)}`);
    if (query.stage) where.push(`e.stage_code = $${params.push(query.stage)}`);
    if (query.category) where.push(`e.category_code = $${params.push(query.category)}`);
    if (query.unitId) where.push(`e.unit_path <@ (SELECT path FROM unit WHERE id = $${params.push(query.unitId)})`);
    if (query.due === 'OVERDUE') where.push(`e.deadline < $${params.push(now)}`);
    if (query.due === 'WEEK')
      where.push(`e.deadline >= $${params.push(now)} AND e.deadline <= $${params.push(endOfDayAfter(now, 7))}`);
    if (query.returned !== undefined) where.push(query.returned ? 'e.return_count > 0' : 'e.return_count = 0');
    if (query.q) where.push(...searchWhere('e.search', query.q, params));
    return where;
  }

  private async answer(row: QueueRow): Promise<QueueItemAnswer> {
    // From memory: rules of an entry are frozen.
    const rules = await this.rounds.rules(row.round_id, row.rules_version);
    return {
      id: row.id,
      title: row.title,
      subjectName: row.subject_name,
      state: row.state,
      stageCode: row.stage_code,
      stageName: stageOf(rules, row.stage_code)?.name ?? row.stage_code,
      roundId: row.round_id,
      roundCode: row.round_code,
      unitId: row.unit_id,
      unitName: row.unit_name,
      categoryCode: row.category_code,
      receiptNo: row.receipt_no,
      renewalNo: row.renewal_no,
      revisionNo: row.revision_no,
      returnCount: row.return_count,
      holderUnitId: row.holder_unit_id,
      holderUnitName: row.holder_name,
      since: row.holder_since.toISOString(),
      deadline: row.deadline?.toISOString() ?? null,
    };
  }
}
