import { JobHandlers } from '@app/jobs';
import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { Notices } from './notices';
import { forPeople } from './people-time.rules';
import { daysLeft, inWords, matter, type ReminderKind } from './reminder.rules';

/** People told in one transaction: each may have hundreds of matters, and all of them are in memory. */
const BATCH = 25;
/** Lines of one mail. */
const LINES = 50;

/** Notes who is to be reminded of what today (yyyy-mm-dd, Asia/Ho_Chi_Minh), by `Reminders.note`. */
export type ReminderSource = (today: string) => Promise<void>;

interface Due {
  account_id: string;
  locale: 'vi' | 'en';
  subject: string;
  deadline: Date;
  step: number;
  what: ReminderKind;
  round_id: string;
  round_name: string;
  title: string;
  count: number;
  href: string;
}

/**
 * The daily look at deadlines. Features register what they know as sources, which only note; then everybody gets one
 * message about all that was noted for them. What was told once is never told again, however often the job runs.
 */
@Injectable()
export class Reminders {
  private readonly sources: ReminderSource[] = [];

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly notices: Notices,
    handlers: JobHandlers,
  ) {
    handlers.register('notices.remind', () => this.run());
  }

  register(source: ReminderSource): void {
    this.sources.push(source);
  }

  /**
   * @param select rows (account_id, subject, deadline, step, what, round_id, title, count, href); `params` are its own.
   *   One row per person, matter, deadline and step is kept; a second one is passed over.
   */
  async note(today: string, select: string, params: unknown[]): Promise<void> {
    await this.db.query(
      `INSERT INTO reminder (account_id, subject, deadline, step, what, round_id, title, count, href, noted_on)
       SELECT account_id, subject, deadline, step, what, round_id, title, count, href, $${params.length + 1}::date FROM (${select}) due
       ON CONFLICT DO NOTHING`,
      [...params, today],
    );
  }

  async run(): Promise<void> {
    const today = this.clock.today();
    // noted on a day whose run broke off: whether it still holds is looked up afresh
    await this.db.query('DELETE FROM reminder WHERE told_at IS NULL AND noted_on < $1', [today]);
    for (const source of this.sources) await source(today);
    while ((await this.db.transaction(() => this.tellSome(today))) === BATCH);
  }

  private async tellSome(today: string): Promise<number> {
    const due = await this.db.query<Due>(
      `WITH told AS (
         UPDATE reminder SET told_at = $1 WHERE told_at IS NULL AND account_id IN (
           SELECT DISTINCT account_id FROM reminder WHERE told_at IS NULL ORDER BY account_id LIMIT ${BATCH})
         RETURNING *)
       SELECT t.account_id, a.locale, t.subject, t.deadline, t.step, t.what, t.round_id, r.name AS round_name, t.title, t.count, t.href
       FROM told t JOIN account a ON a.id = t.account_id JOIN round r ON r.id = t.round_id
       ORDER BY t.account_id, t.deadline, t.subject`,
      [this.clock.now()],
    );
    const byPerson = new Map<string, Due[]>();
    for (const one of due) byPerson.set(one.account_id, [...(byPerson.get(one.account_id) ?? []), one]);
    for (const [accountId, own] of byPerson) await this.tell(accountId, own, today);
    return byPerson.size;
  }

  private async tell(accountId: string, due: readonly Due[], today: string): Promise<void> {
    const [first] = due;
    if (!first) return;
    const { locale } = first;
    const line = (one: Due): string =>
      `${matter(one.what, one, locale)} – ${inWords(daysLeft(today, one.deadline), locale)}`;
    if (due.length === 1)
      return this.notices.send({
        kind: 'REMINDER',
        accountIds: [accountId],
        params: {
          title: first.title === '' ? first.round_name : first.title,
          items: `${line(first)}.`,
          round: first.round_name,
          deadline: forPeople(first.deadline),
        },
        href: first.href,
        roundId: first.round_id,
      });
    const rounds = new Set(due.map((one) => one.round_id));
    const rest = due.length - LINES;
    const more = locale === 'vi' ? `… và ${rest} việc khác` : `… and ${rest} more`;
    return this.notices.send({
      kind: 'REMINDERS',
      accountIds: [accountId],
      params: {
        count: due.length,
        items: [...due.slice(0, LINES).map((one) => `- ${line(one)}`), ...(rest > 0 ? [more] : [])].join('\n'),
      },
      // of several rounds: no board may see what another one's round is about
      href: '/',
      ...(rounds.size === 1 ? { roundId: first.round_id } : {}),
    });
  }
}
