import { deadlineWindow, Reminders, stepsOf } from '@app/notices';
import { REMINDER_DAYS, RoundQueries } from '@app/programmes';
import { Injectable } from '@nestjs/common';

/** Notes which judges have score sheets to sign: one matter for each judge and deadline, however many sheets. */
@Injectable()
export class JudgingJobs {
  constructor(
    private readonly rounds: RoundQueries,
    private readonly reminders: Reminders,
  ) {
    reminders.register((today) => this.note(today));
  }

  private async note(today: string): Promise<void> {
    for (const round of await this.rounds.open())
      for (const { step, from, to } of stepsOf(round.rules.reminders ?? REMINDER_DAYS)) {
        const { since, until } = deadlineWindow(today, from, to);
        await this.reminders.note(
          today,
          `SELECT s.judge_id AS account_id, 'sheets:' || s.round_id || ':' || s.stage_code AS subject, e.deadline, $4::int AS step,
             'SHEETS' AS what, s.round_id, '' AS title, count(*)::int AS count, '/scoresheets' AS href
           FROM scoresheet s JOIN assignment a ON a.id = s.assignment_id AND a.state = 'ACTIVE' JOIN entry e ON e.id = s.entry_id
           WHERE s.round_id = $1 AND s.state IN ('OPEN','REOPENED') AND e.state = 'SCORING' AND e.deadline BETWEEN $2 AND $3
           GROUP BY s.judge_id, s.round_id, s.stage_code, e.deadline`,
          [round.id, since, until, step],
        );
      }
  }
}
