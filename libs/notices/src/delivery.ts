import { JobHandlers, type JobName, QUEUES } from '@app/jobs';
import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { Channel, OutgoingMessage } from './channel';
import { Mailer } from './mailer';
import { Webhook } from './webhook';

interface Row extends OutgoingMessage {
  state: string;
  attempts: number;
  secret: boolean;
  disabled: boolean;
}

/** Takes messages from the log to their channel. */
@Injectable()
export class Delivery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    mailer: Mailer,
    webhook: Webhook,
    handlers: JobHandlers,
  ) {
    handlers.register('mail.send', ({ mailId }) => this.deliver(mailId, mailer, 'mail.send'));
    handlers.register('webhook.send', ({ messageId }) => this.deliver(messageId, webhook, 'webhook.send'));
  }

  /**
   * One attempt. The row stays locked while the message goes out, and what was sent is never sent again.
   *
   * @throws Error with the reason when the queue is to try again
   */
  private async deliver(id: string, channel: Channel, queue: JobName): Promise<void> {
    const again = await this.db.transaction(() => this.attempt(id, channel, QUEUES[queue].retryLimit));
    if (again !== undefined) throw new Error(again);
  }

  private async attempt(id: string, channel: Channel, retries: number): Promise<string | undefined> {
    const message = await this.db.one<Row>(
      `SELECT m.id, m.kind, m.recipient, m.subject, m.body, m.created_at AS "createdAt", m.state, m.attempts, m.secret,
         coalesce(a.disabled_at IS NOT NULL, false) AS disabled
       FROM message m LEFT JOIN account a ON a.id = m.account_id WHERE m.id = $1 AND m.channel = $2 FOR UPDATE OF m`,
      [id, channel.code],
    );
    if (message?.state !== 'QUEUED') return undefined;
    if (message.disabled) {
      await this.db.query(`UPDATE message SET state = 'SKIPPED', skipped_for = 'ACCOUNT_DISABLED' WHERE id = $1`, [id]);
      return undefined;
    }
    const outcome = await channel.deliver(message);
    if (outcome.state === 'SENT') {
      // a link that works once is not kept once it is out
      await this.db.query(
        `UPDATE message SET state = 'SENT', sent_at = $2, attempts = attempts + 1, last_error = NULL, body = CASE WHEN secret THEN '' ELSE body END
         WHERE id = $1`,
        [id, this.clock.now()],
      );
      return undefined;
    }
    const final = outcome.state === 'REFUSED' || message.attempts >= retries;
    await this.db.query('UPDATE message SET attempts = attempts + 1, last_error = $2, state = $3 WHERE id = $1', [
      id,
      outcome.reason.slice(0, 1000),
      final ? 'FAILED' : 'QUEUED',
    ]);
    return final ? undefined : outcome.reason;
  }
}
