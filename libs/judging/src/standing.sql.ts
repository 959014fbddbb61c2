import type { Database } from '@app/platform';
import { bandOf, flattenCriteria } from '@app/rubrics';
import {
  findCriterion,
  type StandingLine,
  type StandingReason,
  type StandingRule,
  type StandingTrace,
  tieBreaks,
} from './standing.rules';

/** Which entries are ranked against each other: those of a category that are at the scoring stage now. */
export interface StandingScope {
  roundId: string;
  categoryCode: string;
  stageCode: string;
}

interface RankedRow {
  id: string;
  reason: StandingReason;
  rank: number | null;
  score: string | null;
  sums: string[];
  keys: string[];
  total: string;
  sheets: StandingTrace['sheets'];
}

/**
 * lcm(1…40): a sum of marks times LCM ÷ number of sheets is a whole multiple of a hundredth, so that means over different
 * numbers of sheets are compared exactly. MAX_JUDGES keeps the number of sheets at 40.
 */
const LCM = '5342931457063200';

/**
 * The standing of `rankEntries`, computed in one statement: totals come from the signed sheets, means are rounded half up
 * by whole-number division, equal means are parted by scaled sums, and nothing is ever a float.
 */
export async function rankInDatabase(db: Database, scope: StandingScope, rule: StandingRule): Promise<StandingLine[]> {
  const leaves = rule.tieBreak.flatMap((code, place) => {
    const criterion = findCriterion(rule.rubric.criteria, code);
    // a heading is the sum of the criteria below it
    return criterion
      ? flattenCriteria({ ...rule.rubric, criteria: [criterion] }).map((leaf) => ({
          place,
          code: leaf.code,
          max: leaf.max,
          head: criterion.max,
        }))
      : [];
  });
  const rows = await db.query<RankedRow>(
    `WITH ent AS (
       SELECT id FROM entry WHERE round_id = $1 AND category_code = $2 AND stage_code = $3 AND state = 'SCORING'
     ), sheet AS (
       SELECT s.id, s.entry_id, s.judge_id, s.total, s.gate_failed FROM scoresheet s
       WHERE s.round_id = $1 AND s.stage_code = $3 AND s.state = 'SIGNED' AND s.entry_id IN (SELECT id FROM ent)
     ), leaf AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($4) AS l(place int, code text, max numeric, head numeric)
     ), part AS (
       SELECT s.entry_id, s.id, l.place, least(l.head, sum(least(m.points, l.max))) AS points
       FROM sheet s CROSS JOIN leaf l JOIN mark m ON m.scoresheet_id = s.id AND m.criterion_code = l.code
         -- said again for the index: two marks of a sheet are read, not all
         AND m.criterion_code = ANY($8::text[]) AND m.points IS NOT NULL
       GROUP BY s.entry_id, s.id, l.place, l.head
     ), summed AS MATERIALIZED (
       SELECT entry_id, place, round(sum(points), 2) AS points FROM part GROUP BY entry_id, place
     ), counted AS MATERIALIZED (
       SELECT ent.id, count(s.id) AS n, coalesce(sum(s.total), 0) AS total, count(*) FILTER (WHERE s.gate_failed) AS failed,
         coalesce(jsonb_agg(jsonb_build_object('sheetId', s.id, 'judgeId', s.judge_id, 'total', s.total::text, 'gateFailed', s.gate_failed) ORDER BY s.id)
           FILTER (WHERE s.id IS NOT NULL), '[]') AS sheets
       FROM ent LEFT JOIN sheet s ON s.entry_id = ent.id GROUP BY ent.id
     ), tied AS MATERIALIZED (
       SELECT c.id, array_agg(coalesce(p.points, 0.00) ORDER BY g.place) AS sums,
         array_agg(coalesce(p.points, 0.00) * div(${LCM}::numeric, greatest(c.n, 1)) ORDER BY g.place) AS keys
       FROM counted c CROSS JOIN generate_series(0, $7::int - 1) AS g(place) LEFT JOIN summed p ON p.entry_id = c.id AND p.place = g.place
       GROUP BY c.id
     ), measured AS (
       SELECT c.id, c.sheets, round(c.total, 2) AS total,
         CASE WHEN c.failed * 2 > c.n THEN 'GATE_FAILED' WHEN c.n < greatest($5::int, 1) THEN 'NOT_ENOUGH_MARKS' ELSE 'RANKED' END AS reason,
         CASE WHEN c.n > 0 THEN round(div(2 * c.total * 10::numeric ^ $6::int + c.n, 2 * c.n) / 10::numeric ^ $6::int, $6::int) END AS score,
         coalesce(t.sums, '{}') AS sums, coalesce(t.keys, '{}') AS keys
       FROM counted c LEFT JOIN tied t ON t.id = c.id
     )
     SELECT id, reason, score::text, sums::text[], keys::text[], total::text, sheets,
       CASE WHEN reason = 'RANKED' THEN rank() OVER (PARTITION BY reason = 'RANKED' ORDER BY score DESC, keys DESC)::int END AS rank
     FROM measured ORDER BY rank NULLS LAST, id`,
    [
      scope.roundId,
      scope.categoryCode,
      scope.stageCode,
      JSON.stringify(leaves),
      rule.minMarks,
      rule.digits,
      rule.tieBreak.length,
      leaves.map(({ code }) => code),
    ],
  );
  const ranked = rows.filter(({ reason }) => reason === 'RANKED');
  const parted = tieBreaks(
    rule.tieBreak,
    ranked.map(({ score, keys }) => [score ?? '', ...keys]),
  );
  return rows.map((row, at): StandingLine => ({
    entryId: row.id,
    reason: row.reason,
    rank: row.rank,
    score: row.score,
    band: row.reason === 'RANKED' && row.score !== null ? (bandOf(rule.rubric, row.score)?.code ?? null) : null,
    tieBreak: row.reason === 'RANKED' ? (parted[at] ?? null) : null,
    trace: {
      sheets: row.sheets,
      sum: row.total,
      criteria: rule.tieBreak.map((code, place) => ({ code, sum: row.sums[place] ?? '0.00' })),
    },
  }));
}
