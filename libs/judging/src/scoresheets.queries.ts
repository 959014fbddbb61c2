import { Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Database, decodeCursor, toPage } from '@app/platform';
import { categoryOf, RoundQueries, type RoundRules, rubricOf } from '@app/programmes';
import { flattenCriteria, totalOf } from '@app/rubrics';
import { Workflows } from '@app/workflow';
import { type ScoresheetAccess, scoresheetColumns } from './judging.columns';
import type {
  MarkAnswer,
  OtherSheetAnswer,
  ScoresheetAnswer,
  ScoresheetListItemAnswer,
  ScoresheetPage,
} from './scoresheet.dto';
import {
  SCORESHEET_WORKFLOW,
  type ScoresheetAction,
  type ScoresheetState,
  WRITABLE_STATES,
} from './scoresheet.workflow';
import { type RevisionRow, sheetEntry } from './sheet-entry.rules';

const PAGE = 50;

/** A sheet as use cases need it. */
export interface ScoresheetRecord {
  id: string;
  state: ScoresheetState;
  version: number;
  assignmentId: string;
  roundId: string;
  rulesVersion: number;
  stageCode: string;
  entryId: string;
  entryTitle: string;
  entryState: string;
  categoryCode: string;
  revisionId: string;
  judgeId: string;
  comment: string;
  privateNote: string;
  signCount: number;
  signedAt: Date | null;
  hostUnitId: string;
  marks: MarkAnswer[];
  access: ScoresheetAccess;
}

const FROM = `FROM scoresheet s JOIN assignment a ON a.id = s.assignment_id JOIN panel p ON p.id = a.panel_id JOIN entry e ON e.id = s.entry_id`;
const MARKS = `coalesce((SELECT jsonb_agg(jsonb_build_object('criterion', m.criterion_code, 'points', trim_scale(m.points)::text, 'comment', m.comment) ORDER BY m.criterion_code)
  FROM mark m WHERE m.scoresheet_id = s.id), '[]')`;

interface SheetRow extends Omit<ScoresheetRecord, 'access'> {
  hostPath: string;
  chairId: string | null;
  openJudgeIds: string[];
}

