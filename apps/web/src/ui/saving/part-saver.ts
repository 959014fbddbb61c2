import { asProblem, type Problem } from '../../api/problem';
import { forget, keep, keepNow, orphans } from './kept-parts';
import { changedPaths, type KeptParts, type Parts, rebase, recover, same } from './parts';
import { tabName } from './tab';

export type PartStatus = 'saved' | 'dirty' | 'saving' | 'offline' | 'signed-out' | 'conflict' | 'locked' | 'error';

export interface SaverState {
  status: PartStatus;
  savedAt: Date | null;
  /** The refusal of the last try, with fields. */
  problem: Problem | null;
  /** path → what the others have saved there; the screen shows one's own. Nothing of these is sent before `resolve`. */
  conflicts: ReadonlyMap<string, unknown>;
  /** Text of an earlier visit was brought back. */
  recovered: { at: Date; paths: string[] } | null;
  /** What others have saved and the screen has taken over just now. */
  taken: string[];
  /** Neither store of the device takes the text: the page must stay open until it is sent. */
  deviceFull: boolean;
}

export interface SaverOptions {
  /** Names record and account, so that two people at one machine do not mix. */
  key: string;
  base: Parts;
  version: number;
  /** Milliseconds after the last key. */
  delay?: number;
  /** Writes the `changed` ones of these parts; `merged` is the whole when others have saved too. */
  save: (
    parts: Parts,
    changed: string[],
    version: number,
    keepalive: boolean,
  ) => Promise<{ version: number; merged?: Parts }>;
  /** The present state out of the refusal of a late save. */
  presentOf: (refused: Problem) => { parts: Parts; version: number } | null;
  load: () => Promise<{ parts: Parts; version: number }>;
  /** Changes the screen; the next `typed` brings the result. */
  patch: (changes: Parts) => void;
  /** Somebody else writes there now: kept on the device until they are done. */
  isLocked: (path: string) => boolean;
  /** The server knows of a lock that the screen does not. */
  onLocked: () => void;
}

const KEEP_MS = 300;
const LONGEST_WAIT_MS = 5000;
const RETRY_MS = 15_000;
// Browsers refuse a request that outlives its page above 64 KB; a letter with marks takes up to 3 bytes.
const KEEPALIVE_LIMIT = 20_000;

