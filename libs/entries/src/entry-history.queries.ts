import { Abilities, CurrentActor, liesWithin } from '@app/access';
import type { FormValue } from '@app/forms';
import { AppError, Database, decodeCursor, type Page, toPage } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { changedParts } from './draft-parts.rules';
import { compareSnapshots, type Snapshot } from './entry-compare';
import type { Contribution, EntryDraft } from './entry-content.rules';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { namesWithin } from './entry-timeline.queries';
import { EvidenceRows, type FrozenEvidence } from './evidence-rows';
import type { CompareAnswer, ComparedSideAnswer, HistoryItemAnswer } from './writing.dto';

interface HistoryRow {
  ref: string;
  no: number;
  at: Date;
  at_key: string;
  by: string | null;
  parts: string[] | null;
  restored_from: string | null;
}

interface SnapshotRow {
  at: Date;
  by: string | null;
  title: string;
  subjectName: string;
  content: Record<string, FormValue>;
  contributions: Contribution[];
  selfScores: Record<string, string>;
  evidence: FrozenEvidence[] | null;
}

const COLUMNS = `x.title, x.subject_name AS "subjectName", x.content, x.contributions, x.self_scores AS "selfScores"`;
const AT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** What an entry was before: every saved version for those who see the draft, the submitted revisions for its reviewers, the one in force for its judges. */
@Injectable()
export class EntryHistory {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
    private readonly records: EntryRecords,
    private readonly evidence: EvidenceRows,
  ) {}

  /** Newest first. @throws AppError NOT_FOUND */
  async page(id: string, query: { cursor?: string; limit?: number }): Promise<Page<HistoryItemAnswer>> {
    const entry = await this.records.visible(id);
    const { limit = 30 } = query;
    const params: unknown[] = [id, this.seesDrafts(entry)];
    const past = this.records.seesPast(entry);
    if (!past) params.push(entry.revisionNo);
    const only = past ? '' : 'AND r.no = $3';
    const at = params.length;
    const after = query.cursor ? `WHERE (h.at, h.ref) < ($${at + 1}::timestamptz, $${at + 2}::text)` : '';
    if (query.cursor) params.push(...historyCursor(query.cursor));
    const rows = await this.db.query<HistoryRow>(
      `SELECT h.ref, h.no, h.at, h.at::text AS at_key, a.full_name AS by, h.parts, h.restored_from FROM (
         SELECT 'v' || v.no AS ref, v.no, v.saved_at AS at, v.author_id AS person, v.parts, v.restored_from FROM entry_version v
         WHERE v.entry_id = $1 AND $2
         UNION ALL
         SELECT 'r' || r.no, r.no, r.submitted_at, r.submitted_by, NULL, NULL FROM entry_revision r WHERE r.entry_id = $1 ${only}) h
       LEFT JOIN account a ON a.id = h.person ${after} ORDER BY h.at DESC, h.ref DESC LIMIT ${limit + 1}`,
      params,
    );
    const page = toPage(rows, limit, (row) => [row.at_key, row.ref]);
    const named = this.mayKnowWriters(entry);
    const revised = await this.revisedParts(
      id,
      page.items.flatMap((row) => (past && row.parts === null ? [row.no] : [])),
    );
    return {
      next: page.next,
      items: page.items.map((row) => ({
        ref: row.ref,
        kind: row.parts === null ? 'SUBMITTED' : row.restored_from ? 'RESTORED' : 'SAVED',
        no: row.no,
        at: row.at.toISOString(),
        by: named ? row.by : null,
        parts: row.parts ?? revised.get(row.no) ?? [],
        restoredFrom: row.restored_from,
      })),
    };
  }

  /**
   * Two states of an entry, part by part and word by word.
   * @param from, to `draft`, `v3` (only for those who see the draft) or `r2` (judges: the one in force)
   * @throws AppError NOT_FOUND
   */
  async compare(id: string, from: string, to: string): Promise<CompareAnswer> {
    const entry = await this.records.visible(id);
    const [before, after] = [await this.load(entry, from), await this.load(entry, to)];
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    return {
      from: before.side,
      to: after.side,
      parts: compareSnapshots(rules, entry.categoryCode, before.snapshot, after.snapshot),
    };
  }

  /** What a restore brings back. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async snapshot(id: string, ref: string): Promise<EntryDraft> {
    const entry = await this.records.visible(id);
    this.records.refuseUnless('write', entry);
    return (await this.load(entry, ref)).snapshot;
  }

  private async load(entry: EntryRecord, ref: string): Promise<{ snapshot: Snapshot; side: ComparedSideAnswer }> {
    const drafts = this.seesDrafts(entry);
    if (ref === 'draft') {
      if (!drafts) throw new AppError('NOT_FOUND');
      const { title, subjectName, content, contributions, selfScores, updatedAt } = entry;
      const evidence = await this.evidence.frozen(entry.id);
      return {
        snapshot: { title, subjectName, content, contributions, selfScores, evidence },
        side: { ref, at: updatedAt.toISOString(), by: null },
      };
    }
    const no = Number(ref.slice(1));
    if (ref.startsWith('r') && no !== entry.revisionNo && !this.records.seesPast(entry))
      throw new AppError('NOT_FOUND');
    const row = ref.startsWith('r')
      ? await this.db.oneByKey<SnapshotRow>(
          `SELECT x.submitted_at AS at, a.full_name AS by, ${COLUMNS}, x.evidence FROM entry_revision x
           LEFT JOIN account a ON a.id = x.submitted_by WHERE x.entry_id = $1 AND x.no = $2`,
          [entry.id, no],
        )
      : drafts
        ? await this.db.oneByKey<SnapshotRow>(
            `SELECT x.saved_at AS at, a.full_name AS by, ${COLUMNS}, NULL AS evidence FROM entry_version x
             LEFT JOIN account a ON a.id = x.author_id WHERE x.entry_id = $1 AND x.no = $2`,
            [entry.id, no],
          )
        : undefined;
    if (!row) throw new AppError('NOT_FOUND');
    const { at, by, ...snapshot } = row;
    return { snapshot, side: { ref, at: at.toISOString(), by: this.mayKnowWriters(entry) ? by : null } };
  }

  /** What each of these submitted revisions changed against the one before. */
  private async revisedParts(id: string, nos: readonly number[]): Promise<Map<number, string[]>> {
    if (nos.length === 0) return new Map();
    const rows = await this.db.query<SnapshotRow & { no: number }>(
      `SELECT x.no, ${COLUMNS} FROM entry_revision x WHERE x.entry_id = $1 AND x.no = ANY($2::int[])`,
      [id, [...new Set(nos.flatMap((no) => [no, no - 1]))]],
    );
    const byNo = new Map(rows.map((row) => [row.no, row]));
    return new Map(
      nos.flatMap((no) => {
        const [earlier, later] = [byNo.get(no - 1), byNo.get(no)];
        return earlier && later ? [[no, changedParts(earlier, later)] as const] : [];
      }),
    );
  }

  private seesDrafts(entry: EntryRecord): boolean {
    return this.abilities.of(this.actors.get()).can('readDraft', 'Entry', entryAccess(entry));
  }

  private mayKnowWriters(entry: EntryRecord): boolean {
    const actor = this.actors.get();
    return (
      entry.collaborators.includes(actor.accountId) ||
      namesWithin(actor).some((path) => liesWithin(entry.unitPath, path))
    );
  }
}

/** A cursor that somebody made up is refused and never reaches the database. */
function historyCursor(cursor: string): [string, string] {
  const [at, ref] = decodeCursor(cursor, 2);
  if (
    typeof at === 'string' &&
    AT.test(at) &&
    !Number.isNaN(Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))) &&
    typeof ref === 'string' &&
    /^[vr]\d{1,6}$/.test(ref)
  )
    return [at, ref];
  throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
}
