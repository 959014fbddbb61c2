import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '@app/platform';
import { loadEntries } from './entries';
import { loadJudging, loadRubrics } from './judging';
import { loadPlan } from './plan';
import type { Scale } from './scale';
import { loadTree } from './tree';

const BIG_TABLES = [
  'entry',
  'entry_revision',
  'evidence',
  'appraisal',
  'state_history',
  'entry_reader',
  'assignment',
  'scoresheet',
  'published_model',
];

/** Changes with the schema, with the loader and with how texts are compared: a database that was kept is used again only under the same print. */
export function printOf(scale: object): string {
  const hash = createHash('sha256').update(JSON.stringify(scale));
  const root = join(__dirname, '../../..');
  for (const folder of [__dirname, join(root, 'migrations'), join(root, 'libs/similarity/src')])
    for (const file of readdirSync(folder).sort())
      if (file.endsWith('.js')) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** Migrates the empty database at `url` (superuser) and fills it by set-based SQL. @param say progress */
export async function load(url: string, scale: Scale, say: (line: string) => void): Promise<void> {
  await migrate(url);
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    await db.query(
      `SET synchronous_commit = off; SET work_mem = '96MB'; SET maintenance_work_mem = '256MB'; SET statement_timeout = 0; SET jit = off; CREATE SCHEMA bench`,
    );
    const step = async (name: string, work: () => Promise<void>): Promise<void> => {
      const started = performance.now();
      await work();
      say(`  ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    };
    await step('units, people', () => loadTree(db));
    // One load by one session: triggers and foreign keys would only repeat what the statements guarantee.
    await db.query('SET session_replication_role = replica');
    await step('rounds, plan', async () => {
      await loadRubrics(db);
      await loadPlan(db, scale);
    });
    const indexes = await dropIndexes(db);
    await step('entries, revisions, appraisals', () => loadEntries(db));
    await step('score sheets, publication', () => loadJudging(db));
    await step('indexes', async () => {
      for (const index of indexes) await db.query(index);
    });
    await step('vacuum, analyze', async () => {
      await db.query('VACUUM (ANALYZE)');
      await db.query('CHECKPOINT');
    });
  } finally {
    await db.end();
  }
}

/** Indexes that are no constraint are made again after the rows: minutes less. @returns the statements that do it */
async function dropIndexes(db: Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [BIG_TABLES],
  );
  for (const row of rows) await db.query(`DROP INDEX ${row.name}`);
  return rows.map((row) => row.definition);
}
