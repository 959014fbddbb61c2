import { CurrentActor } from '@app/access';
import type { SheetRow } from '@app/files';
import { EntryIntake } from '@app/entries';
import { SessionStore } from '@app/identity';
import { JobHandlers, Jobs } from '@app/jobs';
import { AppError, Clock, Database } from '@app/platform';
import { RoundQueries, type RoundRecord } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { Import } from './import.entity';
import { type ImportPlan, ImportPlanner } from './import-planner';
import { importAccess, type ImportRecord, ImportRecords } from './import-records';
import { columnLetters } from './cell-text.rules';
import { type RowOutcome } from './import-rows.rules';
import { ImportSource } from './import-source';
import { IMPORT_WORKFLOW } from './import.workflow';

/** Rows that are registered in one transaction. */
const CHUNK = 250;
/** A run that has not moved for this long lost its process. */
const LOST_AFTER_MS = 60_000;

type Row = ImportPlan['rows'][number];
type Written = Row & { entryId: string | null };

/**
 * Registers the rows of an import, some hundred at a time; each transaction keeps the rows and what became of them, so
 * that a run whose process is killed goes on where it stopped.
 */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly sessions: SessionStore,
    private readonly rounds: RoundQueries,
    private readonly intake: EntryIntake,
    private readonly records: ImportRecords,
    private readonly source: ImportSource,
    private readonly planner: ImportPlanner,
    handlers: JobHandlers,
  ) {
    handlers.register('imports.run', ({ importId }) => this.run(importId));
    handlers.register('imports.resume', () => this.resume());
  }

  /** Does what is left of a running import, as the person who started it. */
  async run(importId: string): Promise<void> {
    const record = await this.records.byId(importId);
    if (record?.state !== 'RUNNING' || record.startedBy === null) return;
    const person = await this.sessions.person(record.startedBy);
    if (!person) return this.end(importId, 'ACCOUNT_DISABLED');
    try {
      await this.actors.runAs(person.actor, () => this.work(record));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.end(importId, error.code);
    }
  }

  /** Imports whose process was lost get a new job. */
  async resume(): Promise<void> {
    const lost = await this.db.query<{ id: string }>(
      `SELECT id FROM import WHERE state = 'RUNNING' AND updated_at < $1 ORDER BY updated_at LIMIT 20`,
      [new Date(this.clock.now().getTime() - LOST_AFTER_MS)],
    );
    for (const { id } of lost) await this.jobs.send('imports.run', { importId: id }, { singletonKey: id });
  }

  private async work(record: ImportRecord): Promise<void> {
    const round = await this.rounds.byId(record.roundId);
    const sheets = await this.source.sheets(record);
    const scope = { unitId: record.scopeUnitId, path: record.scopePath };
    const plan = await this.planner.plan(round, scope, sheets, record.mapping ?? undefined);
    const sheet = sheets.find(({ name }) => name === plan.layout.sheet);
    const raw = new Map((sheet?.rows ?? []).map((row) => [row.no, row]));
    for (let at = 0; at < plan.rows.length; at += CHUNK) {
      const running = await this.db.transaction(() =>
        this.chunk(record.id, round, plan.rows.slice(at, at + CHUNK), raw),
      );
      if (!running) return;
    }
    await this.end(record.id, null);
  }

  /** @returns false when the import is not running any more */
  private async chunk(
    id: string,
    round: RoundRecord,
    rows: readonly Row[],
    raw: ReadonlyMap<number, SheetRow>,
  ): Promise<boolean> {
    const record = await this.records.lock(id);
    if (record?.state !== 'RUNNING') return false;
    const through = await this.db.query<{ row_no: number }>(
      'SELECT row_no FROM import_row WHERE import_id = $1 AND row_no = ANY($2::int[])',
      [id, rows.map(({ no }) => no)],
    );
    const done = new Set(through.map(({ row_no }) => row_no));
    const open = rows.filter(({ no }) => !done.has(no));
    if (open.length > 0) await this.write(id, round, open, raw);
    await this.db.query('UPDATE import SET updated_at = $2 WHERE id = $1', [id, this.clock.now()]);
    return true;
  }

  private async write(
    id: string,
    round: RoundRecord,
    rows: readonly Row[],
    raw: ReadonlyMap<number, SheetRow>,
  ): Promise<void> {
    // two imports of one list at once: the second waits and finds the rows of the first
    await this.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7305013))', [round.id]);
    const earlier = await this.db.query<{ fingerprint: string; entry_id: string }>(
      `SELECT fingerprint, entry_id FROM import_row WHERE round_id = $1 AND fingerprint = ANY($2::text[]) AND outcome IN ('ACCEPTED', 'WARNED')`,
      [round.id, rows.flatMap(({ fingerprint }) => fingerprint ?? [])],
    );
    const known = new Map(earlier.map(({ fingerprint, entry_id }) => [fingerprint, entry_id]));
    const judged = rows.map((row): Row & { entryId: string | null } => {
      const entryId = row.fingerprint === null ? undefined : known.get(row.fingerprint);
      return entryId !== undefined && row.outcome !== 'REJECTED'
        ? { ...row, outcome: 'ALREADY', issues: [], entryId }
        : { ...row, entryId: null };
    });
    await this.keep(id, round, await this.register(round, judged), raw);
  }

  /** Registers what was accepted; what the intake refuses is rejected with its reason. */
  private async register(round: RoundRecord, rows: readonly Written[]): Promise<Written[]> {
    const wanted = rows.filter(({ outcome }) => outcome === 'ACCEPTED' || outcome === 'WARNED');
    const inputs = wanted.map((row) => ({
      unitId: row.unitId ?? '',
      categoryCode: row.categoryCode ?? '',
      title: row.title,
      subjectName: row.subjectName,
      content: { ...row.content },
      contributions: row.contributions.map((contribution) => ({ ...contribution })),
    }));
    const problems = new Map((await this.intake.checkImport(round, inputs)).map((problem) => [problem.row, problem]));
    const good = inputs.filter((_, at) => !problems.has(at));
    const ids = good.length > 0 ? await this.intake.registerMany(round, good) : [];
    const results = new Map<number, Written>();
    let next = 0;
    for (const [at, row] of wanted.entries()) {
      const problem = problems.get(at);
      if (!problem) results.set(row.no, { ...row, entryId: ids[next++] ?? null });
      else {
        const issue = { severity: 'ERROR' as const, code: problem.code, params: problem.params ?? {}, column: null };
        results.set(row.no, { ...row, outcome: 'REJECTED', issues: [...row.issues, issue] });
      }
    }
    return rows.map((row) => results.get(row.no) ?? row);
  }

  private async keep(
    id: string,
    round: RoundRecord,
    rows: readonly Written[],
    raw: ReadonlyMap<number, SheetRow>,
  ): Promise<void> {
    await this.db.query(
      `INSERT INTO import_row (import_id, row_no, round_id, outcome, title, unit_id, unit_text, fingerprint, issues, cells, entry_id)
       SELECT $1, r.no, $2, r.outcome, r.title, r.unit_id, r.unit_text, r.fingerprint, r.issues, r.cells, r.entry_id
       FROM jsonb_to_recordset($3::jsonb) AS r(no int, outcome text, title text, unit_id uuid, unit_text text, fingerprint text, issues jsonb, cells jsonb, entry_id uuid)`,
      [
        id,
        round.id,
        JSON.stringify(
          rows.map((row) => ({
            no: row.no,
            outcome: row.outcome,
            title: row.title,
            unit_id: row.unitId,
            unit_text: row.unitText.slice(0, 600),
            fingerprint: row.fingerprint,
            issues: row.issues,
            cells: cellsOf(raw.get(row.no)),
            entry_id: row.entryId,
          })),
        ),
      ],
    );
  }

  private async end(id: string, problem: string | null): Promise<void> {
    await this.db.transaction(async () => {
      const record = await this.records.lock(id);
      if (record?.state !== 'RUNNING') return;
      const found = await this.db.query<{ outcome: RowOutcome; count: number }>(
        'SELECT outcome, count(*)::int AS count FROM import_row WHERE import_id = $1 GROUP BY outcome',
        [id],
      );
      const counts = Object.fromEntries(found.map(({ outcome, count }) => [outcome, count]));
      const { rows = 0, skipped = 0 } = record.counts;
      const now = this.clock.now();
      const whole = { rows, skipped, ...counts };
      await this.workflows.perform(IMPORT_WORKFLOW, {
        entity: Import,
        record,
        access: importAccess(record),
        action: problem === null ? 'finish' : 'fail',
        to: problem === null ? 'DONE' : 'FAILED',
        unitId: record.scopeUnitId,
        patch: { problem, counts: whole, updatedAt: now, finishedAt: problem === null ? now : null },
        after: { ...whole, ...(problem === null ? {} : { problem }) },
      });
    });
  }
}

/** The row as it stood in the file, by letters of columns. */
function cellsOf(row: SheetRow | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(row?.cells ?? [])].map(([column, { text }]) => [
      columnLetters(column),
      text.replaceAll('\u0000', '').toWellFormed().slice(0, 2_000),
    ]),
  );
}
