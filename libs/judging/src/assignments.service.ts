import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { type EntryReader, EntryReaders, forPeople } from '@app/entries';
import { Notices } from '@app/notices';
import { AppError, Database, Idempotency } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { type ConflictKind, findConflict } from './conflict.rules';
import type {
  AssignmentCreatedAnswer,
  AssignmentRefusedAnswer,
  AssignmentsAnswer,
  AssignmentsInput,
} from './panel.dto';
import { MAX_JUDGES } from './panel.dto';
import { PanelQueries, type PanelRecord } from './panels.queries';
import { Scoresheet } from './scoresheet.entity';
import { SCORESHEET_WORKFLOW } from './scoresheet.workflow';
import { ScoresheetQueries } from './scoresheets.queries';

interface Candidate {
  id: string;
  title: string;
  unit_path: string;
  host_path: string;
  state: string;
  stage_code: string | null;
  category_code: string;
  revision_id: string;
  deadline: Date | null;
  /** Sheets of this stage by judge: those in force, and removed ones that can be given back. */
  sheets: {
    assignmentId: string;
    scoresheetId: string;
    judgeId: string;
    state: string;
    sheetState: 'OPEN' | 'SIGNED' | 'REOPENED' | 'VOID';
    version: number;
  }[];
  conflicts: { accountId: string; kind: ConflictKind }[];
}

