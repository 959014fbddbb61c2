import type { Lock, Locker, RequestRelease } from '@tus/server';

interface Held {
  readonly askToRelease: RequestRelease;
  readonly released: Promise<void>;
  readonly release: () => void;
}

/** Longer than a request needs to write down what it has received. */
const WAIT_MS = 10_000;

/**
 * One request at a time for each upload, in this process. A new request asks the one before to end: a phone that comes
 * back over another line must not wait for the connection that it has lost. Requests of two processes at one upload
 * would write the same bytes to the same places; whoever sends others damages only his own upload, whose hash is taken
 * when it is claimed.
 */
export class UploadLocks implements Locker {
  /** What is thrown when the one before does not end. */
  static readonly BUSY = Object.freeze({ status_code: 423, body: 'busy' });

  private readonly held = new Map<string, Held>();

  newLock(id: string): Lock {
    return {
      lock: (signal, askToRelease) => this.take(id, signal, askToRelease),
      unlock: async () => {
        const mine = this.held.get(id);
        this.held.delete(id);
        mine?.release();
      },
    };
  }

  private async take(id: string, signal: AbortSignal, askToRelease: RequestRelease): Promise<void> {
    const until = Date.now() + WAIT_MS;
    for (let before = this.held.get(id); before; before = this.held.get(id)) {
      await before.askToRelease();
      const left = until - Date.now();
      if (left <= 0 || signal.aborted || !(await within(left, before.released))) throw UploadLocks.BUSY;
    }
    const { promise: released, resolve: release } = deferred();
    this.held.set(id, { askToRelease, released, release });
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => (timer = setTimeout(() => done(false), ms)));
  return Promise.race([work.then(() => true as const), late]).finally(() => clearTimeout(timer));
}
