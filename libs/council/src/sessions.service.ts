import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { EntryMoves, EntryRecords } from '@app/entries';
import { AppError, cleanText, Clock, Database, type FieldError } from '@app/platform';
import { Workflows } from '@app/workflow';
import { Agenda } from './agenda';
import { AGENDA_ITEM_WORKFLOW } from './agenda-item.workflow';
import type { AttendanceInput, BallotAnswer, BallotInput, Choice, CouncilSessionAnswer } from './council.dto';
import { AgendaItem, CouncilSession } from './council.entity';
import { SESSION_WORKFLOW } from './council-session.workflow';
import type { SessionRecord } from './session-records';
import { SessionQueries } from './sessions.queries';
import { countVotes, quorumNeeded } from './voting.rules';

/** A session in the room: attendance, quorum, votes, counts. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly sessions: SessionQueries,
    private readonly agenda: Agenda,
  ) {}

  /** Records who is present; members who are not named keep what was recorded. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, VALIDATION_FAILED */
  async attendance(id: string, input: AttendanceInput): Promise<CouncilSessionAnswer> {
    await this.db.transaction(async () => {
      const session = await this.sessions.record(id, true);
      if (!this.can('attend', session)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'attend' });
      if (session.state === 'CLOSED')
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'attend', state: session.state });
      const members = new Set(session.access.memberIds);
      const wrong = input.items.flatMap(({ accountId }, at): FieldError[] =>
        members.has(accountId) ? [] : [{ field: `items.${at}.accountId`, code: 'ATTENDANCE_UNKNOWN_MEMBER' }],
      );
      if (wrong.length > 0) throw new AppError('VALIDATION_FAILED', {}, wrong);
      const items = input.items.map(({ accountId, present, note }, at) => ({
        accountId,
        present,
        note: cleanText(note ?? '', { field: `items.${at}.note`, max: 300 }),
      }));
      await this.db.query(
        `INSERT INTO attendance (session_id, account_id, present, note, recorded_by, recorded_at)
         SELECT $1, i."accountId", i.present, i.note, $3, $4 FROM jsonb_to_recordset($2) AS i("accountId" uuid, present boolean, note text)
         ON CONFLICT (session_id, account_id) DO UPDATE SET present = excluded.present, note = excluded.note, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
        [id, JSON.stringify(items), this.actors.get().accountId, this.clock.now()],
      );
      await this.audit.write({
        action: 'CouncilSession.attend',
        subjectType: 'CouncilSession',
        subjectId: id,
        after: { items },
      });
    });
    return this.sessions.detail(id);
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, QUORUM_NOT_REACHED with present, needed and members */
  async open(id: string): Promise<CouncilSessionAnswer> {
    await this.db.transaction(async () => {
      const session = await this.sessions.record(id, true);
      if (this.can('open', session) && session.state === 'PLANNED') demandQuorum(session);
      await this.workflows.perform(SESSION_WORKFLOW, {
        entity: CouncilSession,
        record: session,
        access: session.access,
        action: 'open',
        to: 'OPEN',
        stageCode: session.stageCode,
        patch: { openedAt: this.clock.now(), memberCount: session.members.length },
        after: { members: session.members.length, present: presentOf(session).length },
      });
    });
    return this.sessions.detail(id);
  }

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, ITEMS_NOT_COUNTED */
  async close(id: string, conclusionText: string): Promise<CouncilSessionAnswer> {
    await this.db.transaction(async () => {
      const session = await this.sessions.record(id, true);
      const conclusion = cleanText(conclusionText, { field: 'conclusion', max: 4000, min: 1, multiline: true });
      const waiting = (await this.sessions.items(id)).filter(({ state }) => state !== 'COUNTED').length;
      if (this.can('close', session) && session.state === 'OPEN' && waiting > 0)
        throw new AppError('ITEMS_NOT_COUNTED', { count: waiting });
      await this.workflows.perform(SESSION_WORKFLOW, {
        entity: CouncilSession,
        record: session,
        access: session.access,
        action: 'close',
        to: 'CLOSED',
        stageCode: session.stageCode,
        patch: { closedAt: this.clock.now(), conclusion },
        after: { conclusion },
      });
    });
    return this.sessions.detail(id);
  }

  /** Lets ballots in. @throws AppError NOT_FOUND, SESSION_NOT_OPEN, QUORUM_NOT_REACHED, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async openVote(itemId: string): Promise<CouncilSessionAnswer> {
    const sessionId = await this.db.transaction(async () => {
      const { item, session } = await this.sessions.item(itemId);
      if (this.can('openVote', session)) {
        if (session.state !== 'OPEN') throw new AppError('SESSION_NOT_OPEN');
        demandQuorum(session);
      }
      await this.workflows.perform(AGENDA_ITEM_WORKFLOW, {
        entity: AgendaItem,
        record: item,
        access: session.access,
        action: 'openVote',
        to: 'VOTING',
        stageCode: session.stageCode,
        data: { sessionId: session.id },
      });
      return session.id;
    });
    return this.sessions.detail(sessionId);
  }

  /**
   * Takes the actor's ballot: one per member and item, never changed. Neither audit log nor any answer of a secret vote
   * says what it was.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, SESSION_NOT_OPEN, VOTE_NOT_OPEN, VOTE_CONFLICT, NOT_PRESENT, WRITTEN_NOT_ALLOWED, ALREADY_VOTED
   */
  async vote(itemId: string, input: BallotInput): Promise<BallotAnswer> {
    return this.db.transaction(async () => {
      const { item, session } = await this.sessions.item(itemId);
      const me = this.actors.get().accountId;
      if (!this.can('vote', session)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'vote' });
      if (session.state !== 'OPEN') throw new AppError('SESSION_NOT_OPEN');
      if (item.state !== 'VOTING') throw new AppError('VOTE_NOT_OPEN');
      if ((await this.agenda.conflicts(session, item)).includes(me)) throw new AppError('VOTE_CONFLICT');
      const present = session.members.find(({ accountId }) => accountId === me)?.present === true;
      const inWriting = input.inWriting ?? false;
      if (inWriting && (present || !session.rule.writtenAllowed)) throw new AppError('WRITTEN_NOT_ALLOWED');
      if (!inWriting && !present) throw new AppError('NOT_PRESENT');
      const now = this.clock.now();
      const taken = await this.db.one(
        `INSERT INTO ballot (agenda_item_id, voter_id, choice, in_writing, cast_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
        [itemId, me, input.choice, inWriting, now],
      );
      if (!taken) throw new AppError('ALREADY_VOTED');
      await this.audit.write({
        action: 'CouncilSession.vote',
        subjectType: 'CouncilSession',
        subjectId: session.id,
        after: { agendaItemId: itemId, inWriting, ...(session.rule.secret ? {} : { choice: input.choice }) },
      });
      const count = await this.db.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM ballot WHERE agenda_item_id = $1',
        [itemId],
      );
      return { agendaItemId: itemId, castAt: now.toISOString(), castCount: count?.n ?? 0 };
    });
  }

  /** Seals the count by the rule of the session and moves the entry. @throws AppError NOT_FOUND, SESSION_NOT_OPEN, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async count(itemId: string): Promise<CouncilSessionAnswer> {
    const sessionId = await this.db.transaction(async () => {
      const { item, session } = await this.sessions.item(itemId);
      if (this.can('count', session) && session.state !== 'OPEN') throw new AppError('SESSION_NOT_OPEN');
      const ballots = await this.db.query<{ choice: Choice; in_writing: boolean }>(
        'SELECT choice, in_writing FROM ballot WHERE agenda_item_id = $1',
        [itemId],
      );
      const how = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length;
      const written = ballots.filter((ballot) => ballot.in_writing).length;
      const result = countVotes(session.rule, {
        members: session.members.length,
        present: presentOf(session).length,
        written,
        yes: how('YES'),
        no: how('NO'),
        abstain: how('ABSTAIN'),
      });
      const sealed = {
        members: result.members,
        present: result.present,
        castCount: result.cast,
        yes: result.yes,
        no: result.no,
        abstain: result.abstain,
        base: result.base,
        passed: result.passed,
      };
      await this.workflows.perform(AGENDA_ITEM_WORKFLOW, {
        entity: AgendaItem,
        record: item,
        access: session.access,
        action: 'count',
        to: 'COUNTED',
        stageCode: session.stageCode,
        patch: { ...sealed, countedBy: this.actors.get().accountId, countedAt: this.clock.now() },
        after: { ...sealed, needed: result.needed, entryId: item.entryId },
        data: { sessionId: session.id },
      });
      const entry = await this.records.lock(item.entryId);
      const facts = { sessionId: session.id, yes: result.yes, base: result.base, needed: result.needed };
      if (result.passed) await this.moves.approve(entry, facts);
      else await this.moves.reject(entry, facts);
      return session.id;
    });
    return this.sessions.detail(sessionId);
  }

  private can(action: string, session: SessionRecord): boolean {
    return this.abilities.of(this.actors.get()).can(action, 'CouncilSession', session.access);
  }
}

const presentOf = (session: SessionRecord) => session.members.filter(({ present }) => present === true);

function demandQuorum(session: SessionRecord): void {
  const members = session.members.length;
  const needed = quorumNeeded(session.rule, members);
  const present = presentOf(session).length;
  if (present < needed || members === 0) throw new AppError('QUORUM_NOT_REACHED', { present, needed, members });
}
