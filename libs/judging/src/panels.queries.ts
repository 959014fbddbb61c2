import { Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Clock, Database, decodeCursor, toPage } from '@app/platform';
import { RoundQueries, stageOf } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { findConflict } from './conflict.rules';
import { panelColumns, type ScoresheetAccess } from './judging.columns';
import type { BoardConflictAnswer, BoardEntryAnswer, JudgeAnswer, PanelAnswer, PanelBoardAnswer } from './panel.dto';
import { SCORESHEET_WORKFLOW, type ScoresheetState } from './scoresheet.workflow';

const PAGE = 100;

export interface PanelRecord {
  id: string;
  roundId: string;
  hostPath: string;
  stageCode: string;
  name: string;
  categoryCodes: string[];
  chairId: string | null;
  version: number;
}

interface BoardRow {
  id: string;
  title: string;
  unit_name: string;
  unit_path: string;
  host_path: string;
  category_code: string;
  receipt_no: string | null;
  state: string;
  cells: {
    assignmentId: string;
    scoresheetId: string;
    judgeId: string;
    state: ScoresheetState;
    signedAt: string | null;
  }[];
  conflicts: BoardConflictAnswer[];
}

/** Panels and the board of entries × judges. No answer of this file carries a mark. */
@Injectable()
export class PanelQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
    private readonly clock: Clock,
  ) {}

  /** Panels of a round that the actor may see. @throws AppError NOT_FOUND for a round that they may not see */
  async ofRound(roundId: string): Promise<PanelAnswer[]> {
    await this.rounds.visible(roundId);
    const params: unknown[] = [roundId];
    const where = accessWhere(this.ability(), 'read', panelColumns, params);
    return this.answers(`p.round_id = $1 AND ${where}`, params);
  }

  /** @throws AppError NOT_FOUND */
  async one(id: string): Promise<PanelAnswer> {
    const params: unknown[] = [id];
    const where = accessWhere(this.ability(), 'read', panelColumns, params);
    const [panel] = await this.answers(`p.id = $1 AND ${where}`, params);
    if (!panel) throw new AppError('NOT_FOUND');
    return panel;
  }

  /** The panel as use cases need it, locked. @throws AppError NOT_FOUND */
  async locked(id: string): Promise<PanelRecord> {
    const params: unknown[] = [id];
    const where = accessWhere(this.ability(), 'read', panelColumns, params);
    const record = await this.db.one<PanelRecord>(
      `SELECT p.id, p.round_id AS "roundId", r.unit_path::text AS "hostPath", p.stage_code AS "stageCode", p.name,
              p.category_codes AS "categoryCodes", p.chair_id AS "chairId", p.version
       FROM panel p JOIN round r ON r.id = p.round_id WHERE p.id = $1 AND ${where} FOR UPDATE OF p`,
      params,
    );
    if (!record) throw new AppError('NOT_FOUND');
    return record;
  }

  /** People who may be judges of a round: JUDGE today in the round's unit or above it, for all rounds or this one. */
  async candidates(roundId: string): Promise<JudgeAnswer[]> {
    const round = await this.rounds.visible(roundId);
    if (!this.ability().can('create', 'Panel', { id: null, roundId, hostPath: round.unitPath, chairId: null }))
      throw new AppError('ACTION_NOT_ALLOWED', { action: 'create' });
    return this.db.query<JudgeAnswer>(
      `SELECT DISTINCT a.id, a.full_name AS "fullName", a.title, u.name AS "unitName"
       FROM role_grant g JOIN unit g_unit ON g_unit.id = g.unit_id JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
       JOIN unit u ON u.id = a.unit_id
       WHERE g.role = 'JUDGE' AND $2::ltree <@ g_unit.path AND (g.round_id IS NULL OR g.round_id = $1)
         AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3)
       ORDER BY 2, 1`,
      [roundId, round.unitPath, this.clock.today()],
    );
  }

  /** A page of entries of the panel with the state of every sheet and the conflicts of its members. */
  async board(id: string, filter: { category?: string; cursor?: string }): Promise<PanelBoardAnswer> {
    const panel = await this.one(id);
    const round = await this.rounds.visible(panel.roundId);
    const params: unknown[] = [panel.roundId, panel.stageCode, panel.categoryCodes];
    const where = [
      'e.round_id = $1',
      `((e.state = 'SCORING' AND e.stage_code = $2) OR EXISTS (SELECT FROM assignment x WHERE x.entry_id = e.id AND x.stage_code = $2))`,
      `(cardinality($3::text[]) = 0 OR e.category_code = ANY($3))`,
    ];
    if (filter.category) where.push(`e.category_code = $${params.push(filter.category)}`);
    if (filter.cursor) where.push(`e.id::text > $${params.push(String(decodeCursor(filter.cursor, 1)[0]))}`);
    const rows = await this.db.query<BoardRow>(
      `SELECT e.id, e.title, u.label AS unit_name, e.unit_path::text, e.host_path::text, e.category_code, e.receipt_no, e.state,
         coalesce((SELECT jsonb_agg(jsonb_build_object('assignmentId', a.id, 'scoresheetId', s.id, 'judgeId', a.judge_id,
             'state', s.state, 'signedAt', to_char(s.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY a.judge_id)
           FROM assignment a JOIN scoresheet s ON s.assignment_id = a.id
           WHERE a.entry_id = e.id AND a.stage_code = $2 AND a.state <> 'REMOVED'), '[]') AS cells,
         coalesce((SELECT jsonb_agg(jsonb_build_object('judgeId', c.account_id, 'kind', c.kind, 'reason', c.reason) ORDER BY c.account_id)
           FROM conflict c WHERE c.entry_id = e.id), '[]') AS conflicts
       FROM entry e JOIN unit u ON u.id = e.unit_id WHERE ${where.join(' AND ')} ORDER BY e.id LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.id]);
    const paths = await this.memberPaths(id);
    return {
      panel,
      minMarks: stageOf(round.rules, panel.stageCode)?.scoring?.minMarks ?? 1,
      entries: page.items.map((row) => this.boardEntry(row, panel, round.unitPath, paths)),
      next: page.next,
    };
  }

  /** Unit path of each member of a panel. */
  async memberPaths(panelId: string): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; path: string }>(
      `SELECT a.id, u.path::text FROM panel_member m JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id WHERE m.panel_id = $1`,
      [panelId],
    );
    return new Map(rows.map(({ id, path }) => [id, path]));
  }

  private boardEntry(
    row: BoardRow,
    panel: PanelAnswer,
    hostPath: string,
    paths: Map<string, string>,
  ): BoardEntryAnswer {
    const known = new Set(row.conflicts.map(({ judgeId }) => judgeId));
    const found = [...paths].flatMap(([judgeId, path]): BoardConflictAnswer[] => {
      const kind = known.has(judgeId) ? null : findConflict(path, row.unit_path, row.host_path);
      return kind ? [{ judgeId, kind, reason: '' }] : [];
    });
    return {
      entryId: row.id,
      title: row.title,
      unitName: row.unit_name,
      categoryCode: row.category_code,
      receiptNo: row.receipt_no,
      state: row.state,
      cells: row.cells.map((cell) => {
        const access: ScoresheetAccess = {
          id: cell.scoresheetId,
          roundId: panel.roundId,
          hostPath,
          judgeId: cell.judgeId,
          chairId: panel.chairId,
          state: cell.state,
          openJudgeIds: [],
        };
        const can =
          row.state === 'SCORING' ? this.workflows.can(SCORESHEET_WORKFLOW, { state: cell.state }, access) : [];
        return { ...cell, can: can.filter((action) => action === 'reopen' || action === 'remove') };
      }),
      conflicts: [...row.conflicts, ...found],
    };
  }

  private async answers(where: string, params: unknown[]): Promise<PanelAnswer[]> {
    const rows = await this.db.query<Omit<PanelAnswer, 'can'> & { hostPath: string }>(
      `SELECT p.id, p.round_id AS "roundId", r.unit_path::text AS "hostPath", p.stage_code AS "stageCode", p.name,
         p.category_codes AS "categoryCodes", p.chair_id AS "chairId", p.version,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'fullName', a.full_name, 'title', a.title, 'unitName', u.name) ORDER BY a.full_name, a.id)
           FROM panel_member m JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id WHERE m.panel_id = p.id), '[]') AS members,
         (SELECT count(*)::int FROM assignment a JOIN scoresheet s ON s.assignment_id = a.id WHERE a.panel_id = p.id AND s.state <> 'VOID') AS sheets,
         (SELECT count(*)::int FROM assignment a JOIN scoresheet s ON s.assignment_id = a.id WHERE a.panel_id = p.id AND s.state = 'SIGNED') AS signed
       FROM panel p JOIN round r ON r.id = p.round_id WHERE ${where} ORDER BY p.name, p.id`,
      params,
    );
    const ability = this.ability();
    return rows.map(({ hostPath, ...panel }) => {
      const access = { id: panel.id, roundId: panel.roundId, hostPath, chairId: panel.chairId };
      return { ...panel, can: ['edit', 'assign'].filter((action) => ability.can(action, 'Panel', access)) };
    });
  }

  private ability() {
    return this.abilities.of(this.actors.get());
  }
}
