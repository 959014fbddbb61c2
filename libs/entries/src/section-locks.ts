import { CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** A lock lapses so long after the last sign of life of its window; windows give one every 15 seconds. */
export const LOCK_SECONDS = 45;

/** Who writes in which section of an entry. */
@Injectable()
export class SectionLocks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
  ) {}

  /** @throws AppError SECTION_LOCKED naming who writes there, when somebody else holds one of the sections */
  async refuseLocked(entryId: string, sections: ReadonlySet<string>): Promise<void> {
    const held = await this.db.queryByKey<{ section: string; name: string; since: Date }>(
      `SELECT l.section, a.full_name AS name, l.since FROM section_lock l JOIN account a ON a.id = l.account_id
       WHERE l.entry_id = $1 AND l.account_id <> $2 AND l.seen_at > $3 ORDER BY l.since`,
      [entryId, this.actors.get().accountId, new Date(this.clock.now().getTime() - LOCK_SECONDS * 1000)],
    );
    const met = held.filter(({ section }) => sections.has(section));
    if (!met[0]) return;
    throw new AppError('SECTION_LOCKED', {
      name: met[0].name,
      sections: met.map(({ section, name, since }) => ({ section, name, since: since.toISOString() })),
    });
  }
}
