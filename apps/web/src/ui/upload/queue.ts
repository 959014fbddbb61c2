import { asProblem } from '../../api/problem';
import { call } from '../../api/call';
import { shouldRetry } from '../../api/send';
import { releaseUpload, takeUpload } from './locks';
import { sendFile, uploadIdOf } from './send-file';
import type { Finisher, UploadItem, UploadState } from './types';
import { nextStep, pauseBefore } from './upload.rules';
import { forgetUpload, keepRecord, keptUploads, rememberDone, type UploadRecord } from './upload-store';

/** More at once only share one slow line, and all arrive late. */
const AT_ONCE = 2;
const KEEP_EVERY_MS = 3000;
/** How often the screen is told about bytes. */
const TELL_EVERY_MS = 200;
const ACTIVE: readonly UploadState[] = ['preparing', 'waiting', 'sending', 'offline', 'retrying', 'finishing'];
export const isActive = ({ state }: UploadItem): boolean => ACTIVE.includes(state);

interface Work {
  stop: AbortController;
  /** Failed tries since the last byte that arrived. */
  attempt: number;
  restarts: number;
  asked: number;
  timer: number;
}

/**
 * The files on their way, of all forms of the page. Lives outside of the screens: walking to another screen stops
 * nothing. Each file is kept on the device until its form has it.
 */
