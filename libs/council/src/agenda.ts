import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { findConflict } from '@app/judging';
import { Database } from '@app/platform';
import { categoryOf, RoundQueries, rubricOf, type VotingRule } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { AGENDA_ITEM_WORKFLOW } from './agenda-item.workflow';
import type { AgendaItemAnswer, NamedBallotAnswer } from './council.dto';
import type { AgendaRecord, ItemRow, SessionMember, SessionRecord } from './session-records';
import { voteBase, votesNeeded } from './voting.rules';

/** The agenda as a member may see it; the only place where choices could leave this lib, and where secrecy is kept. */
@Injectable()
export class Agenda {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
  ) {}

  /** Items with votes: sums after the count only, names never in a secret vote. */
  async answers(session: SessionRecord, items: readonly ItemRow[]): Promise<AgendaItemAnswer[]> {
    const me = this.actors.get().accountId;
    const declared = await this.declared(items.map(({ entryId }) => entryId));
    const answers: AgendaItemAnswer[] = [];
    for (const item of items) {
      const rules = await this.rounds.rules(session.roundId, item.rulesVersion);
      const conflictIds = conflictsOf(session.members, item, declared);
      const voted = new Set(item.ballots.map(({ accountId }) => accountId));
      const waiting = session.members.filter(
        ({ accountId, present }) => present && !conflictIds.includes(accountId) && !voted.has(accountId),
      );
      const counted = item.state === 'COUNTED';
      const own = item.ballots.find(({ accountId }) => accountId === me);
      const steps = session.state === 'OPEN' ? this.workflows.can(AGENDA_ITEM_WORKFLOW, item, session.access) : [];
      answers.push({
        id: item.id,
        position: item.position,
        entryId: item.entryId,
        title: item.title,
        subjectName: item.subjectName,
        unitName: item.unitName,
        categoryName: categoryOf(rules, item.categoryCode)?.name ?? item.categoryCode,
        receiptNo: item.receiptNo,
        rank: item.rank,
        score: item.score,
        bandName: rubricOf(rules, item.categoryCode)?.bands.find(({ code }) => code === item.band)?.name ?? null,
        state: item.state,
        castCount: item.ballots.length,
        waitingCount: counted ? 0 : waiting.length,
        conflictIds,
        own: { cast: own !== undefined, choice: session.rule.secret ? null : (own?.choice ?? null) },
        result: resultOf(session.rule, item),
        ballots:
          counted && !session.rule.secret ? item.ballots.map((ballot): NamedBallotAnswer => ({ ...ballot })) : [],
        can: [...steps, ...(this.mayVote(session, item, conflictIds, own !== undefined) ? ['vote'] : [])],
      });
    }
    return answers;
  }

  private mayVote(session: SessionRecord, item: ItemRow, conflictIds: readonly string[], voted: boolean): boolean {
    const me = this.actors.get().accountId;
    const member = session.members.find(({ accountId }) => accountId === me);
    return (
      session.state === 'OPEN' &&
      item.state === 'VOTING' &&
      !voted &&
      member !== undefined &&
      !conflictIds.includes(me) &&
      (member.present === true || session.rule.writtenAllowed) &&
      this.abilities.of(this.actors.get()).can('vote', 'CouncilSession', session.access)
    );
  }

  /** Members who must not vote on an entry: found from the tree of units, or declared before as a judge. */
  async conflicts(
    session: SessionRecord,
    item: Pick<AgendaRecord, 'entryId' | 'unitPath' | 'hostPath'>,
  ): Promise<string[]> {
    return conflictsOf(session.members, item, await this.declared([item.entryId]));
  }

  private async declared(entryIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ pair: string }>(
      `SELECT entry_id || ' ' || account_id AS pair FROM conflict WHERE entry_id = ANY($1::uuid[]) AND kind = 'DECLARED'`,
      [entryIds],
    );
    return new Set(rows.map(({ pair }) => pair));
  }
}

function conflictsOf(
  members: readonly SessionMember[],
  item: Pick<AgendaRecord, 'entryId' | 'unitPath' | 'hostPath'>,
  declared: ReadonlySet<string>,
): string[] {
  return members
    .filter(
      ({ accountId, unitPath }) =>
        declared.has(`${item.entryId} ${accountId}`) || findConflict(unitPath, item.unitPath, item.hostPath) !== null,
    )
    .map(({ accountId }) => accountId);
}

function resultOf(rule: VotingRule, item: ItemRow): AgendaItemAnswer['result'] {
  const { members, present, castCount, yes, no, abstain, passed, countedAt } = item;
  if (
    members === null ||
    present === null ||
    castCount === null ||
    yes === null ||
    no === null ||
    abstain === null ||
    passed === null ||
    !countedAt
  )
    return null;
  const written = item.ballots.filter(({ inWriting }) => inWriting).length;
  const base = item.base ?? voteBase(rule, { members, present, written, yes, no, abstain });
  return {
    members,
    present,
    cast: castCount,
    yes,
    no,
    abstain,
    base,
    needed: votesNeeded(base, rule.threshold, rule.comparison),
    passed,
    countedAt: countedAt.toISOString(),
    countedBy: item.countedBy ?? '',
  };
}
