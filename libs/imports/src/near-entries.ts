import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { entryColumns } from '@app/entries';
import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { importColumns } from './import-records';
import type { RowIssue } from './import-rows.rules';

/** Titles of the entries that rows come near to, for the reader. */
@Injectable()
export class NearEntries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /**
   * By entry: its title as far as the reader may read it (being written, or as last submitted), else as it stood in a list
   * whose import the reader may see. An entry that is neither is left out: others' drafts are not told.
   */
  async titles(issues: readonly RowIssue[]): Promise<ReadonlyMap<string, string>> {
    const ids = [
      ...new Set(issues.flatMap(({ params }) => (typeof params.entryId === 'string' ? params.entryId : []))),
    ];
    if (ids.length === 0) return new Map();
    const params: unknown[] = [ids];
    const ability = this.abilities.of(this.actors.get());
    const draft = accessWhere(ability, 'readDraft', entryColumns, params);
    const submitted = accessWhere(ability, 'read', entryColumns, params);
    const seen = accessWhere(ability, 'read', importColumns, params);
    const found = await this.db.query<{ id: string; title: string | null }>(
      `SELECT e.id, CASE WHEN ${draft} THEN e.title ELSE coalesce(
         CASE WHEN ${submitted} THEN (SELECT v.title FROM entry_revision v WHERE v.entry_id = e.id AND v.no = e.revision_no) END,
         (SELECT w.title FROM import_row w JOIN import i ON i.id = w.import_id WHERE w.entry_id = e.id AND ${seen} LIMIT 1)) END AS title
       FROM entry e WHERE e.id = ANY($1::uuid[])`,
      params,
    );
    return new Map(found.flatMap(({ id, title }) => (title === null ? [] : [[id, title] as const])));
  }
}
