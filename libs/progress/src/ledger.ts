import { type Contribution, EntryRecords } from '@app/entries';
import { Database } from '@app/platform';
import { RoundQueries, type RoundRules } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { newFigures } from './ledger.rules';
import type { ReportRecord } from './progress-records';

/** A row that counts: not taken back, and not one that only says where a figure counts already. */
export const EFFECTIVE = `l.sign = 1 AND NOT EXISTS (SELECT 1 FROM contribution_ledger x WHERE x.reverses_id = l.id)`;

interface Source {
  source: 'REVISION' | 'REPORT';
  revisionNo: number | null;
  reportId: string | null;
  periodFrom: string | null;
  periodTo: string | null;
}

/**
 * Writes the ledger of figures. Rows are only added: what a later submission or a correction says instead is taken back
 * by a row of the other sign, so that the sum of `sign × amount` is at all times what counts.
 */
@Injectable()
export class Ledger {
  constructor(
    private readonly db: Database,
    private readonly entries: EntryRecords,
    private readonly rounds: RoundQueries,
  ) {}

  /** The figures of the last submitted revision in the place of those of the one before. May come twice. */
  async followRevision(entryId: string): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.entries.lock(entryId);
      const revision = await this.db.one<{ contributions: Contribution[] }>(
        'SELECT contributions FROM entry_revision WHERE entry_id = $1 AND no = $2',
        [entryId, entry.revisionNo],
      );
      if (!revision) return;
      if (
        await this.db.one(
          `SELECT 1 FROM contribution_ledger WHERE entry_id = $1 AND source = 'REVISION' AND revision_no = $2 AND sign >= 0`,
          [entryId, entry.revisionNo],
        )
      )
        return;
      await this.takeBack(`l.entry_id = $1 AND l.source = 'REVISION'`, entryId);
      const earlier = entry.renewalNo > 0 ? await this.modelFigures(entryId, entry.originEntryId ?? entryId) : [];
      await this.add(
        entryId,
        revision.contributions,
        await this.rounds.rules(entry.roundId, entry.rulesVersion),
        earlier,
        {
          source: 'REVISION',
          revisionNo: entry.revisionNo,
          reportId: null,
          periodFrom: null,
          periodTo: null,
        },
      );
    });
  }

  /** The figures of a report that is being sent, in the place of those that it corrects. The entry is locked. */
  async addReport(report: ReportRecord, rules: RoundRules): Promise<void> {
    if (report.replacesId) await this.takeBack('l.report_id = $1', report.replacesId);
    await this.add(report.entryId, report.contributions, rules, [], {
      source: 'REPORT',
      revisionNo: null,
      reportId: report.id,
      periodFrom: report.periodFrom,
      periodTo: report.periodTo,
    });
  }

  /** Entries whose last submission has not come into the ledger: of before the ledger began, or whose job was lost. */
  async followMissing(): Promise<number> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT e.id FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       WHERE e.submitted AND NOT EXISTS (SELECT 1 FROM contribution_ledger l WHERE l.entry_id = e.id AND l.revision_no = e.revision_no AND l.sign >= 0)
         AND (v.contributions <> '[]' OR EXISTS (SELECT 1 FROM contribution_ledger l WHERE l.entry_id = e.id AND l.source = 'REVISION' AND ${EFFECTIVE}))
       ORDER BY e.renewal_no, e.id`,
    );
    for (const { id } of rows) await this.followRevision(id);
    return rows.length;
  }

  private async takeBack(where: string, id: string): Promise<void> {
    await this.db.query(
      `INSERT INTO contribution_ledger (entry_id, kind, kind_name, measure, amount, qualifier, note, period_from, period_to, source, revision_no, report_id, sign, reverses_id)
       SELECT l.entry_id, l.kind, l.kind_name, l.measure, l.amount, l.qualifier, l.note, l.period_from, l.period_to, l.source, l.revision_no, l.report_id, -1, l.id
       FROM contribution_ledger l WHERE ${where} AND ${EFFECTIVE} ORDER BY l.id`,
      [id],
    );
  }

  /** Figures that count in the other entries of the model. */
  private async modelFigures(entryId: string, originId: string): Promise<Contribution[]> {
    return this.db.query<Contribution>(
      `SELECT l.kind, l.qualifier, l.amount::text, l.note FROM contribution_ledger l JOIN entry e ON e.id = l.entry_id
       WHERE (e.id = $2 OR e.origin_entry_id = $2) AND e.id <> $1 AND ${EFFECTIVE}`,
      [entryId, originId],
    );
  }

  private async add(
    entryId: string,
    figures: readonly Contribution[],
    rules: RoundRules,
    earlier: readonly Contribution[],
    source: Source,
  ): Promise<void> {
    if (figures.length === 0) return;
    const counts = newFigures(figures, earlier);
    const rows = figures.map((figure, index) => {
      const kind = rules.contributionKinds.find((one) => one.code === figure.kind);
      return {
        kind: figure.kind,
        kind_name: kind?.name ?? figure.kind,
        measure: kind?.unit ?? '',
        amount: figure.amount,
        qualifier: figure.qualifier,
        note: figure.note,
        sign: counts[index] ? 1 : 0,
      };
    });
    await this.db.query(
      `INSERT INTO contribution_ledger (entry_id, kind, kind_name, measure, amount, qualifier, note, sign, source, revision_no, report_id, period_from, period_to)
       SELECT $1, g.kind, g.kind_name, g.measure, g.amount::numeric, g.qualifier, g.note, g.sign, $3, $4, $5, $6, $7
       FROM jsonb_to_recordset($2::jsonb) AS g(kind text, kind_name text, measure text, amount text, qualifier text, note text, sign smallint)`,
      [
        entryId,
        JSON.stringify(rows),
        source.source,
        source.revisionNo,
        source.reportId,
        source.periodFrom,
        source.periodTo,
      ],
    );
  }
}
