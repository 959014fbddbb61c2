import { Client } from 'pg';
import type { AuditVerifier } from '@app/audit';

const CHANGES = [
  `reason = coalesce(a.reason, '') || '.'`,
  `action = a.action || 'x'`,
  `at = a.at + interval '1 millisecond'`,
  `actor_id = '00000000-0000-4000-8000-000000000001'`,
  `after = coalesce(a.after, '{}') || '{"thêm": 1}'`,
  `subject_id = a.subject_id || '0'`,
];
const COLUMNS = ['reason', 'action', 'at', 'actor_id', 'after', 'subject_id']
  .map((column) => `${column} = k.${column}`)
  .join(', ');

/** Changes one audit row at random by SQL, past the application; `undo` puts it back as it was. */
export async function tamper(url: string, change: string): Promise<{ undo: () => Promise<void> }> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('CREATE TEMP TABLE kept AS SELECT * FROM audit_log ORDER BY random() LIMIT 1');
  await owner.query(`UPDATE audit_log a SET ${change} FROM kept k WHERE a.id = k.id`);
  return {
    undo: async () => {
      await owner.query(`UPDATE audit_log a SET ${COLUMNS} FROM kept k WHERE a.id = k.id`);
      await owner.end();
    },
  };
}

/** @returns the changes of single rows that the verifier did not notice, and whether it is content again after all were undone */
export async function unnoticed(
  url: string,
  verifier: AuditVerifier,
  rounds = 3,
): Promise<{ missed: string[]; problemsAfter: number }> {
  const missed: string[] = [];
  for (let round = 0; round < rounds; round++)
    for (const change of CHANGES) {
      const { undo } = await tamper(url, change);
      if ((await verifier.verify()).problems.length === 0) missed.push(change);
      await undo();
    }
  return { missed, problemsAfter: (await verifier.verify()).problems.length };
}
