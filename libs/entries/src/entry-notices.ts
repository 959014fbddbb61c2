import { CurrentActor } from '@app/access';
import { Database } from '@app/platform';
import { forPeople, HoldersOf, Notices } from '@app/notices';
import { Injectable } from '@nestjs/common';
import type { EntryRecord } from './entry-records';
import { ACTING_ROLES, type EntryAction, type EntryState } from './entry.workflow';

export { forPeople };

/** Tells the people concerned, in the transaction of the move. */
@Injectable()
export class EntryNotices {
  constructor(
    private readonly db: Database,
    private readonly actors: CurrentActor,
    private readonly holders: HoldersOf,
    private readonly notices: Notices,
  ) {}

  actorId(): string | null {
    return this.actors.find()?.accountId ?? null;
  }

  /**
   * At `submit` and `forward`: who will have it; at `forward` also the unit whose entry it is. Looks them up at once.
   * @returns tells them, with the receipt number; undefined when nobody is to be told
   */
  async arriving(
    entry: EntryRecord,
    action: EntryAction,
    to: { holderUnitId: string; state: EntryState; deadline: Date },
  ): Promise<((receiptNo: string) => Promise<void>) | undefined> {
    const submitted = action === 'submit' || action === 'submitPaper';
    if (!submitted && action !== 'forward') return undefined;
    const facts = await this.facts(entry, submitted ? entry.unitId : entry.holderUnitId);
    const holders = await this.holders.at(to.holderUnitId, ACTING_ROLES[to.state] ?? [], entry.roundId);
    // the unit that wrote on paper learns that its dossier is in, as it learns of every forwarding
    const own = action === 'submit' ? [] : await this.ofUnit(entry);
    return (receiptNo) =>
      this.notices.send({
        kind: submitted ? 'ENTRY_SUBMITTED' : 'ENTRY_FORWARDED',
        roundId: entry.roundId,
        accountIds: [...new Set([...holders, ...own])],
        params: { title: entry.title, ...facts, deadline: forPeople(to.deadline), receiptNo },
        href: `/entries/${entry.id}`,
      });
  }

  async returned(entry: EntryRecord, step: { items: { text: string }[]; deadline: Date }): Promise<void> {
    await this.notices.send({
      kind: 'ENTRY_RETURNED',
      roundId: entry.roundId,
      accountIds: await this.ofUnit(entry),
      params: {
        title: entry.title,
        ...(await this.facts(entry, entry.holderUnitId)),
        items: step.items.map((item) => `- ${item.text}`).join('\n'),
        deadline: forPeople(step.deadline),
      },
      href: `/entries/${entry.id}`,
    });
  }

  /** To the leader of the same unit: a proposal waits. */
  async proposed(entry: EntryRecord): Promise<void> {
    if (!entry.holderUnitId) return;
    await this.notices.send({
      kind: 'ENTRY_PROPOSED',
      roundId: entry.roundId,
      accountIds: await this.holders.at(entry.holderUnitId, ['LEADER'], entry.roundId),
      params: {
        title: entry.title,
        ...(await this.facts(entry, entry.unitId)),
        ...(entry.deadline ? { deadline: forPeople(entry.deadline) } : {}),
      },
      href: `/appraisal/${entry.id}`,
    });
  }

  /** To the officers of the same unit: the leader wants it appraised again. */
  async sentBack(entry: EntryRecord, reason: string): Promise<void> {
    if (!entry.holderUnitId) return;
    await this.notices.send({
      kind: 'ENTRY_SENT_BACK',
      roundId: entry.roundId,
      accountIds: await this.holders.at(entry.holderUnitId, ['OFFICER'], entry.roundId),
      params: { title: entry.title, ...(await this.facts(entry, entry.unitId)), reason },
      href: `/appraisal/${entry.id}`,
    });
  }

  /** To officers and leaders of the level below, with the reason; to the unit without it: that stays between the levels. */
  async steppedBack(
    entry: EntryRecord,
    below: { id: string; name: string },
    step: { reason: string; deadline: Date | null },
  ): Promise<void> {
    const { unit, round } = await this.facts(entry, entry.holderUnitId);
    const facts = { title: entry.title, unit, round, place: below.name };
    const reviewers = await this.holders.at(below.id, ['OFFICER', 'LEADER'], entry.roundId);
    await this.notices.send({
      kind: 'ENTRY_STEPPED_BACK',
      roundId: entry.roundId,
      accountIds: reviewers,
      params: { ...facts, reason: step.reason, ...(step.deadline ? { deadline: forPeople(step.deadline) } : {}) },
      href: `/appraisal/${entry.id}`,
    });
    await this.notices.send({
      kind: 'ENTRY_STEPPED_BACK',
      roundId: entry.roundId,
      accountIds: (await this.ofUnit(entry)).filter((id) => !reviewers.includes(id)),
      params: facts,
      href: `/entries/${entry.id}`,
      mail: false,
    });
  }

  /**
   * After entries were forwarded together: each receiving unit and each entry's own people get one notice for all of theirs.
   * The entries as they stand now.
   */
  async forwardedTogether(by: { unitId: string; roundId: string }, entries: readonly EntryRecord[]): Promise<void> {
    const [first] = entries;
    if (!first) return;
    const { unit, round } = await this.facts(first, by.unitId);
    const told = new Map<string, { accountIds: string[]; titles: string[]; href: string }>();
    const add = (key: string, accountIds: string[], title: string, href: string): void => {
      const group = told.get(key) ?? { accountIds, titles: [], href };
      group.titles.push(title);
      told.set(key, group);
    };
    const holders = new Map<string, string[]>();
    for (const entry of entries) {
      const key = `${entry.holderUnitId} ${entry.state}`;
      if (!holders.has(key) && entry.holderUnitId)
        holders.set(key, await this.holders.at(entry.holderUnitId, ACTING_ROLES[entry.state] ?? [], entry.roundId));
      add(`to ${key}`, holders.get(key) ?? [], entry.title, entry.state === 'APPRAISING' ? '/appraisal' : '/entries');
      const own = `of ${entry.unitId}`;
      add(own, told.get(own)?.accountIds ?? (await this.ofUnit(entry)), entry.title, '/entries');
    }
    for (const { accountIds, titles, href } of told.values())
      await this.notices.send({
        kind: 'ENTRIES_FORWARDED',
        roundId: by.roundId,
        accountIds,
        params: { unit, round, count: titles.length, items: titles.map((title) => `- ${title}`).join('\n') },
        href,
      });
  }

  async refused(entry: EntryRecord, reason: string): Promise<void> {
    await this.notices.send({
      kind: 'ENTRY_REFUSED',
      roundId: entry.roundId,
      accountIds: await this.ofUnit(entry),
      params: { title: entry.title, ...(await this.facts(entry, entry.holderUnitId)), reason },
      href: `/entries/${entry.id}`,
    });
  }

  /** Name of the unit that acted and of the round. */
  async facts(entry: EntryRecord, unitId: string | null): Promise<{ unit: string; round: string }> {
    const row = await this.db.oneByKey<{ unit: string | null; round: string }>(
      'SELECT (SELECT name FROM unit WHERE id = $2) AS unit, name AS round FROM round WHERE id = $1',
      [entry.roundId, unitId],
    );
    return { unit: row?.unit ?? '', round: row?.round ?? '' };
  }

  /** Those who write and submit for the entry's unit, and who registered it. */
  private async ofUnit(entry: EntryRecord): Promise<string[]> {
    const holders = await this.holders.at(entry.unitId, ['REPORTER', 'UNIT_HEAD'], entry.roundId);
    return [...new Set([...holders, entry.createdBy])];
  }
}
