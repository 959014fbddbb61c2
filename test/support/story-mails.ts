import type { Sql } from './factories';

/** All mails so far: how many of which kind each person got, by login; and the mails that do not have exactly one job. */
export async function mailsByPerson(
  db: Sql,
): Promise<{ mails: Record<string, Record<string, number>>; withoutOneJob: string[] }> {
  const rows = await db.query<{ id: string; login: string; recipient: string; kind: string; jobs: number }>(
    `SELECT m.id, a.login, m.recipient, m.kind,
       (SELECT count(*)::int FROM pgboss.job j WHERE j.name = 'mail.send' AND j.data ->> 'mailId' = m.id::text) AS jobs
     FROM message m JOIN account a ON a.id = m.account_id WHERE m.channel = 'MAIL' AND m.state <> 'SKIPPED' ORDER BY a.login, m.kind`,
  );
  const mails: Record<string, Record<string, number>> = {};
  for (const { login, recipient, kind } of rows) {
    if (recipient !== `${login}@danvan.example`) throw new Error(`a mail for ${login} goes to ${recipient}`);
    const own = (mails[login] ??= {});
    own[kind] = (own[kind] ?? 0) + 1;
  }
  return { mails, withoutOneJob: rows.filter(({ jobs }) => jobs !== 1).map(({ id }) => id) };
}
