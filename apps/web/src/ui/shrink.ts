import { shrinkWith, type Shrunk } from './upload/shrink-core';
import type { ShrinkDone, ShrinkJob } from './upload/shrink.worker';

const waiting = new Map<number, { job: ShrinkJob; done: (result: Shrunk | null) => void }>();
let worker: Worker | null = null;
let nextId = 1;

/**
 * A photo drawn anew for a slow line: upright, at most 2560 pixels long, without place and device of the camera.
 * Works beside the page, so that typing stays smooth. @returns null when the photo is best sent as it is
 */
export async function shrinkPhoto(photo: Blob, hasMetadata: boolean): Promise<Shrunk | null> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return onPage(photo, hasMetadata);
  const helper = (worker ??= startWorker());
  return new Promise((done) => {
    const job = { id: nextId++, photo, hasMetadata };
    waiting.set(job.id, { job, done });
    helper.postMessage(job, []);
  });
}

function startWorker(): Worker {
  const made = new Worker(new URL('./upload/shrink.worker.ts', import.meta.url), { type: 'module' });
  made.addEventListener('message', ({ data }: MessageEvent<ShrinkDone>) => {
    waiting.get(data.id)?.done(data.result);
    waiting.delete(data.id);
    // A decoded photo takes 50 MB; a worker that waits keeps them.
    if (waiting.size === 0) stopWorker();
  });
  made.addEventListener('error', () => {
    // The worker could not be loaded, or died of a huge photo: the page itself tries.
    const left = [...waiting.values()];
    waiting.clear();
    stopWorker();
    for (const { job, done } of left) void (async () => done(await onPage(job.photo, job.hasMetadata)))();
  });
  return made;
}

function stopWorker(): void {
  worker?.terminate();
  worker = null;
}

async function onPage(photo: Blob, hasMetadata: boolean): Promise<Shrunk | null> {
  return shrinkWith(pageSurface, photo, hasMetadata).catch(() => null);
}

function pageSurface(width: number, height: number) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const finish = (type: string, quality: number): Promise<Blob | null> =>
    new Promise((done) => canvas.toBlob(done, type, quality));
  return { context, finish };
}
