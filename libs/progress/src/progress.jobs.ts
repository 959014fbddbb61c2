import { forPeople } from '@app/entries';
import { JobHandlers } from '@app/jobs';
import { HoldersOf, Notices } from '@app/notices';
import { Clock, Database, Idempotency } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { dueDates } from './due';
import { Ledger } from './ledger';

/** A model that has not been carried on after two years is no longer asked for reports. */
const ASKED_FOR_DAYS = 730;

/** The ledger follows submissions; units are reminded of reports that are due. */
@Injectable()
export class ProgressJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly holders: HoldersOf,
    private readonly notices: Notices,
    private readonly idempotency: Idempotency,
    private readonly ledger: Ledger,
    handlers: JobHandlers,
  ) {
    handlers.listen('entry.submitted', ({ entryId }) => this.ledger.followRevision(entryId));
    handlers.register('progress.daily', () => this.daily());
  }

  async daily(): Promise<void> {
    await this.ledger.followMissing();
    await this.remind();
  }

  /** Each writer of the unit once for each due date, from the day on which it falls due, however often the job comes. */
  async remind(): Promise<void> {
    const today = this.clock.today();
    const entries = await this.db.query<{
      id: string;
      title: string;
      unit_id: string;
      round_id: string;
      rules_version: number;
      round_name: string;
    }>(
      `SELECT e.id, e.title, e.unit_id, e.round_id, e.rules_version, r.name AS round_name
       FROM entry e JOIN round r ON r.id = e.round_id JOIN round_rules v ON v.round_id = e.round_id AND v.version = e.rules_version
       WHERE e.state = 'RECOGNISED' AND v.rules ? 'progress' AND e.holder_since > $1 ORDER BY e.id`,
      [new Date(this.clock.now().getTime() - ASKED_FOR_DAYS * 86_400_000)],
    );
    const asked: { id: string; everyMonths: number | undefined }[] = [];
    for (const entry of entries)
      asked.push({
        id: entry.id,
        everyMonths: (await this.rounds.rules(entry.round_id, entry.rules_version)).progress?.everyMonths,
      });
    const due = await dueDates(this.db, asked);
    for (const entry of entries) {
      const day = due.get(entry.id);
      if (day === undefined || day > today) continue;
      const people = await this.holders.at(entry.unit_id, ['REPORTER', 'UNIT_HEAD'], entry.round_id);
      for (const accountId of people)
        await this.idempotency.run(accountId, `progress-due:${entry.id}:${day}`, null, () =>
          this.notices.send({
            kind: 'PROGRESS_DUE',
            accountIds: [accountId],
            params: {
              title: entry.title,
              round: entry.round_name,
              deadline: forPeople(new Date(`${day}T17:00:00+07:00`)),
            },
            href: `/entries/${entry.id}/progress`,
            roundId: entry.round_id,
          }),
        );
    }
  }
}
