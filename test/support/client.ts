import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
  raw: Buffer;
}

/** One person at the API: own cookies, own CSRF token. Talks to the application in this process. */
export class ApiClient {
  private readonly cookies = new Map<string, string>();
  private csrf = '';

  constructor(private readonly app: NestFastifyApplication) {}

  /** A person who has signed in. @throws when the sign-in is refused */
  static async signIn(app: NestFastifyApplication, login: string, password: string): Promise<ApiClient> {
    const client = new ApiClient(app);
    await client.get('/api/session');
    const answer = await client.post('/api/session', { login, password });
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer.body)}`);
    return client;
  }

  get<T = Record<string, unknown>>(url: string): Promise<Answer<T>> {
    return this.request<T>('GET', url);
  }

  /** `key` is the Idempotency-Key; a fresh one each time unless given. */
  post<T = Record<string, unknown>>(url: string, payload: object = {}, key: string = randomUUID()): Promise<Answer<T>> {
    return this.request<T>('POST', url, payload, { 'idempotency-key': key });
  }

  put<T = Record<string, unknown>>(url: string, payload: object): Promise<Answer<T>> {
    return this.request<T>('PUT', url, payload);
  }

  patch<T = Record<string, unknown>>(url: string, payload: object): Promise<Answer<T>> {
    return this.request<T>('PATCH', url, payload);
  }

  delete<T = Record<string, unknown>>(url: string): Promise<Answer<T>> {
    return this.request<T>('DELETE', url);
  }

  /** A file with its fields, as a browser sends a form. */
  upload<T = Record<string, unknown>>(url: string, file: { name: string; bytes: Buffer; type?: string }, fields: Record<string, string> = {}): Promise<Answer<T>> {
    const boundary = `----test${randomUUID()}`;
    const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`;
    const body = Buffer.concat([...parts, Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.request<T>('POST', url, body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
  }

  async request<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object | Buffer | string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const answer = await this.app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: {
        ...(this.cookies.size > 0 ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
        ...headers,
      },
    });
    for (const cookie of answer.cookies) this.cookies.set(cookie.name, cookie.value);
    const json = /json/.test(String(answer.headers['content-type'] ?? ''));
    const body = (json && answer.payload !== '' ? answer.json() : {}) as T;
    const token = (body as { csrfToken?: unknown } | null)?.csrfToken;
    if (typeof token === 'string') this.csrf = token;
    return { status: answer.statusCode, body, headers: answer.headers, raw: answer.rawPayload };
  }
}