const pick = (from: Parts, paths: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(paths.map((path) => [path, from[path] ?? '']));

/**
 * Saves a record by part: to the device while it is typed, to the server a moment later, one request at a time. What
 * others save in other parts comes in by itself; a part that both have changed waits for a choice, and everything else
 * goes on. Knows no screen: `usePartSaving` draws it.
 */
export class PartSaver {
  private mine: Parts;
  private base: Parts;
  private at: number;
  private state: SaverState;
  private readonly conflicts = new Map<string, unknown>();
  /** Refused values: not sent again until they are changed. */
  private readonly refused = new Map<string, unknown>();
  private held = new Set<string>();
  private sending: Parts | undefined;
  private running: Promise<boolean> | undefined;
  private waiting: { tab: string; kept: KeptParts }[] = [];
  private tab: string | undefined;
  private keepTimer: number | undefined;
  private sendTimer: number | undefined;
  private dirtySince: number | undefined;
  private stopped = false;
  private readonly listeners = new Set<() => void>();

  constructor(private options: SaverOptions) {
    this.mine = options.base;
    this.base = options.base;
    this.at = options.version;
    this.state = {
      status: 'saved',
      savedAt: null,
      problem: null,
      conflicts: new Map(),
      recovered: null,
      taken: [],
      deviceFull: false,
    };
  }

  /** The newest callbacks, for timers that outlive a drawing. */
  use(options: SaverOptions): void {
    this.options = options;
  }

  snapshot = (): SaverState => this.state;
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  /** The version to send with the next action. */
  version = (): number => this.at;
  name = (): string | undefined => this.tab;

  /** Begins: brings back what an earlier window left, and listens to the line and the page. */
  start(): () => void {
    this.stopped = false;
    void this.begin();
    const again = (): void => void (this.dirty().length > 0 && this.state.status !== 'signed-out' && this.flush());
    const leave = (): void => {
      if (this.dirty().length === 0) return;
      if (this.tab) keepNow(this.options.key, this.tab, this.toKeep());
      if (!this.running) void this.run(true);
    };
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const timer = window.setInterval(() => {
      if (navigator.onLine) again();
    }, RETRY_MS);
    window.addEventListener('online', again);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      this.stopped = true;
      window.clearInterval(timer);
      window.removeEventListener('online', again);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }

  /** What is on the screen now. */
  typed(parts: Parts): void {
    this.mine = parts;
    for (const [path, theirs] of this.conflicts) if (same(theirs, parts[path])) this.conflicts.delete(path);
    if (this.dirty().length === 0) {
      this.settle();
      return;
    }
    if (this.state.status === 'saved') this.set({ status: 'dirty' });
    this.keepSoon();
    this.sendSoon();
  }

  /** Saves what can be saved; true when the server has everything. Call it before submitting. */
  flush = async (): Promise<boolean> => this.run(false);

  /** Others have saved: takes their parts in. */
  refresh = async (): Promise<void> => {
    await this.running;
    const present = await this.options.load();
    if (present.version > this.at) this.adopt(present.parts, present.version);
    this.settle();
  };

  /** The choice about a part that both have changed. */
  resolve = (path: string, value: unknown): void => {
    this.conflicts.delete(path);
    this.put({ [path]: value });
    this.settle();
    this.sendSoon();
  };

  /** Somebody came, went or took over: what was held back may go now. */
  locksChanged(): void {
    this.held = new Set();
    if (this.dirty().length > 0) this.sendSoon();
  }

  dismissRecovered = (): void => this.set({ recovered: null });

  private async begin(): Promise<void> {
    this.tab = await tabName();
    if (this.stopped) return;
    this.waiting = await orphans(this.options.key, this.tab);
    await this.recoverNext();
  }

  /** One earlier window at a time: the text of the next is merged when the server has that of the one before. */
  private async recoverNext(): Promise<void> {
    const next = this.waiting.shift();
    if (!next || this.stopped) return;
    const { patch, conflicts } = recover(next.kept, this.base);
    // What is being typed at this moment is newer.
    const paths = Object.keys(patch).filter((path) => same(this.mine[path], this.base[path]));
    for (const path of paths) if (conflicts.includes(path)) this.conflicts.set(path, this.base[path]);
    if (paths.length > 0) {
      this.put(pick(patch, paths));
      this.set({
        recovered: { at: new Date(next.kept.at), paths: [...(this.state.recovered?.paths ?? []), ...paths] },
      });
    }
    const kept =
      this.tab !== undefined && (this.dirty().length === 0 || (await keep(this.options.key, this.tab, this.toKeep())));
    if (kept && next.tab !== this.tab) await forget(this.options.key, next.tab);
    this.settle();
    if (this.dirty().length > 0) this.sendSoon();
    else await this.recoverNext();
  }

  private dirty(): string[] {
    return changedPaths(this.base, this.mine);
  }

  private sendable(): string[] {
    return this.dirty().filter(
      (path) =>
        !this.conflicts.has(path) &&
        !this.held.has(path) &&
        !this.options.isLocked(path) &&
        !(this.refused.has(path) && same(this.refused.get(path), this.mine[path])),
    );
  }

  private async run(keepalive: boolean): Promise<boolean> {
    // A loop: of several that wait, only one may start the next request.
    while (this.running) await this.running;
    window.clearTimeout(this.sendTimer);
    this.sendTimer = undefined;
    this.dirtySince = undefined;
    this.running = this.sendAll(keepalive);
    try {
      return await this.running;
    } finally {
      this.running = undefined;
    }
  }

  private async sendAll(keepalive: boolean): Promise<boolean> {
    for (let turn = 0; turn < 10; turn++) {
      const changed = this.sendable();
      if (changed.length === 0) break;
      const sent = pick(this.mine, changed);
      const parts = { ...this.base, ...sent };
      this.set({ status: 'saving' });
      this.sending = sent;
      try {
        const small = keepalive && JSON.stringify(parts).length < KEEPALIVE_LIMIT;
        const answer = await this.options.save(parts, changed, this.at, small);
        this.base = { ...this.base, ...sent };
        this.at = answer.version;
        this.sending = undefined;
        for (const path of changed) this.refused.delete(path);
        this.set({ savedAt: new Date(), problem: null, taken: [] });
        if (answer.merged) this.adopt(answer.merged, answer.version);
      } catch (error) {
        if (this.goesOn(asProblem(error), changed, sent)) continue;
        if (this.tab)
          void keep(this.options.key, this.tab, this.toKeep()).then((room) => this.set({ deviceFull: !room }));
        return false;
      }
    }
    this.settle();
    if (this.dirty().length > 0) return false;
    if (this.waiting.length > 0) await this.recoverNext();
    return this.dirty().length === 0;
  }

  /** Deals with a refusal; true when the rest can be sent now. */
  private goesOn(refused: Problem, changed: readonly string[], sent: Parts): boolean {
    const present =
      refused.status === 409 && refused.code === 'CHANGED_MEANWHILE' ? this.options.presentOf(refused) : null;
    if (present) {
      this.adopt(present.parts, present.version);
      this.sending = undefined;
      return true;
    }
    if (refused.status === 409 && refused.code === 'SECTION_LOCKED') {
      this.sending = undefined;
      // Which of the parts, the heartbeat says; until then none of them is tried again.
      this.held = new Set(changed);
      this.options.onLocked();
      window.setTimeout(() => this.locksChanged(), 5000);
      return true;
    }
    const bad = changed.filter((path) =>
      refused.errors.some(({ field }) => field === path || field.startsWith(`${path}.`)),
    );
    this.set({ problem: refused });
    if (refused.status === 400 && bad.length > 0) {
      this.sending = undefined;
      for (const path of bad) this.refused.set(path, sent[path]);
      return true;
    }
    this.set({
      status:
        refused.status === 401 ? 'signed-out' : refused.status === 0 || refused.status >= 500 ? 'offline' : 'error',
    });
    return false;
  }

  /** The server's state becomes the new ground; what both have changed waits for a choice. */
  private adopt(theirs: Parts, version: number): void {
    // A save whose answer was lost did arrive: that is no change of somebody else.
    const ours = Object.entries(this.sending ?? {}).filter(([path, value]) => same(theirs[path], value));
    const ground = { ...this.base, ...Object.fromEntries(ours) };
    const { patch, conflicts } = rebase(ground, theirs, this.mine);
    this.base = theirs;
    this.at = version;
    for (const path of this.conflicts.keys()) {
      if (same(theirs[path], this.mine[path])) this.conflicts.delete(path);
      else this.conflicts.set(path, theirs[path]);
    }
    for (const path of conflicts) this.conflicts.set(path, theirs[path]);
    const paths = Object.keys(patch);
    if (paths.length > 0) {
      this.put(patch);
      this.set({ taken: [...new Set([...this.state.taken, ...paths])] });
    }
  }

  private put(changes: Parts): void {
    this.mine = { ...this.mine, ...changes };
    this.options.patch(changes);
  }

  /** Status from what is left to send. */
  private settle(): void {
    const dirty = this.dirty();
    const conflicts = new Map(this.conflicts);
    if (dirty.length === 0) {
      window.clearTimeout(this.keepTimer);
      this.keepTimer = undefined;
      this.set({ status: 'saved', conflicts, problem: null, deviceFull: false });
      if (this.tab) void forget(this.options.key, this.tab);
      return;
    }
    const status: PartStatus =
      conflicts.size > 0
        ? 'conflict'
        : dirty.some((path) => this.held.has(path) || this.options.isLocked(path))
          ? 'locked'
          : dirty.every((path) => this.refused.has(path) && same(this.refused.get(path), this.mine[path]))
            ? 'error'
            : ['offline', 'signed-out'].includes(this.state.status)
              ? this.state.status
              : 'dirty';
    this.set({ status, conflicts });
    this.keepSoon();
  }

  private toKeep(): KeptParts {
    const paths = this.dirty();
    return {
      at: Date.now(),
      version: this.at,
      mine: pick(this.mine, paths),
      base: pick(this.base, paths),
      sending: this.sending,
      conflicts: [...this.conflicts.keys()],
    };
  }

  /** While somebody types on and on, too: at most so much is lost when the browser is killed. */
  private keepSoon(): void {
    this.keepTimer ??= window.setTimeout(() => {
      this.keepTimer = undefined;
      void this.keepOwn();
    }, KEEP_MS);
  }

  private async keepOwn(): Promise<void> {
    if (!this.tab || this.dirty().length === 0) return;
    const room = await keep(this.options.key, this.tab, this.toKeep());
    if (room === this.state.deviceFull) this.set({ deviceFull: !room });
    // Everything was sent while it was being kept.
    if (this.dirty().length === 0) await forget(this.options.key, this.tab);
  }

  private sendSoon(): void {
    if (this.state.status === 'signed-out' || this.sendable().length === 0) return;
    this.dirtySince ??= Date.now();
    const wait = Math.min(this.options.delay ?? 1200, Math.max(0, this.dirtySince + LONGEST_WAIT_MS - Date.now()));
    window.clearTimeout(this.sendTimer);
    this.sendTimer = window.setTimeout(() => void this.run(false), wait);
  }

  private set(change: Partial<SaverState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
