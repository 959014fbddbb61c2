import { Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor, type Role } from '@app/access';
import { AuditLog } from '@app/audit';
import { type EntryReader, EntryReaders, forPeople } from '@app/entries';
import { findConflict } from '@app/judging';
import { Notices } from '@app/notices';
import { AppError, cleanText, Clock, Database, type FieldError } from '@app/platform';
import { isInstant, type RoundRecord, RoundQueries } from '@app/programmes';
import { councilColumns, memberToday, TODAY } from './council.columns';
import type {
  CouncilAnswer,
  CouncilCandidateAnswer,
  CouncilInput,
  CouncilMemberAnswer,
  CouncilRole,
  CouncilSessionAnswer,
  SessionInput,
} from './council.dto';
import { SessionQueries } from './sessions.queries';

/** Roles as grants that let a person take a place in a council. */
const GRANTS_FOR: Record<CouncilRole, readonly Role[]> = {
  CHAIR: ['COUNCIL_CHAIR'],
  SECRETARY: ['COUNCIL_SECRETARY'],
  MEMBER: ['COUNCIL_MEMBER', 'COUNCIL_CHAIR', 'COUNCIL_SECRETARY'],
};

/** Setting up councils and planning their sessions; the board of the round's unit does it. */
@Injectable()
export class CouncilService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly sessions: SessionQueries,
    private readonly readers: EntryReaders,
    private readonly notices: Notices,
  ) {}

  /** Councils of a round that the actor may see, with their sessions. @throws AppError NOT_FOUND */
  async ofRound(roundId: string): Promise<CouncilAnswer[]> {
    await this.rounds.visible(roundId);
    const params: unknown[] = [roundId];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', councilColumns, params);
    return this.answers(`c.round_id = $1 AND ${where}`, params);
  }

  /** People who may take a place in a council of the round, with the places that their grants allow. */
  async candidates(roundId: string): Promise<CouncilCandidateAnswer[]> {
    const round = await this.rounds.visible(roundId);
    this.demand('create', round);
    const roles = await this.rolesOf(round, null);
    const people = await this.db.query<Omit<CouncilCandidateAnswer, 'roles'>>(
      `SELECT a.id AS "accountId", a.full_name AS "fullName", a.title, u.name AS "unitName" FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE a.id = ANY($1::uuid[]) ORDER BY a.full_name COLLATE "vi-VN-x-icu", a.id`,
      [[...roles.keys()]],
    );
    return people.map((person) => ({ ...person, roles: placesFor(roles.get(person.accountId)) }));
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, COUNCIL_NEEDS_CHAIR, COUNCIL_NAME_TAKEN */
  async create(roundId: string, input: CouncilInput): Promise<CouncilAnswer> {
    return this.db.transaction(async () => {
      const round = await this.rounds.visible(roundId);
      this.demand('create', round);
      const name = cleanText(input.name, { field: 'name', max: 200, min: 1 });
      const legalBasis = cleanText(input.legalBasis, { field: 'legalBasis', max: 1000 });
      await this.check(round, input);
      const created = await this.db.one<{ id: string }>(
        `INSERT INTO council (round_id, stage_code, unit_id, name, legal_basis, created_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (round_id, stage_code, name) DO NOTHING RETURNING id`,
        [roundId, input.stageCode, round.unitId, name, legalBasis, this.actors.get().accountId],
      );
      if (!created)
        throw new AppError('COUNCIL_NAME_TAKEN', { name }, [
          { field: 'name', code: 'COUNCIL_NAME_TAKEN', params: { name } },
        ]);
      await this.db.query(
        `INSERT INTO council_member (council_id, account_id, role, valid_from)
         SELECT $1, m."accountId", m.role, $3 FROM jsonb_to_recordset($2) AS m("accountId" uuid, role text)`,
        [created.id, JSON.stringify(input.members), this.clock.today()],
      );
      await this.audit.write({
        action: 'Council.create',
        subjectType: 'Council',
        subjectId: created.id,
        after: {
          roundId,
          stageCode: input.stageCode,
          name,
          legalBasis,
          members: input.members.map(({ accountId, role }) => ({ accountId, role })),
        },
      });
      const [council] = await this.answers('c.id = $1', [created.id]);
      if (!council) throw new AppError('NOT_FOUND');
      return council;
    });
  }

  /**
   * Plans a session over entries that wait for the council, lets the members read them and invites everybody by mail.
   * The voting rule of the round is copied now.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED with ENTRY_NOT_BEFORE_COUNCIL per entry
   */
  async plan(councilId: string, input: SessionInput): Promise<CouncilSessionAnswer> {
    return this.db.transaction(async () => {
      const council = await this.council(councilId);
      const round = await this.rounds.byId(council.roundId);
      this.demand('plan', round, council.memberIds);
      const stage = round.rules.chain.find(({ code }) => code === council.stageCode);
      if (!stage?.voting) throw new Error(`Stage ${council.stageCode} of round ${round.code} has no voting rule`);
      const name = cleanText(input.name, { field: 'name', max: 200, min: 1 });
      const place = cleanText(input.place, { field: 'place', max: 300 });
      if (!isInstant(input.scheduledAt))
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'scheduledAt', code: 'FIELD_BAD_DATE' }]);
      const entries = await this.waiting(round.id, council.stageCode, input.entryIds);
      const wrong = input.entryIds.flatMap((id, at): FieldError[] =>
        entries.has(id) ? [] : [{ field: `entryIds.${at}`, code: 'ENTRY_NOT_BEFORE_COUNCIL' }],
      );
      if (wrong.length > 0) throw new AppError('VALIDATION_FAILED', {}, wrong);
      const session = await this.db.one<{ id: string }>(
        `INSERT INTO council_session (council_id, name, place, scheduled_at, voting_rule, created_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [councilId, name, place, input.scheduledAt, JSON.stringify(stage.voting), this.actors.get().accountId],
      );
      if (!session) throw new Error('session was not written');
      await this.db.query(
        `INSERT INTO agenda_item (session_id, entry_id, position) SELECT $1, e.id, e.place FROM unnest($2::uuid[]) WITH ORDINALITY AS e(id, place)`,
        [session.id, input.entryIds],
      );
      await this.audit.write({
        action: 'CouncilSession.plan',
        subjectType: 'CouncilSession',
        subjectId: session.id,
        after: {
          councilId,
          name,
          place,
          scheduledAt: input.scheduledAt,
          entryIds: input.entryIds,
          votingRule: stage.voting,
        },
      });
      const { members } = await this.sessions.record(session.id);
      const readers = input.entryIds.flatMap((entryId) => {
        const entry = entries.get(entryId);
        return members
          .filter((member) => entry && !findConflict(member.unitPath, entry.unit_path, entry.host_path))
          .map((member): EntryReader => ({ entryId, accountId: member.accountId }));
      });
      await this.readers.grant('COUNCIL', readers);
      await this.notices.send({
        kind: 'SESSION_INVITATION',
        roundId: round.id,
        accountIds: members.map((member) => member.accountId),
        params: { title: name, time: forPeople(new Date(input.scheduledAt)), place, count: input.entryIds.length },
        href: `/council-sessions/${session.id}`,
      });
      return this.sessions.detail(session.id);
    });
  }

  /** Entries of the council's stage that no other session is dealing with, locked. */
  private async waiting(
    roundId: string,
    stageCode: string,
    ids: readonly string[],
  ): Promise<Map<string, { id: string; unit_path: string; host_path: string }>> {
    const rows = await this.db.query<{ id: string; unit_path: string; host_path: string }>(
      `SELECT e.id, e.unit_path::text, e.host_path::text FROM entry e
       WHERE e.id = ANY($1::uuid[]) AND e.round_id = $2 AND e.state = 'COUNCIL' AND e.stage_code = $3
         AND NOT EXISTS (SELECT FROM agenda_item i JOIN council_session o ON o.id = i.session_id WHERE i.entry_id = e.id AND o.state <> 'CLOSED')
       ORDER BY e.id FOR UPDATE OF e`,
      [ids, roundId, stageCode],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async check(round: RoundRecord, input: CouncilInput): Promise<void> {
    const stages = round.rules.chain.filter(({ kind }) => kind === 'COUNCIL').map(({ code }) => code);
    if (!stages.includes(input.stageCode))
      throw new AppError('VALIDATION_FAILED', {}, [
        { field: 'stageCode', code: 'FIELD_BAD_ENUM', params: { allowed: stages.join(', ') } },
      ]);
    const chairs = input.members.filter(({ role }) => role === 'CHAIR').length;
    if (chairs !== 1 || !input.members.some(({ role }) => role === 'SECRETARY'))
      throw new AppError('COUNCIL_NEEDS_CHAIR', {}, [{ field: 'members', code: 'COUNCIL_NEEDS_CHAIR' }]);
    const roles = await this.rolesOf(
      round,
      input.members.map(({ accountId }) => accountId),
    );
    const wrong = input.members.flatMap(({ accountId, role }, at): FieldError[] =>
      placesFor(roles.get(accountId)).includes(role)
        ? []
        : [{ field: `members.${at}.accountId`, code: 'NOT_A_COUNCIL_MEMBER' }],
    );
    if (wrong.length > 0) throw new AppError('VALIDATION_FAILED', {}, wrong);
  }

  /** Council roles that people hold today at the round's unit or above it; null: everybody who holds one. */
  private async rolesOf(round: RoundRecord, accountIds: readonly string[] | null): Promise<Map<string, Role[]>> {
    const rows = await this.db.query<{ id: string; roles: Role[] }>(
      `SELECT g.account_id AS id, array_agg(DISTINCT g.role) AS roles FROM role_grant g JOIN unit u ON u.id = g.unit_id
       JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
       WHERE ($1::uuid[] IS NULL OR g.account_id = ANY($1::uuid[])) AND g.role IN ('COUNCIL_CHAIR','COUNCIL_SECRETARY','COUNCIL_MEMBER') AND $2::ltree <@ u.path
         AND (g.round_id IS NULL OR g.round_id = $3) AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to > $4) GROUP BY g.account_id`,
      [accountIds, round.unitPath, round.id, this.clock.today()],
    );
    return new Map(rows.map(({ id, roles }) => [id, roles]));
  }

  private async council(id: string): Promise<{ id: string; roundId: string; stageCode: string; memberIds: string[] }> {
    const params: unknown[] = [id];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', councilColumns, params);
    const row = await this.db.one<{ id: string; roundId: string; stageCode: string; memberIds: string[] }>(
      `SELECT c.id, c.round_id AS "roundId", c.stage_code AS "stageCode",
         ARRAY(SELECT cm.account_id FROM council_member cm WHERE cm.council_id = c.id AND cm.valid_from <= ${TODAY} AND (cm.valid_to IS NULL OR cm.valid_to > ${TODAY})) AS "memberIds"
       FROM council c JOIN round r ON r.id = c.round_id WHERE c.id = $1 AND ${where} FOR UPDATE OF c`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  private demand(action: 'create' | 'plan', round: RoundRecord, memberIds: readonly string[] = []): void {
    const access = { roundId: round.id, hostPath: round.unitPath, memberIds };
    if (!this.abilities.of(this.actors.get()).can(action, 'Council', access))
      throw new AppError('ACTION_NOT_ALLOWED', { action });
  }

  private async answers(where: string, params: unknown[]): Promise<CouncilAnswer[]> {
    const rows = await this.db.query<
      Omit<CouncilAnswer, 'can' | 'sessions'> & { hostPath: string; members: CouncilMemberAnswer[] }
    >(
      `SELECT c.id, c.round_id AS "roundId", r.unit_path::text AS "hostPath", c.stage_code AS "stageCode", c.name, c.legal_basis AS "legalBasis", c.version,
         coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', a.id, 'fullName', a.full_name, 'title', a.title, 'unitName', u.name, 'role', cm.role)
             ORDER BY array_position(ARRAY['CHAIR','SECRETARY','MEMBER'], cm.role), a.full_name, a.id)
           FROM council_member cm JOIN account a ON a.id = cm.account_id JOIN unit u ON u.id = a.unit_id
           WHERE cm.council_id = c.id AND ${memberToday(TODAY, 'a.id')}), '[]') AS members
       FROM council c JOIN round r ON r.id = c.round_id WHERE ${where} ORDER BY c.created_at, c.id`,
      params,
    );
    const answers: CouncilAnswer[] = [];
    for (const { hostPath, ...council } of rows) {
      const access = {
        roundId: council.roundId,
        hostPath,
        memberIds: council.members.map(({ accountId }) => accountId),
      };
      const can = this.abilities.of(this.actors.get()).can('plan', 'Council', access) ? ['plan'] : [];
      answers.push({ ...council, sessions: (await this.sessions.list({ councilId: council.id })).items, can });
    }
    return answers;
  }
}

function placesFor(roles: readonly Role[] | undefined): CouncilRole[] {
  return (Object.keys(GRANTS_FOR) as CouncilRole[]).filter((place) =>
    GRANTS_FOR[place].some((role) => roles?.includes(role)),
  );
}