@Injectable()
export class ScoresheetQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
  ) {}

  /** The actor's own sheets in force, oldest assignment first. */
  async mine(filter: { state?: ScoresheetState; roundId?: string; cursor?: string }): Promise<ScoresheetPage> {
    const actor = this.actors.get();
    const params: unknown[] = [actor.accountId];
    const where = ['s.judge_id = $1', accessWhere(this.abilities.of(actor), 'read', scoresheetColumns, params)];
    if (filter.roundId) where.push(`s.round_id = $${params.push(filter.roundId)}`);
    const progress = await this.db.one<{ all: number; signed: number }>(
      `SELECT count(*)::int AS "all", count(*) FILTER (WHERE s.state = 'SIGNED')::int AS signed ${FROM} WHERE ${where.join(' AND ')}`,
      [...params],
    );
    if (filter.state) where.push(`s.state = $${params.push(filter.state)}`);
    if (filter.cursor) where.push(`s.id::text > $${params.push(String(decodeCursor(filter.cursor, 1)[0]))}`);
    const rows = await this.db.query<
      Omit<ScoresheetListItemAnswer, 'categoryName' | 'criteria' | 'signedAt' | 'deadline'> & {
        rulesVersion: number;
        signedAt: Date | null;
        deadline: Date | null;
      }
    >(
      `SELECT s.id, s.entry_id AS "entryId", v.title, e.renewal_no AS "renewalNo", u.label AS "unitName", e.category_code AS "categoryCode", s.round_id AS "roundId", r.name AS "roundName",
         s.state, (SELECT count(*)::int FROM mark m WHERE m.scoresheet_id = s.id AND m.points IS NOT NULL) AS marked,
         CASE WHEN s.state = 'SIGNED' THEN trim_scale(s.total)::text END AS total, e.deadline, s.signed_at AS "signedAt", e.rules_version AS "rulesVersion"
       ${FROM} JOIN entry_revision v ON v.id = s.revision_id JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = s.round_id
       WHERE ${where.join(' AND ')} ORDER BY s.id LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.id]);
    const items: ScoresheetListItemAnswer[] = [];
    for (const { rulesVersion, ...row } of page.items) {
      const rules = await this.rounds.rules(row.roundId, rulesVersion);
      const rubric = rubricOf(rules, row.categoryCode);
      items.push({
        ...row,
        categoryName: categoryOf(rules, row.categoryCode)?.name ?? row.categoryCode,
        criteria: rubric ? flattenCriteria(rubric).length : 0,
        deadline: row.deadline?.toISOString() ?? null,
        signedAt: row.signedAt?.toISOString() ?? null,
      });
    }
    return { items, next: page.next, progress: progress ?? { all: 0, signed: 0 } };
  }

  /** One sheet with the revision it judges. @throws AppError NOT_FOUND */
  async detail(id: string): Promise<ScoresheetAnswer> {
    const sheet = await this.load('s.id = $1', id, ['read'], '');
    const me = this.actors.get().accountId;
    const rules = await this.rounds.rules(sheet.roundId, sheet.rulesVersion);
    const rubric = rubricOf(rules, sheet.categoryCode);
    if (!rubric) throw new AppError('NOT_FOUND');
    const row = await this.db.oneByKey<
      RevisionRow & {
        round_name: string;
        panel_name: string;
        judge_name: string;
        reopen_reason: string | null;
        deadline: Date | null;
      }
    >(
      `SELECT e.id, e.renewal_no, CASE WHEN e.renewal_no = 0 THEN '{}' ELSE ARRAY(SELECT DISTINCT mr.year FROM entry m JOIN round mr ON mr.id = m.round_id
           WHERE (m.id = e.origin_entry_id OR m.origin_entry_id = e.origin_entry_id) AND m.state = 'RECOGNISED' AND m.id <> e.id ORDER BY mr.year) END AS recognised_years,
         e.receipt_no, v.no, v.title, v.subject_name, e.subject_type, u.label AS unit_name, u.kind AS unit_kind, e.category_code, e.field_code, v.content,
         v.contributions, v.self_scores, coalesce((SELECT jsonb_agg(x || jsonb_build_object('name', f.name, 'mediaType', f.media_type))
           FROM jsonb_array_elements(v.evidence) x JOIN stored_file f ON f.id = (x ->> 'fileId')::uuid), '[]') AS evidence,
         r.name AS round_name, p.name AS panel_name, j.full_name AS judge_name, s.reopen_reason, e.deadline
       ${FROM} JOIN entry_revision v ON v.id = s.revision_id JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = s.round_id
       JOIN account j ON j.id = s.judge_id WHERE s.id = $1`,
      [id],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const marks = Object.fromEntries(
      sheet.marks.flatMap(({ criterion, points }) => (points === null ? [] : [[criterion, points]])),
    );
    const total = totalOf(rubric, marks);
    const own = sheet.judgeId === me;
    const neighbours = own ? await this.neighbours(sheet) : { next: null, previous: null };
    return {
      id: sheet.id,
      roundId: sheet.roundId,
      roundName: row.round_name,
      stageCode: sheet.stageCode,
      panelName: row.panel_name,
      judgeName: row.judge_name,
      state: sheet.state,
      entry: sheetEntry(rules, row),
      criteria: flattenCriteria(rubric).map(({ code, name, kind, max, step, decimals, help, path }) => ({
        code,
        name,
        kind,
        max,
        step,
        decimals,
        help: help ?? null,
        path,
        selfScore: row.self_scores[code] ?? null,
      })),
      marks: sheet.marks,
      comment: sheet.comment,
      privateNote: own ? sheet.privateNote : '',
      total: total.total,
      missing: total.missing,
      gateFailed: total.gateFailed,
      signedAt: sheet.signedAt?.toISOString() ?? null,
      reopenReason: sheet.state === 'REOPENED' ? row.reopen_reason : null,
      deadline: row.deadline?.toISOString() ?? null,
      version: sheet.version,
      can: this.can(sheet),
      ...neighbours,
      others: sheet.state === 'SIGNED' ? await this.others(sheet, rules) : null,
    };
  }

  /** What the actor may do with a sheet now. */
  can(sheet: ScoresheetRecord): string[] {
    if (sheet.entryState !== 'SCORING') return [];
    const save =
      WRITABLE_STATES.includes(sheet.state) &&
      this.abilities.of(this.actors.get()).can('save', 'Scoresheet', sheet.access);
    const actions = this.workflows
      .can(SCORESHEET_WORKFLOW, sheet, sheet.access)
      .filter((action) => action !== 'remove' || sheet.signCount === 0);
    return [...(save ? ['save'] : []), ...actions];
  }

  /**
   * The sheet, locked for a change, when the actor may read it or take the action; its entry cannot leave its state
   * meanwhile. @throws AppError NOT_FOUND
   */
  async locked(id: string, action: ScoresheetAction): Promise<ScoresheetRecord> {
    return this.load('s.id = $1', id, ['read', action], 'FOR UPDATE OF s FOR SHARE OF e');
  }

  async lockedByAssignment(assignmentId: string, action: ScoresheetAction): Promise<ScoresheetRecord> {
    return this.load('s.assignment_id = $1', assignmentId, ['read', action], 'FOR UPDATE OF s FOR SHARE OF e');
  }

  /** For autosave: the sheet alone is locked, an unsigned sheet keeps its entry from moving on anyway. */
  async lockedForSave(id: string): Promise<ScoresheetRecord> {
    return this.load('s.id = $1', id, ['read'], 'FOR UPDATE OF s');
  }

  private async load(what: string, id: string, actions: readonly string[], lock: string): Promise<ScoresheetRecord> {
    const params: unknown[] = [id];
    const ability = this.abilities.of(this.actors.get());
    const where = actions.map((action) => accessWhere(ability, action, scoresheetColumns, params)).join(' OR ');
    const row = await this.db.oneByKey<SheetRow>(
      `SELECT s.id, s.state, s.version, s.assignment_id AS "assignmentId", s.round_id AS "roundId", e.rules_version AS "rulesVersion", s.stage_code AS "stageCode",
         s.entry_id AS "entryId", e.title AS "entryTitle", e.state AS "entryState", e.category_code AS "categoryCode", s.revision_id AS "revisionId",
         s.judge_id AS "judgeId", s.comment, s.private_note AS "privateNote", s.sign_count AS "signCount", s.signed_at AS "signedAt",
         e.host_path::text AS "hostPath", e.holder_unit_id AS "hostUnitId", p.chair_id AS "chairId", ${MARKS} AS marks,
         ARRAY(SELECT o.judge_id FROM scoresheet o WHERE o.entry_id = s.entry_id AND o.stage_code = s.stage_code AND o.state IN ('OPEN','REOPENED')) AS "openJudgeIds"
       ${FROM} WHERE ${what} AND (${where}) ${lock}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const { hostPath, chairId, openJudgeIds, ...record } = row;
    return {
      ...record,
      access: {
        id: row.id,
        roundId: row.roundId,
        hostPath,
        judgeId: row.judgeId,
        chairId,
        state: row.state,
        openJudgeIds,
      },
    };
  }

  private async neighbours(sheet: ScoresheetRecord): Promise<{ next: string | null; previous: string | null }> {
    const row = await this.db.oneByKey<{ next: string | null; previous: string | null }>(
      `SELECT (SELECT id FROM scoresheet WHERE judge_id = $1 AND state <> 'VOID' AND round_id = $3 AND id > $2 ORDER BY id LIMIT 1) AS next,
              (SELECT id FROM scoresheet WHERE judge_id = $1 AND state <> 'VOID' AND round_id = $3 AND id < $2 ORDER BY id DESC LIMIT 1) AS previous`,
      [sheet.judgeId, sheet.id, sheet.roundId],
    );
    return row ?? { next: null, previous: null };
  }

  /** Signed sheets of the other judges; asked for only when the sheet at hand is signed, and filtered like any reading of sheets. */
  private async others(sheet: ScoresheetRecord, rules: RoundRules): Promise<OtherSheetAnswer[]> {
    const codes = flattenCriteria(
      rubricOf(rules, sheet.categoryCode) ?? { code: '', name: '', criteria: [], bands: [] },
    ).map(({ code }) => code);
    const rows = await this.db.queryByKey<OtherSheetAnswer>(
      `SELECT j.full_name AS "judgeName", trim_scale(s.total)::text AS total, s.gate_failed AS "gateFailed", s.comment, ${MARKS} AS marks
       FROM scoresheet s JOIN account j ON j.id = s.judge_id
       WHERE s.entry_id = $1 AND s.stage_code = $2 AND s.state = 'SIGNED' AND s.id <> $3
         AND NOT EXISTS (SELECT FROM scoresheet o WHERE o.entry_id = s.entry_id AND o.stage_code = s.stage_code AND o.judge_id = $4 AND o.state IN ('OPEN','REOPENED'))
       ORDER BY j.full_name, s.id`,
      [sheet.entryId, sheet.stageCode, sheet.id, this.actors.get().accountId],
    );
    for (const row of rows) row.marks.sort((a, b) => codes.indexOf(a.criterion) - codes.indexOf(b.criterion));
    return rows;
  }
}
