import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { APP_ROLE, type Env, keepSecretInFile, loadEnv, PORTAL_ROLE } from '../../../config/env';
import { DEMO_SETTINGS, freePort, isRunning, PostgresUnavailable, startPostgres } from '../../../config/postgres';

/** The database of this installation: the named server, or the embedded one, started here if nobody runs it. */
export interface OpenDatabase {
  /** All settings, with all three database addresses filled in. */
  readonly env: Env & {
    readonly databaseUrl: string;
    readonly appDatabaseUrl: string;
    readonly portalDatabaseUrl: string;
  };
  /** Settles if an embedded server that was started here ends. */
  readonly exited: Promise<void>;
  close(): Promise<void>;
}

const DATABASE = 'dvk';
const NEVER = new Promise<void>(() => {});

/** Kept beside the data while a server runs, so that the command line finds the server of `npm start`. */
interface Note {
  readonly url: string;
  readonly by: 'up' | 'command';
  readonly pid: number;
  /** Distinguishes the process from a later one with the same number. */
  readonly started: string;
}

/**
 * @param by `up` wants the data folder for itself; a command shares the server of a running `up`
 * @throws PostgresUnavailable in words for the operator
 */
export async function openDatabase(env: Env, by: Note['by']): Promise<OpenDatabase> {
  if (!env.embedded || env.databaseUrl !== undefined) {
    if (env.databaseUrl === undefined)
      throw new PostgresUnavailable(
        'DATABASE_URL: còn thiếu; lệnh này cần quyền của chủ cơ sở dữ liệu.',
        'DATABASE_URL: is missing; this command needs the owner of the database.',
      );
    return { env: withUrls(env, env.databaseUrl), exited: NEVER, close: async () => {} };
  }

  const noteFile = join(env.dataDir, 'postgres.json');
  const running = await untilFree(noteFile, by);
  if (running) {
    if (by === 'up')
      throw new PostgresUnavailable(
        `DATA_DIR: hệ thống đang chạy trên thư mục này (tiến trình ${running.pid}); hãy dừng nó hoặc đặt DATA_DIR khác.`,
        `DATA_DIR: the system already runs on this folder (process ${running.pid}); stop it or set another DATA_DIR.`,
      );
    return { env: withUrls(env, running.url), exited: NEVER, close: async () => {} };
  }

  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const server = await startPostgres({
    dataDir: join(env.dataDir, 'postgres'),
    // a port that somebody set is kept or refused; the default gives way
    port: process.env.EMBEDDED_PG_PORT ? env.embeddedPgPort : await freePort(env.embeddedPgPort),
    password: keepSecretInFile(env.dataDir, 'postgres-password'),
    settings: DEMO_SETTINGS,
  });
  try {
    const url = await ensureDatabase(server.url);
    const note: Note = { url, by, pid: process.pid, started: startOf(process.pid) };
    writeFileSync(noteFile, JSON.stringify(note), { mode: 0o600 });
    return {
      env: withUrls(env, url),
      exited: server.exited,
      close: async () => {
        await server.stop();
        rmSync(noteFile, { force: true });
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Opens the database for one command and closes it again, whatever happens. */
export async function withDatabase<T>(work: (env: OpenDatabase['env']) => Promise<T>): Promise<T> {
  const database = await openDatabase(loadEnv(), 'command');
  try {
    return await work(database.env);
  } finally {
    await database.close();
  }
}

/**
 * Logins of their own for the processes of the embedded server: they never hold the owner's password. The group roles
 * come from the migrations, the passwords are kept in the data folder.
 *
 * @returns the settings with these logins; unchanged on a server of one's own
 */
export async function giveLogins(env: OpenDatabase['env']): Promise<OpenDatabase['env']> {
  if (!env.embedded) return env;
  const owner = new Client({ connectionString: env.databaseUrl });
  await owner.connect();
  try {
    const login = async (role: string): Promise<string> => {
      const password = keepSecretInFile(env.dataDir, `${role}-password`);
      await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${owner.escapeLiteral(password)}`);
      const url = new URL(env.databaseUrl);
      url.username = role;
      url.password = password;
      return url.toString();
    };
    return { ...env, appDatabaseUrl: await login(APP_ROLE), portalDatabaseUrl: await login(PORTAL_ROLE) };
  } finally {
    await owner.end();
  }
}

function withUrls(env: Env, databaseUrl: string): OpenDatabase['env'] {
  const whole = loadEnv({ ...process.env, DATABASE_URL: databaseUrl, EMBEDDED: String(env.embedded) });
  const { appDatabaseUrl = databaseUrl, portalDatabaseUrl = databaseUrl } = whole;
  return { ...whole, databaseUrl, appDatabaseUrl, portalDatabaseUrl };
}

async function ensureDatabase(serverUrl: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  return url.toString();
}

/** Empties the embedded server's database: only for one that holds nothing but half of the demonstration. */
export async function recreateDatabase(url: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.toString() });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The note of a running `up`, once no other command runs a server of its own; undefined if nobody runs one. */
async function untilFree(noteFile: string, by: Note['by']): Promise<Note | undefined> {
  for (let waited = 0; ; waited++) {
    const note = readNote(noteFile);
    if (!note || !isRunning(note.pid) || startOf(note.pid) !== note.started) return undefined;
    if (note.by === 'up') return note;
    if (waited === 600)
      throw new PostgresUnavailable(
        `DATA_DIR: một lệnh khác (tiến trình ${note.pid}) đang dùng thư mục này.`,
        `DATA_DIR: another command (process ${note.pid}) uses this folder.`,
      );
    if (waited === 20)
      process.stderr.write(
        `Đang chờ lệnh khác kết thúc (tiến trình ${note.pid})… / waiting for another command${by === 'up' ? ' before the start' : ''}…\n`,
      );
    await new Promise((done) => setTimeout(done, 100));
  }
}

function readNote(noteFile: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

/** Start time of a process in clock ticks since boot; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
