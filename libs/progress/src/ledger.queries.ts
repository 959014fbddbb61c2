import { Abilities, accessWhere, CurrentActor, grantsOf } from '@app/access';
import { EntryRecords, type EntryState, type Qualifier } from '@app/entries';
import { AppError, Database, decodeCursor, encodeCursor } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { EFFECTIVE } from './ledger';
import type {
  EntryLedgerAnswer,
  LedgerAnswer,
  LedgerEntryAnswer,
  LedgerEntryPage,
  LedgerSumAnswer,
} from './ledger.dto';
import { totalQualifier } from './ledger.rules';
import type { LedgerFilter } from './progress.dto';
import { ledgerColumns, ProgressRecords } from './progress-records';

const PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface SumRow {
  kind: string | null;
  name: string;
  measure: string;
  amount: string;
  about: boolean;
  over: boolean;
  entries: number;
}

interface UnitRow {
  id: string;
  path: string;
  name: string;
}

/** Columns of a sum over rows `l` of entries `e`. */
const SUM = `max(l.kind_name) AS name, sum(l.amount)::text AS amount, bool_or(l.qualifier = 'ABOUT') AS about, bool_or(l.qualifier = 'OVER') AS over,
  count(DISTINCT l.entry_id)::int AS entries`;
const FROM = `FROM contribution_ledger l JOIN entry e ON e.id = l.entry_id JOIN round r ON r.id = e.round_id`;

const sumAnswer = (row: SumRow): LedgerSumAnswer => ({
  kind: row.kind ?? '',
  name: row.name,
  measure: row.measure,
  amount: plain(row.amount),
  qualifier: totalQualifier(row),
  entries: row.entries,
});

/** '120.500' → '120.5' */
const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

