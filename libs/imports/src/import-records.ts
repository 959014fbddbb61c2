import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { ImportState } from './import.workflow';
import type { Mapping } from './import-analysis.rules';
import type { RowOutcome } from './import-rows.rules';

/** Fields of an import's access record in SQL; the query calls the table `i`. */
export const importColumns: SubjectColumns = {
  subject: 'Import',
  columns: { id: 'i.id', roundId: 'i.round_id', scopePath: 'i.scope_path', hostPath: 'i.host_path' },
};

/** How many rows of a list ended how. `skipped` are no registrations: totals, headings of groups, footers. */
export interface ImportCounts extends Partial<Record<RowOutcome, number>> {
  rows?: number;
  skipped?: number;
}

export interface ImportRecord {
  id: string;
  roundId: string;
  scopeUnitId: string;
  scopePath: string;
  hostPath: string;
  fileName: string;
  fileId: string | null;
  sourceText: string | null;
  state: ImportState;
  mapping: Mapping | null;
  counts: ImportCounts;
  problem: string | null;
  version: number;
  createdBy: string;
  startedBy: string | null;
}

const SELECT = `SELECT i.id, i.round_id AS "roundId", i.scope_unit_id AS "scopeUnitId", i.scope_path::text AS "scopePath", i.host_path::text AS "hostPath",
  i.file_name AS "fileName", i.file_id AS "fileId", i.source_text AS "sourceText", i.state, i.mapping, i.counts, i.problem, i.version,
  i.created_by AS "createdBy", i.started_by AS "startedBy" FROM import i`;

/** The access record of an import in memory. */
export function importAccess(record: Pick<ImportRecord, 'id' | 'roundId' | 'scopePath' | 'hostPath'>): object {
  const { id, roundId, scopePath, hostPath } = record;
  return { id, roundId, scopePath, hostPath };
}

/** Finds imports "for this reader": one that cannot be seen is not there. */
@Injectable()
export class ImportRecords {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /** @throws AppError NOT_FOUND */
  async visible(id: string): Promise<ImportRecord> {
    return this.find(id, '');
  }

  /** Locked until the transaction ends. @throws AppError NOT_FOUND */
  async lockVisible(id: string): Promise<ImportRecord> {
    return this.find(id, 'FOR UPDATE OF i');
  }

  /** Locked without asking who reads: for the job. */
  async lock(id: string): Promise<ImportRecord | undefined> {
    return this.db.oneByKey<ImportRecord>(`${SELECT} WHERE i.id = $1 FOR UPDATE OF i`, [id]);
  }

  /** Without asking who reads: for the job. */
  async byId(id: string): Promise<ImportRecord | undefined> {
    return this.db.oneByKey<ImportRecord>(`${SELECT} WHERE i.id = $1`, [id]);
  }

  private async find(id: string, lock: string): Promise<ImportRecord> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', importColumns, params);
    const record = await this.db.oneByKey<ImportRecord>(`${SELECT} WHERE i.id = $1 AND ${seen} ${lock}`, params);
    if (!record) throw new AppError('NOT_FOUND');
    return record;
  }
}
