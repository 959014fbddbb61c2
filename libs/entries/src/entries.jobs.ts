import { Clock, Database } from '@app/platform';
import { deadlineWindow, Reminders, type ReminderStep, stepsOf } from '@app/notices';
import { REMINDER_DAYS, RoundQueries, type RoundRules, windowState } from '@app/programmes';
import { Injectable } from '@nestjs/common';

/** Entries looked at by one statement. */
const BATCH = 5000;

interface OpenRound {
  id: string;
  unitPath: string;
  rules: RoundRules;
}

/** Accounts that hold one of the roles of `roles` (SQL) today at the unit `unit` (SQL), for all rounds or for $1. */
const holders = (unit: string, roles: string): string =>
  `SELECT g.account_id FROM held_role g WHERE g.unit_id = ${unit} AND g.role = ANY(${roles}) AND (g.round_id IS NULL OR g.round_id = $1)
     AND g.valid_from <= $2::date AND (g.valid_to IS NULL OR g.valid_to > $2::date)`;

/**
 * Notes whom deadlines of entries concern: the end of registration, returned entries, appraisals, leaders' decisions. Set by
 * set in SQL, never entry by entry; a deadline that was moved or met is found nowhere.
 */
@Injectable()
export class EntryJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly reminders: Reminders,
  ) {
    reminders.register((today) => this.note(today));
  }

  private async note(today: string): Promise<void> {
    for (const round of await this.rounds.open())
      for (const step of stepsOf(round.rules.reminders ?? REMINDER_DAYS)) {
        const { since, until } = deadlineWindow(today, step.from, step.to);
        await this.noteEntries(round, today, step, since, until);
        const closes = new Date(round.rules.registration.closesAt);
        const open = windowState(round.rules.registration, this.clock.now()) === 'OPEN';
        if (open && closes >= since && closes <= until) await this.noteRegistration(round, today, step, closes);
      }
  }

  /** Titles are those that were submitted: what a unit is rewriting is its own. */
  private async noteEntries(
    round: OpenRound,
    today: string,
    step: ReminderStep,
    since: Date,
    until: Date,
  ): Promise<void> {
    const where = `e.round_id = $1 AND e.state IN ('RETURNED','APPRAISING','PROPOSED') AND e.deadline BETWEEN $2 AND $3`;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const last = await this.db.one<{ id: string; n: number }>(
        `SELECT max(b.id::text) AS id, count(*)::int AS n
         FROM (SELECT e.id FROM entry e WHERE ${where} AND e.id > $4::uuid ORDER BY e.id LIMIT ${BATCH}) b`,
        [round.id, since, until, after],
      );
      if (!last || last.n === 0) return;
      await this.reminders.note(
        today,
        `SELECT p.account_id, 'entry:' || e.id AS subject, e.deadline, $3::int AS step,
           CASE e.state WHEN 'RETURNED' THEN 'RETURNED' WHEN 'PROPOSED' THEN 'DECISION' ELSE 'APPRAISAL' END AS what,
           e.round_id, v.title, 1 AS count, CASE e.state WHEN 'RETURNED' THEN '/entries/' ELSE '/appraisal/' END || e.id AS href
         FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
         CROSS JOIN LATERAL (
           ${holders(
             `CASE e.state WHEN 'RETURNED' THEN e.unit_id ELSE e.holder_unit_id END`,
             `CASE e.state WHEN 'RETURNED' THEN '{REPORTER,UNIT_HEAD}'::text[] WHEN 'PROPOSED' THEN '{LEADER}' ELSE '{OFFICER}' END`,
           )}
           UNION SELECT e.created_by WHERE e.state = 'RETURNED') p
         WHERE e.round_id = $1 AND e.state IN ('RETURNED','APPRAISING','PROPOSED') AND e.deadline BETWEEN $4 AND $5
           AND e.id > $6::uuid AND e.id <= $7::uuid`,
        [round.id, today, step.step, since, until, after, last.id],
      );
      after = last.id;
    }
  }

  /** Units with drafts, and units that still owe entries by the `minimum` of the rules. After the end nothing can be done. */
  private async noteRegistration(round: OpenRound, today: string, step: ReminderStep, closes: Date): Promise<void> {
    if (step.step < 0) return;
    await this.reminders.note(
      today,
      `SELECT p.account_id, 'drafts:' || $1::uuid || ':' || d.unit_id AS subject, $4::timestamptz AS deadline, $3::int AS step,
         'REGISTRATION_DRAFT' AS what, $1::uuid AS round_id, '' AS title, d.n AS count, '/entries?state=DRAFT' AS href
       FROM (SELECT unit_id, count(*)::int AS n, array_agg(DISTINCT created_by) AS writers
             FROM entry WHERE round_id = $1 AND state = 'DRAFT' GROUP BY unit_id) d
       CROSS JOIN LATERAL (${holders('d.unit_id', `'{REPORTER,UNIT_HEAD}'::text[]`)} UNION SELECT unnest(d.writers)) p`,
      [round.id, today, step.step, closes],
    );
    for (const { kind, min } of round.rules.minimum?.perUnit ?? [])
      await this.reminders.note(
        today,
        `SELECT p.account_id, 'minimum:' || $1::uuid || ':' || d.id AS subject, $4::timestamptz AS deadline, $3::int AS step,
           'REGISTRATION_NONE' AS what, $1::uuid AS round_id, '' AS title, $5::int - d.n AS count, '/entries/new' AS href
         FROM (SELECT u.id, count(e.id)::int AS n FROM unit u
               LEFT JOIN entry e ON e.round_id = $1 AND e.submitted AND e.unit_path <@ u.path
               WHERE u.kind = $6 AND u.path <@ $7::ltree AND u.valid_from <= $2::date AND (u.valid_to IS NULL OR u.valid_to > $2::date)
               GROUP BY u.id HAVING count(e.id) < $5) d
         CROSS JOIN LATERAL (${holders('d.id', `'{REPORTER,UNIT_HEAD,OFFICER}'::text[]`)}) p`,
        [round.id, today, step.step, closes, min, kind, round.unitPath],
      );
  }
}
