import type { Database } from '@app/platform';
import { dueOn } from './progress.rules';

/**
 * By when the next report on each recognised entry is due: so many months after the last day that a report covers, or
 * after the recognition. Entries without a rule, or that are carried on by a newer entry, owe none.
 */
export async function dueDates(
  db: Database,
  entries: readonly { id: string; everyMonths: number | undefined }[],
): Promise<Map<string, string>> {
  const asked = new Map(entries.flatMap((one) => (one.everyMonths ? [[one.id, one.everyMonths] as const] : [])));
  if (asked.size === 0) return new Map();
  const rows = await db.query<{ id: string; since: string }>(
    `SELECT e.id, greatest((e.holder_since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       (SELECT max(p.period_to) FROM progress_report p WHERE p.entry_id = e.id AND p.state = 'SUBMITTED'))::text AS since
     FROM entry e WHERE e.id = ANY($1::uuid[]) AND e.state = 'RECOGNISED'
       AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.renews_entry_id = e.id AND n.submitted AND n.state <> 'WITHDRAWN')`,
    [[...asked.keys()]],
  );
  return new Map(rows.map((row) => [row.id, dueOn(row.since, asked.get(row.id)!)]));
}
