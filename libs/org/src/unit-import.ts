import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database, type ErrorCode, errorText, requestContext } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { UnitImportAnswer } from './org.dto';
import { completeList, type ImportUnit, type KnownParent, type ListedUnit, type ListProblem } from './unit-list.rules';
import { readExcelList, readJsonList } from './unit-list.read';

export interface ImportOptions {
  /** Day from which the list holds; units that are new in it begin then. yyyy-mm-dd. */
  readonly validFrom: string;
  /** The list is complete for the country: provinces, districts and communes that it lacks end on that day. */
  readonly closeMissing?: boolean;
  /** Another name for the same code and place is a correction, whenever the unit began; default: a new unit. */
  readonly correctNames?: boolean;
  readonly dryRun?: boolean;
}

interface Counts {
  created: number;
  changed: number;
  unchanged: number;
  closed: number;
  orphans: number;
}

/** Carries the result of a trial out of the transaction that is rolled back. */
class TrialEnd extends Error {
  constructor(readonly counts: Counts) {
    super('trial');
  }
}

/**
 * Whole lists of units, set by set: 10,794 units in seconds, and a second run changes nothing. A unit of the list is the
 * same as one of the tree when code, level, parent and kind agree and the name does; with another name it is a
 * correction if both begin on the same day, else a new unit that takes the code over.
 */
