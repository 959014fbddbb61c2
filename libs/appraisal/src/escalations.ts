import { CurrentActor, grantsOf } from '@app/access';
import { deadlineWindow, Reminders } from '@app/notices';
import { Clock, Database } from '@app/platform';
import { ESCALATION_DAYS, RoundQueries, type RoundRules } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { OverdueUnitAnswer } from './overdue.dto';

interface OpenRound {
  id: string;
  unitPath: string;
  rules: RoundRules;
}

/**
 * When an officer's deadline passes, the leader of the unit is told, and after some more days the leaders of the nearest
 * unit above that has any; for a leader's own delay, those above. After how many days is data of the stage. Written as a
 * source of the daily reminders: set by set in SQL, everybody once for each deadline, one message a day.
 */
@Injectable()
export class Escalations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
    private readonly reminders: Reminders,
  ) {
    reminders.register((today) => this.note(today));
  }

  private async note(today: string): Promise<void> {
    for (const round of await this.rounds.open())
      for (const stage of round.rules.chain.filter(({ kind }) => kind === 'APPRAISAL')) {
        const { leaderDays, aboveDays } = stage.escalation ?? ESCALATION_DAYS;
        await this.tell(round, stage.code, today, { days: leaderDays, states: ['APPRAISING'], to: LEADER_HERE });
        await this.tell(round, stage.code, today, {
          days: aboveDays,
          states: ['APPRAISING', 'PROPOSED'],
          to: LEADERS_ABOVE,
        });
      }
  }

  private async tell(
    round: OpenRound,
    stageCode: string,
    today: string,
    whom: { days: number; states: string[]; to: string },
  ): Promise<void> {
    // on that day and the one after, so that a run that fell out is made up for
    const { since, until } = deadlineWindow(today, -whom.days - 1, -whom.days);
    await this.reminders.note(
      today,
      `SELECT p.account_id, 'late:' || e.id AS subject, e.deadline, -$3::int AS step, 'LATE_BELOW' AS what, e.round_id,
         v.title || ' (' || h.name || ')' AS title, 1 AS count, '/appraisal/overdue' AS href
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN unit h ON h.id = e.holder_unit_id
       CROSS JOIN LATERAL (${whom.to}) p
       WHERE e.round_id = $1 AND e.stage_code = $4 AND e.state = ANY($5) AND e.deadline BETWEEN $6 AND $7 AND h.path <@ $8::ltree`,
      [round.id, today, whom.days, stageCode, whom.states, since, until, round.unitPath],
    );
  }

  /** What waits too long in the reader's own tree, by the unit that holds it. */
  async overdue(): Promise<OverdueUnitAnswer[]> {
    const within = grantsOf(this.actors.get(), 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR').map(
      (grant) => grant.unitPath,
    );
    const rows = await this.db.query<Omit<OverdueUnitAnswer, 'oldest'> & { oldest: Date }>(
      `SELECT h.id AS "unitId", h.label AS "unitName", count(*)::int AS count, (count(*) FILTER (WHERE e.state = 'PROPOSED'))::int AS "withLeader",
         min(e.deadline) AS oldest
       FROM round r JOIN entry e ON e.round_id = r.id AND e.state IN ('APPRAISING', 'PROPOSED') AND e.deadline < $2
       JOIN unit h ON h.id = e.holder_unit_id
       WHERE r.state = 'OPEN' AND h.path <@ ANY($1::ltree[])
       GROUP BY h.id ORDER BY min(e.deadline), h.id LIMIT 200`,
      [within, this.clock.now()],
    );
    return rows.map((row) => ({ ...row, oldest: row.oldest.toISOString() }));
  }
}

/** Leaders of a unit today ($1 the round, $2 today), with those who stand in for them. */
const leadersOf = (unit: string): string =>
  `SELECT g.account_id FROM held_role g WHERE g.unit_id = ${unit} AND g.role = 'LEADER' AND (g.round_id IS NULL OR g.round_id = $1)
     AND g.valid_from <= $2::date AND (g.valid_to IS NULL OR g.valid_to > $2::date)`;
const LEADER_HERE = leadersOf('h.id');
const LEADERS_ABOVE = leadersOf(
  `(SELECT a.id FROM unit a WHERE a.path @> h.path AND a.id <> h.id AND a.path <@ $8::ltree
      AND EXISTS (${leadersOf('a.id')}) ORDER BY nlevel(a.path) DESC LIMIT 1)`,
);
