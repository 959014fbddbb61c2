import type { PoolClient } from 'pg';

type Write = (client: PoolClient, body: Record<string, unknown>) => Promise<unknown>;

/**
 * What the three changes must at least write, in one transaction each: the rows themselves with their lock and version
 * check, for a draft the version of each part and the row of the history (and the first one, of what was there before), and
 * for a submission revision, number, history, audit, notice, mail, job and the idempotency key.
 */
export const WRITES: Record<string, Write> = {
  draft: async (client, { id, content, contributions, selfScores, title, changed, accountId }) => {
    await client.query('SELECT version FROM entry WHERE id = $1 FOR UPDATE', [id]);
    const { rows } = await client.query(
      `WITH first AS (
         INSERT INTO entry_version (entry_id, no, author_id, revision_no, version, started_at, saved_at, parts, title, subject_name, content, contributions, self_scores)
         SELECT id, 1, created_by, revision_no, version, created_at, updated_at, '{}', title, subject_name, content, contributions, self_scores
         FROM entry e WHERE id = $1 AND NOT EXISTS (SELECT FROM entry_version v WHERE v.entry_id = $1)),
       saved AS (
         UPDATE entry SET title = $2, content = $3, contributions = $4, self_scores = $5, updated_at = now(), version = version + 1,
           part_versions = part_versions || jsonb_build_object(($6::text[])[1], version + 1) WHERE id = $1 RETURNING id, version, revision_no, subject_name),
       own AS (
         INSERT INTO entry_version (entry_id, no, author_id, revision_no, version, started_at, saved_at, parts, title, subject_name, content, contributions, self_scores)
         SELECT id, 2, $7, revision_no, version, now(), now(), $6, $2, subject_name, $3, $4, $5 FROM saved
         ON CONFLICT (entry_id, no) DO UPDATE SET version = EXCLUDED.version, saved_at = EXCLUDED.saved_at, parts = EXCLUDED.parts, title = EXCLUDED.title,
           content = EXCLUDED.content, contributions = EXCLUDED.contributions, self_scores = EXCLUDED.self_scores)
       SELECT id, version FROM saved`,
      [
        id,
        title,
        JSON.stringify(content),
        JSON.stringify(contributions),
        JSON.stringify(selfScores),
        changed,
        accountId,
      ],
    );
    return rows[0];
  },

  sheet: async (client, { id, marks, comment }) => {
    await client.query('SELECT version FROM scoresheet WHERE id = $1 FOR UPDATE', [id]);
    await client.query(
      `INSERT INTO mark (scoresheet_id, criterion_code, points, comment) SELECT $1, g.criterion, g.points, g.comment
       FROM jsonb_to_recordset($2) AS g(criterion text, points numeric, comment text)
       ON CONFLICT (scoresheet_id, criterion_code) DO UPDATE SET points = excluded.points, comment = excluded.comment`,
      [id, JSON.stringify(marks)],
    );
    const { rows } = await client.query(
      `UPDATE scoresheet SET comment = $2, version = version + 1, updated_at = now() WHERE id = $1 RETURNING id, version`,
      [id, comment],
    );
    return rows[0];
  },

  submit: async (client, { id, key, accountId, holderId, officerId, roundId }) => {
    await client.query(`INSERT INTO idempotency_key (account_id, key, request_hash) VALUES ($1, $2, 'x')`, [
      accountId,
      key,
    ]);
    const { rows } = await client.query<{ title: string; version: number }>(
      'SELECT title, content, version FROM entry WHERE id = $1 FOR UPDATE',
      [id],
    );
    await client.query(
      `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
       SELECT id, 1, title, subject_name, content, contributions, self_scores, '[]', 'x', $2 FROM entry WHERE id = $1`,
      [id, accountId],
    );
    const number = await client.query<{ last: number }>(
      `INSERT INTO number_series (key, last) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [`limit:${String(roundId)}`],
    );
    const receipt = `LIMIT-${number.rows[0]?.last}`;
    await client.query(
      `UPDATE entry SET state = 'APPRAISING', stage_code = 'XA', holder_unit_id = $2, holder_since = now(), deadline = now() + interval '10 days', receipt_no = $3,
         revision_no = 1, submitted_at = now(), version = version + 1 WHERE id = $1`,
      [id, holderId, receipt],
    );
    await client.query(
      `INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, actor_id) VALUES ('Entry', $1, 'submit', 'DRAFT', 'APPRAISING', $2)`,
      [id, accountId],
    );
    await client.query(
      `INSERT INTO audit_log (actor_id, action, subject_type, subject_id, after, chain, position, prev_hash, hash) VALUES ($1, 'Entry.submit', 'Entry', $2, '{}', 0, 0, '', '')`,
      [accountId, id],
    );
    const notice = await client.query<{ id: string }>(
      `INSERT INTO notice (account_id, kind) VALUES ($1, 'ENTRY_SUBMITTED') RETURNING id`,
      [officerId],
    );
    const mail = await client.query<{ id: string }>(
      `INSERT INTO message (notice_id, account_id, recipient, kind, subject, body) VALUES ($1, $2, 'a@bench.localhost', 'ENTRY_SUBMITTED', 'x', $3) RETURNING id`,
      [notice.rows[0]?.id, officerId, rows[0]?.title],
    );
    await client.query(`INSERT INTO pgboss.job (name, data) VALUES ('mail.send', $1)`, [
      JSON.stringify({ mailId: mail.rows[0]?.id }),
    ]);
    await client.query('UPDATE idempotency_key SET answer = $3 WHERE account_id = $1 AND key = $2', [
      accountId,
      key,
      JSON.stringify({ receipt }),
    ]);
    return { receipt };
  },
};
