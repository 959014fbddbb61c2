import { CurrentActor, type Role } from '@app/access';
import { Database } from '@app/platform';
import { HoldersOf, Notices } from '@app/notices';
import { Injectable } from '@nestjs/common';
import type { EntryRecord } from './entry-records';
import type { EntryAction, EntryState } from './entry.workflow';

const WHEN = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hourCycle: 'h23',
});

/** An instant as people in Viet Nam read it: '17:00 ngày 05/03/2026'. */
export function forPeople(instant: Date): string {
  const part = Object.fromEntries(WHEN.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['hour']}:${part['minute']} ngày ${part['day']}/${part['month']}/${part['year']}`;
}

/** Who acts on an entry that waits in this state. */
const ACTING: Partial<Record<EntryState, readonly Role[]>> = {
  APPRAISING: ['OFFICER'],
  PROPOSED: ['LEADER'],
  SCORING: ['BOARD_STAFF'],
  COUNCIL: ['BOARD_STAFF', 'COUNCIL_SECRETARY'],
};

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

  /** After `submit` and `forward`: who has it now; after `forward` also the unit whose entry it is. */
  async arrived(
    entry: EntryRecord,
    action: EntryAction,
    to: { holderUnitId: string; state: EntryState; deadline: Date; receiptNo: unknown },
  ): Promise<void> {
    const submitted = action === 'submit' || action === 'submitPaper';
    if (!submitted && action !== 'forward') return;
    const facts = await this.facts(entry, submitted ? entry.unitId : entry.holderUnitId);
    const holders = await this.holders.at(to.holderUnitId, ACTING[to.state] ?? [], entry.roundId);
    // the unit that wrote on paper learns that its dossier is in, as it learns of every forwarding
    const own = action === 'submit' ? [] : await this.ofUnit(entry);
    await this.notices.send({
      kind: submitted ? 'ENTRY_SUBMITTED' : 'ENTRY_FORWARDED',
      accountIds: [...new Set([...holders, ...own])],
      params: {
        title: entry.title,
        ...facts,
        deadline: forPeople(to.deadline),
        receiptNo: typeof to.receiptNo === 'string' ? to.receiptNo : (entry.receiptNo ?? ''),
      },
      href: `/entries/${entry.id}`,
    });
  }

  async returned(entry: EntryRecord, step: { items: { text: string }[]; deadline: Date }): Promise<void> {
    await this.notices.send({
      kind: 'ENTRY_RETURNED',
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

  async refused(entry: EntryRecord, reason: string): Promise<void> {
    await this.notices.send({
      kind: 'ENTRY_REFUSED',
      accountIds: await this.ofUnit(entry),
      params: { title: entry.title, ...(await this.facts(entry, entry.holderUnitId)), reason },
      href: `/entries/${entry.id}`,
    });
  }

  /** Accounts that the deadline of an entry concerns: those who act on it now. */
  async concerned(entry: EntryRecord): Promise<string[]> {
    if (entry.state === 'DRAFT' || entry.state === 'RETURNED') return this.ofUnit(entry);
    return entry.holderUnitId ? this.holders.at(entry.holderUnitId, ACTING[entry.state] ?? [], entry.roundId) : [];
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
