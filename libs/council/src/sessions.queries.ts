import { Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Database, decodeCursor, requestContext, toPage } from '@app/platform';
import { Workflows } from '@app/workflow';
import { Agenda } from './agenda';
import { SESSION_DAY, sessionColumns } from './council.columns';
import type {
  CouncilRole,
  CouncilSessionAnswer,
  CouncilSessionListItemAnswer,
  CouncilSessionPage,
} from './council.dto';
import { SESSION_WORKFLOW } from './council-session.workflow';
import type { AgendaRecord, ItemRow, SessionMember, SessionRecord } from './session-records';
import { quorumNeeded, ruleText } from './voting.rules';

const PAGE = 50;

const FROM = `FROM council_session cs JOIN council c ON c.id = cs.council_id JOIN round r ON r.id = c.round_id`;

@Injectable()
export class SessionQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly agenda: Agenda,
  ) {}

  /** Sessions that the actor may see, latest first. */
  async list(filter: {
    mine?: boolean;
    roundId?: string;
    councilId?: string;
    cursor?: string;
  }): Promise<CouncilSessionPage> {
    const actor = this.actors.get();
    const params: unknown[] = [];
    const where = [accessWhere(this.abilities.of(actor), 'read', sessionColumns, params)];
    const memberIds = sessionColumns.columns['memberIds'];
    if (filter.mine && typeof memberIds === 'function') where.push(memberIds(`$${params.push(actor.accountId)}`));
    if (filter.roundId) where.push(`c.round_id = $${params.push(filter.roundId)}`);
    if (filter.councilId) where.push(`c.id = $${params.push(filter.councilId)}`);
    if (filter.cursor) where.push(`cs.id::text < $${params.push(String(decodeCursor(filter.cursor, 1)[0]))}`);
    const rows = await this.db.query<Omit<CouncilSessionListItemAnswer, 'scheduledAt'> & { scheduledAt: Date }>(
      `SELECT cs.id, c.id AS "councilId", c.name AS "councilName", r.id AS "roundId", r.name AS "roundName", cs.name, cs.place,
         cs.scheduled_at AS "scheduledAt", cs.state, (SELECT count(*)::int FROM agenda_item i WHERE i.session_id = cs.id) AS items,
         (SELECT count(*)::int FROM agenda_item i WHERE i.session_id = cs.id AND i.state = 'COUNTED') AS counted
       ${FROM} WHERE ${where.join(' AND ')} ORDER BY cs.id DESC LIMIT ${PAGE + 1}`,
      params,
    );
    const page = toPage(rows, PAGE, (row) => [row.id]);
    return {
      items: page.items.map((row) => ({ ...row, scheduledAt: row.scheduledAt.toISOString() })),
      next: page.next,
    };
  }

  /** A session with members, quorum and agenda. @throws AppError NOT_FOUND */
  async detail(id: string): Promise<CouncilSessionAnswer> {
    const session = await this.record(id);
    const items = await this.items(id);
    const present = session.members.filter((member) => member.present === true).length;
    const needed = quorumNeeded(session.rule, session.members.length);
    const open = this.workflows.can(SESSION_WORKFLOW, session, session.access);
    const attend =
      session.state !== 'CLOSED' &&
      this.abilities.of(this.actors.get()).can('attend', 'CouncilSession', session.access);
    return {
      id,
      councilId: session.councilId,
      councilName: session.councilName,
      roundId: session.roundId,
      roundName: session.roundName,
      name: session.name,
      place: session.place,
      scheduledAt: session.scheduledAt.toISOString(),
      state: session.state,
      openedAt: session.openedAt?.toISOString() ?? null,
      closedAt: session.closedAt?.toISOString() ?? null,
      conclusion: session.conclusion,
      secret: session.rule.secret,
      writtenAllowed: session.rule.writtenAllowed,
      rule: ruleText(session.rule, requestContext().locale),
      members: session.members.map(({ accountId, fullName, title, unitName, role, present: here, note }) => ({
        accountId,
        fullName,
        title,
        unitName,
        role,
        present: here,
        note,
      })),
      quorum: { members: session.members.length, needed, present, ok: present >= needed },
      agenda: await this.agenda.answers(session, items),
      version: session.version,
      can: [...(attend ? ['attend'] : []), ...open],
    };
  }

  /** The session, when the actor may read it. @throws AppError NOT_FOUND */
  async record(id: string, lock = false): Promise<SessionRecord> {
    const params: unknown[] = [id];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', sessionColumns, params);
    const row = await this.db.one<Omit<SessionRecord, 'members' | 'access'>>(
      `SELECT cs.id, cs.state, cs.version, c.id AS "councilId", c.name AS "councilName", r.id AS "roundId", r.name AS "roundName",
         r.unit_path::text AS "hostPath", c.stage_code AS "stageCode", cs.name, cs.place, cs.scheduled_at AS "scheduledAt",
         cs.opened_at AS "openedAt", cs.closed_at AS "closedAt", cs.conclusion, cs.voting_rule AS rule
       ${FROM} WHERE cs.id = $1 AND ${where} ${lock ? 'FOR UPDATE OF cs' : ''}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const members = await this.members(id);
    const having = (role?: CouncilRole) =>
      members.filter((member) => !role || member.role === role).map((member) => member.accountId);
    return {
      ...row,
      members,
      access: {
        roundId: row.roundId,
        hostPath: row.hostPath,
        memberIds: having(),
        chairIds: having('CHAIR'),
        secretaryIds: having('SECRETARY'),
      },
    };
  }

  /** An item with its session, when the actor may read that. @throws AppError NOT_FOUND */
  async item(id: string): Promise<{ item: AgendaRecord; session: SessionRecord }> {
    const at = await this.db.one<{ session_id: string }>('SELECT session_id FROM agenda_item WHERE id = $1', [id]);
    if (!at) throw new AppError('NOT_FOUND');
    const session = await this.record(at.session_id, true);
    const item = await this.db.one<AgendaRecord>(
      `SELECT i.id, i.session_id AS "sessionId", i.state, i.version, e.id AS "entryId", e.title, e.unit_path::text AS "unitPath", e.host_path::text AS "hostPath"
       FROM agenda_item i JOIN entry e ON e.id = i.entry_id WHERE i.id = $1 FOR UPDATE OF i`,
      [id],
    );
    if (!item) throw new AppError('NOT_FOUND');
    return { item, session };
  }

  /** All items with their ballots, for the agenda and the minutes. Choices leave this lib only through `agenda`. */
  async items(sessionId: string): Promise<ItemRow[]> {
    return this.db.query<ItemRow>(
      `SELECT i.id, i.session_id AS "sessionId", i.position, i.state, i.version, e.id AS "entryId", e.title, e.subject_name AS "subjectName", u.label AS "unitName",
         e.unit_path::text AS "unitPath", e.host_path::text AS "hostPath", e.category_code AS "categoryCode", e.rules_version AS "rulesVersion",
         e.receipt_no AS "receiptNo", trim_scale(e.final_score)::text AS score, e.band,
         (SELECT sr.rank FROM standing_row sr JOIN standing st ON st.id = sr.standing_id WHERE sr.entry_id = e.id ORDER BY st.finalised_at DESC LIMIT 1) AS rank,
         i.members, i.present, i.cast_count AS "castCount", i.yes, i.no, i.abstain, i.base, i.passed, i.counted_at AS "countedAt", ca.full_name AS "countedBy",
         coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', b.voter_id, 'fullName', a.full_name, 'choice', b.choice, 'inWriting', b.in_writing) ORDER BY a.full_name, a.id)
           FROM ballot b JOIN account a ON a.id = b.voter_id WHERE b.agenda_item_id = i.id), '[]') AS ballots
       FROM agenda_item i JOIN entry e ON e.id = i.entry_id JOIN unit u ON u.id = e.unit_id LEFT JOIN account ca ON ca.id = i.counted_by
       WHERE i.session_id = $1 ORDER BY i.position`,
      [sessionId],
    );
  }

  private async members(sessionId: string): Promise<SessionMember[]> {
    return this.db.query<SessionMember>(
      `SELECT cm.account_id AS "accountId", a.full_name AS "fullName", a.title, u.name AS "unitName", u.path::text AS "unitPath", cm.role, t.present,
         coalesce(t.note, '') AS note
       FROM council_session cs JOIN council_member cm ON cm.council_id = cs.council_id AND cm.valid_from <= ${SESSION_DAY}
         AND (cm.valid_to IS NULL OR cm.valid_to > ${SESSION_DAY})
       JOIN account a ON a.id = cm.account_id JOIN unit u ON u.id = a.unit_id
       LEFT JOIN attendance t ON t.session_id = cs.id AND t.account_id = cm.account_id
       WHERE cs.id = $1 ORDER BY array_position(ARRAY['CHAIR','SECRETARY','MEMBER'], cm.role), a.full_name COLLATE "vi-VN-x-icu", a.id`,
      [sessionId],
    );
  }
}
