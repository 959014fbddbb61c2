import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ChildPlan {
  readonly name: string;
  /** Built entry, from the project's folder. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers 200 once the process can work; without it, the process says `ready` to its parent. */
  readonly readyUrl: string | undefined;
}

/** A start that takes longer than this has failed. */
const READY_WITHIN_MS = 60_000;
/** How long a process may take to finish its requests. */
const STOP_WITHIN_MS = 15_000;
/** A process that ran this long had nothing wrong with its start: the waiting before a restart begins anew. */
const STABLE_AFTER_MS = 60_000;

/** One process that is kept alive until `stop`; it is started again with growing pauses (0.5 s … 30 s) when it dies. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private failures = 0;
  private startedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private wasReady = false;

  constructor(private readonly plan: ChildPlan) {}

  /** Starts and waits until the process can work. @throws Error when it dies or is not ready within a minute */
  async start(): Promise<void> {
    const child = this.spawn();
    const died = new Promise<'died'>((done) => child.once('exit', () => done('died')));
    const ready = this.plan.readyUrl ? this.answers(this.plan.readyUrl) : this.speaks(child);
    const outcome = await Promise.race([died, ready]);
    if (outcome !== 'ready') {
      await this.stop();
      throw new Error(
        outcome === 'died'
          ? `${this.plan.name}: tiến trình dừng ngay khi khởi động; xem lỗi ở trên. / ended at its start; see above.`
          : `${this.plan.name}: không sẵn sàng sau ${READY_WITHIN_MS / 1000} giây. / not ready in time.`,
      );
    }
    this.wasReady = true;
  }

  /** Asks the process to finish its work and end; ends it by force after 15 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.end();
  }

  /** Ends the process and starts it anew at once, without counting it as a failure. */
  async restart(): Promise<void> {
    this.failures = 0;
    await this.end();
  }

  private async end(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(force);
  }

  private spawn(): ChildProcess {
    this.startedAt = Date.now();
    const guard = join(process.cwd(), 'dist/config/leave-with-parent.js');
    const child = spawn(
      process.execPath,
      ['-r', guard, '--enable-source-maps', this.plan.entry, ...(this.plan.args ?? [])],
      {
        env: this.plan.env,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        // Ctrl-C reaches only the starter, which stops everything in order
        detached: true,
      },
    );
    child.once('exit', (code, signal) => this.onExit(code, signal));
    this.process = child;
    return child;
  }

  private onExit(code: number | null, signal: string | null): void {
    if (this.stopping || !this.wasReady) return;
    if (Date.now() - this.startedAt > STABLE_AFTER_MS) this.failures = 0;
    const pause = code === 0 || signal === 'SIGTERM' ? 0 : Math.min(500 * 2 ** this.failures++, 30_000);
    if (pause > 0)
      process.stderr.write(
        `${this.plan.name} đã dừng (${signal ?? code}), chạy lại sau ${pause / 1000} s / ended, starting again\n`,
      );
    this.timer = setTimeout(() => this.spawn(), pause);
  }

  private async answers(url: string): Promise<'ready' | 'late'> {
    for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
      const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.ok,
        () => false,
      );
      if (ok) return 'ready';
      await new Promise((done) => setTimeout(done, 100));
    }
    return 'late';
  }

  private speaks(child: ChildProcess): Promise<'ready' | 'late'> {
    return new Promise((done) => {
      child.on('message', (message) => {
        if (message === 'ready') done('ready');
      });
      setTimeout(() => done('late'), READY_WITHIN_MS).unref();
    });
  }
}
