import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AuditLog } from '@app/audit';
import {
  AppError,
  cleanText,
  Clock,
  Database,
  ENV,
  type Env,
  errorText,
  Idempotency,
  requestContext,
} from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import type {
  MessageTemplateAnswer,
  MessageTemplateList,
  PreviewAnswer,
  PreviewInput,
  SaveTemplateInput,
} from './message-template.dto';
import {
  builtIn,
  checkTemplate,
  fieldsOf,
  requiredFields,
  TEMPLATE_LIMITS,
  type TemplateText,
} from './message-template.rules';
import { CHANNELS, type ChannelCode, LOCALES, type NoticeLocale, TEMPLATE_KINDS } from './notice-kinds.rules';
import { mailHtml, messageText, kindName, noticeTitle } from './notice-mail.rules';
import type { NoticeKind, NoticeParams } from './notice-texts.rules';
import { Outbox } from './outbox';

/** A round as the rules of its texts see it; the query calls the table `r`. */
const templateColumns: SubjectColumns = {
  subject: 'MessageTemplate',
  columns: { roundId: 'r.id', hostPath: 'r.unit_path' },
};

export interface TemplateKey {
  readonly kind: string;
  readonly locale: string;
  readonly channel: string;
}
interface KnownKey {
  kind: NoticeKind;
  locale: NoticeLocale;
  channel: ChannelCode;
}

interface VersionRow {
  kind: NoticeKind;
  locale: NoticeLocale;
  channel: ChannelCode;
  version: number;
  subject: string | null;
  body: string | null;
  reason: string;
  created_at: Date;
  author: string;
}

const NEWEST = `SELECT DISTINCT ON (t.kind, t.locale, t.channel) t.* FROM message_template t`;

