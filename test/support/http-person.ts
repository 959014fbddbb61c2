export interface HttpAnswer<T> {
  status: number;
  body: T;
}

/** One person at an API that listens on a port: own session, own CSRF token. Requests of one person may run at once. */
export class HttpPerson {
  private constructor(
    private readonly base: string,
    private cookie: string,
    private csrf: string,
  ) {}

  /** @param base such as http://127.0.0.1:3000 @throws when the sign-in is refused */
  static async signIn(base: string, login: string, password: string): Promise<HttpPerson> {
    const person = new HttpPerson(base, '', '');
    await person.visit('GET');
    const status = await person.visit('POST', { login, password });
    if (status !== 200) throw new Error(`${login} cannot sign in: ${status}`);
    return person;
  }

  get<T>(path: string): Promise<HttpAnswer<T>> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, payload: object, key: string): Promise<HttpAnswer<T>> {
    return this.call<T>('POST', path, payload, { 'idempotency-key': key });
  }

  put<T>(path: string, payload: object): Promise<HttpAnswer<T>> {
    return this.call<T>('PUT', path, payload);
  }

  /** The session itself: keeps the new cookie and the new token. */
  private async visit(method: 'GET' | 'POST', payload?: object): Promise<number> {
    const answer = await this.send(method, '/api/session', payload);
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const { csrfToken } = (await answer.json()) as { csrfToken?: string };
    this.csrf = csrfToken ?? this.csrf;
    return answer.status;
  }

  private async call<T>(
    method: string,
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer<T>> {
    const answer = await this.send(method, path, payload, headers);
    return { status: answer.status, body: (await answer.json()) as T };
  }

  private send(
    method: string,
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(payload ? { 'content-type': 'application/json' } : {}),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
        ...headers,
      },
      ...(payload ? { body: JSON.stringify(payload) } : {}),
    });
  }
}

/** Runs `work` for every item, at most `width` at once, and waits for all; a rejection of one does not stop the others. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
