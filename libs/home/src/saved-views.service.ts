import { CurrentActor } from '@app/access';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { SavedViewAnswer, SaveViewInput, ViewList } from './saved-view.dto';

/** So many views somebody keeps of one list. */
const MAX_VIEWS = 30;

/** Filters of lists under names of one's own. They hold no rights: a view shows what the list shows to its reader. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
  ) {}

  async list(list: ViewList): Promise<SavedViewAnswer[]> {
    return this.db.queryByKey<SavedViewAnswer>(
      `SELECT id, name, filter, is_default AS "isDefault" FROM saved_view WHERE account_id = $1 AND list = $2
       ORDER BY name COLLATE "vi-VN-x-icu", id`,
      [this.actors.get().accountId, list],
    );
  }

  /** Keeps a view; the same name replaces it. @throws AppError TOO_MANY_VIEWS, VALIDATION_FAILED */
  async save(input: SaveViewInput): Promise<void> {
    const { accountId } = this.actors.get();
    const name = cleanText(input.name, { field: 'name', max: 80, min: 1 });
    const filter = Object.fromEntries(
      Object.entries(input.filter).map(([key, text]) => [key, cleanText(text, { field: `filter.${key}`, max: 200 })]),
    );
    await this.db.transaction(async () => {
      // one at a time for each person: the limit and the one default hold when two windows save at once
      await this.db.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [accountId]);
      if (input.isDefault)
        await this.db.query('UPDATE saved_view SET is_default = false WHERE account_id = $1 AND list = $2', [
          accountId,
          input.list,
        ]);
      await this.db.query(
        `INSERT INTO saved_view (account_id, list, name, filter, is_default, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id, list, name) DO UPDATE SET filter = excluded.filter, is_default = excluded.is_default`,
        [accountId, input.list, name, JSON.stringify(filter), input.isDefault, this.clock.now()],
      );
      const kept = await this.db.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM saved_view WHERE account_id = $1 AND list = $2',
        [accountId, input.list],
      );
      if ((kept?.n ?? 0) > MAX_VIEWS) throw new AppError('TOO_MANY_VIEWS', { max: MAX_VIEWS });
    });
  }

  /** @throws AppError NOT_FOUND, also for a view of somebody else */
  async remove(id: string): Promise<void> {
    const gone = await this.db.oneByKey('DELETE FROM saved_view WHERE id = $1 AND account_id = $2 RETURNING 1', [
      id,
      this.actors.get().accountId,
    ]);
    if (!gone) throw new AppError('NOT_FOUND');
  }
}
