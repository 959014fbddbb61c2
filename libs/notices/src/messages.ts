import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Database, decodeCursor, fold, Idempotency, type Page, requestContext, toPage } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { MessageAnswer, MessageLinkAnswer, MessageListItem, MessageQuery, MessageState } from './message.dto';
import { type ChannelCode, normalPhone } from './notice-kinds.rules';
import { MAIL_PREFIX, kindName } from './notice-mail.rules';
import type { NoticeKind } from './notice-texts.rules';
import { Outbox } from './outbox';

const PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Fields of a message's access record in SQL; the query calls message `m`, its round `r`, the recipient's unit `u`. */
const messageColumns: SubjectColumns = {
  subject: 'Message',
  columns: { roundId: 'm.round_id', hostPath: 'r.unit_path', unitPath: 'u.path', kind: 'm.kind' },
};

interface Row {
  id: string;
  channel: ChannelCode;
  kind: NoticeKind;
  state: MessageState;
  skipped_for: string | null;
  recipient: string;
  subject: string;
  body: string;
  secret: boolean;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
  round_id: string | null;
  round_name: string | null;
  host_path: string | null;
  account_id: string;
  account_name: string;
  unit_name: string;
  unit_path: string;
  email: string | null;
  phone: string | null;
  disabled: boolean;
  part_of: string | null;
  resent_of: string | null;
  notice_id: string | null;
  read_at: Date | null;
}

const COLUMNS = `m.id, m.channel, m.kind, m.state, m.skipped_for, m.recipient, m.subject, m.body, m.secret, m.attempts, m.last_error, m.created_at,
  m.sent_at, m.round_id, r.name AS round_name, r.unit_path::text AS host_path, m.account_id, a.full_name AS account_name, u.label AS unit_name,
  u.path::text AS unit_path, a.email, a.phone, a.disabled_at IS NOT NULL AS disabled, m.part_of, m.resent_of, m.notice_id`;
const FROM = `FROM message m JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id LEFT JOIN round r ON r.id = m.round_id`;

/** A line of the list, as plain data. */
type MessageItem = { [K in keyof MessageListItem]: MessageListItem[K] };

