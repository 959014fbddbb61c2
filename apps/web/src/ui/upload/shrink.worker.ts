import { shrinkWith, type Shrunk } from './shrink-core';

export interface ShrinkJob {
  id: number;
  photo: Blob;
  hasMetadata: boolean;
}
export interface ShrinkDone {
  id: number;
  result: Shrunk | null;
}

function surface(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return { context, finish: (type: string, quality: number) => canvas.convertToBlob({ type, quality }) };
}

async function work({ id, photo, hasMetadata }: ShrinkJob): Promise<void> {
  const result = await shrinkWith(surface, photo, hasMetadata).catch(() => null);
  postMessage({ id, result } satisfies ShrinkDone, {});
}

addEventListener('message', (event: MessageEvent<ShrinkJob>) => void work(event.data));
