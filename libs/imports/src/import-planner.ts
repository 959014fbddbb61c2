import { createHash } from 'node:crypto';
import type { Sheet } from '@app/files';
import { AppError, Clock, Database } from '@app/platform';
import type { RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { Breath } from './breath';
import { identityOf, type JudgedRow, type KnownEntry, RowJudge } from './duplicates.rules';
import { analyse, headerKey, type Layout, type Mapping } from './import-analysis.rules';
import { type ImportRules, type PlannedRow, planRow, type RowOutcome, type UnitFinder } from './import-rows.rules';
import type { ColumnRole } from './layout-words.rules';
import { type KnownUnit, UnitMatcher } from './unit-match.rules';

/** Where the rows of an import may land. */
export interface ImportScope {
  readonly unitId: string;
  readonly path: string;
}

/** A name that somebody has to answer. */
export interface UnitQuestion {
  readonly key: string;
  readonly name: string;
  readonly rows: number[];
  readonly candidates: { id: string; label: string }[];
}

export interface ImportPlan {
  readonly layout: Layout;
  readonly rows: readonly (JudgedRow & { fingerprint: string | null })[];
  readonly questions: UnitQuestion[];
  readonly counts: Record<RowOutcome, number> & { rows: number; skipped: number };
  /** Names of units by id, for those that rows were found for. */
  readonly labels: ReadonlyMap<string, string>;
}

interface UnitRow extends KnownUnit {
  label: string;
  reach: boolean;
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  KINH_TE: 'Kinh tế',
  VAN_HOA_XA_HOI: 'Văn hoá - xã hội',
  QUOC_PHONG_AN_NINH: 'Quốc phòng - an ninh',
  HE_THONG_CHINH_TRI: 'Xây dựng hệ thống chính trị',
};

export function rulesForImport({ rules }: RoundRecord): ImportRules {
  const fields = [...new Set(rules.categories.map(({ field }) => field))];
  return {
    fields: fields.map((code) => ({ code, name: FIELD_NAMES[code] ?? code })),
    contributions: rules.contributionKinds,
    content: rules.form.filter(({ type }) => type !== 'TABLE' && type !== 'UNIT'),
    categories: rules.categories,
    form: rules.form,
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Works out what an import would do. Reads only. */
@Injectable()
export class ImportPlanner {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * What would become of each row of a file.
   * @throws AppError IMPORT_NO_HEADER, IMPORT_NO_ROWS
   */
  async plan(round: RoundRecord, scope: ImportScope, sheets: readonly Sheet[], mapping?: Mapping): Promise<ImportPlan> {
    const rules = rulesForImport(round);
    const remembered = mapping ? new Map() : await this.remembered(scope.unitId);
    const breath = new Breath();
    const layout = await breath.through(analyse(sheets, rules, mapping, (key) => remembered.get(sha256(key))));
    if (!layout) throw new AppError('IMPORT_NO_HEADER');
    if (layout.rows.length === 0) throw new AppError('IMPORT_NO_ROWS');
    const { finder, labels } = await this.units(round, scope);
    const planned: PlannedRow[] = [];
    for (const row of layout.rows) {
      await breath.take();
      planned.push(planRow(row, layout.header.columns, rules, finder));
    }
    const rows = await this.judged(round.id, planned, breath);
    const counts = {
      ACCEPTED: 0,
      WARNED: 0,
      REJECTED: 0,
      ALREADY: 0,
      rows: rows.length,
      skipped: layout.skipped.length,
    };
    for (const { outcome } of rows) counts[outcome]++;
    return { layout, rows, questions: questionsOf(rows, labels), counts, labels };
  }

  private async judged(roundId: string, planned: readonly PlannedRow[], breath: Breath): Promise<ImportPlan['rows']> {
    const judge = new RowJudge(await this.imported(roundId, planned, breath));
    for (const entry of await this.entries(roundId, planned)) {
      await breath.take();
      judge.know(entry);
    }
    const rows: ImportPlan['rows'][number][] = [];
    for (const row of planned) {
      await breath.take();
      const judged = judge.judge(row);
      rows.push({ ...judged, fingerprint: judged.identity === null ? null : sha256(judged.identity) });
    }
    return rows;
  }

  /** Keeps what a person confirmed, for the next list of this layout. */
  async remember(scope: ImportScope, layout: Layout, accountId: string): Promise<void> {
    const columns = Object.fromEntries(layout.header.columns.map(({ column, role }) => [column, role]));
    await this.db.query(
      `INSERT INTO import_mapping (unit_id, header_key, columns, updated_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (unit_id, header_key) DO UPDATE SET columns = excluded.columns, updated_by = excluded.updated_by, updated_at = now()`,
      [scope.unitId, sha256(headerKey(layout.header)), JSON.stringify(columns), accountId],
    );
  }

  private async remembered(unitId: string): Promise<Map<string, Record<string, ColumnRole>>> {
    const rows = await this.db.query<{ header_key: string; columns: Record<string, ColumnRole> }>(
      'SELECT header_key, columns FROM import_mapping WHERE unit_id = $1 ORDER BY updated_at DESC LIMIT 200',
      [unitId],
    );
    return new Map(rows.map(({ header_key, columns }) => [header_key, columns]));
  }

  private async units(
    round: RoundRecord,
    scope: ImportScope,
  ): Promise<{ finder: UnitFinder; labels: Map<string, string> }> {
    const today = this.clock.today();
    const present = await this.db.query<UnitRow>(
      `SELECT id, name, kind, path::text, label, path <@ $2::ltree AS reach FROM unit
       WHERE (path <@ $1::ltree OR path @> $1::ltree) AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)`,
      [round.unitPath, scope.path, today],
    );
    const past = await this.db.query<KnownUnit>(PAST, [round.unitPath, today]);
    const answers = await this.db.query<{ name_key: string; means_unit_id: string }>(
      'SELECT name_key, means_unit_id FROM import_unit_answer WHERE unit_id = $1',
      [scope.unitId],
    );
    const reach = new Set(present.filter((unit) => unit.reach).map(({ id }) => id));
    const matcher = new UnitMatcher(
      present,
      past,
      reach,
      new Map(answers.map(({ name_key, means_unit_id }) => [name_key, means_unit_id])),
    );
    const labels = new Map(present.map(({ id, label }) => [id, label]));
    const kinds = new Map(present.map(({ id, kind }) => [id, kind]));
    const finder: UnitFinder = {
      match: (cells) => matcher.match(cells),
      labelOf: (id) => labels.get(id) ?? '',
      kindOf: (id) => kinds.get(id) ?? 'COMMUNE',
    };
    return { finder, labels };
  }

  private async entries(roundId: string, rows: readonly PlannedRow[]): Promise<KnownEntry[]> {
    const units = [...new Set(rows.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])))];
    return this.db.query<KnownEntry>(
      `SELECT id, unit_id AS "unitId", title, subject_name AS "subjectName" FROM entry
       WHERE round_id = $1 AND unit_id = ANY($2::uuid[]) AND state <> 'WITHDRAWN' ORDER BY id`,
      [roundId, units],
    );
  }

  private async imported(roundId: string, rows: readonly PlannedRow[], breath: Breath): Promise<Set<string>> {
    const identities = new Map<string, string>();
    for (const { unitId, title, subjectName } of rows) {
      if (unitId === null) continue;
      await breath.take();
      const identity = identityOf(unitId, title, subjectName);
      identities.set(sha256(identity), identity);
    }
    const found = await this.db.query<{ fingerprint: string }>(
      `SELECT fingerprint FROM import_row WHERE round_id = $1 AND fingerprint = ANY($2::text[]) AND outcome IN ('ACCEPTED', 'WARNED')`,
      [roundId, [...identities.keys()]],
    );
    return new Set(found.flatMap(({ fingerprint }) => identities.get(fingerprint) ?? []));
  }
}