/** The texts of a round: versioned, from the built-in ones and back. */
@Injectable()
export class MessageTemplates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Own texts of a round for one kind by `<locale> <channel>`; what is not there is built in. For sending. */
  async ofRound(roundId: string, kind: NoticeKind): Promise<Map<string, TemplateText>> {
    const rows = await this.db.queryByKey<VersionRow>(
      `${NEWEST} WHERE t.round_id = $1 AND t.kind = $2 ORDER BY t.kind, t.locale, t.channel, t.version DESC`,
      [roundId, kind],
    );
    return new Map(
      rows.flatMap(({ locale, channel, subject, body }) =>
        body === null ? [] : [[`${locale} ${channel}`, { subject: subject ?? '', body }] as const],
      ),
    );
  }

  /** All texts of a round as they hold now. @throws AppError NOT_FOUND */
  async list(roundId: string): Promise<MessageTemplateList> {
    const round = await this.round(roundId, 'read');
    const rows = await this.db.query<VersionRow>(
      `SELECT n.*, a.full_name AS author FROM (${NEWEST} WHERE t.round_id = $1 ORDER BY t.kind, t.locale, t.channel, t.version DESC) n
       JOIN account a ON a.id = n.created_by`,
      [roundId],
    );
    const newest = new Map(rows.map((row) => [`${row.kind} ${row.locale} ${row.channel}`, row]));
    const items = TEMPLATE_KINDS.flatMap((kind) =>
      LOCALES.flatMap((locale) =>
        CHANNELS.map((channel) => answer({ kind, locale, channel }, newest.get(`${kind} ${locale} ${channel}`))),
      ),
    );
    return { roundName: round.name, gateway: this.env.webhook !== undefined, items, can: round.can };
  }

  /** All versions of one text, newest first. @throws AppError NOT_FOUND */
  async history(roundId: string, given: TemplateKey): Promise<MessageTemplateAnswer[]> {
    const key = known(given);
    await this.round(roundId, 'read');
    const rows = await this.versions(roundId, key);
    return rows.map((row) => answer(key, row));
  }

  /**
   * A new version; without texts: back to the built-in ones.
   *
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, CHANGED_MEANWHILE, VALIDATION_FAILED with the places that are wrong
   */
  async save(roundId: string, given: TemplateKey, input: SaveTemplateInput): Promise<MessageTemplateAnswer> {
    const key = known(given);
    const reason = cleanText(input.reason, { field: 'reason', max: 1000, min: 1, multiline: true });
    const text = input.body === null ? null : this.checked(key, { subject: input.subject ?? '', body: input.body });
    return this.db.transaction(async () => {
      await this.round(roundId, 'edit', true);
      const [before] = await this.versions(roundId, key);
      if ((before?.version ?? 0) !== input.version) throw new AppError('CHANGED_MEANWHILE');
      await this.db.query(
        `INSERT INTO message_template (round_id, kind, locale, channel, version, subject, body, reason, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          roundId,
          key.kind,
          key.locale,
          key.channel,
          input.version + 1,
          text?.subject ?? null,
          text?.body ?? null,
          reason,
          this.actors.get().accountId,
          this.clock.now(),
        ],
      );
      await this.audit.write({
        action: 'Round.message-text',
        subjectType: 'Round',
        subjectId: roundId,
        before: { ...key, subject: before?.subject ?? null, body: before?.body ?? null },
        after: { ...key, subject: text?.subject ?? null, body: text?.body ?? null },
        reason,
      });
      const [row] = await this.versions(roundId, key);
      return answer(key, row);
    });
  }

  /** What a message with these texts looks like; says what is wrong instead of refusing. @throws AppError NOT_FOUND */
  async preview(roundId: string, input: PreviewInput, facts: NoticeParams): Promise<PreviewAnswer> {
    const key = known(input);
    await this.round(roundId, 'read');
    const template = { subject: input.subject, body: input.body };
    const text = this.written(key, template, facts);
    return {
      ...text,
      html: key.channel === 'MAIL' ? mailHtml(text.body, this.env.publicUrl) : null,
      problems: checkTemplate(key.kind, key.channel, template).map(({ field, code, params: given }) => ({
        field,
        code,
        message: errorText(code, requestContext().locale, given),
      })),
    };
  }

  /** The same by mail to oneself. @throws AppError NOT_FOUND, MESSAGE_NO_ADDRESS, VALIDATION_FAILED */
  async test(
    roundId: string,
    input: PreviewInput,
    facts: NoticeParams,
    idempotencyKey: string | undefined,
  ): Promise<{ recipient: string }> {
    const key = known(input);
    await this.round(roundId, 'edit');
    const { accountId } = this.actors.get();
    const text = this.written(key, this.checked(key, { subject: input.subject, body: input.body }), facts);
    return this.idempotency.run(accountId, idempotencyKey, input, async () => {
      const me = await this.db.one<{ email: string | null }>('SELECT email FROM account WHERE id = $1', [accountId]);
      if (!me?.email) throw new AppError('MESSAGE_NO_ADDRESS');
      const title = noticeTitle(key.kind, key.locale, facts);
      await this.outbox.put([
        {
          accountId,
          channel: 'MAIL',
          kind: key.kind,
          recipient: me.email,
          subject: Array.from(`[${key.locale === 'vi' ? 'Gửi thử' : 'Test'}] ${text.subject || title}`)
            .slice(0, 200)
            .join(''),
          body: text.body,
          roundId,
        },
      ]);
      return { recipient: me.email };
    });
  }

  private written(key: KnownKey, template: TemplateText, facts: NoticeParams): TemplateText {
    const reader = { fullName: this.actors.get().fullName, baseUrl: this.env.publicUrl, href: '/' };
    return messageText(key.kind, key.locale, key.channel, facts, reader, template);
  }

  private checked(key: KnownKey, given: TemplateText): TemplateText {
    const limits = TEMPLATE_LIMITS[key.channel];
    const subject = cleanText(given.subject, { field: 'subject', max: limits.subject });
    const body = cleanText(given.body, { field: 'body', max: limits.body, multiline: true });
    const problems = checkTemplate(key.kind, key.channel, { subject, body });
    if (problems.length > 0)
      throw new AppError(
        'VALIDATION_FAILED',
        {},
        problems.map((one) => ({ ...one, params: { ...one.params } })),
      );
    return { subject, body };
  }

  private versions(roundId: string, key: KnownKey): Promise<VersionRow[]> {
    return this.db.query<VersionRow>(
      `SELECT t.*, a.full_name AS author FROM message_template t JOIN account a ON a.id = t.created_by
       WHERE t.round_id = $1 AND t.kind = $2 AND t.locale = $3 AND t.channel = $4 ORDER BY t.version DESC LIMIT 100`,
      [roundId, key.kind, key.locale, key.channel],
    );
  }

  /** The round, if its texts may be read. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  private async round(id: string, action: 'read' | 'edit', lock = false): Promise<{ name: string; can: string[] }> {
    const params: unknown[] = [id];
    const ability = this.abilities.of(this.actors.get());
    const seen = accessWhere(ability, 'read', templateColumns, params);
    const row = await this.db.one<{ name: string; unit_path: string }>(
      `SELECT r.name, r.unit_path::text FROM round r WHERE r.id = $1 AND ${seen} ${lock ? 'FOR UPDATE' : ''}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    const edit = ability.can('edit', 'MessageTemplate', { roundId: id, hostPath: row.unit_path });
    if (action === 'edit' && !edit) throw new AppError('ACTION_NOT_ALLOWED', { action });
    return { name: row.name, can: edit ? ['edit'] : [] };
  }
}

function known({ kind, locale, channel }: TemplateKey): KnownKey {
  const found = {
    kind: TEMPLATE_KINDS.find((one) => one === kind),
    locale: LOCALES.find((one) => one === locale),
    channel: CHANNELS.find((one) => one === channel),
  };
  if (!found.kind || !found.locale || !found.channel) throw new AppError('NOT_FOUND');
  return { kind: found.kind, locale: found.locale, channel: found.channel };
}

function answer(key: KnownKey, row: VersionRow | undefined): MessageTemplateAnswer {
  const basis = builtIn(key.kind, key.locale, key.channel);
  return {
    ...key,
    name: kindName(key.kind, key.locale),
    version: row?.version ?? 0,
    own: row ? row.body !== null : false,
    subject: row?.body == null ? basis.subject : (row.subject ?? ''),
    body: row?.body ?? basis.body,
    builtInSubject: basis.subject,
    builtInBody: basis.body,
    fields: fieldsOf(key.kind),
    required: requiredFields(key.kind, key.channel),
    reason: row?.reason ?? null,
    savedBy: row?.author ?? null,
    savedAt: row?.created_at.toISOString() ?? null,
  };
}
