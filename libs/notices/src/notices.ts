import { Database, ENV, type Env } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MessageTemplates } from './message-templates';
import {
  type ChannelCode,
  type Choices,
  heldFor,
  isSecret,
  normalPhone,
  type Rhythm,
  wants,
} from './notice-kinds.rules';
import { messageText } from './notice-mail.rules';
import type { NoticeKind, NoticeParams } from './notice-texts.rules';
import { type NewMessage, Outbox } from './outbox';
import { Webhook } from './webhook';

export interface NoticeToSend {
  readonly kind: NoticeKind;
  /** Disabled accounts are left out, doubles count once. */
  readonly accountIds: readonly string[];
  readonly params: NoticeParams;
  /** Path of the work area, such as `/entries/…`; the link of the mail leads there. */
  readonly href: string;
  /** Also by mail and to the telephone, to those who can be reached and did not choose otherwise. Default: true. */
  readonly mail?: boolean;
  /** The round that it is about: its own texts are used, and its board finds the message in the log. */
  readonly roundId?: string;
}

interface Recipient {
  id: string;
  full_name: string;
  email: string | null;
  phone: string | null;
  locale: 'vi' | 'en';
  notice_id: string | null;
  rhythm: Rhythm | null;
  choices: Choices | null;
}

/** Tells people what happened: on their screen, by mail, and to the telephone where there is a gateway. */
@Injectable()
export class Notices {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly templates: MessageTemplates,
    private readonly webhook: Webhook,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Writes notices, messages and their jobs in the present transaction: all of them come with the fact, or none. */
  async send(notice: NoticeToSend): Promise<void> {
    if (notice.accountIds.length === 0) return;
    await this.db.transaction(async () => {
      const recipients = await this.db.queryByKey<Recipient>(
        `WITH told AS (
           INSERT INTO notice (account_id, kind, params, href)
           SELECT a.id, $2, $3, $4 FROM account a WHERE a.id = ANY($1::uuid[]) AND a.disabled_at IS NULL ORDER BY a.id
           RETURNING id, account_id)
         SELECT a.id, a.full_name, a.email, a.phone, a.locale, t.id AS notice_id, p.rhythm, p.choices
         FROM told t JOIN account a ON a.id = t.account_id LEFT JOIN message_preference p ON p.account_id = a.id ORDER BY a.id`,
        [notice.accountIds, notice.kind, JSON.stringify(notice.params), notice.href],
      );
      if (notice.mail === false || recipients.length === 0) return;
      const own = notice.roundId ? await this.templates.ofRound(notice.roundId, notice.kind) : new Map<string, never>();
      const channels: ChannelCode[] = this.webhook.ready ? ['MAIL', 'WEBHOOK'] : ['MAIL'];
      await this.outbox.put(
        recipients.flatMap((recipient) =>
          channels.flatMap((channel) => {
            const text = own.get(`${recipient.locale} ${channel}`);
            return this.message(notice, recipient, channel, text) ?? [];
          }),
        ),
      );
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
        `SELECT id, full_name, email, phone, locale, NULL AS notice_id, NULL AS rhythm, NULL AS choices FROM account
         WHERE id = $1 AND disabled_at IS NULL`,
        [notice.accountId],
      );
      if (!recipient?.email) return false;
      const message = this.message(notice, recipient, 'MAIL');
      await this.outbox.put(message ? [message] : []);
      return true;
    });
  }

  /** The message of one person by one way; undefined: this way leads nowhere, and nobody has to know. */
  private message(
    notice: Omit<NoticeToSend, 'accountIds'>,
    to: Recipient,
    channel: ChannelCode,
    own?: { subject: string; body: string },
  ): NewMessage | undefined {
    const { kind } = notice;
    const wanted = wants(to.choices ?? {}, kind, channel);
    const recipient = channel === 'MAIL' ? (to.email ?? '') : (normalPhone(to.phone) ?? '');
    // who has no telephone number there or wants nothing there is as if there were no gateway
    if (channel === 'WEBHOOK' && (!wanted || recipient === '')) return undefined;
    const reader = { fullName: to.full_name, baseUrl: this.env.publicUrl, href: notice.href };
    const skippedFor = wanted ? (recipient === '' ? 'NO_ADDRESS' : undefined) : 'OPTED_OUT';
    return {
      accountId: to.id,
      channel,
      kind,
      recipient,
      ...messageText(kind, to.locale, channel, notice.params, reader, own),
      noticeId: to.notice_id,
      roundId: notice.roundId ?? null,
      secret: isSecret(kind),
      ...(skippedFor ? { skippedFor } : {}),
      heldFor: channel === 'MAIL' ? heldFor(to.rhythm ?? 'AT_ONCE', kind) : null,
    };
  }
}