/** Units of the past in the provinces that became part of the round's tree, with those of today that carry them on. */
const PAST = `
  WITH RECURSIVE chain AS (
    SELECT s.predecessor_id, s.successor_id FROM unit_succession s JOIN unit u ON u.id = s.successor_id
    WHERE u.path <@ $1::ltree AND u.valid_from <= $2 AND (u.valid_to IS NULL OR u.valid_to > $2)
    UNION
    SELECT s.predecessor_id, c.successor_id FROM unit_succession s JOIN chain c ON c.predecessor_id = s.successor_id
  ), roots AS (
    SELECT DISTINCT subpath(u.path, 0, 1) AS path FROM chain c JOIN unit u ON u.id = c.predecessor_id
  )
  SELECT u.id, u.name, u.kind, u.path::text, coalesce(array_agg(c.successor_id) FILTER (WHERE c.successor_id IS NOT NULL), '{}') AS successors
  FROM unit u JOIN roots r ON u.path <@ r.path LEFT JOIN chain c ON c.predecessor_id = u.id
  WHERE u.kind IN ('PROVINCE', 'DISTRICT', 'COMMUNE')
    AND NOT (u.path <@ $1::ltree AND u.valid_from <= $2 AND (u.valid_to IS NULL OR u.valid_to > $2))
  GROUP BY u.id`;

function questionsOf(rows: readonly PlannedRow[], labels: ReadonlyMap<string, string>): UnitQuestion[] {
  const questions = new Map<string, UnitQuestion>();
  for (const { no, question } of rows) {
    if (!question) continue;
    const known = questions.get(question.key);
    if (known) known.rows.push(no);
    else
      questions.set(question.key, {
        key: question.key,
        name: question.name,
        rows: [no],
        candidates: question.candidates.map((id) => ({ id, label: labels.get(id) ?? '' })),
      });
  }
  return [...questions.values()];
}
