import { AuditLog } from '@app/audit';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';

export interface SuccessionOptions {
  /** Day on which the successors took over, yyyy-mm-dd. */
  readonly effectiveOn: string;
  readonly legalBasis?: string;
}

export interface SuccessionImportResult {
  /** Pairs of predecessor and successor in the file. */
  readonly read: number;
  readonly created: number;
  readonly unchanged: number;
  /** The unit goes on as itself: nothing to record. */
  readonly same: number;
  /** One of the two units is not in the tree on that day. */
  readonly unmatched: number;
}

/** Links units before and after a day: `[{successor, predecessors: [{code, part}]}]`. */
@Injectable()
export class SuccessionImport {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AppError IMPORT_FILE_UNREADABLE when the list has another form */
  async importList(list: unknown, options: SuccessionOptions): Promise<SuccessionImportResult> {
    const pairs = readPairs(list);
    return this.db.transaction(async () => {
      const row = await this.db.one<Omit<SuccessionImportResult, 'read'>>(WRITE, [
        JSON.stringify(pairs),
        options.effectiveOn,
        options.legalBasis ?? null,
      ]);
      const result = { read: pairs.length, created: 0, unchanged: 0, same: 0, unmatched: 0, ...row };
      if (result.created > 0)
        await this.audit.write({
          action: 'unit.import-successions',
          subjectType: 'Unit',
          subjectId: `list ${options.effectiveOn}`,
          after: result,
        });
      return result;
    });
  }
}

/** A code means the predecessor on the day before and the successor on the day itself. Codes of different levels differ. */
const WRITE = `
  WITH pairs AS (
    SELECT s.id AS successor_id, p.id AS predecessor_id, r.part
    FROM jsonb_to_recordset($1) AS r(successor text, predecessor text, part text)
    LEFT JOIN unit s ON s.code = r.successor AND s.valid_from <= $2 AND (s.valid_to IS NULL OR s.valid_to > $2)
    LEFT JOIN unit p ON p.code = r.predecessor AND p.valid_from < $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
      AND (s.id IS NULL OR p.level = s.level)
  ), created AS (
    INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on, legal_basis)
    SELECT DISTINCT ON (predecessor_id, successor_id) predecessor_id, successor_id, part, $2::date, $3
    FROM pairs WHERE predecessor_id <> successor_id ORDER BY predecessor_id, successor_id, part DESC
    ON CONFLICT DO NOTHING RETURNING 1
  ), counted AS (
    SELECT count(*) FILTER (WHERE predecessor_id IS NULL OR successor_id IS NULL)::int AS unmatched,
      count(*) FILTER (WHERE predecessor_id = successor_id)::int AS same,
      count(DISTINCT (predecessor_id, successor_id)) FILTER (WHERE predecessor_id <> successor_id)::int AS linked FROM pairs
  )
  SELECT (SELECT count(*)::int FROM created) AS created, linked - (SELECT count(*)::int FROM created) AS unchanged, same, unmatched FROM counted`;

function readPairs(list: unknown): { successor: string; predecessor: string; part: 'WHOLE' | 'PART' }[] {
  if (!Array.isArray(list)) throw new AppError('IMPORT_FILE_UNREADABLE');
  return list.flatMap((item: unknown) => {
    const { successor, predecessors } = (item ?? {}) as { successor?: unknown; predecessors?: unknown };
    if (typeof successor !== 'string' || !Array.isArray(predecessors)) throw new AppError('IMPORT_FILE_UNREADABLE');
    return predecessors.map((one: unknown) => {
      const { code, part } = (one ?? {}) as { code?: unknown; part?: unknown };
      if (typeof code !== 'string' || (part !== 'whole' && part !== 'part'))
        throw new AppError('IMPORT_FILE_UNREADABLE');
      return { successor, predecessor: code, part: part === 'whole' ? ('WHOLE' as const) : ('PART' as const) };
    });
  });
}
