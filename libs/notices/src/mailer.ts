import { type JobData, JobHandlers, QUEUES } from '@app/jobs';
import { Clock, Database, ENV, type Env } from '@app/platform';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { mailHtml } from './notice-mail.rules';

interface Mail {
  recipient: string;
  subject: string;
  body: string;
  state: 'QUEUED' | 'SENT' | 'FAILED';
  attempts: number;
}

/** Sends mails by SMTP; without SMTP_URL to the inbox of the demonstration. */
@Injectable()
export class Mailer implements OnModuleDestroy {
  private transport: Transporter | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    handlers: JobHandlers,
  ) {
    handlers.register('mail.send', (job) => this.handle(job));
  }

  /**
   * Handler of `mail.send`. The row stays locked while the mail goes out, and a mail that was sent is never sent again.
   *
   * @throws the server's error, so that the queue tries again; not after an answer that is final (5xx)
   */
  async handle({ mailId }: JobData['mail.send']): Promise<void> {
    const again = await this.db.transaction(() => this.attempt(mailId));
    if (again) throw again;
  }

  private async attempt(mailId: string): Promise<Error | undefined> {
    const mail = await this.db.one<Mail>(
      'SELECT recipient, subject, body, state, attempts FROM mail_message WHERE id = $1 FOR UPDATE',
      [mailId],
    );
    if (!mail || mail.state !== 'QUEUED') return undefined;
    try {
      await this.send(mailId, mail);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      const code = (reason as { responseCode?: number }).responseCode ?? 0;
      const final = code >= 500 || mail.attempts >= QUEUES['mail.send'].retryLimit;
      await this.db.query(
        'UPDATE mail_message SET attempts = attempts + 1, last_error = $2, state = $3 WHERE id = $1',
        [mailId, reason.message.slice(0, 1000), final ? 'FAILED' : 'QUEUED'],
      );
      return final ? undefined : reason;
    }
    await this.db.query(
      `UPDATE mail_message SET state = 'SENT', sent_at = $2, attempts = attempts + 1, last_error = NULL WHERE id = $1`,
      [mailId, this.clock.now()],
    );
    return undefined;
  }

  private async send(mailId: string, mail: Mail): Promise<void> {
    this.transport ??= createTransport({
      url: this.env.smtpUrl ?? `smtp://127.0.0.1:${this.env.maildevSmtpPort}`,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    });
    await this.transport.sendMail({
      from: this.env.mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      html: mailHtml(mail.body, this.env.publicUrl),
      // the same for every attempt: should an answer of the server get lost, the receiving side knows the mail again
      messageId: `<${mailId}@${new URL(this.env.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }
}
