/** A file as its readers see it: the shape of the API, wherever a file is shown. */
export interface ShownFile {
  fileId: string;
  name: string;
  mediaType: string;
  caption: string;
  takenOn?: string | null;
  place?: string | null;
  /** Bytes. */
  size?: number;
  scanState?: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED';
  preview?: {
    state: 'WAITING' | 'READY' | 'NONE' | 'FAILED';
    /** Addresses of pictures that we made ourselves, safe to show. */
    thumbnail: string | null;
    page: string | null;
    /** Whether the words of the file can be read here. */
    text: boolean;
  };
}

/** A file of another entry that is the same, or looks the same; of an entry that the reader may not open, unit and year only. */
export interface FileHint {
  fileId: string;
  kind: 'SAME' | 'SIMILAR';
  other: {
    unitName: string;
    year: number;
    entryId: string | null;
    title: string | null;
    roundName: string | null;
    fileId: string | null;
    caption: string | null;
    place: string | null;
    takenOn: string | null;
  };
}

export const isInfected = (file: ShownFile): boolean => file.scanState === 'INFECTED';
export const isVideo = (file: ShownFile): boolean => file.mediaType.startsWith('video/');
export const isPicture = (file: ShownFile): boolean => file.mediaType.startsWith('image/');
export const titleOf = (file: ShownFile): string => file.caption || file.name;
