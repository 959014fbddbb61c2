import { isBetter, QUALITY, shrinkPlan, type ShrinkPlan } from './shrink.rules';

export interface Shrunk {
  blob: Blob;
  type: ShrinkPlan['type'];
}

/** A surface to draw on: of the worker, or of the page where a browser has none for workers. */
export interface Surface {
  context: CanvasDrawImage & { imageSmoothingQuality: string };
  finish: (type: string, quality: number) => Promise<Blob | null>;
}

/**
 * Draws a photo anew: upright, at most 2560 pixels long, without the hidden data.
 * @returns null when the photo is best sent as it is: small enough already, or of a kind that this browser cannot read
 */
export async function shrinkWith(
  surface: (width: number, height: number) => Surface,
  photo: Blob,
  hasMetadata: boolean,
): Promise<Shrunk | null> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  const { width, height } = picture;
  const about = { width, height, bytes: photo.size, type: photo.type, hasMetadata };
  try {
    const plan = shrinkPlan(about);
    if (!plan) return null;
    const { context, finish } = surface(plan.width, plan.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, plan.width, plan.height);
    const blob = await finish(plan.type, QUALITY);
    // A browser without WebP answers with PNG.
    if (!blob || blob.type !== plan.type || !isBetter(about, blob.size)) return null;
    return { blob, type: plan.type };
  } finally {
    picture.close();
  }
}
