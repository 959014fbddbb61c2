import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { entryColumns } from '@app/entries';
import {
  AppError,
  Database,
  decodeCursor,
  ERROR_TEXTS,
  type ErrorCode,
  errorText,
  type Page,
  requestContext,
  toPage,
} from '@app/platform';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { IMPORT_WORKFLOW, type ImportState } from './import.workflow';
import { countsAnswer, issueAnswer } from './import-answers';
import { importAccess, importColumns, type ImportCounts } from './import-records';
import type { RowIssue } from './import-rows.rules';
import { NearEntries } from './near-entries';
import type { ImportAnswer, ImportQuery, ImportRowAnswer, ImportRowQuery } from './imports.dto';

const PAGE = 30;
const ROWS = 100;

interface ListRow {
  id: string;
  roundId: string;
  roundName: string;
  scopeUnitId: string;
  scopeUnitName: string;
  scopePath: string;
  hostPath: string;
  fileName: string;
  state: ImportState;
  counts: ImportCounts;
  now: Record<string, number> | null;
  problem: string | null;
  createdByName: string;
  createdAt: Date;
  finishedAt: Date | null;
  version: number;
}

/** Rows are counted while they come; what is over keeps its figures. */
const SELECT = `SELECT i.id, i.round_id AS "roundId", r.name AS "roundName", i.scope_unit_id AS "scopeUnitId", u.name AS "scopeUnitName",
  i.scope_path::text AS "scopePath", i.host_path::text AS "hostPath", i.file_name AS "fileName", i.state, i.counts,
  CASE WHEN i.state IN ('RUNNING', 'FAILED') THEN (SELECT jsonb_object_agg(c.outcome, c.n) FROM (SELECT outcome, count(*)::int AS n FROM import_row w
    WHERE w.import_id = i.id GROUP BY outcome) c) END AS now,
  i.problem, a.full_name AS "createdByName", i.created_at AS "createdAt", i.finished_at AS "finishedAt", i.version
  FROM import i JOIN round r ON r.id = i.round_id JOIN unit u ON u.id = i.scope_unit_id JOIN account a ON a.id = i.created_by`;

/** Imports and their rows, as the signed-in person may see them. */
@Injectable()
export class ImportQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly nearEntries: NearEntries,
  ) {}

  /** Newest first. */
  async list(query: ImportQuery): Promise<Page<ImportAnswer>> {
    const params: unknown[] = [];
    const where = [this.seen(params)];
    if (query.roundId) where.push(`i.round_id = $${params.push(query.roundId)}`);
    if (query.cursor) where.push(`i.id < $${params.push(uuidOf(decodeCursor(query.cursor, 1)[0]))}::uuid`);
    const rows = await this.db.query<ListRow>(
      `${SELECT} WHERE ${where.join(' AND ')} ORDER BY i.id DESC LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.id]);
    return { items: page.items.map((row) => this.answer(row)), next: page.next };
  }

  /** @throws AppError NOT_FOUND */
  async get(id: string): Promise<ImportAnswer> {
    const params: unknown[] = [id];
    const row = await this.db.one<ListRow>(`${SELECT} WHERE i.id = $1 AND ${this.seen(params)}`, params);
    if (!row) throw new AppError('NOT_FOUND');
    return this.answer(row);
  }

  /** What became of the rows, in their order; the entry where the reader may open it. @throws AppError NOT_FOUND */
  async rows(id: string, query: ImportRowQuery): Promise<Page<ImportRowAnswer>> {
    await this.get(id);
    const params: unknown[] = [id];
    const readable = accessWhere(this.abilities.of(this.actors.get()), 'read', entryColumns, params);
    const where = ['w.import_id = $1'];
    if (query.outcome) where.push(`w.outcome = $${params.push(query.outcome)}`);
    if (query.cursor) {
      const [no] = decodeCursor(query.cursor, 1);
      if (!Number.isInteger(no) || Math.abs(Number(no)) > 2_000_000_000)
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
      where.push(`w.row_no > $${params.push(no)}::int`);
    }
    const rows = await this.db.query<Omit<ImportRowAnswer, 'issues'> & { issues: RowIssue[] }>(
      `SELECT w.row_no AS row, w.outcome, w.title, coalesce(u.label, w.unit_text) AS unit, w.issues,
         CASE WHEN ${readable} THEN e.id END AS "entryId", e.state AS "entryState"
       FROM import_row w LEFT JOIN unit u ON u.id = w.unit_id LEFT JOIN entry e ON e.id = w.entry_id
       WHERE ${where.join(' AND ')} ORDER BY w.row_no LIMIT ${ROWS + 1}`,
      params,
    );
    const page = toPage(rows, ROWS, (row) => [row.row]);
    const titles = await this.nearEntries.titles(page.items.flatMap(({ issues }) => issues));
    const items = page.items.map((row) => ({
      ...row,
      issues: row.issues.map((issue) => issueAnswer(row.row, issue, titles)),
    }));
    return { items, next: page.next };
  }

  private seen(params: unknown[]): string {
    return accessWhere(this.abilities.of(this.actors.get()), 'read', importColumns, params);
  }

  private answer(row: ListRow): ImportAnswer {
    const { now, problem, scopePath, hostPath, counts, createdAt, finishedAt, ...rest } = row;
    const done = Object.values(now ?? {}).reduce((sum, count) => sum + count, 0);
    const code = problem !== null && problem in ERROR_TEXTS ? (problem as ErrorCode) : 'IMPORT_NOT_REGISTERED';
    const running = now === null ? counts : { rows: counts.rows ?? 0, skipped: counts.skipped ?? 0, ...now };
    return {
      ...rest,
      counts: countsAnswer(running),
      done: row.state === 'DONE' ? (counts.rows ?? 0) : done,
      problem: problem === null ? null : errorText(code, requestContext().locale),
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      can: this.workflows.can(
        IMPORT_WORKFLOW,
        row,
        importAccess({ id: row.id, roundId: row.roundId, scopePath, hostPath }),
      ),
    };
  }
}

function uuidOf(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
}