/** Figures of the movement, by unit and kind; always through the access filter. */
@Injectable()
export class LedgerQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly entries: EntryRecords,
    private readonly records: ProgressRecords,
  ) {}

  /**
   * Sums of one unit and of each unit one step below it, from one statement: the parts add up to the whole.
   * @throws AppError NOT_FOUND (a unit whose figures the reader does not see)
   */
  async sums(filter: LedgerFilter): Promise<LedgerAnswer> {
    const unit = await this.unit(filter.unitId);
    const params: unknown[] = [];
    const where = this.where(filter, unit.path, params);
    const depth = unit.path.split('.').length + 1;
    const rows = await this.db.query<SumRow & { part: string | null; all_kinds: boolean; all_parts: boolean }>(
      `SELECT part, l.kind, l.measure, ${SUM}, grouping(l.kind) = 1 AS all_kinds, grouping(part) = 1 AS all_parts
       ${FROM} CROSS JOIN LATERAL (SELECT subpath(e.unit_path, 0, least(nlevel(e.unit_path), ${depth}))::text AS part) AS of_part
       WHERE ${where.join(' AND ')} GROUP BY GROUPING SETS ((part, l.kind, l.measure), (part), (l.kind, l.measure), ())`,
      params,
    );
    const units = await this.db.query<UnitRow>(
      'SELECT id, path::text, label AS name FROM unit WHERE path = ANY($1::ltree[])',
      [[...new Set(rows.flatMap((row) => row.part ?? []))]],
    );
    const ofPart = (part: string | null) => {
      const group = rows.filter((row) => (part === null ? row.all_parts : row.part === part));
      return {
        entries: group.find((row) => row.all_kinds)?.entries ?? 0,
        sums: group
          .filter((row) => !row.all_kinds)
          .map(sumAnswer)
          .sort(byKind),
      };
    };
    const collator = new Intl.Collator('vi');
    return {
      unit: { id: unit.id, name: unit.name },
      above: await this.above(unit.path),
      ...ofPart(null),
      parts: units
        .map((part) => ({ unitId: part.id, unitName: part.name, own: part.path === unit.path, ...ofPart(part.path) }))
        .sort((a, b) => Number(b.own) - Number(a.own) || collator.compare(a.unitName, b.unitName)),
    };
  }

  /** Entries with figures, newest first: where a sum leads to. */
  async list(filter: LedgerFilter & { own?: boolean; cursor?: string; limit?: number }): Promise<LedgerEntryPage> {
    const limit = filter.limit ?? PAGE;
    const unit = await this.unit(filter.unitId);
    const params: unknown[] = [];
    const where = this.where(filter, unit.path, params);
    if (filter.own) where.push(`e.unit_path = $${params.push(unit.path)}::ltree`);
    if (filter.cursor) {
      const [id] = decodeCursor(filter.cursor, 1);
      if (typeof id !== 'string' || !UUID.test(id))
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
      where.push(`e.id < $${params.push(id)}::uuid`);
    }
    const rows = await this.db.query<{
      id: string;
      title: string;
      unit_name: string;
      round_name: string;
      year: number;
      state: EntryState;
      renewal_no: number;
      sums: SumRow[];
    }>(
      `WITH page AS (SELECT DISTINCT e.id ${FROM} WHERE ${where.join(' AND ')} ORDER BY e.id DESC LIMIT ${limit + 1})
       SELECT e.id, v.title, u.label AS unit_name, r.name AS round_name, r.year, e.state, e.renewal_no, s.sums
       FROM page JOIN entry e ON e.id = page.id JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id
       CROSS JOIN LATERAL (SELECT jsonb_agg(to_jsonb(k)) AS sums FROM (
         SELECT l.kind, l.measure, ${SUM} FROM contribution_ledger l WHERE l.entry_id = e.id AND ${EFFECTIVE} GROUP BY l.kind, l.measure) k) s
       ORDER BY e.id DESC`,
      params,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({
        entryId: row.id,
        title: row.title,
        unitName: row.unit_name,
        roundName: row.round_name,
        year: row.year,
        state: row.state,
        renewalNo: row.renewal_no,
        sums: (row.sums ?? []).map(sumAnswer).sort(byKind),
      })),
      next: rows.length > limit && last ? encodeCursor([last.id]) : null,
    };
  }

  /** All entries of a filter, a few hundred at a time. */
  async *all(filter: Pick<LedgerFilter, keyof LedgerFilter>): AsyncGenerator<LedgerEntryAnswer> {
    let cursor: string | null = null;
    do {
      const page: LedgerEntryPage = await this.list({ ...filter, limit: 500, ...(cursor ? { cursor } : {}) });
      yield* page.items;
      cursor = page.next;
    } while (cursor);
  }

  /** Every row of one entry, with its sums and those of its model. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async ofEntry(entryId: string): Promise<EntryLedgerAnswer> {
    const entry = await this.entries.visible(entryId);
    if (!this.records.can('readLedger', { ...entry, state: 'SUBMITTED' }))
      throw new AppError('ACTION_NOT_ALLOWED', { action: 'read' });
    const lines = await this.db.query<{
      id: string;
      kind: string;
      name: string;
      measure: string;
      amount: string;
      qualifier: Qualifier;
      note: string;
      period_from: string | null;
      period_to: string | null;
      revision_no: number | null;
      report_id: string | null;
      sign: number;
      taken_back: boolean;
      created_at: Date;
    }>(
      `SELECT l.id, l.kind, l.kind_name AS name, l.measure, l.amount::text, l.qualifier, l.note, l.period_from::text, l.period_to::text, l.revision_no, l.report_id, l.sign,
         EXISTS (SELECT 1 FROM contribution_ledger x WHERE x.reverses_id = l.id) AS taken_back, l.created_at
       FROM contribution_ledger l WHERE l.entry_id = $1 AND l.sign >= 0 ORDER BY l.source DESC, l.id`,
      [entryId],
    );
    const origin = entry.originEntryId ?? entryId;
    const model = await this.sumsWhere('(e.id = $1 OR e.origin_entry_id = $1)', [origin]);
    return {
      sums: await this.sumsWhere('e.id = $1', [entryId]),
      modelSums: model,
      lines: lines.map((line) => ({
        id: line.id,
        kind: line.kind,
        name: line.name,
        measure: line.measure,
        amount: plain(line.amount),
        qualifier: line.qualifier,
        note: line.note,
        periodFrom: line.period_from,
        periodTo: line.period_to,
        revisionNo: line.revision_no,
        reportId: line.report_id,
        status:
          line.sign === 0
            ? line.revision_no === entry.revisionNo
              ? 'CARRIED'
              : 'TAKEN_BACK'
            : line.taken_back
              ? 'TAKEN_BACK'
              : 'COUNTED',
        at: line.created_at.toISOString(),
      })),
    };
  }

  private async sumsWhere(where: string, params: unknown[]): Promise<LedgerSumAnswer[]> {
    const rows = await this.db.query<SumRow>(
      `SELECT l.kind, l.measure, ${SUM} ${FROM} WHERE ${where} AND ${COUNTED} AND ${EFFECTIVE} GROUP BY l.kind, l.measure`,
      params,
    );
    return rows.map(sumAnswer).sort(byKind);
  }

  private where(filter: LedgerFilter, path: string, params: unknown[]): string[] {
    const where = [
      accessWhere(this.abilities.of(this.actors.get()), 'readLedger', ledgerColumns, params),
      `e.unit_path <@ $${params.push(path)}::ltree`,
      filter.recognised ? `e.state = 'RECOGNISED'` : COUNTED,
      EFFECTIVE,
    ];
    if (filter.roundId) where.push(`e.round_id = $${params.push(filter.roundId)}`);
    if (filter.year !== undefined) where.push(`r.year = $${params.push(filter.year)}`);
    if (filter.kind) where.push(`l.kind = $${params.push(filter.kind)}`);
    return where;
  }

  /** The unit that is asked for, if some of its figures may be seen; without one, the highest that a grant covers. */
  private async unit(id: string | undefined): Promise<UnitRow> {
    const grants = grantsOf(this.actors.get(), 'BOARD_STAFF', 'AUDITOR', 'LEADER', 'OFFICER', 'UNIT_HEAD', 'REPORTER');
    const paths = [...new Set(grants.map((grant) => grant.unitPath))].sort(
      (a, b) => a.split('.').length - b.split('.').length,
    );
    const unit = await this.db.one<UnitRow>(
      id
        ? 'SELECT id, path::text, label AS name FROM unit WHERE id = $1 AND path <@ ANY($2::ltree[])'
        : 'SELECT id, path::text, label AS name FROM unit WHERE path = $1::ltree',
      id ? [id, paths] : [paths[0] ?? ''],
    );
    if (!unit) throw new AppError('NOT_FOUND');
    return unit;
  }

  private async above(path: string): Promise<{ id: string; name: string } | null> {
    const above = path.split('.').slice(0, -1).join('.');
    const covered = this.actors
      .get()
      .grants.some((grant) => above === grant.unitPath || above.startsWith(`${grant.unitPath}.`));
    if (above === '' || !covered) return null;
    return (
      (await this.db.one<{ id: string; name: string }>('SELECT id, label AS name FROM unit WHERE path = $1::ltree', [
        above,
      ])) ?? null
    );
  }
}

/** Entries whose figures count: put forward and not turned down. */
const COUNTED = `e.state NOT IN ('WITHDRAWN', 'REFUSED', 'NOT_APPROVED')`;

function byKind(a: LedgerSumAnswer, b: LedgerSumAnswer): number {
  return a.name.localeCompare(b.name, 'vi') || (a.measure < b.measure ? -1 : 1);
}
