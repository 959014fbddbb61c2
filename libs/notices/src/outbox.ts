import { Jobs } from '@app/jobs';
import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { ChannelCode } from './notice-kinds.rules';
import type { NoticeKind } from './notice-texts.rules';

/** A message as it goes into the log. */
export interface NewMessage {
  readonly accountId: string;
  readonly channel: ChannelCode;
  readonly kind: NoticeKind;
  /** Mail address, or telephone number as +84…; empty when there is none. */
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly noticeId?: string | null;
  readonly roundId?: string | null;
  readonly secret?: boolean;
  readonly skippedFor?: 'NO_ADDRESS' | 'OPTED_OUT';
  readonly heldFor?: 'DAILY' | 'WEEKLY' | null;
  readonly resentOf?: string;
  readonly resentBy?: string;
}

/** The one log of everything that goes out. */
@Injectable()
export class Outbox {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Writes messages and the jobs that deliver them in the present transaction, one statement however many.
   *
   * @returns the ids in the order of `messages`
   */
  async put(messages: readonly NewMessage[]): Promise<string[]> {
    if (messages.length === 0) return [];
    return this.db.transaction(async () => {
      const rows = await this.db.query<{ id: string; channel: ChannelCode; state: string }>(
        `INSERT INTO message (account_id, channel, kind, recipient, subject, body, notice_id, round_id, secret, skipped_for, held_for,
           resent_of, resent_by, state)
         SELECT account_id, channel, kind, recipient, subject, body, notice_id, round_id, secret, skipped_for, held_for, resent_of, resent_by,
           CASE WHEN skipped_for IS NOT NULL THEN 'SKIPPED' WHEN held_for IS NOT NULL THEN 'HELD' ELSE 'QUEUED' END
         FROM jsonb_to_recordset($1) AS m(no int, account_id uuid, channel text, kind text, recipient text, subject text, body text,
           notice_id uuid, round_id uuid, secret boolean, skipped_for text, held_for text, resent_of uuid, resent_by uuid)
         ORDER BY no RETURNING id, channel, state`,
        [
          JSON.stringify(
            messages.map((message, no) => ({
              no,
              account_id: message.accountId,
              channel: message.channel,
              kind: message.kind,
              recipient: message.recipient,
              subject: message.subject,
              body: message.body,
              notice_id: message.noticeId ?? null,
              round_id: message.roundId ?? null,
              secret: message.secret ?? false,
              skipped_for: message.skippedFor ?? null,
              held_for: message.skippedFor ? null : (message.heldFor ?? null),
              resent_of: message.resentOf ?? null,
              resent_by: message.resentBy ?? null,
            })),
          ),
        ],
      );
      for (const { id, channel, state } of rows) if (state === 'QUEUED') await this.enqueue(channel, id);
      return rows.map((row) => row.id);
    });
  }

  /** Each way has a queue of its own: a gateway that is down does not hold back the mails. */
  private async enqueue(channel: ChannelCode, id: string): Promise<void> {
    if (channel === 'MAIL') await this.jobs.send('mail.send', { mailId: id });
    else await this.jobs.send('webhook.send', { messageId: id });
  }
}
