import { JobHandlers, Jobs } from '@app/jobs';
import { AppError, Clock, Database, Idempotency } from '@app/platform';
import { Notices } from '@app/notices';
import { Injectable } from '@nestjs/common';
import { EntryNotices, forPeople } from './entry-notices';
import { EntryRecords } from './entry-records';
import { ENTRY_WORKFLOW } from './entry.workflow';

/** How long before its deadline an entry is looked at by the daily scan. */
const SCAN_AHEAD_HOURS = 48;

/** Reminders before a deadline: planned with each move, and found once a day where a plan was lost or a draft has none. */
@Injectable()
export class EntryJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly idempotency: Idempotency,
    private readonly records: EntryRecords,
    private readonly entryNotices: EntryNotices,
    private readonly notices: Notices,
    handlers: JobHandlers,
  ) {
    handlers.register('entries.deadline-near', (data) => this.deadlineNear(data));
    handlers.register('entries.deadline-scan', () => this.scan());
  }

  /** Tells each person concerned once per deadline, however often the job comes; a deadline that has moved tells nobody. */
  async deadlineNear({ entryId, deadline }: { entryId: string; deadline: string }): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.records.lock(entryId).catch(ignoreGone);
      if (!entry || ENTRY_WORKFLOW.final.includes(entry.state) || entry.deadline?.toISOString() !== deadline) return;
      if (entry.deadline <= this.clock.now()) return;
      const facts = await this.entryNotices.facts(entry, entry.holderUnitId);
      for (const accountId of (await this.entryNotices.concerned(entry)).sort())
        await this.idempotency.run(accountId, `deadline-near:${entryId}:${deadline}`, null, () =>
          this.notices.send({
            kind: 'DEADLINE_NEAR',
            accountIds: [accountId],
            params: { title: entry.title, ...facts, deadline: forPeople(new Date(deadline)) },
            href: `/entries/${entryId}`,
          }),
        );
    });
  }

  /** Every entry whose deadline is at most two days away gets its reminder, if it has not had it. */
  async scan(): Promise<void> {
    const now = this.clock.now();
    const due = await this.db.query<{ id: string; deadline: Date }>(
      'SELECT id, deadline FROM entry WHERE deadline > $1 AND deadline <= $2 AND NOT (state = ANY($3)) ORDER BY id',
      [now, new Date(now.getTime() + SCAN_AHEAD_HOURS * 3_600_000), ENTRY_WORKFLOW.final],
    );
    for (const { id, deadline } of due)
      await this.jobs.send('entries.deadline-near', { entryId: id, deadline: deadline.toISOString() });
  }
}

function ignoreGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
  throw error;
}
