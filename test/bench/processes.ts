import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../config/postgres';

/** A child whose parent is gone ends as well. */
const LEAVE = join(__dirname, '../../config/leave-with-parent.js');

export interface Running {
  readonly url: string;
  readonly pid: number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

/** Starts one of our programs on a free port and waits until it answers. @param entry path of the built file from dist */
export async function start(
  entry: string,
  ready: string,
  env: Record<string, string>,
  { flags = [], portSetting = 'PORT' }: { flags?: readonly string[]; portSetting?: string } = {},
): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [...nodeFlags(), '-r', LEAVE, ...flags, entry], {
    env: {
      PATH: process.env.PATH,
      NODE_PATH: process.env.NODE_PATH,
      TS_NODE_PROJECT: process.env.TS_NODE_PROJECT,
      TZ: 'UTC',
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      ...env,
      [portSetting]: String(port),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-4000)));
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; ; waited++) {
    if (child.exitCode !== null) throw new Error(`${entry} ended: ${errors}`);
    const answer = await fetch(`${url}${ready}`).catch(() => undefined);
    if (answer?.ok) break;
    if (waited === 300) throw new Error(`${entry} does not answer: ${errors}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, pid: child.pid ?? 0, memory: () => residentMb(child.pid ?? 0), stop: () => stop(child) };
}

/** Preloads of this process (a loader for development) hold for its children too; inspection and profiling do not. */
function nodeFlags(): string[] {
  const at = process.execArgv.indexOf('-r');
  return at < 0 ? [] : process.execArgv.slice(at, at + 2);
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const force = setTimeout(() => child.kill('SIGKILL'), 8000);
    child.once('exit', () => {
      clearTimeout(force);
      done();
    });
    child.kill('SIGTERM');
  });
}
