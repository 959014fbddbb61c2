import type { Sheet } from '@app/files';
import { CurrentActor } from '@app/access';
import { AppError, Database } from '@app/platform';
import { RoundQueries, type RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { issueAnswer, planAnswer, summaryOf } from './import-answers';
import { type ImportPlan, ImportPlanner, rulesForImport } from './import-planner';
import { type ImportRecord, ImportRecords } from './import-records';
import type { RowIssue } from './import-rows.rules';
import { ImportScopes, scopeOfRecord } from './import-scopes';
import { ImportSource, readTable } from './import-source';
import { NearEntries } from './near-entries';
import { PlanMemory } from './plan-memory';
import { PlanningTurns } from './planning-turns';
import type { ImportPlanAnswer } from './imports.dto';
import { rejectedWorkbook } from './rejected-workbook';

/** What an import would do or did not take: reads only. */
@Injectable()
export class ImportTrials {
  constructor(
    private readonly db: Database,
    private readonly rounds: RoundQueries,
    private readonly records: ImportRecords,
    private readonly scopes: ImportScopes,
    private readonly source: ImportSource,
    private readonly planner: ImportPlanner,
    private readonly turns: PlanningTurns,
    private readonly memory: PlanMemory,
    private readonly nearEntries: NearEntries,
    private readonly actors: CurrentActor,
  ) {}

  /** What the import would do, with the mapping that was confirmed or else the proposed one. Writes nothing. */
  async plan(id: string): Promise<ImportPlanAnswer> {
    const record = await this.records.visible(id);
    const summary = await this.memory.of(record, async () => {
      const { plan, sheets, round } = await this.planOf(record);
      return summaryOf(plan, sheets, rulesForImport(round));
    });
    return planAnswer(summary, await this.nearEntries.titles(summary.rows.flatMap(({ issues }) => issues)));
  }

  /** The rows that were not taken, with the reasons, to mend and send again. */
  async rejected(id: string): Promise<{ name: string; bytes: Buffer }> {
    const record = await this.records.visible(id);
    const { plan, sheets } = await this.planOf(record);
    const written = await this.db.query<{ row_no: number; issues: RowIssue[] }>(
      `SELECT row_no, issues FROM import_row WHERE import_id = $1 AND outcome = 'REJECTED'`,
      [id],
    );
    const finished = record.state === 'DONE';
    const rows = finished
      ? written.map(({ row_no, issues }) => ({ no: row_no, issues }))
      : plan.rows.filter(({ outcome }) => outcome === 'REJECTED');
    return {
      name: `khong-nhan-${record.fileName.replace(/\.[^.]*$/, '')}.xlsx`,
      bytes: await this.workbook(plan, sheets, rows),
    };
  }

  /** For the command line: everything about a file, without keeping anything. */
  async tryOut(
    roundId: string,
    file: { name: string; bytes: Buffer },
    withinUnitId?: string,
  ): Promise<{ answer: ImportPlanAnswer; rejected: () => Promise<Buffer> }> {
    const round = await this.rounds.visible(roundId);
    const { sheets } = await readTable(file.bytes, file.name);
    const plan = await this.planner.plan(round, await this.scopes.of(round, withinUnitId), sheets);
    const rows = plan.rows.filter(({ outcome }) => outcome === 'REJECTED');
    const summary = summaryOf(plan, sheets, rulesForImport(round));
    return {
      answer: planAnswer(summary, await this.nearEntries.titles(summary.rows.flatMap(({ issues }) => issues))),
      rejected: () => this.workbook(plan, sheets, rows),
    };
  }

  private async workbook(
    plan: ImportPlan,
    sheets: readonly Sheet[],
    rows: readonly { no: number; issues: readonly RowIssue[] }[],
  ): Promise<Buffer> {
    const sheet = sheets.find(({ name }) => name === plan.layout.sheet);
    if (!sheet) throw new AppError('NOT_FOUND');
    const reasons = new Map(
      rows.map(({ no, issues }) => [
        no,
        issues
          .filter(({ severity }) => severity === 'ERROR')
          .map((issue) => {
            const { cell, message } = issueAnswer(no, issue);
            return issue.column === null ? message : `${cell}: ${message}`;
          })
          .join('\n'),
      ]),
    );
    return rejectedWorkbook(sheet, plan.layout, reasons);
  }

  private async planOf(record: ImportRecord): Promise<{ plan: ImportPlan; sheets: Sheet[]; round: RoundRecord }> {
    const round = await this.rounds.byId(record.roundId);
    return this.turns.run(this.actors.get().accountId, async () => {
      const sheets = await this.source.sheets(record);
      const plan = await this.planner.plan(round, scopeOfRecord(record), sheets, record.mapping ?? undefined);
      return { plan, sheets, round };
    });
  }
}
