import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { Files } from '@app/files';
import { Jobs } from '@app/jobs';
import { AppError, cleanText, Clock, Database, Idempotency } from '@app/platform';
import { RoundQueries, type RoundRecord } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type ImportAction, IMPORT_WORKFLOW, type ImportState } from './import.workflow';
import { Import } from './import.entity';
import { planAnswer, type PlanSummary, summaryOf } from './import-answers';
import { ImportPlanner, type ImportScope, rulesForImport } from './import-planner';
import { importAccess, type ImportRecord, ImportRecords } from './import-records';
import { ImportScopes, scopeOfRecord } from './import-scopes';
import { ImportSource, readTable } from './import-source';
import { NearEntries } from './near-entries';
import { PlanMemory } from './plan-memory';
import { PlanningTurns } from './planning-turns';
import type { ImportPlanAnswer, PrepareImportInput } from './imports.dto';
import type { Mapping } from './import-analysis.rules';

/** Lists of registrations: taken in, confirmed, started. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly scopes: ImportScopes,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly records: ImportRecords,
    private readonly source: ImportSource,
    private readonly planner: ImportPlanner,
    private readonly turns: PlanningTurns,
    private readonly memory: PlanMemory,
    private readonly nearEntries: NearEntries,
  ) {}

  /**
   * Takes a file in and looks what it is. The same key gives the same import.
   * @param withinUnitId rows may only name this unit and those below it; default: as far as the person reaches
   * @throws AppError NOT_FOUND (round), IMPORT_SCOPE, IMPORT_NO_HEADER, IMPORT_NO_ROWS and what `readTable` refuses
   */
  async create(
    key: string | undefined,
    roundId: string,
    file: { name: string; bytes: Buffer },
    withinUnitId?: string,
  ): Promise<{ id: string }> {
    return (await this.take(key, roundId, file, withinUnitId)).made;
  }

  /**
   * For the command line: takes a file in, with the columns as proposed, and starts it; the caller runs it.
   * @throws AppError as `create`
   */
  async startNow(
    key: string,
    roundId: string,
    file: { name: string; bytes: Buffer },
    withinUnitId?: string,
  ): Promise<{ id: string; answer: ImportPlanAnswer }> {
    const { made, summary } = await this.take(key, roundId, file, withinUnitId);
    await this.db.transaction(async () =>
      this.move(await this.records.lockVisible(made.id), 'prepare', 'READY', { problem: null }),
    );
    await this.start(made.id, undefined, true);
    const titles = await this.nearEntries.titles(summary.rows.flatMap(({ issues }) => issues));
    return { id: made.id, answer: planAnswer(summary, titles) };
  }

  private async take(
    key: string | undefined,
    roundId: string,
    file: { name: string; bytes: Buffer },
    withinUnitId?: string,
  ): Promise<{ made: { id: string }; summary: PlanSummary }> {
    const actor = this.actors.get();
    const name = cleanText(file.name.replace(/[/\\]/g, '_'), { field: 'file', max: 255, min: 1 });
    const round = await this.rounds.visible(roundId);
    const scope = await this.scopes.of(round, withinUnitId);
    const { csv, counts, summary } = await this.turns.run(actor.accountId, async () => {
      const { sheets, csv: text } = await readTable(file.bytes, name);
      const plan = await this.planner.plan(round, scope, sheets);
      return { csv: text, counts: plan.counts, summary: summaryOf(plan, sheets, rulesForImport(round)) };
    });
    let taken: ImportRecord | undefined;
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const made = await this.idempotency.run(actor.accountId, key, { importInto: roundId, hash }, async () => {
      const fileId =
        csv === null
          ? (await this.files.store(file.bytes, { name: named(name, '.xlsx'), accountId: actor.accountId })).id
          : null;
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO import (round_id, scope_unit_id, scope_path, host_path, file_name, file_sha256, file_id, source_text, counts, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) RETURNING id`,
        [
          round.id,
          scope.unitId,
          scope.path,
          round.unitPath,
          name,
          hash,
          fileId,
          csv,
          JSON.stringify(counts),
          actor.accountId,
          this.clock.now(),
        ],
      );
      const id = row!.id;
      await this.audit.write({
        action: 'Import.create',
        subjectType: 'Import',
        subjectId: id,
        actingFor: scope.unitId,
        after: { file: name, hash },
      });
      taken = await this.records.lockVisible(id);
      await this.move(taken, 'analyse', 'ANALYSED');
      return { id };
    });
    // a repeated request finds the import as it is by now, which this plan may not fit
    if (taken) await this.memory.of({ ...taken, version: taken.version + 1 }, () => Promise.resolve(summary));
    return { made, summary };
  }

  /**
   * Confirms how the list is read and which units its unclear names mean; both are remembered for the next list.
   * @throws AppError STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, IMPORT_COLUMN_TWICE, IMPORT_UNIT_UNKNOWN, IMPORT_NO_HEADER
   */
  async prepare(id: string, input: PrepareImportInput): Promise<void> {
    const mapping = mappingOf(input);
    const record = await this.records.visible(id);
    const round = await this.rounds.byId(record.roundId);
    const scope = scopeOfRecord(record);
    await this.refuseForeignUnits(scope, input.answers);
    const { accountId } = this.actors.get();
    await this.turns.run(accountId, () => this.confirm(record, round, scope, mapping, input));
  }

  private async confirm(
    record: ImportRecord,
    round: RoundRecord,
    scope: ImportScope,
    mapping: Mapping,
    input: PrepareImportInput,
  ): Promise<void> {
    const sheets = await this.source.sheets(record);
    const summary = await this.db.transaction(async () => {
      const locked = await this.records.lockVisible(record.id);
      const { accountId } = this.actors.get();
      for (const { key, unitId } of input.answers)
        await this.db.query(
          `INSERT INTO import_unit_answer (unit_id, name_key, means_unit_id, answered_by) VALUES ($1, $2, $3, $4)
           ON CONFLICT (unit_id, name_key) DO UPDATE SET means_unit_id = excluded.means_unit_id, answered_by = excluded.answered_by, answered_at = now()`,
          [scope.unitId, key, unitId, accountId],
        );
      const plan = await this.planner.plan(round, scope, sheets, mapping);
      await this.planner.remember(scope, plan.layout, accountId);
      await this.move(locked, 'prepare', 'READY', { mapping, counts: plan.counts, problem: null }, input.version);
      return summaryOf(plan, sheets, rulesForImport(round));
    });
    await this.memory.of({ ...record, version: input.version + 1 }, () => Promise.resolve(summary));
  }

  /**
   * Starts the import; a job does the work.
   * @param inline the caller runs it itself (command line)
   */
  async start(id: string, version: number | undefined, inline = false): Promise<void> {
    await this.db.transaction(async () => {
      const record = await this.records.lockVisible(id);
      await this.move(record, 'run', 'RUNNING', { startedBy: this.actors.get().accountId }, version);
      if (!inline) await this.jobs.send('imports.run', { importId: id });
    });
  }

  private async refuseForeignUnits(scope: ImportScope, answers: PrepareImportInput['answers']): Promise<void> {
    const today = this.clock.today();
    const found = await this.db.query<{ id: string }>(
      'SELECT id FROM unit WHERE id = ANY($1::uuid[]) AND path <@ $2::ltree AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)',
      [answers.map(({ unitId }) => unitId), scope.path, today],
    );
    const known = new Set(found.map(({ id }) => id));
    const at = answers.findIndex(({ unitId }) => !known.has(unitId));
    if (at >= 0) throw new AppError('UNIT_UNKNOWN', {}, [{ field: `answers.${at}.unitId`, code: 'UNIT_UNKNOWN' }]);
  }

  private async move(
    record: ImportRecord,
    action: ImportAction,
    to: ImportState,
    patch: object = {},
    expectedVersion?: number,
  ): Promise<void> {
    await this.workflows.perform(IMPORT_WORKFLOW, {
      entity: Import,
      record,
      access: importAccess(record),
      action,
      to,
      unitId: record.scopeUnitId,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      patch: { ...patch, updatedAt: this.clock.now() },
    });
  }
}

/** Only rows are merged into one unit, one title …: a role that two columns hold would hide one of them. */
function mappingOf({ sheet, top, bottom, columns }: PrepareImportInput): Mapping {
  if (bottom < top || bottom - top > 5)
    throw new AppError('VALIDATION_FAILED', {}, [{ field: 'bottom', code: 'FIELD_BAD_FORMAT' }]);
  const seen = new Set<string>();
  for (const [at, { role }] of columns.entries()) {
    if (role !== 'IGNORE' && !role.startsWith('CONTENT:') && seen.has(role))
      throw new AppError('IMPORT_COLUMN_TWICE', { target: role }, [
        { field: `columns.${at}.role`, code: 'IMPORT_COLUMN_TWICE', params: { target: role } },
      ]);
    seen.add(role);
  }
  const roles = columns.map(({ column, role }) => [String(column), role]);
  return { sheet, top, bottom, columns: Object.fromEntries(roles) as Mapping['columns'] };
}

function named(name: string, ending: string): string {
  return name.toLowerCase().endsWith(ending) ? name : `${name.replace(/\.[^.]{1,5}$/, '').slice(0, 240)}${ending}`;
}
