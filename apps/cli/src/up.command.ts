import { existsSync, mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '@app/platform';
import { type Env, loadEnv } from '../../../config/env';
import { banner, type Started } from './banner';
import { Child } from './children';
import { type Command, print } from './command';
import { giveLogins, type OpenDatabase, openDatabase, recreateDatabase } from './database';
import { checkPorts, inboxPorts } from './ports';

/**
 * Runs the whole system until Ctrl-C: database, migrations, first data, inbox, API with work area, portal, worker.
 * `--watch` restarts the processes when their built code changes.
 */
export const command: Command = async (args) => {
  const env = loadEnv();
  await checkPorts(env);
  const stop = stopSignal();
  const stops: (() => Promise<void>)[] = [];
  try {
    const database = await openDatabase(env, 'up');
    stops.push(() => database.close());
    const whole = await prepare(database);
    const accounts = await firstData(whole);
    if (stop.asked) return 0;

    const inbox = env.smtpUrl === undefined ? await startInbox(env) : undefined;
    if (inbox) stops.push(() => inbox.child.stop());

    const children = programs(whole, inbox?.smtpUrl).map((plan) => new Child(plan));
    // requests first, then mail, then the database: nothing loses what it still needs
    stops.push(async () => void (await Promise.all(children.map((child) => child.stop()))));
    await Promise.race([Promise.all(children.map((child) => child.start())), stop]);
    if (stop.asked) return 0;
    if (args.includes('--watch')) restartOnChange(children);

    print(banner(await describe(whole, accounts, inbox?.webUrl)));
    const outcome = await Promise.race([stop, database.exited.then(() => 'database' as const)]);
    if (outcome !== 'database') {
      print('\nĐang dừng… / stopping…');
      return 0;
    }
    process.stderr.write('Máy chủ dữ liệu đã dừng bất ngờ. / The database server ended unexpectedly.\n');
    return 1;
  } finally {
    for (const end of stops.reverse()) await end();
  }
};

/** Resolves at the first Ctrl-C or SIGTERM; a second one does not interrupt the orderly end. */
function stopSignal(): Promise<'signal'> & { asked: boolean } {
  const promise = new Promise<'signal'>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        waiting.asked = true;
        done('signal');
      });
  });
  const waiting = Object.assign(promise, { asked: false });
  return waiting;
}

async function prepare(database: OpenDatabase): Promise<OpenDatabase['env']> {
  if (database.env.embedded && existsSync(loadingMark(database.env))) await recreateDatabase(database.env.databaseUrl);
  await migrate(database.env.databaseUrl);
  return giveLogins(database.env);
}

async function firstData(env: OpenDatabase['env']): Promise<Started['accounts']> {
  if (env.seed !== 'demo') return [];
  const { demoAccounts, seedIfEmpty } = await import('./seed.js');
  const mark = loadingMark(env);
  if (env.embedded && (await hasNoAccount(env.databaseUrl))) writeFileSync(mark, '');
  await seedIfEmpty(env, print);
  rmSync(mark, { force: true });
  return demoAccounts;
}

/** Stands in the data folder while the demonstration is loaded: a killed run must not leave half of it behind. */
const loadingMark = (env: Env): string => join(env.dataDir, 'loading-demonstration');

/** A real mail server that delivers to a page on this machine; its mails are kept in the data folder. */
async function startInbox(env: Env): Promise<{ child: Child; smtpUrl: string; webUrl: string }> {
  const { web, smtp } = await inboxPorts(env);
  const folder = join(env.dataDir, 'mail');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = new Child({
    name: 'maildev',
    entry: 'node_modules/maildev/bin/maildev',
    args: ['--silent', '--ip', '127.0.0.1', '--web', String(web), '--smtp', String(smtp), '--mail-directory', folder],
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    readyUrl: `http://127.0.0.1:${web}/healthz`,
  });
  await child.start();
  return { child, smtpUrl: `smtp://127.0.0.1:${smtp}`, webUrl: `http://localhost:${web}` };
}

/** The processes of the product. Each gets the database address that it may use and no other. */
function programs(env: OpenDatabase['env'], inboxUrl: string | undefined): ConstructorParameters<typeof Child>[0][] {
  const own: NodeJS.ProcessEnv = {
    ...process.env,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    DATABASE_URL: '',
    APP_DATABASE_URL: '',
    PORTAL_DATABASE_URL: '',
    EMBEDDED: String(env.embedded),
    SESSION_SECRET: env.sessionSecret,
    SMTP_URL: env.smtpUrl ?? inboxUrl,
  };
  const application = { ...own, APP_DATABASE_URL: env.appDatabaseUrl };
  const host = ['0.0.0.0', '::'].includes(env.host) ? '127.0.0.1' : env.host;
  const ready = (port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}/api/health/ready`;
  return [
    { name: 'api', entry: 'dist/apps/api/src/main.js', env: application, readyUrl: ready(env.port) },
    {
      name: 'portal',
      entry: 'dist/apps/portal/src/main.js',
      env: { ...own, PORTAL_DATABASE_URL: env.portalDatabaseUrl },
      readyUrl: ready(env.portalPort),
    },
    { name: 'worker', entry: 'dist/apps/worker/src/main.js', env: application, readyUrl: undefined },
  ];
}

async function describe(
  env: OpenDatabase['env'],
  accounts: Started['accounts'],
  inboxUrl: string | undefined,
): Promise<Started> {
  const database = new URL(env.databaseUrl);
  return {
    publicUrl: env.publicUrl,
    portalUrl: env.portalUrl,
    inboxUrl,
    mailServer: env.smtpUrl && new URL(env.smtpUrl).host,
    database: env.embedded ? env.dataDir : `${database.host}${database.pathname}`,
    accounts,
    empty: accounts.length === 0 && (await hasNoAccount(env.databaseUrl)),
  };
}

async function hasNoAccount(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM account LIMIT 1');
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

function restartOnChange(children: readonly Child[]): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['dist/apps', 'dist/libs'])
    if (existsSync(folder))
      watch(folder, { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(() => void Promise.all(children.map((child) => child.restart())), 500);
      });
}
