import { JobHandlers } from '@app/jobs';
import { Clock, Database, ENV, type Env } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MAIL_PREFIX, messageText } from './notice-mail.rules';
import { Outbox } from './outbox';

/** People in one transaction. */
const BATCH = 100;
/** Lines of one mail. */
const LINES = 50;

interface Held {
  id: string;
  account_id: string;
  full_name: string;
  email: string | null;
  locale: 'vi' | 'en';
  subject: string;
  href: string | null;
  round_id: string | null;
}

/** Collecting mails: at 07:30 what was held for the day, on Mondays also what was held for the week. */
@Injectable()
export class Digest {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    @Inject(ENV) private readonly env: Env,
    handlers: JobHandlers,
  ) {
    handlers.register('notices.digest', () => this.run());
  }

  async run(): Promise<void> {
    const monday = new Date(`${this.clock.today()}T00:00:00Z`).getUTCDay() === 1;
    const due = monday ? ['DAILY', 'WEEKLY'] : ['DAILY'];
    while ((await this.db.transaction(() => this.sendSome(due))) === BATCH);
  }

  /** Held messages stay locked until their collecting mail is written: two workers collect nothing twice. */
  private async sendSome(due: readonly string[]): Promise<number> {
    const held = await this.db.query<Held>(
      `SELECT m.id, m.account_id, a.full_name, a.email, a.locale, m.subject, n.href, m.round_id
       FROM message m JOIN account a ON a.id = m.account_id LEFT JOIN notice n ON n.id = m.notice_id
       WHERE m.state = 'HELD' AND m.held_for = ANY($1) AND m.account_id IN (
         SELECT DISTINCT account_id FROM message WHERE state = 'HELD' AND held_for = ANY($1) ORDER BY account_id LIMIT ${BATCH})
       ORDER BY m.account_id, m.id FOR UPDATE OF m`,
      [due],
    );
    const byPerson = new Map<string, Held[]>();
    for (const one of held) byPerson.set(one.account_id, [...(byPerson.get(one.account_id) ?? []), one]);
    for (const own of byPerson.values()) await this.collect(own);
    return byPerson.size;
  }

  private async collect(own: readonly Held[]): Promise<void> {
    const [first] = own;
    if (!first) return;
    const { locale } = first;
    const rest = own.length - LINES;
    const more = locale === 'vi' ? `… và ${rest} thông báo khác` : `… and ${rest} more`;
    const line = (one: Held): string =>
      `- ${one.subject.replace(MAIL_PREFIX, '')}${one.href ? `\n${this.env.publicUrl}${one.href}` : ''}`;
    const items = [...own.slice(0, LINES).map(line), ...(rest > 0 ? [more] : [])].join('\n');
    const rounds = new Set(own.map((one) => one.round_id));
    const reader = { fullName: first.full_name, baseUrl: this.env.publicUrl, href: '/notices' };
    const [id] = await this.outbox.put([
      {
        accountId: first.account_id,
        channel: 'MAIL',
        kind: 'DIGEST',
        recipient: first.email ?? '',
        ...messageText('DIGEST', locale, 'MAIL', { count: own.length, items }, reader),
        // of several rounds: no board may see what another one's round is about
        roundId: rounds.size === 1 ? first.round_id : null,
        ...(first.email ? {} : { skippedFor: 'NO_ADDRESS' as const }),
      },
    ]);
    await this.db.query(
      `UPDATE message SET state = 'SKIPPED', skipped_for = 'IN_DIGEST', part_of = $2 WHERE id = ANY($1::uuid[])`,
      [own.map((one) => one.id), id],
    );
  }
}
