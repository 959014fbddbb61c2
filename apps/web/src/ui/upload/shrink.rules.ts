/** Pixels of the longer side of a photo after shrinking: an A4 page at 220 dots per inch. */
export const LONG_SIDE = 2560;
export const QUALITY = 0.85;
/** A photo below this size, in bytes, goes over any line as it is. */
const SMALL = 400_000;

export interface Photo {
  /** Pixels, after turning. */
  width: number;
  height: number;
  bytes: number;
  type: string;
  /** Hidden data of the camera: place, device, person. */
  hasMetadata: boolean;
}

export interface ShrinkPlan {
  width: number;
  height: number;
  /** PNG may be see-through, which JPEG cannot keep. */
  type: 'image/jpeg' | 'image/webp';
}

/** How a photo is drawn anew; null = it is sent as it is. Drawing anew also drops the hidden data. */
export function shrinkPlan({ width, height, bytes, type, hasMetadata }: Photo): ShrinkPlan | null {
  const longer = Math.max(width, height);
  const ready = longer <= LONG_SIDE && bytes <= SMALL && !hasMetadata && /^image\/(jpeg|png|webp)$/.test(type);
  if (longer < 1 || ready) return null;
  const scale = Math.min(1, LONG_SIDE / longer);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    type: type === 'image/png' ? 'image/webp' : 'image/jpeg',
  };
}

/** Whether the photo drawn anew is the better one to send: smaller, or free of hidden data, or turned into a kind that can be seen. */
export const isBetter = (photo: Photo, bytes: number): boolean =>
  bytes < photo.bytes || photo.hasMetadata || !/^image\/(jpeg|png|webp)$/.test(photo.type);

/** The name with the ending of its new kind: `IMG_1.HEIC` → `IMG_1.jpg`. */
export const renamed = (name: string, type: ShrinkPlan['type']): string =>
  name.replace(/\.[^.\\/]+$/, '') + (type === 'image/webp' ? '.webp' : '.jpg');