/** Asking judges to score entries, by hand and in bulk. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly idempotency: Idempotency,
    private readonly rounds: RoundQueries,
    private readonly panels: PanelQueries,
    private readonly sheets: ScoresheetQueries,
    private readonly readers: EntryReaders,
    private readonly notices: Notices,
  ) {}

  /**
   * Gives sheets to judges. Pairs that may not be are refused one by one with their reason and the rest is done; conflicts
   * that are found from the tree of units are kept as facts.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_KEY_REUSED
   */
  async assign(panelId: string, key: string | undefined, input: AssignmentsInput): Promise<AssignmentsAnswer> {
    return this.idempotency.run(this.actors.get().accountId, key, { panelId, input }, async () => {
      const panel = await this.panels.locked(panelId);
      if (!this.abilities.of(this.actors.get()).can('assign', 'Panel', panel))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'assign' });
      const entries = await this.candidates(panel, [...new Set(input.items.map(({ entryId }) => entryId))]);
      const paths = await this.panels.memberPaths(panelId);
      const fresh: { entry: Candidate; judgeId: string }[] = [];
      const restored: { entry: Candidate; sheet: Candidate['sheets'][number] }[] = [];
      const refused: AssignmentRefusedAnswer[] = [];
      const asked = new Set<string>();
      for (const item of input.items)
        for (const judgeId of item.judgeIds) {
          const pair = `${item.entryId} ${judgeId}`;
          const entry = entries.get(item.entryId);
          const refusal = asked.has(pair)
            ? { code: 'ALREADY_ASSIGNED' as const, kind: null }
            : refuse(panel, entry, paths.get(judgeId), judgeId);
          asked.add(pair);
          if (refusal || !entry)
            refused.push({
              entryId: item.entryId,
              judgeId,
              ...(refusal ?? { code: 'ENTRY_NOT_IN_SCORING', kind: null }),
            });
          else {
            const removed = entry.sheets.find((sheet) => sheet.judgeId === judgeId);
            if (removed) restored.push({ entry, sheet: removed });
            else fresh.push({ entry, judgeId });
            entry.sheets.push({
              assignmentId: '',
              scoresheetId: '',
              state: 'ACTIVE',
              sheetState: 'OPEN',
              version: 1,
              ...removed,
              judgeId,
            });
          }
        }
      await this.keepConflicts(refused);
      const created = [...(await this.insert(panel, fresh)), ...(await this.restore(panel, restored))];
      await this.readers.grant(
        'JUDGE',
        created.map(({ entryId, judgeId }): EntryReader => ({ entryId, accountId: judgeId })),
      );
      await this.tell(panel, created, entries);
      return { created, refused };
    });
  }

  /** Takes a sheet that was never signed away again. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async remove(assignmentId: string): Promise<void> {
    await this.db.transaction(async () => {
      const sheet = await this.sheets.lockedByAssignment(assignmentId, 'remove');
      if (sheet.signCount > 0 || sheet.entryState !== 'SCORING')
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'remove', state: sheet.state });
      await this.workflows.perform(SCORESHEET_WORKFLOW, {
        entity: Scoresheet,
        record: sheet,
        access: sheet.access,
        action: 'remove',
        to: 'VOID',
        stageCode: sheet.stageCode,
      });
      await this.db.query(`UPDATE assignment SET state = 'REMOVED' WHERE id = $1`, [assignmentId]);
      await this.readers.revoke('JUDGE', [{ entryId: sheet.entryId, accountId: sheet.judgeId }]);
    });
  }

  private async candidates(panel: PanelRecord, ids: string[]): Promise<Map<string, Candidate>> {
    const rows = await this.db.query<Candidate>(
      `SELECT e.id, e.title, e.unit_path::text, e.host_path::text, e.state, e.stage_code, e.category_code, v.id AS revision_id, e.deadline,
         coalesce((SELECT jsonb_agg(jsonb_build_object('assignmentId', a.id, 'scoresheetId', s.id, 'judgeId', a.judge_id, 'state', a.state,
             'sheetState', s.state, 'version', s.version)) FROM assignment a JOIN scoresheet s ON s.assignment_id = a.id
           WHERE a.entry_id = e.id AND a.stage_code = $3), '[]') AS sheets,
         coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', c.account_id, 'kind', c.kind)) FROM (
           SELECT account_id, kind FROM conflict WHERE entry_id = e.id
           -- who was ever let in to write it stands with its unit
           UNION ALL SELECT account_id, 'OWN_UNIT' FROM entry_collaborator WHERE entry_id = e.id AND (may = 'WRITE' OR wrote)) c), '[]') AS conflicts
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       WHERE e.id = ANY($1::uuid[]) AND e.round_id = $2 ORDER BY e.id FOR NO KEY UPDATE OF e`,
      [ids, panel.roundId, panel.stageCode],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async keepConflicts(refused: readonly AssignmentRefusedAnswer[]): Promise<void> {
    const found = refused.filter(({ code, kind }) => code === 'CONFLICT' && kind !== 'DECLARED');
    await this.db.query(
      `INSERT INTO conflict (entry_id, account_id, kind)
       SELECT c."entryId", c."judgeId", c.kind FROM jsonb_to_recordset($1) AS c("entryId" uuid, "judgeId" uuid, kind text) ON CONFLICT DO NOTHING`,
      [JSON.stringify(found)],
    );
  }

  private async insert(
    panel: PanelRecord,
    pairs: readonly { entry: Candidate; judgeId: string }[],
  ): Promise<AssignmentCreatedAnswer[]> {
    const rows = await this.db.query<AssignmentCreatedAnswer>(
      `WITH pair AS (SELECT * FROM jsonb_to_recordset($1) AS p(entry_id uuid, revision_id uuid, judge_id uuid)),
       made AS (INSERT INTO assignment (panel_id, stage_code, entry_id, revision_id, judge_id, assigned_by)
         SELECT $2, $3, entry_id, revision_id, judge_id, $4 FROM pair ORDER BY entry_id, judge_id RETURNING id, entry_id, revision_id, judge_id)
       INSERT INTO scoresheet (assignment_id, round_id, stage_code, entry_id, revision_id, judge_id)
       SELECT id, $5, $3, entry_id, revision_id, judge_id FROM made ORDER BY entry_id, judge_id
       RETURNING id AS "scoresheetId", assignment_id AS "assignmentId", entry_id AS "entryId", judge_id AS "judgeId"`,
      [
        JSON.stringify(
          pairs.map(({ entry, judgeId }) => ({
            entry_id: entry.id,
            revision_id: entry.revision_id,
            judge_id: judgeId,
          })),
        ),
        panel.id,
        panel.stageCode,
        this.actors.get().accountId,
        panel.roundId,
      ],
    );
    await this.audit.writeAll(
      rows.map((row) => ({
        action: 'Scoresheet.assign',
        subjectType: 'Scoresheet',
        subjectId: row.scoresheetId,
        after: { entryId: row.entryId, judgeId: row.judgeId, panelId: panel.id },
      })),
    );
    return rows;
  }

  private async restore(
    panel: PanelRecord,
    removed: readonly { entry: Candidate; sheet: Candidate['sheets'][number] }[],
  ): Promise<AssignmentCreatedAnswer[]> {
    const made: AssignmentCreatedAnswer[] = [];
    for (const { entry, sheet } of removed) {
      const access = {
        id: sheet.scoresheetId,
        roundId: panel.roundId,
        hostPath: panel.hostPath,
        judgeId: sheet.judgeId,
        chairId: panel.chairId,
        state: sheet.sheetState,
        openJudgeIds: [],
      };
      await this.workflows.perform(SCORESHEET_WORKFLOW, {
        entity: Scoresheet,
        record: { id: sheet.scoresheetId, state: sheet.sheetState, version: sheet.version },
        access,
        action: 'restore',
        to: 'OPEN',
        stageCode: panel.stageCode,
        patch: { revisionId: entry.revision_id },
      });
      await this.db.query(
        `UPDATE assignment SET state = 'ACTIVE', panel_id = $2, revision_id = $3, assigned_by = $4, assigned_at = now() WHERE id = $1`,
        [sheet.assignmentId, panel.id, entry.revision_id, this.actors.get().accountId],
      );
      made.push({
        assignmentId: sheet.assignmentId,
        scoresheetId: sheet.scoresheetId,
        entryId: entry.id,
        judgeId: sheet.judgeId,
      });
    }
    return made;
  }

  /** One mail to each judge, however many entries it is about. */
  private async tell(
    panel: PanelRecord,
    created: readonly AssignmentCreatedAnswer[],
    entries: Map<string, Candidate>,
  ): Promise<void> {
    const round = await this.rounds.byId(panel.roundId);
    for (const judgeId of new Set(created.map((one) => one.judgeId))) {
      const own = created.filter((one) => one.judgeId === judgeId);
      const first = entries.get(own[0]?.entryId ?? '');
      const deadline = own
        .map(({ entryId }) => entries.get(entryId)?.deadline ?? null)
        .filter((date) => date !== null)
        .sort((a, b) => a.getTime() - b.getTime())[0];
      await this.notices.send({
        kind: 'ASSIGNMENT',
        roundId: panel.roundId,
        accountIds: [judgeId],
        params: {
          count: own.length,
          round: round.name,
          ...(own.length === 1 && first ? { title: first.title } : {}),
          ...(deadline ? { deadline: forPeople(deadline) } : {}),
        },
        href: own.length === 1 ? `/scoresheets/${own[0]?.scoresheetId ?? ''}` : '/scoresheets',
      });
    }
  }
}

