import { asProblem, Problem } from './problem';
import { commonHeaders, shouldRetry } from './send';

export interface UploadOptions {
  /** Further form fields, sent before the file. */
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  onProgress?: (percent: number) => void;
  signal?: AbortSignal;
}

/** POSTs one file as multipart/form-data with progress (fetch has none). Same rules for CSRF, 401 and problems as `send`. */
export async function upload<T>(path: string, file: File, options: UploadOptions = {}): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const result = await post(path, file, options);
    if (!(result instanceof Problem)) return result as T;
    if (!(await shouldRetry(result, path, attempt))) throw result;
  }
}

async function post(path: string, file: File, options: UploadOptions): Promise<unknown> {
  const headers = { ...(await commonHeaders('POST')), ...options.headers, accept: 'application/json' };
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener('load', () =>
      resolve(
        request.status >= 200 && request.status < 300
          ? request.response
          : new Problem(request.status, (request.response as Record<string, never> | null) ?? {}),
      ),
    );
    request.addEventListener('error', () => reject(asProblem(new TypeError('network'))));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