export class UploadQueue {
  private items: readonly UploadItem[] = [];
  private readonly work = new Map<string, Work>();
  private readonly finishers = new Map<string, Finisher>();
  /** Whole uploads whose form is not on the screen. */
  private readonly unclaimed = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor() {
    window.addEventListener('online', () => this.online());
    window.addEventListener('offline', () => this.offline());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.online();
    });
    window.addEventListener('beforeunload', (event) => {
      // What is kept goes on by itself later; what is not would have to be chosen again.
      if (this.items.some((item) => isActive(item) && !item.kept)) event.preventDefault();
    });
  }

  readonly all = (): readonly UploadItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A form is there: its unfinished files of earlier visits come back, and whole uploads are handed to it. */
  async open(scope: string, accountId: string, finish: Finisher): Promise<void> {
    this.finishers.set(scope, finish);
    for (const { id, uploadUrl } of this.items.filter((item) => item.scope === scope && this.unclaimed.has(item.id)))
      if (uploadUrl) void this.finish(id, uploadUrl);
    this.pump();
    for (const { record } of await keptUploads(accountId, scope)) if (!this.find(record.id)) void this.restore(record);
  }

  /** The form is gone; what is under way goes on and waits for it. */
  close(scope: string, finish: Finisher): void {
    if (this.finishers.get(scope) === finish) this.finishers.delete(scope);
  }

  /** Puts a prepared file in line, or changes one that is there. */
  put(item: UploadItem): void {
    this.items = this.find(item.id)
      ? this.items.map((one) => (one.id === item.id ? item : one))
      : [...this.items, item];
    this.tell();
    this.pump();
  }

  pause(id: string): void {
    this.halt(id);
    this.change(id, { state: 'paused', paused: true, nextTryAt: null });
    this.pump();
  }

  /** After a pause, a refusal, or sooner than the next try. */
  resume(id: string): void {
    Object.assign(this.workOf(id), { attempt: 0, restarts: 0, asked: 0 });
    this.again(id);
  }

  private again(id: string): void {
    if (!this.find(id)?.file) return;
    this.halt(id);
    this.change(id, { state: navigator.onLine ? 'waiting' : 'offline', paused: false, problem: null, nextTryAt: null });
    this.pump();
  }

  cancel(id: string): void {
    const url = this.find(id)?.uploadUrl;
    this.drop(id);
    if (url) void call('DELETE', url, { headers: { 'tus-resumable': '1.0.0' } }).catch(() => undefined);
  }

  private drop(id: string): void {
    this.halt(id);
    this.work.delete(id);
    this.unclaimed.delete(id);
    this.items = this.items.filter((item) => item.id !== id);
    releaseUpload(id);
    void forgetUpload(id);
    this.tell();
    this.pump();
  }

  private async restore(record: UploadRecord): Promise<void> {
    await takeUpload(record.id);
    // While another window had it, it may have been finished there.
    const kept = (await keptUploads(record.accountId, record.scope)).find((one) => one.record.id === record.id);
    if (!kept || this.find(record.id)) return this.find(record.id) ? undefined : releaseUpload(record.id);
    const state =
      kept.file === null ? 'needs-file' : kept.record.paused ? 'paused' : navigator.onLine ? 'waiting' : 'offline';
    const blank = { problem: null, speed: 0, nextTryAt: null };
    this.put({ ...kept.record, ...blank, state, file: kept.file, kept: kept.file !== null });
  }

  private pump(): void {
    const busy = this.items.filter(
      ({ id, state }) => (state === 'sending' || state === 'finishing') && !this.unclaimed.has(id),
    ).length;
    for (const item of this.items.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, AT_ONCE - busy)))
      void this.send(item);
  }

  private async send(item: UploadItem): Promise<void> {
    const { id, file } = item;
    if (!file) return;
    const work = this.workOf(id);
    const stop = new AbortController();
    work.stop = stop;
    this.change(id, { state: 'sending', problem: null, nextTryAt: null, speed: 0 });
    let [keptAt, toldAt] = [Date.now(), 0];
    const measure = meter();
    try {
      const url = await sendFile(file, {
        ...item,
        signal: stop.signal,
        onUrl: (uploadUrl) => void keepRecord(recordOf(this.change(id, { uploadUrl }) ?? item)),
        onProgress: (sent) => {
          if (sent > (this.find(id)?.sent ?? 0)) Object.assign(work, { attempt: 0, asked: 0 });
          const speed = measure(sent);
          if (Date.now() - toldAt < TELL_EVERY_MS && sent < file.size) return;
          toldAt = Date.now();
          const changed = this.change(id, { sent, speed });
          if (changed && Date.now() - keptAt > KEEP_EVERY_MS) {
            keptAt = Date.now();
            void keepRecord(recordOf(changed));
          }
        },
      });
      await this.finish(id, url);
    } catch (error) {
      if (!stop.signal.aborted) await this.failed(id, error, 'sending');
    }
    this.pump();
  }

  /** Hands the whole upload to its form; without the form on the screen, it waits for it. */
  private async finish(id: string, url: string): Promise<void> {
    const item = this.change(id, { state: 'finishing', uploadUrl: url, sent: this.find(id)?.size ?? 0 });
    if (!item) return;
    void keepRecord(recordOf(item));
    const finisher = this.finishers.get(item.scope);
    if (!finisher) this.unclaimed.add(id);
    if (!finisher) return;
    this.unclaimed.delete(id);
    try {
      const result = await finisher({ ...item, uploadId: uploadIdOf(url) });
      await rememberDone(item.accountId, item.scope, item.fingerprint, result);
      this.drop(id);
    } catch (error) {
      await this.failed(id, error, 'finishing');
    }
  }

  private async failed(id: string, error: unknown, phase: 'sending' | 'finishing'): Promise<void> {
    const item = this.find(id);
    if (!item) return;
    if (error instanceof DOMException && error.name === 'NotReadableError') {
      this.change(id, { state: 'needs-file', file: null, kept: false });
      return;
    }
    const problem = asProblem(error);
    const work = this.workOf(id);
    work.attempt += 1;
    const state = {
      online: navigator.onLine,
      attempt: work.attempt,
      begun: item.uploadUrl !== null && work.restarts < 1,
    };
    const next = nextStep(problem, phase, state);
    if (next === 'wait-for-network') this.change(id, { state: 'offline' });
    else if (next === 'retry') this.later(id, pauseBefore(work.attempt));
    else if (next === 'restart') {
      work.restarts += 1;
      this.change(id, { state: 'waiting', uploadUrl: null, sent: 0 });
    } else if (next === 'ask' && (work.asked += 1) < 4) {
      this.change(id, { state: 'paused', problem: null });
      const again = await shouldRetry(problem, item.uploadUrl ?? '/api/uploads', 0).catch(() => false);
      // Meanwhile it may have been taken off the list, or continued by hand.
      if (this.find(id)?.state === 'paused')
        this.change(id, again ? { state: 'waiting' } : { state: 'failed', problem });
    } else this.change(id, { state: 'failed', problem });
  }

  private later(id: string, seconds: number): void {
    this.change(id, { state: 'retrying', nextTryAt: Date.now() + seconds * 1000 });
    const work = this.workOf(id);
    window.clearTimeout(work.timer);
    work.timer = window.setTimeout(() => {
      if (this.find(id)?.state === 'retrying') this.again(id);
    }, seconds * 1000);
  }

  private online(): void {
    if (!navigator.onLine) return;
    for (const { id, state } of this.items) if (state === 'offline' || state === 'retrying') this.again(id);
  }

  /** Requests that hang on a dead line are let go at once, so that nothing is sent twice when it is back. */
  private offline(): void {
    for (const { id, state } of this.items)
      if (state === 'sending' || state === 'waiting' || state === 'retrying') {
        this.halt(id);
        this.change(id, { state: 'offline', nextTryAt: null });
      }
  }

  private halt(id: string): void {
    const work = this.work.get(id);
    window.clearTimeout(work?.timer);
    work?.stop.abort();
  }

  private workOf(id: string): Work {
    const known = this.work.get(id) ?? { stop: new AbortController(), attempt: 0, restarts: 0, asked: 0, timer: 0 };
    this.work.set(id, known);
    return known;
  }

  private find(id: string): UploadItem | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** @returns the item as it is now, undefined when it was taken off the list */
  private change(id: string, part: Partial<UploadItem>): UploadItem | undefined {
    const before = this.find(id);
    if (!before) return undefined;
    const now = { ...before, ...part };
    this.items = this.items.map((item) => (item.id === id ? now : item));
    if (part.paused !== undefined || part.uploadUrl === null) void keepRecord(recordOf(now));
    this.tell();
    return now;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** What is kept of an item: without the file, and without what is only true now. */
function recordOf(item: UploadItem): UploadRecord {
  const { id, accountId, scope, group, purpose, addedAt, keepOriginal, fingerprint } = item;
  const { name, type, size, chosenSize, facts, uploadUrl, sent, paused } = item;
  const where = { id, accountId, scope, group, purpose, addedAt, keepOriginal, fingerprint };
  return { ...where, name, type, size, chosenSize, facts, uploadUrl, sent, paused };
}

/** Bytes per second over the last five seconds. */
function meter(): (sent: number) => number {
  const points: { at: number; sent: number }[] = [];
  return (sent) => {
    const at = Date.now();
    points.push({ at, sent });
    while (points.length > 2 && at - (points[0]?.at ?? at) > 5000) points.shift();
    const first = points[0];
    return first && at - first.at > 500 ? Math.max(0, ((sent - first.sent) / (at - first.at)) * 1000) : 0;
  };
}

export const queue = new UploadQueue();
