import { JobHandlers } from '@app/jobs';
import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { ENTRY_WORKFLOW } from './entry.workflow';

/** So long after an entry has ended its saved versions are kept; the submitted revisions stay for ever. */
const KEEP_DAYS = 90;
const AT_ONCE = 500;

/** Tidies up after writers. */
@Injectable()
export class WritingJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    handlers: JobHandlers,
  ) {
    handlers.register('entries.versions-clean', () => this.clean());
  }

  /** Versions of entries that ended long ago, and signs of life of windows that are long closed. */
  async clean(): Promise<void> {
    const now = this.clock.now().getTime();
    const day = new Date(now - 86_400_000);
    await this.db.query('DELETE FROM entry_presence WHERE seen_at < $1', [day]);
    await this.db.query('DELETE FROM section_lock WHERE seen_at < $1', [day]);
    for (let left = true; left;) {
      const gone = await this.db.query(
        `WITH ended AS (
           SELECT e.id FROM entry e WHERE e.state = ANY($1::text[]) AND e.updated_at < $2
             AND EXISTS (SELECT FROM entry_version v WHERE v.entry_id = e.id) LIMIT ${AT_ONCE})
         DELETE FROM entry_version v USING ended WHERE v.entry_id = ended.id RETURNING v.entry_id`,
        [ENTRY_WORKFLOW.final, new Date(now - KEEP_DAYS * 86_400_000)],
      );
      left = gone.length > 0;
    }
  }
}
