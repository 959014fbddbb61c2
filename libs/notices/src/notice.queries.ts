import { CurrentActor } from '@app/access';
import { AppError, Clock, Database, decodeCursor, type Page, requestContext, toPage } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { NoticeAnswer, NoticeCountAnswer, NoticeQuery } from './notice.dto';
import { noticeTitle } from './notice-mail.rules';
import type { NoticeKind, NoticeParams } from './notice-texts.rules';

const PAGE = 30;

/** A person's own notices; nobody else's can be asked for. */
@Injectable()
export class NoticeQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly current: CurrentActor,
  ) {}

  /** Newest first. */
  async list({ cursor, unread, kind }: NoticeQuery = {}): Promise<Page<NoticeAnswer>> {
    const { accountId } = this.current.get();
    const { locale } = requestContext();
    const [before = null] = cursor ? decodeCursor(cursor, 1) : [];
    const rows = await this.db.query<{
      id: string;
      kind: NoticeKind;
      params: NoticeParams;
      href: string | null;
      created_at: Date;
      read_at: Date | null;
    }>(
      `SELECT id, kind, params, href, created_at, read_at FROM notice
       WHERE account_id = $1 AND ($2::text IS NULL OR id::text < $2) AND ($3 = false OR read_at IS NULL)
         AND ($4::text IS NULL OR kind = $4) ORDER BY id DESC LIMIT ${PAGE + 1}`,
      [accountId, before, unread === 'true', kind ?? null],
    );
    const items = rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: noticeTitle(row.kind, locale, row.params),
      href: row.href,
      createdAt: row.created_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    }));
    return toPage(items, PAGE, (item) => [item.id]);
  }

  async unread(): Promise<NoticeCountAnswer> {
    const row = await this.db.one<{ unread: number }>(
      'SELECT count(*)::int AS unread FROM notice WHERE account_id = $1 AND read_at IS NULL',
      [this.current.get().accountId],
    );
    return { unread: row?.unread ?? 0 };
  }

  /** All that there are now. */
  async markAllRead(): Promise<void> {
    await this.db.query('UPDATE notice SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL', [
      this.current.get().accountId,
      this.clock.now(),
    ]);
  }

  /** @throws AppError NOT_FOUND for a notice of somebody else */
  async markRead(id: string): Promise<void> {
    const row = await this.db.one(
      'UPDATE notice SET read_at = coalesce(read_at, $3) WHERE id = $1 AND account_id = $2 RETURNING id',
      [id, this.current.get().accountId, this.clock.now()],
    );
    if (!row) throw new AppError('NOT_FOUND');
  }
}
