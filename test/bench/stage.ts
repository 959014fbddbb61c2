import { join, resolve } from 'node:path';
import { Client } from 'pg';
import type { BenchServer } from './database';
import { type Running, start } from './processes';

export const dist = join(__dirname, '../..');

/** A database with the programs that are measured on it. */
export interface Bench {
  readonly server: BenchServer;
  readonly work: string;
  readonly db: Client;
  readonly api: Running;
  readonly portal: Running;
  readonly limit: Running;
  readonly cases: string;
}

/** Settings of our programs on one database. @param work folder for their files */
export function settings(server: BenchServer, database: string, work: string): Record<string, string> {
  return {
    APP_DATABASE_URL: server.appUrl(database),
    PORTAL_DATABASE_URL: server.portalUrl(database),
    SESSION_SECRET: 'only-for-the-bench-only-for-the-bench',
    DATA_DIR: work,
    SMTP_URL: 'smtp://127.0.0.1:9',
  };
}

/** Starts the API alone. */
export function startApi(env: Record<string, string>, flags: readonly string[] = []): Promise<Running> {
  return start(join(dist, 'apps/api/src/main.js'), '/api/health/ready', env, { flags });
}

/** Starts API, portal and limit. @param prof folder for CPU profiles */
export async function open(server: BenchServer, database: string, work: string, prof?: string): Promise<Bench> {
  const env = settings(server, database, work);
  const db = new Client({ connectionString: server.url(database) });
  await db.connect();
  // when a run ends early the server goes first; what went wrong before is what is to be read
  db.on('error', () => {});
  const flags = prof ? ['-r', join(__dirname, 'profile.js')] : [];
  if (prof) env.BENCH_PROFILE = resolve(prof);
  const cases = join(work, 'cases.json');
  const api = await startApi(env, flags);
  const portal = await start(join(dist, 'apps/portal/src/main.js'), '/api/health/ready', env, {
    flags,
    portSetting: 'PORTAL_PORT',
  });
  const limit = await start(join(dist, 'test/bench/limit-server.js'), '/health', {
    DATABASE_URL: server.appUrl(database),
    CASES: cases,
  });
  return { server, work, db, api, portal, limit, cases };
}

export async function close({ db, api, portal, limit }: Bench): Promise<void> {
  await db.end();
  for (const one of [api, portal, limit]) await one.stop();
}
