import { asProblem, Problem } from '../../api/problem';
import { commonHeaders } from '../../api/send';

const ENDPOINT = '/api/uploads';
/** A piece that arrived whole is safe, also behind a proxy that holds back what is not complete. */
const CHUNK_BYTES = 4_000_000;
/** A line that moves nothing for this long is dead, even if nobody said so. */
const STALLED_MS = 45_000;

interface Options {
  name: string;
  type: string;
  purpose: string;
  /** Address of an upload that was begun earlier: it goes on where the server says. */
  uploadUrl: string | null;
  onUrl: (url: string) => void;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/** The id that the server knows an upload by. */
export const uploadIdOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/**
 * One try to send a file by tus; trying again is the caller's matter. @returns the address of the whole upload
 * @throws Problem (status 0: line broken), DOMException AbortError when stopped, NotReadableError when the file is gone
 */
export async function sendFile(file: Blob, options: Options): Promise<string> {
  const { Upload } = await import('tus-js-client');
  const { name, type, purpose, uploadUrl, onUrl, onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    let movedAt = Date.now();
    const upload = new Upload(file, {
      // With an endpoint the library would begin anew at any refusal, also when only the session has ended.
      ...(uploadUrl === null ? { endpoint: ENDPOINT } : { uploadUrl }),
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { filename: name, filetype: type, purpose },
      onBeforeRequest: async (request) => {
        for (const [header, value] of Object.entries(await commonHeaders(request.getMethod())))
          request.setHeader(header, value);
        request.setHeader('accept', 'application/json');
      },
      onUploadUrlAvailable: () => {
        if (upload.url) onUrl(new URL(upload.url, location.href).pathname);
      },
      onProgress: (sent) => {
        movedAt = Date.now();
        onProgress(sent);
      },
      onSuccess: () => end(() => resolve(new URL(upload.url ?? '', location.href).pathname)),
      onError: (error) => end(() => reject(reasonOf(error))),
    });
    const watch = window.setInterval(() => {
      if (Date.now() - movedAt > STALLED_MS) stop(new Problem(0, { code: 'OFFLINE' }));
    }, 5000);
    const aborted = (): void => stop(new DOMException('aborted', 'AbortError'));
    function end(tell: () => void): void {
      window.clearInterval(watch);
      signal.removeEventListener('abort', aborted);
      tell();
    }
    function stop(reason: Error): void {
      // Nothing more is said by the library after this, so the promise ends here.
      void upload.abort();
      end(() => reject(reason));
    }
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
    else upload.start();
  });
}

/** The server's refusal out of the library's error; what never reached the server is a broken line. */
function reasonOf(error: Error): Error {
  const { originalResponse, causingError } = error as Partial<import('tus-js-client').DetailedError>;
  if (causingError instanceof Problem) return causingError;
  if (causingError?.name === 'NotReadableError' || error.name === 'NotReadableError')
    return new DOMException('unreadable', 'NotReadableError');
  const status = originalResponse?.getStatus() ?? 0;
  if (status === 0) return asProblem(new TypeError(error.message));
  try {
    return new Problem(status, JSON.parse(originalResponse?.getBody() ?? '') as Record<string, never>);
  } catch {
    return new Problem(status, {});
  }
}
