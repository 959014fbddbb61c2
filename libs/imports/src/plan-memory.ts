import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { PlanSummary } from './import-answers';
import type { ImportRecord } from './import-records';

/** Summaries that are kept; one of a long list is about a megabyte. */
const MOST = 20;
const KEPT_MS = 5 * 60_000;

/**
 * What imports would do, as it was worked out last, for five minutes: people look at a plan several times. Another version
 * of the import, an answer, a mapping or a run in its round make it worthless; entries that units typed meanwhile are
 * looked at again when the import runs. Holds nothing that depends on who reads.
 */
@Injectable()
export class PlanMemory {
  private readonly kept = new Map<string, { until: number; summary: Promise<PlanSummary> }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** What a plan depends on, as one text; asked before planning. */
  async stamp({ roundId, scopeUnitId }: Pick<ImportRecord, 'roundId' | 'scopeUnitId'>): Promise<string> {
    const row = await this.db.one<{ stamp: string }>(
      `SELECT concat_ws('|', (SELECT max(updated_at) FROM import WHERE round_id = $1 AND state IN ('RUNNING', 'DONE', 'FAILED')),
         (SELECT max(answered_at) FROM import_unit_answer WHERE unit_id = $2), (SELECT max(updated_at) FROM import_mapping WHERE unit_id = $2),
         (SELECT version FROM round WHERE id = $1)) AS stamp`,
      [roundId, scopeUnitId],
    );
    return row?.stamp ?? '';
  }

  /** The summary that is kept or comes just now, else the one that `work` makes. */
  async of(
    record: Pick<ImportRecord, 'id' | 'version' | 'roundId' | 'scopeUnitId'>,
    work: () => Promise<PlanSummary>,
  ): Promise<PlanSummary> {
    const key = `${record.id} ${record.version} ${await this.stamp(record)}`;
    const known = this.kept.get(key);
    if (known && known.until > this.clock.now().getTime()) return known.summary;
    const summary = work();
    this.kept.delete(key);
    this.kept.set(key, { until: this.clock.now().getTime() + KEPT_MS, summary });
    for (const oldest of [...this.kept.keys()].slice(0, Math.max(0, this.kept.size - MOST))) this.kept.delete(oldest);
    summary.catch(() => this.kept.delete(key));
    return summary;
  }
}
