import { ENV, type Env } from '@app/platform';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Channel, OutgoingMessage, Outcome } from './channel';
import { isMandatory } from './notice-kinds.rules';
import { CHOICES_PATH, mailHtml } from './notice-mail.rules';

/** Sends mails by SMTP; without SMTP_URL to the inbox of the demonstration. */
@Injectable()
export class Mailer implements Channel, OnModuleDestroy {
  readonly code = 'MAIL';
  private transport: Transporter | undefined;

  constructor(@Inject(ENV) private readonly env: Env) {}

  /** An answer 5xx of the server is final; 4xx and lost connections are tried again. */
  async deliver(mail: OutgoingMessage): Promise<Outcome> {
    this.transport ??= createTransport({
      url: this.env.smtpUrl ?? `smtp://127.0.0.1:${this.env.maildevSmtpPort}`,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    });
    try {
      await this.transport.sendMail({
        from: this.env.mailFrom,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        html: mailHtml(mail.body, this.env.publicUrl),
        // should an answer of the server get lost, the receiving side knows the mail again
        messageId: `<${mail.id}@${new URL(this.env.publicUrl).hostname}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          // opens the screen of choices behind sign-in; no link of a mail changes anything
          ...(isMandatory(mail.kind) ? {} : { 'List-Unsubscribe': `<${this.env.publicUrl}${CHOICES_PATH}>` }),
        },
      });
      return { state: 'SENT' };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const code = (error as { responseCode?: number }).responseCode ?? 0;
      return { state: code >= 500 ? 'REFUSED' : 'LATER', reason };
    }
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }
}