/** Why a judge may not be asked to score an entry; undefined when they may. */
function refuse(
  panel: PanelRecord,
  entry: Candidate | undefined,
  judgePath: string | undefined,
  judgeId: string,
): Pick<AssignmentRefusedAnswer, 'code' | 'kind'> | undefined {
  if (!entry || entry.state !== 'SCORING' || entry.stage_code !== panel.stageCode)
    return { code: 'ENTRY_NOT_IN_SCORING', kind: null };
  if (panel.categoryCodes.length > 0 && !panel.categoryCodes.includes(entry.category_code))
    return { code: 'WRONG_CATEGORY', kind: null };
  if (judgePath === undefined) return { code: 'NOT_IN_PANEL', kind: null };
  const kind =
    entry.conflicts.find(({ accountId }) => accountId === judgeId)?.kind ??
    findConflict(judgePath, entry.unit_path, entry.host_path);
  if (kind) return { code: 'CONFLICT', kind };
  const inForce = entry.sheets.filter(({ state }) => state === 'ACTIVE');
  if (inForce.some((sheet) => sheet.judgeId === judgeId)) return { code: 'ALREADY_ASSIGNED', kind: null };
  return inForce.length >= MAX_JUDGES ? { code: 'TOO_MANY_JUDGES', kind: null } : undefined;
}
