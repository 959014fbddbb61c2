import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The harmless text that every scanner takes for a virus (eicar.org); in two parts, so that this file is none. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** Whether ClamAV is installed: apt-get install clamav-daemon (its official signatures are not needed). */
export const hasClamd = (): boolean => spawnSync('which', ['clamd']).status === 0;

/** A real clamd on a socket in a folder of its own, with one signature: that text, anywhere in a file. */
export class ClamdServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'dvk-clamd-'));
  private child: ChildProcess | undefined;
  private output = '';

  get socket(): string {
    return join(this.folder, 'clamd.ctl');
  }

  /** @throws with what it said when it does not answer within half a minute */
  static async start(): Promise<ClamdServer> {
    const server = new ClamdServer();
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const signatures = join(this.folder, 'signatures');
    mkdirSync(signatures, { recursive: true });
    chmodSync(this.folder, 0o755);
    writeFileSync(join(signatures, 'test.ndb'), `Eicar-Test:0:*:${EICAR.toString('hex')}\n`);
    const conf = join(this.folder, 'clamd.conf');
    writeFileSync(
      conf,
      `LocalSocket ${this.socket}\nForeground yes\nSelfCheck 0\nDatabaseDirectory ${signatures}\nStreamMaxLength 100M\nUser ${userInfo().username}\n`,
    );
    this.child = spawn('clamd', ['-c', conf], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.output = (this.output + text.toString()).slice(-5000)));
    for (let i = 0; i < 300; i++) {
      if (await this.answers()) return;
      await sleep(100);
    }
    this.stop();
    throw new Error(`clamd does not answer:\n${this.output}`);
  }

  /** As if it had gone down; `start` brings it back. */
  down(): void {
    this.child?.kill('SIGKILL');
    rmSync(this.socket, { force: true });
  }

  stop(): void {
    this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return new Promise((done) => {
      const socket = connect(this.socket, () => socket.write('zPING\0'));
      socket.once('data', (text) => done(text.toString().startsWith('PONG')));
      socket.once('error', () => done(false));
      socket.once('close', () => done(false));
    });
  }
}
