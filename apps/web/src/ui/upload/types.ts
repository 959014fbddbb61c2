import type { Problem } from '../../api/problem';
import type { PhotoFacts } from './exif';
import type { UploadRecord } from './upload-store';

export type UploadState =
  /** A photo is being shrunk. */
  | 'preparing'
  /** In line behind others. */
  | 'waiting'
  | 'sending'
  | 'paused'
  /** There is no network. */
  | 'offline'
  /** The line broke; goes on at `nextTryAt`. */
  | 'retrying'
  /** All bytes are there, the form is taking the file. */
  | 'finishing'
  /** Refused; `problem` says why. */
  | 'failed'
  /** Begun on an earlier visit, and the file itself could not be kept: it has to be chosen again. */
  | 'needs-file';

/** A file on its way. Replaced by a new object at each change. */
export interface UploadItem extends UploadRecord {
  state: UploadState;
  problem: Problem | null;
  /** Bytes per second over the last moments, 0 = not known. */
  speed: number;
  nextTryAt: number | null;
  /** The file to send; null while it has to be chosen again. */
  file: Blob | null;
  /** Whether the file itself is on the device, so that closing the page loses nothing. */
  kept: boolean;
}

/** Takes a whole upload into its form. @returns a name of what it became, to know the file again later */
export type Finisher = (upload: {
  uploadId: string;
  name: string;
  group: string;
  facts: PhotoFacts;
}) => Promise<string>;

export interface Limits {
  /** Endings such as `.jpg,.pdf`. */
  accept: string;
  /** The same in words. */
  acceptWords: string;
  /** Of one file. */
  maxBytes: number;
  /** How many more, and how many bytes more, the form takes; files on their way are counted by the queue. */
  filesLeft?: number | undefined;
  bytesLeft?: number | undefined;
}

export interface Choice {
  scope: string;
  group: string;
  purpose: string;
  accountId: string;
  keepOriginal: boolean;
  limits: Limits;
}
