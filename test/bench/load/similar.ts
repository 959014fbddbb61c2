import { cpus } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { migrate } from '@app/platform';
import { rulesFromTemplate } from '@app/programmes';
import { Client } from 'pg';
import { hashPassword } from '../../../libs/identity/src/password-hash';
import { idOf, type Share, UNITS } from './similar-share';
import { PASSWORD } from './tree';

/** Who asks for similar entries: staff of the board of the whole country. */
export const ASKER = 'bench.board';

const TABLES = ['entry', 'entry_revision', 'entry_signature'];

/**
 * Migrates the empty database at `url` (superuser) and fills it with `entries` submitted entries of one round whose texts
 * are as far apart as people's are, and with their signatures; each processor core writes a share of them.
 */
export async function loadSimilar(url: string, entries: number): Promise<void> {
  await migrate(url);
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    await db.query(
      `SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET session_replication_role = replica; SET statement_timeout = 0`,
    );
    await frame(db);
    const { rows: indexes } = await db.query<{ name: string; definition: string }>(
      `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
       WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
      [TABLES],
    );
    for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
    const shares = Math.max(1, cpus().length);
    await Promise.all(Array.from({ length: shares }, (_, share) => write({ url, entries, share, shares })));
    for (const { definition } of indexes) await db.query(definition);
    await db.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}, unit`);
    await db.query('CHECKPOINT');
  } finally {
    await db.end();
  }
}

function write(share: Share): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(join(__dirname, 'similar-worker.js'), { workerData: share });
    worker.once('error', fail);
    worker.once('exit', (code) => (code === 0 ? done() : fail(new Error(`thread ended with ${code}`))));
  });
}

/** Units, the asker, one open round. */
async function frame(db: Client): Promise<void> {
  const [root, account, programme, round] = [idOf('1', 1), idOf('2', 1), idOf('3', 1), idOf('4', 1)];
  await db.query(
    `INSERT INTO unit (id, no, name, kind, level, parent_id, path, valid_from, label) OVERRIDING SYSTEM VALUE
     SELECT ('${idOf('1', 1).slice(0, 24)}' || lpad(to_hex(n), 12, '0'))::uuid, n, name, kind, kind, CASE n WHEN 1 THEN NULL ELSE $1::uuid END,
       (CASE n WHEN 1 THEN '1' ELSE '1.' || n END)::ltree, '2000-01-01', name
     FROM generate_series(1, ${UNITS + 1}) n, LATERAL (SELECT CASE n WHEN 1 THEN 'Cả nước' ELSE 'Ấp ' || n END AS name, CASE n WHEN 1 THEN 'PROVINCE' ELSE 'RESIDENTIAL' END AS kind) k`,
    [root],
  );
  await db.query(
    `INSERT INTO account (id, login, full_name, unit_id, password_hash, must_change_password) VALUES ($1, $2, 'Ban tổ chức', $3, $4, false)`,
    [account, ASKER, root, await hashPassword(PASSWORD)],
  );
  await db.query(
    `INSERT INTO role_grant (account_id, role, unit_id, valid_from) VALUES ($1, 'BOARD_STAFF', $2, '2000-01-01')`,
    [account, root],
  );
  await db.query(
    `INSERT INTO programme (id, kind, name, unit_id) VALUES ($1, 'MODEL_RECOGNITION', 'Dân vận khéo', $2)`,
    [programme, root],
  );
  await db.query(
    `INSERT INTO round (id, programme_id, code, name, year, unit_id, unit_path, state, opened_at) VALUES ($1, $2, 'TUONG-TU-2026', 'Đợt năm 2026', 2026, $3, '1', 'OPEN', now())`,
    [round, programme, root],
  );
  const rules = rulesFromTemplate('THREE_LEVEL_2024', {
    opensAt: '2020-01-01T00:00:00Z',
    closesAt: '2099-01-01T00:00:00Z',
  });
  await db.query(`INSERT INTO round_rules (round_id, version, rules, frozen_at) VALUES ($1, 1, $2, now())`, [
    round,
    JSON.stringify(rules),
  ]);
}
