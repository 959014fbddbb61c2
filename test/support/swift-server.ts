import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../config/postgres';

const SERVICES = ['account', 'container', 'object'] as const;
const FILTERS =
  'catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink';

/** Whether Debian's Swift is installed: apt-get install swift-proxy swift-account swift-container swift-object memcached */
export const hasSwift = (): boolean =>
  ['memcached', 'swift-proxy-server', 'swift-ring-builder', ...SERVICES.map((name) => `swift-${name}-server`)].every(
    (program) => spawnSync('which', [program]).status === 0,
  );

/** A real object store with the S3 interface and its checks of signatures, on loopback, in a folder of its own. */
export class SwiftServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'dvk-swift-'));
  private readonly children: ChildProcess[] = [];
  private output = '';
  port = 0;

  static readonly key = 'test:tester';
  static readonly secret = 'testing';

  /** @throws with what it said when it does not answer within one and a half minutes */
  static async start(): Promise<SwiftServer> {
    const server = new SwiftServer();
    await server.start();
    return server;
  }

  /** STORAGE_URL of a bucket. */
  url(bucket: string, secret = SwiftServer.secret): string {
    return `s3://${encodeURIComponent(SwiftServer.key)}:${encodeURIComponent(secret)}@127.0.0.1:${this.port}/${bucket}?tls=0`;
  }

  async stop(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    await sleep(100);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    mkdirSync(join(this.folder, 'devices', 'd1'), { recursive: true });
    const common = (port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${this.folder}
`;
    const ports: number[] = [];
    for (const name of SERVICES) {
      const port = await freePort();
      ports.push(port);
      const ring = join(this.folder, `${name}.builder`);
      for (const args of [['create', '4', '1', '1'], ['add', `r1z1-127.0.0.1:${port}/d1`, '1'], ['rebalance']])
        spawnSync('swift-ring-builder', [ring, ...args]);
      const conf = `${common(port)}devices = ${join(this.folder, 'devices')}
mount_check = false
fallocate_reserve = 0
[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`;
      this.run(name, conf);
    }
    const cache = await freePort();
    this.spawn('memcached', ['-u', userInfo().username, '-l', '127.0.0.1', '-p', String(cache), '-m', '16']);
    this.port = await freePort();
    const filters = FILTERS.split(' ').map(
      (name) => `[filter:${name}]\nuse = egg:swift#${name === 'cache' ? 'memcache' : name}\n`,
    );
    this.run(
      'proxy',
      `${common(this.port)}[pipeline:main]
pipeline = ${FILTERS} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
${filters
  .join('')
  .replace('swift#memcache\n', `swift#memcache\nmemcache_servers = 127.0.0.1:${cache}\n`)
  .replace('swift#s3api\n', 'swift#s3api\nlocation = us-east-1\n')
  .replace('swift#tempauth\n', `swift#tempauth\nuser_test_tester = ${SwiftServer.secret} .admin\n`)
  .replace('swift#versioned_writes\n', 'swift#versioned_writes\nallow_object_versioning = true\n')}`,
    );
    for (let i = 0; i < 900; i++) {
      const up = await Promise.all([...ports, this.port].map(listens));
      if (up.every(Boolean)) return;
      await sleep(100);
    }
    await this.stop();
    throw new Error(`Swift does not answer:\n${this.output}`);
  }

  private run(name: string, conf: string): void {
    const file = join(this.folder, `${name}-server.conf`);
    writeFileSync(file, conf);
    this.spawn(`swift-${name}-server`, [file, '-v']);
  }

  private spawn(program: string, args: readonly string[]): void {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.output = (this.output + text.toString()).slice(-5000)));
    this.children.push(child);
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
