import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { type Contribution, EntryRecords } from '@app/entries';
import { AppError, cleanText, Clock, Database, Idempotency } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { Ledger } from './ledger';
import type { CreateProgressInput, SaveProgressInput } from './progress.dto';
import { ProgressReport } from './progress.entity';
import { progressAccess, ProgressRecords, type ReportRecord } from './progress-records';
import { checkReport, checkReportComplete, REPORTABLE } from './progress.rules';
import { PROGRESS_WORKFLOW } from './progress.workflow';

/** Reports of a unit on what it has done in the year. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly entries: EntryRecords,
    private readonly rounds: RoundQueries,
    private readonly records: ProgressRecords,
    private readonly ledger: Ledger,
  ) {}

  /**
   * A draft; an entry has at most one, so that a second call finds the one that is being written. A correction begins
   * with what it corrects.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, PROGRESS_NOT_OPEN, PROGRESS_REPLACED
   */
  async create(key: string | undefined, entryId: string, input: CreateProgressInput): Promise<{ id: string }> {
    const { accountId } = this.actors.get();
    return this.idempotency.run(accountId, key, { progress: entryId, input }, async () => {
      // the lock lets two at once make one draft
      const entry = await this.entries.lockVisible(entryId);
      if (!this.records.can('write', { ...entry, state: 'DRAFT' }))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'write' });
      if (!entry.submitted || !REPORTABLE.includes(entry.state)) throw new AppError('PROGRESS_NOT_OPEN');
      const replaced = input.replacesId ? await this.correctable(entryId, input.replacesId) : undefined;
      const there = await this.db.one<{ id: string; replaces_id: string | null }>(
        `SELECT id, replaces_id FROM progress_report WHERE entry_id = $1 AND state = 'DRAFT'`,
        [entryId],
      );
      if (there && there.replaces_id === (replaced?.id ?? null)) return { id: there.id };
      if (there) throw new AppError('PROGRESS_DRAFT_THERE');
      const now = this.clock.now();
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO progress_report (entry_id, period_from, period_to, body, contributions, replaces_id, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id`,
        [
          entryId,
          replaced?.periodFrom ?? null,
          replaced?.periodTo ?? null,
          replaced?.body ?? '',
          JSON.stringify(replaced?.contributions ?? []),
          replaced?.id ?? null,
          accountId,
          now,
        ],
      );
      const id = row!.id;
      if (replaced)
        await this.db.query(
          `INSERT INTO progress_file (report_id, file_id, caption, created_by, created_at) SELECT $1, file_id, caption, $3, $4 FROM progress_file WHERE report_id = $2 ORDER BY id`,
          [id, replaced.id, accountId, now],
        );
      await this.audit.write({
        action: 'Progress.create',
        subjectType: 'Progress',
        subjectId: id,
        actingFor: entry.unitId,
        after: { entryId, ...(replaced ? { replaces: replaced.id } : {}) },
      });
      return { id };
    });
  }

  /**
   * Saves what is written so far; not audited, what is sent is.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED
   */
  async save(id: string, input: SaveProgressInput): Promise<{ id: string; version: number; updatedAt: string }> {
    const body = cleanText(input.body, { field: 'body', max: 20_000, multiline: true });
    const reason = cleanText(input.reason ?? '', { field: 'reason', max: 2000, multiline: true });
    const contributions = input.contributions.map((line, index) => ({
      kind: line.kind,
      qualifier: line.qualifier,
      amount: line.amount.trim(),
      note: cleanText(line.note ?? '', { field: `contributions.${index}.note`, max: 500 }),
    }));
    const { periodFrom, periodTo } = input;
    return this.db.transaction(async () => {
      const report = await this.records.lockDraft(id);
      if (report.version !== input.version) throw changedMeanwhile(report);
      const errors = checkReport(
        { periodFrom, periodTo, body, contributions, replacesId: report.replacesId, reason },
        await this.kinds(report),
      );
      if (periodFrom && periodTo && periodFrom > periodTo) errors.push({ field: 'periodTo', code: 'PROGRESS_PERIOD' });
      if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
      const now = this.clock.now();
      await this.db.query(
        `UPDATE progress_report SET period_from = $2, period_to = $3, body = $4, contributions = $5, reason = $6, version = version + 1, updated_at = $7 WHERE id = $1`,
        [
          id,
          periodFrom,
          periodTo,
          body,
          JSON.stringify(contributions),
          report.replacesId && reason ? reason : null,
          now,
        ],
      );
      return { id, version: report.version + 1, updatedAt: now.toISOString() };
    });
  }

  /**
   * The head of the unit sends it: from now on it is never changed, and its figures count.
   * @throws AppError PROGRESS_INCOMPLETE, PROGRESS_NOT_OPEN, PROGRESS_REPLACED, CHANGED_MEANWHILE, …
   */
  async submit(id: string, key: string | undefined, version: number): Promise<void> {
    const { accountId } = this.actors.get();
    await this.idempotency.run(accountId, key, { submitProgress: id, version }, async () => {
      const seen = await this.records.visible(id);
      // first the entry, then the report: the order in which all writers of the ledger lock
      const entry = await this.entries.lock(seen.entryId);
      const report = await this.records.lockVisible(id);
      if (report.state === 'DRAFT') {
        if (report.version !== version) throw changedMeanwhile(report);
        if (!REPORTABLE.includes(entry.state)) throw new AppError('PROGRESS_NOT_OPEN');
        const errors = checkReportComplete(
          { ...report, reason: report.reason ?? '' },
          await this.kinds(report),
          this.clock.today(),
        );
        if (errors.length > 0) throw new AppError('PROGRESS_INCOMPLETE', {}, errors);
        if (report.replacesId) await this.correctable(report.entryId, report.replacesId);
      }
      const now = this.clock.now();
      await this.workflows.perform(PROGRESS_WORKFLOW, {
        entity: ProgressReport,
        record: report,
        access: progressAccess(report),
        action: 'submit',
        to: 'SUBMITTED',
        expectedVersion: version,
        ...(report.reason ? { reason: report.reason } : {}),
        unitId: report.unitId,
        patch: { submittedBy: accountId, submittedAt: now, updatedAt: now },
        after: {
          entryId: report.entryId,
          contributions: report.contributions,
          period: [report.periodFrom, report.periodTo],
        },
      });
      await this.ledger.addReport(report, await this.rounds.rules(report.roundId, report.rulesVersion));
      return null;
    });
  }

  /** Gives up a draft. */
  async discard(id: string, version: number): Promise<void> {
    await this.db.transaction(async () => {
      const report = await this.records.lockVisible(id);
      await this.workflows.perform(PROGRESS_WORKFLOW, {
        entity: ProgressReport,
        record: report,
        access: progressAccess(report),
        action: 'discard',
        to: 'DISCARDED',
        expectedVersion: version,
        unitId: report.unitId,
        patch: { updatedAt: this.clock.now() },
      });
    });
  }

  /** A sent report of this entry that no other has replaced. */
  private async correctable(entryId: string, id: string): Promise<ReportRecord> {
    const report = await this.records.visible(id);
    if (report.entryId !== entryId || report.state !== 'SUBMITTED') throw new AppError('NOT_FOUND');
    if (await this.db.one(`SELECT 1 FROM progress_report WHERE replaces_id = $1 AND state = 'SUBMITTED'`, [id]))
      throw new AppError('PROGRESS_REPLACED');
    return report;
  }

  private async kinds(report: ReportRecord): Promise<Set<string>> {
    const rules = await this.rounds.rules(report.roundId, report.rulesVersion);
    return new Set(rules.contributionKinds.map((kind) => kind.code));
  }
}

function changedMeanwhile(report: ReportRecord): AppError {
  const { periodFrom, periodTo, body, contributions, version } = report;
  const current: Omit<SaveProgressInput, 'version' | 'contributions'> & {
    contributions: Contribution[];
    updatedAt: string;
  } = {
    periodFrom,
    periodTo,
    body,
    contributions,
    reason: report.reason ?? '',
    updatedAt: report.updatedAt.toISOString(),
  };
  return new AppError('CHANGED_MEANWHILE', { version, current });
}
