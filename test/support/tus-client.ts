import { request } from 'node:http';

export interface TusAnswer {
  status: number;
  headers: Headers;
  /** Stable code of a refusal. */
  code: string | undefined;
  body: Record<string, unknown>;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** One person's resumable uploads at an API that listens on a port, request by request, as the protocol has them. */
export class TusClient {
  private cookie = '';
  private csrf = '';

  private constructor(private readonly base: string) {}

  static async signIn(base: string, login: string, password: string): Promise<TusClient> {
    const client = new TusClient(base);
    await client.session('GET');
    await client.session('POST', JSON.stringify({ login, password }));
    return client;
  }

  /** The same person at an API that has been started anew. */
  at(base: string): TusClient {
    return Object.assign(new TusClient(base), { cookie: this.cookie, csrf: this.csrf });
  }

  /** @returns the address, such as /api/uploads/<id> */
  async create(name: string, size: number, headers: Record<string, string> = {}): Promise<string> {
    const answer = await this.send('POST', '/api/uploads', undefined, {
      'upload-length': String(size),
      'upload-metadata': `filename ${base64(name)},purpose ${base64('evidence')}`,
      ...headers,
    });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.code}`);
    return answer.headers.get('location') ?? '';
  }

  async offset(address: string): Promise<number> {
    return Number((await this.send('HEAD', address)).headers.get('upload-offset'));
  }

  patch(address: string, offset: number, bytes: Uint8Array): Promise<TusAnswer> {
    return this.send('PATCH', address, bytes, {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    });
  }

  /** Sends the first bytes of what it has announced, then the line breaks. */
  async breakAfter(address: string, offset: number, announced: number, bytes: Uint8Array): Promise<void> {
    const sent = this.begin(address, offset, announced, bytes);
    await new Promise((done) => setTimeout(done, 200));
    sent.destroy();
    await new Promise((done) => setTimeout(done, 50));
  }

  /** Sends the first bytes of what it has announced and stays silent. */
  begin(address: string, offset: number, announced: number, bytes: Uint8Array): ReturnType<typeof request> {
    const sent = request(`${this.base}${address}`, {
      method: 'PATCH',
      headers: {
        ...this.headers(),
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(announced),
      },
    });
    sent.on('error', () => undefined);
    sent.write(bytes);
    return sent;
  }

  async send(
    method: string,
    address: string,
    body?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<TusAnswer> {
    const answer = await fetch(`${this.base}${address}`, {
      method,
      headers: { ...this.headers(), ...headers },
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    });
    const text = await answer.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: answer.status, headers: answer.headers, code: json['code'] as string | undefined, body: json };
  }

  json(method: string, address: string, payload: object): Promise<TusAnswer> {
    return this.send(method, address, Buffer.from(JSON.stringify(payload)), { 'content-type': 'application/json' });
  }

  async bytes(
    address: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const answer = await fetch(`${this.base}${address}`, { headers: { ...this.headers(), ...headers } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  private headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-csrf-token': this.csrf, 'tus-resumable': '1.0.0' };
  }

  private async session(method: string, body?: string): Promise<void> {
    const answer = await fetch(`${this.base}/api/session`, {
      method,
      headers: { ...this.headers(), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body } : {}),
    });
    if (!answer.ok) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    this.csrf = ((await answer.json()) as { csrfToken?: string }).csrfToken ?? this.csrf;
  }
}
