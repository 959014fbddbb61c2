/** What to do after a try that failed. */
export type Next = 'retry' | 'wait-for-network' | 'restart' | 'ask' | 'refuse';

/** Pauses before the next try over a broken line, in seconds; the last one repeats. */
const PAUSES = [1, 2, 4, 8, 15, 30, 60] as const;
/** A server in trouble is asked this often before the user is told. */
const SERVER_TRIES = 6;

export const pauseBefore = (attempt: number): number => PAUSES[Math.min(Math.max(attempt, 1), PAUSES.length) - 1] ?? 60;

/**
 * Decides about a failed request.
 * @param failure.status HTTP status, 0 = the server was not reached
 * @param phase sending the bytes, or handing the whole upload over to the form
 * @param state.attempt failed tries since the last byte that arrived; state.begun whether the server knows the upload
 */
export function nextStep(
  failure: { status: number; code: string },
  phase: 'sending' | 'finishing',
  state: { online: boolean; attempt: number; begun: boolean },
): Next {
  const { status, code } = failure;
  if (status === 0) return state.online ? 'retry' : 'wait-for-network';
  if (status === 401 || (status === 403 && code === 'CSRF_INVALID')) return 'ask';
  // The server forgot an upload that lay around for too long.
  if (status === 404 || status === 410) return state.begun ? 'restart' : 'refuse';
  // While sending, 409 means "another offset": the next try asks for the right one.
  if (status === 409) return phase === 'sending' || code === 'UPLOAD_UNFINISHED' ? 'retry' : 'refuse';
  if ([408, 423, 425, 429].includes(status)) return 'retry';
  if (status >= 500) return state.attempt < SERVER_TRIES ? 'retry' : 'refuse';
  return 'refuse';
}

/** `Ảnh.JPEG` → `.jpeg`; without an ending, an empty text. */
export const endingOf = (name: string): string => /\.[^.\\/]+$/.exec(name)?.[0].toLowerCase() ?? '';

/** Whether a name fits a list of endings such as `.jpg,.png`; an empty list takes everything. */
export function isAccepted(name: string, accept: string): boolean {
  const endings = accept
    .split(',')
    .map((ending) => ending.trim().toLowerCase())
    .filter(Boolean);
  return endings.length === 0 || endings.includes(endingOf(name));
}

/** Bytes at the beginning and at the end of a file that its fingerprint looks at. */
export const SAMPLE_BYTES = 64 * 1024;

/**
 * Knows a file again, also under another name: its length and a 64-bit hash (two FNV-1a) of its first and last bytes.
 * Not for security; the server compares whole files by SHA-256.
 */
export function fingerprint(size: number, head: Uint8Array, tail: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x01234567;
  for (const part of [head, tail])
    for (const byte of part) {
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b ^ byte, 0x01000193) ^ (a >>> 13);
    }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
  return `${size}-${hex(a)}${hex(b)}`;
}

/** Sum over several files; `percent` is a whole number that reaches 100 only when everything is there. */
export function progressOf(files: readonly { sent: number; size: number }[]): {
  sent: number;
  size: number;
  percent: number;
} {
  const sent = files.reduce((sum, file) => sum + file.sent, 0);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return { sent, size, percent: size === 0 ? 0 : Math.floor((sent / size) * 100) };
}
