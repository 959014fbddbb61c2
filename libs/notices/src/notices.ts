import { Jobs } from '@app/jobs';
import { Database, ENV, type Env } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mailText } from './notice-mail.rules';
import type { NoticeKind, NoticeParams } from './notice-texts.rules';

export interface NoticeToSend {
  readonly kind: NoticeKind;
  /** Disabled accounts are left out, doubles count once. */
  readonly accountIds: readonly string[];
  readonly params: NoticeParams;
  /** Path of the work area, such as `/entries/…`; the link of the mail leads there. */
  readonly href: string;
  /** Also by mail, to those who have an address. Default: true. */
  readonly mail?: boolean;
}

interface Recipient {
  id: string;
  full_name: string;
  email: string | null;
  locale: 'vi' | 'en';
  notice_id: string | null;
}

/** Tells people what happened: on their screen, and by mail. */
@Injectable()
export class Notices {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Writes notices, mails and their jobs in the present transaction: all of them come with the fact, or none. */
  async send(notice: NoticeToSend): Promise<void> {
    if (notice.accountIds.length === 0) return;
    await this.db.transaction(async () => {
      const recipients = await this.db.query<Recipient>(
        `WITH told AS (
           INSERT INTO notice (account_id, kind, params, href)
           SELECT a.id, $2, $3, $4 FROM account a WHERE a.id = ANY($1::uuid[]) AND a.disabled_at IS NULL ORDER BY a.id
           RETURNING id, account_id)
         SELECT a.id, a.full_name, a.email, a.locale, t.id AS notice_id FROM told t JOIN account a ON a.id = t.account_id`,
        [notice.accountIds, notice.kind, JSON.stringify(notice.params), notice.href],
      );
      if (notice.mail === false) return;
      for (const recipient of recipients) await this.write(notice.kind, notice.params, notice.href, recipient);
    });
  }

  /**
   * Only by mail, without a row on the screen: for a link that nobody but the mailbox's owner may see.
   *
   * @returns false when the account has no address
   */
  async mailOnly(notice: Omit<NoticeToSend, 'accountIds' | 'mail'> & { readonly accountId: string }): Promise<boolean> {
    return this.db.transaction(async () => {
      const recipient = await this.db.one<Recipient>(
        `SELECT id, full_name, email, locale, NULL AS notice_id FROM account WHERE id = $1 AND disabled_at IS NULL`,
        [notice.accountId],
      );
      if (!recipient?.email) return false;
      await this.write(notice.kind, notice.params, notice.href, recipient);
      return true;
    });
  }

  private async write(kind: NoticeKind, params: NoticeParams, href: string, to: Recipient): Promise<void> {
    if (!to.email) return;
    const { subject, body } = mailText(kind, to.locale, params, {
      fullName: to.full_name,
      url: `${this.env.publicUrl}${href}`,
    });
    const mail = await this.db.one<{ id: string }>(
      `INSERT INTO mail_message (notice_id, account_id, recipient, template, subject, body)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [to.notice_id, to.id, to.email, kind, subject, body],
    );
    if (mail) await this.jobs.send('mail.send', { mailId: mail.id });
  }
}
