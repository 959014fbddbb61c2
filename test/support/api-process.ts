import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../config/postgres';
import type { TestDatabase } from './database';

const ROOT = join(__dirname, '..', '..');

/** The built program of a process, such as 'api' or 'cli'. */
const builtProgram = (name: string): string => join(ROOT, 'dist', 'apps', name, 'src', 'main.js');

export const isBuilt = (name: string): boolean => existsSync(builtProgram(name));

/** Runs a command of the built command line on a test's database. */
export function runCommand(database: TestDatabase, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram('cli'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'dvk-test-')),
    },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** The built API as a process of its own, which a test may kill. Its port and its folder stay the same over restarts. */
export class ApiProcess {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    private readonly database: TestDatabase,
    private readonly port: number,
    private readonly dataDir: string,
  ) {}

  /** @throws when there is no build */
  static async start(database: TestDatabase): Promise<ApiProcess> {
    if (!isBuilt('api')) throw new Error('dist/apps/api is missing: run `npm run build` first (npm test does)');
    const api = new ApiProcess(database, await freePort(), mkdtempSync(join(tmpdir(), 'dvk-test-')));
    await api.start();
    return api;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts, and waits until it is ready. @throws with the output of the process when it ends before that */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [builtProgram('api')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        LOG_LEVEL: 'error',
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATABASE_URL: this.database.url,
        APP_DATABASE_URL: this.database.appUrl,
        SESSION_SECRET: 'only-for-tests-only-for-tests-only',
        DATA_DIR: this.dataDir,
        SMTP_URL: 'smtp://127.0.0.1:9',
      },
    });
    this.child = child;
    this.output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.output += text.toString()));
    for (let i = 0; i < 600; i++) {
      if (child.exitCode !== null) throw new Error(`the API ended with ${child.exitCode}:\n${this.output}`);
      const ready = await fetch(`${this.base}/api/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      await sleep(100);
    }
    throw new Error(`the API is not ready after a minute:\n${this.output}`);
  }

  /** As `kill -9`: nothing is finished, nothing is closed. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** Waits until the process is gone. */
  async gone(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((done) => child.once('exit', done));
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGTERM');
    await this.gone();
  }
}