/** The log of what went out: of the rounds and to the units within one's reach, never more. */
@Injectable()
export class Messages {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
  ) {}

  /** Newest first. */
  async list(filter: MessageQuery): Promise<Page<MessageListItem>> {
    const params: unknown[] = [];
    const where = [this.seen(params)];
    if (filter.roundId) where.push(`m.round_id = $${params.push(filter.roundId)}`);
    if (filter.accountId) where.push(`m.account_id = $${params.push(filter.accountId)}`);
    if (filter.state) where.push(`m.state = $${params.push(filter.state)}`);
    if (filter.channel) where.push(`m.channel = $${params.push(filter.channel)}`);
    if (filter.kind) where.push(`m.kind = $${params.push(filter.kind)}`);
    for (const word of fold(filter.q ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 5)) {
      const like = `$${params.push(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`;
      where.push(`(a.name_norm LIKE ${like} OR lower(m.recipient) LIKE ${like})`);
    }
    if (filter.cursor) where.push(`m.id < $${params.push(cursorId(filter.cursor))}::uuid`);
    const rows = await this.db.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where.join(' AND ')} ORDER BY m.id DESC LIMIT ${PAGE + 1}`,
      params,
    );
    return toPage(
      rows.map((row) => this.item(row)),
      PAGE,
      (item) => [item.id],
    );
  }

  /** @throws AppError NOT_FOUND */
  async detail(id: string): Promise<MessageAnswer> {
    const row = await this.visible(id);
    const links = await this.db.query<{
      id: string;
      state: MessageState;
      created_at: Date;
      by: string | null;
      resent_of: string | null;
    }>(
      `SELECT m.id, m.state, m.created_at, b.full_name AS by, m.resent_of FROM message m LEFT JOIN account b ON b.id = m.resent_by
       WHERE m.resent_of = $1 OR m.id = $2 ORDER BY m.id DESC LIMIT 100`,
      [id, row.resent_of],
    );
    const link = (one: (typeof links)[number]): MessageLinkAnswer => ({
      id: one.id,
      state: one.state,
      createdAt: one.created_at.toISOString(),
      by: one.by,
    });
    const original = links.find((one) => one.id === row.resent_of);
    return {
      ...this.item(row),
      roundId: row.round_id,
      body: this.may('readText', row) && !row.secret ? row.body : null,
      secret: row.secret,
      readAt: row.read_at?.toISOString() ?? null,
      resentOf: original ? link(original) : null,
      resends: links.filter((one) => one.resent_of === id).map(link),
      partOf: row.part_of,
      can: this.may('resend', row) && isResendable(row) ? ['resend'] : [],
    };
  }

  /**
   * Sends the same text again, to the address that the account has now.
   *
   * @returns the new message
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, MESSAGE_NOT_RESENDABLE, MESSAGE_NO_ADDRESS
   */
  async resend(id: string, key: string | undefined): Promise<{ id: string }> {
    const { accountId } = this.actors.get();
    return this.idempotency.run(accountId, key, { resend: id }, async () => {
      const row = await this.visible(id, 'FOR UPDATE OF m');
      if (!this.may('resend', row)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'resend' });
      if (!isResendable(row)) throw new AppError('MESSAGE_NOT_RESENDABLE');
      const recipient = row.channel === 'MAIL' ? row.email : normalPhone(row.phone);
      if (!recipient) throw new AppError('MESSAGE_NO_ADDRESS');
      const [fresh = ''] = await this.outbox.put([
        {
          accountId: row.account_id,
          channel: row.channel,
          kind: row.kind,
          recipient,
          subject: row.subject,
          body: row.body,
          noticeId: row.notice_id,
          roundId: row.round_id,
          resentOf: id,
          resentBy: accountId,
        },
      ]);
      await this.audit.write({
        action: 'Message.resend',
        subjectType: 'Message',
        subjectId: id,
        after: { messageId: fresh, kind: row.kind, channel: row.channel },
      });
      return { id: fresh };
    });
  }

  private async visible(id: string, lock = ''): Promise<Row> {
    const params: unknown[] = [id];
    const row = UUID.test(id)
      ? await this.db.one<Row>(
          `SELECT ${COLUMNS}, n.read_at ${FROM} LEFT JOIN notice n ON n.id = m.notice_id WHERE m.id = $1 AND ${this.seen(params)} ${lock}`,
          params,
        )
      : undefined;
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  private seen(params: unknown[]): string {
    return accessWhere(this.abilities.of(this.actors.get()), 'read', messageColumns, params);
  }

  private may(action: string, row: Row): boolean {
    const record = { roundId: row.round_id, hostPath: row.host_path, unitPath: row.unit_path, kind: row.kind };
    return this.abilities.of(this.actors.get()).can(action, 'Message', record);
  }

  private item(row: Row): MessageItem {
    return {
      id: row.id,
      channel: row.channel,
      kind: row.kind,
      kindName: kindName(row.kind, requestContext().locale),
      state: row.state,
      skippedFor: row.skipped_for,
      recipient: row.recipient,
      accountName: row.account_name,
      unitName: row.unit_name,
      roundName: row.round_name,
      subject:
        this.may('readText', row) && !row.secret && row.subject !== '' ? row.subject.replace(MAIL_PREFIX, '') : null,
      attempts: row.attempts,
      lastError: row.last_error,
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      again: row.resent_of !== null,
    };
  }
}

/** What is on its way or waits for its collecting mail comes anyway; secrets and disabled accounts get nothing. */
function isResendable(row: Row): boolean {
  return (
    !row.secret &&
    !row.disabled &&
    row.body !== '' &&
    row.state !== 'QUEUED' &&
    row.state !== 'HELD' &&
    row.skipped_for !== 'OPTED_OUT'
  );
}

function cursorId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (typeof id !== 'string' || !UUID.test(id))
    throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
  return id;
}