@Injectable()
export class UnitImport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
    private readonly audit: AuditLog,
  ) {}

  /**
   * For a file that an administrator sends: only units in their tree; other names are corrections.
   *
   * @throws AppError IMPORT_FILE_UNREADABLE, IMPORT_TOO_LARGE, UNIT_NOT_IN_REACH
   */
  async importFile(file: { name: string; bytes: Buffer }, dryRun: boolean): Promise<UnitImportAnswer> {
    const listed = /\.json$/i.test(file.name) ? readJsonList(file.bytes) : await readExcelList(file.bytes);
    return this.run(listed, { validFrom: this.clock.today(), correctNames: true, dryRun }, true);
  }

  /** For the command line and tests: asks for no rights. */
  async importList(listed: readonly ListedUnit[], options: ImportOptions): Promise<UnitImportAnswer> {
    return this.run(listed, options, false);
  }

  private async run(
    listed: readonly ListedUnit[],
    options: ImportOptions,
    limited: boolean,
  ): Promise<UnitImportAnswer> {
    const { units, problems } = completeList(listed, await this.known(listed, options.validFrom));
    const answer = {
      read: listed.length,
      dryRun: options.dryRun ?? false,
      problems: problems.slice(0, 500).map(inWords),
    };
    const nothing = { created: 0, changed: 0, unchanged: 0, closed: 0, orphans: 0 };
    if (problems.length > 0) return { ...answer, ...nothing };
    try {
      return { ...answer, ...(await this.db.transaction(() => this.write(units, options, limited))) };
    } catch (error) {
      if (error instanceof TrialEnd) return { ...answer, ...error.counts };
      throw error;
    }
  }

  private async write(units: readonly ImportUnit[], options: ImportOptions, limited: boolean): Promise<Counts> {
    await this.db.query('SELECT pg_advisory_xact_lock(7305002)');
    const counts: Counts = { created: 0, changed: 0, unchanged: 0, closed: 0, orphans: 0 };
    const touched: string[] = [];
    // parents before children; bodies (agencies …) after the places that they stand below
    for (const group of inOrder(units)) {
      const [row] = await this.db.query<{ created: string[]; changed: string[]; closed: string[]; unchanged: number }>(
        WRITE_GROUP,
        [JSON.stringify(group), options.validFrom, options.correctNames ?? false],
      );
      if (!row) continue;
      counts.created += row.created.length;
      counts.changed += row.changed.length;
      counts.closed += row.closed.length;
      counts.unchanged += row.unchanged;
      touched.push(...row.created, ...row.changed, ...row.closed);
    }
    if (options.closeMissing) counts.closed += await this.closeMissing(units, options.validFrom);
    const orphans = await this.db.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM unit u JOIN unit p ON p.id = u.parent_id WHERE p.valid_to <= $1 AND (u.valid_to IS NULL OR u.valid_to > p.valid_to)`,
      [options.validFrom],
    );
    counts.orphans = orphans?.count ?? 0;
    if (limited) this.requireReach(touched);
    if (options.dryRun) throw new TrialEnd(counts);
    if (touched.length > 0 || counts.closed > 0)
      await this.audit.write({
        action: 'unit.import',
        subjectType: 'Unit',
        subjectId: `list ${options.validFrom}`,
        after: counts,
      });
    return counts;
  }

  private async closeMissing(units: readonly ImportUnit[], validFrom: string): Promise<number> {
    const rows = await this.db.query(
      `UPDATE unit SET valid_to = $2, version = version + 1
       WHERE kind IN ('PROVINCE', 'DISTRICT', 'COMMUNE') AND code IS NOT NULL AND valid_from < $2 AND valid_to IS NULL
         AND (code, level) NOT IN (SELECT r.code, r.level FROM jsonb_to_recordset($1) AS r(code text, level text))
       RETURNING id`,
      [JSON.stringify(units.map(({ code, level }) => ({ code, level }))), validFrom],
    );
    return rows.length;
  }

  /** Units that stand above rows of the list but are not in it. */
  private async known(listed: readonly ListedUnit[], day: string): Promise<Map<string, KnownParent>> {
    const codes = new Set(listed.map((unit) => unit.code));
    const missing = [...new Set(listed.map((unit) => unit.parentCode))].filter(
      (code) => code !== null && !codes.has(code),
    );
    const rows = await this.db.query<KnownParent & { code: string }>(
      `SELECT DISTINCT ON (code) code, kind, level FROM unit
       WHERE code = ANY($1) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY code, nlevel(path)`,
      [missing, day],
    );
    return new Map(rows.map(({ code, kind, level }) => [code, { kind, level }]));
  }

  private requireReach(paths: readonly string[]): void {
    const ability = this.abilities.of(this.current.get());
    if (paths.some((unitPath) => !ability.can('import', 'Unit', { id: null, unitPath })))
      throw new AppError('UNIT_NOT_IN_REACH');
  }
}

/** $1 the units of one step, $2 the day, $3 whether other names are corrections. Compares with the tree as it is on that day, then writes the difference. */
const WRITE_GROUP = `
  WITH listed AS (
    SELECT r.code, r.name, r.kind, r.level, p.id AS parent_id, p.path AS parent_path, r."parentCode" AS parent_code
    FROM jsonb_to_recordset($1) AS r(code text, name text, kind text, level text, "parentCode" text, "parentLevel" text)
    LEFT JOIN unit p ON p.code = r."parentCode" AND p.level = r."parentLevel" AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $2)
  ), compared AS (
    SELECT l.*, u.id AS unit_id, u.valid_from,
      u.id IS NOT NULL AND u.parent_id IS NOT DISTINCT FROM l.parent_id AND u.kind = l.kind AS same_place, u.name = l.name AS same_name
    FROM listed l LEFT JOIN unit u ON u.code = l.code AND u.level = l.level AND u.valid_from <= $2 AND (u.valid_to IS NULL OR u.valid_to > $2)
  ), renamed AS (
    UPDATE unit u SET name = c.name, version = version + 1 FROM compared c
    WHERE u.id = c.unit_id AND c.same_place AND NOT c.same_name AND (c.valid_from = $2 OR $3) RETURNING u.path::text AS path
  ), replaced AS (
    UPDATE unit u SET valid_to = $2, version = version + 1 FROM compared c
    WHERE u.id = c.unit_id AND NOT (c.same_place AND (c.same_name OR c.valid_from = $2 OR $3)) RETURNING u.path::text AS path
  ), numbered AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('unit', 'no')) AS no, c.* FROM compared c
    -- reading "replaced" makes the old holder of a code end before the new one begins
    WHERE (c.unit_id IS NULL OR NOT (c.same_place AND (c.same_name OR c.valid_from = $2 OR $3))) AND (SELECT count(*) FROM replaced) >= 0
      AND (c.parent_code IS NULL OR c.parent_id IS NOT NULL)
  ), created AS (
    INSERT INTO unit (no, code, name, kind, level, parent_id, path, valid_from) OVERRIDING SYSTEM VALUE
    SELECT no, code, name, kind, level, parent_id,
      CASE WHEN parent_path IS NULL THEN no::text::ltree ELSE parent_path || no::text END, $2 FROM numbered
    RETURNING path::text AS path
  )
  SELECT ARRAY(SELECT path FROM created) AS created, ARRAY(SELECT path FROM renamed) AS changed,
    ARRAY(SELECT path FROM replaced) AS closed, (SELECT count(*)::int FROM compared WHERE same_place AND same_name) AS unchanged`;

function inOrder(units: readonly ImportUnit[]): ImportUnit[][] {
  const groups = new Map<number, ImportUnit[]>();
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const depthOf = (unit: ImportUnit): number => {
    const parent = unit.parentCode ? byCode.get(unit.parentCode) : undefined;
    return parent ? depthOf(parent) + 1 : 0;
  };
  for (const unit of units) {
    const depth = depthOf(unit);
    const group = groups.get(depth);
    if (group) group.push(unit);
    else groups.set(depth, [unit]);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

function inWords(problem: ListProblem): { row: number; code: string; message: string } {
  const message = errorText(problem.code satisfies ErrorCode, requestContext().locale, problem.params);
  return { row: problem.row, code: problem.code, message };
}
