import autocannon from 'autocannon';

export interface Shot {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Figures {
  /** Successful answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes of a body, on average. */
  readonly size: number;
  /** Answers that were no success, with one as an example. */
  readonly failed: number;
  readonly example: string;
}

/**
 * Fires at one server with autocannon for some seconds after a warm-up of two.
 *
 * @param next makes the next request (undefined: none is left, the run ends early)
 * @param answered sees each answer that was a success
 */
export async function fire(
  url: string,
  connections: number,
  seconds: number,
  next: () => Shot | undefined,
  answered: (body: string) => void = () => {},
): Promise<Figures> {
  await shoot(url, connections, 2, next, answered);
  return shoot(url, connections, seconds, next, answered);
}

async function shoot(
  url: string,
  connections: number,
  seconds: number,
  next: () => Shot | undefined,
  answered: (body: string) => void,
): Promise<Figures> {
  let good = 0;
  let failed = 0;
  let bytes = 0;
  let example = '';
  let last: Shot | undefined;
  const started = performance.now();
  let ended = started;
  let stop = (): void => {};
  const request = {
    setupRequest: (defaults: autocannon.Request): autocannon.Request => {
      const found = next();
      if (!found) stop();
      const shot = found ?? last;
      if (!shot) throw new Error('nothing to fire');
      last = shot;
      return {
        ...defaults,
        method: shot.method,
        path: shot.path,
        headers: shot.headers ?? {},
        ...(shot.body === undefined ? {} : { body: shot.body }),
      };
    },
    onResponse: (status: number, body: string): void => {
      if (status >= 200 && status < 300) {
        good += 1;
        bytes += Buffer.byteLength(body);
        answered(body);
        ended = performance.now();
      } else {
        failed += 1;
        example ||= `${status} ${body.slice(0, 300)}`;
      }
    },
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      { url, connections, duration: seconds, requests: [request], timeout: 30 },
      (error: Error | null, done) => (error ? reject(error) : resolve(done)),
    );
    stop = () => instance.stop?.();
  });
  return {
    rate: good / ((ended - started) / 1000),
    p50: result.latency.p50,
    p99: result.latency.p99,
    size: good === 0 ? 0 : bytes / good,
    failed: failed + result.errors,
    example,
  };
}
