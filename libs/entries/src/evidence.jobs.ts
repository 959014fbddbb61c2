import { JobHandlers } from '@app/jobs';
import { Database, Idempotency } from '@app/platform';
import { HoldersOf, Notices } from '@app/notices';
import { Injectable } from '@nestjs/common';

/** A file has been put in quarantine: whoever sent it learns it, and those who have the entry on their desk. */
@Injectable()
export class EvidenceJobs {
  constructor(
    private readonly db: Database,
    private readonly idempotency: Idempotency,
    private readonly holders: HoldersOf,
    private readonly notices: Notices,
    handlers: JobHandlers,
  ) {
    handlers.register('files.infected', ({ fileId }) => this.infected(fileId));
  }

  /** Tells each person once, however often the job comes. */
  async infected(fileId: string): Promise<void> {
    await this.db.transaction(async () => {
      const file = await this.db.one<{ name: string; finding: string; created_by: string | null }>(
        `SELECT name, scan_finding AS finding, created_by FROM stored_file WHERE id = $1 AND scan_state = 'INFECTED'`,
        [fileId],
      );
      if (!file) return;
      const entry = await this.db.one<EntryOfFile>(
        `SELECT e.id, e.title, e.submitted, e.holder_unit_id, e.round_id, u.name AS unit, r.name AS round
         FROM evidence v JOIN entry e ON e.id = v.entry_id JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id
         WHERE v.file_id = $1`,
        [fileId],
      );
      const told = new Set(file.created_by ? [file.created_by] : []);
      if (entry?.submitted && entry.holder_unit_id)
        for (const id of await this.holders.at(entry.holder_unit_id, ['OFFICER', 'BOARD_STAFF'], entry.round_id))
          told.add(id);
      for (const accountId of [...told].sort())
        await this.idempotency.run(accountId, `file-infected:${fileId}`, null, () =>
          this.notices.send({
            kind: 'FILE_INFECTED',
            accountIds: [accountId],
            params: {
              items: file.name,
              reason: file.finding,
              ...(entry ? { title: entry.title, unit: entry.unit, round: entry.round } : {}),
            },
            href: entry ? `/entries/${entry.id}` : '/',
            ...(entry ? { roundId: entry.round_id } : {}),
          }),
        );
    });
  }
}

interface EntryOfFile {
  id: string;
  title: string;
  submitted: boolean;
  holder_unit_id: string | null;
  round_id: string;
  unit: string;
  round: string;
}
