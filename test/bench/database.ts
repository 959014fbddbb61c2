import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { asRole, APP_ROLE, PORTAL_ROLE } from '../../config/env';
import { freePort, startPostgres } from '../../config/postgres';
import { load, printOf } from './load/load';
import type { Scale } from './load/scale';
import { loadSimilar } from './load/similar';

/** As a small server in production: safe on disk; only the log's form is ours, statements are read from it. */
export const SETTINGS = {
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  work_mem: '16MB',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_line_prefix: '%p|%d|',
  log_checkpoints: 'off',
} as const;

export interface BenchServer {
  /** Superuser's address of a database. */
  url(database: string): string;
  appUrl(database: string): string;
  portalUrl(database: string): string;
  /** Receives the server's log from now on; returns what ends it. */
  listen(onText: (text: string) => void): () => void;
  stop(): Promise<void>;
}

/** A private PostgreSQL with its data in `folder`. */
export async function startServer(folder: string): Promise<BenchServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const listeners = new Set<(text: string) => void>();
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    settings: SETTINGS,
    log: (text) => listeners.forEach((listener) => listener(text)),
  });
  const url = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).toString();
  return {
    url,
    appUrl: (database) => asRole(url(database), APP_ROLE),
    portalUrl: (database) => asRole(url(database), PORTAL_ROLE),
    listen: (onText) => {
      listeners.add(onText);
      return () => listeners.delete(onText);
    },
    stop: () => server.stop(),
  };
}

/**
 * A fresh database `dvk_bench_<scale>`: cloned from one that was loaded once and is kept beside it, so that every run
 * starts from the same rows.
 */
export async function freshDatabase(server: BenchServer, scale: Scale, say: (line: string) => void): Promise<string> {
  const name = `dvk_bench_${scale.name}`;
  const loaded = await loadedOnce(server, scale.name, printOf(scale), (url) => load(url, scale, say), say);
  const admin = new Client({ connectionString: server.url('postgres') });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${loaded} STRATEGY FILE_COPY`);
    await admin.query('CHECKPOINT');
    return name;
  } finally {
    await admin.end();
  }
}

/** A database of so many entries with texts of their own; it is only read, and kept as it is. */
export function similarDatabase(server: BenchServer, entries: number, say: (line: string) => void): Promise<string> {
  return loadedOnce(server, `similar_${entries}`, printOf({ entries }), (url) => loadSimilar(url, entries), say);
}

/** The database `dvk_loaded_<name>`, filled now unless it is there under the same print. */
async function loadedOnce(
  server: BenchServer,
  name: string,
  print: string,
  fill: (url: string) => Promise<void>,
  say: (line: string) => void,
): Promise<string> {
  const loaded = `dvk_loaded_${name}`;
  const admin = new Client({ connectionString: server.url('postgres') });
  await admin.connect();
  try {
    const found = await admin.query<{ print: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS print FROM pg_database WHERE datname = $1`,
      [loaded],
    );
    if (found.rows[0]?.print === print) return loaded;
    say(`loading ${name} …`);
    const started = performance.now();
    await admin.query(`DROP DATABASE IF EXISTS ${loaded} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${loaded}`);
    await fill(server.url(loaded));
    await admin.query(`COMMENT ON DATABASE ${loaded} IS '${print}'`);
    say(`loaded ${name} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return loaded;
  } finally {
    await admin.end();
  }
}
