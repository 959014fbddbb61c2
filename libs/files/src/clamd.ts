import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import type { Env } from '@app/platform';

const SILENCE_MS = 120_000;

/** The scanner is not there, does not answer, or says that it could not look. */
export class ScannerDown extends Error {}

/**
 * Sends bytes to clamd (INSTREAM: pieces with their length before them, zero ends).
 * @returns the name of what was found, or undefined for nothing
 * @throws ScannerDown; never takes a missing answer for a clean one
 */
export async function scan(address: NonNullable<Env['clamd']>, bytes: Readable): Promise<string | undefined> {
  const socket = connect('path' in address ? { path: address.path } : { host: address.host, port: address.port });
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('no answer')));
  let answer = '';
  socket.on('data', (text) => (answer += text.toString('utf8')));
  const closed = new Promise<void>((done, failed) => {
    socket.once('error', failed);
    socket.once('close', () => done());
  });
  // whoever awaits it comes later
  closed.catch(() => undefined);
  try {
    await Promise.race([once(socket, 'connect'), closed]);
    socket.write('zINSTREAM\0');
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      // clamd answers in the middle when it has seen enough, or more than it takes
      if (answer !== '' || socket.destroyed) break;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      socket.write(length);
      if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), closed]);
    }
    if (answer === '' && !socket.destroyed) socket.write(Buffer.alloc(4));
    await closed;
  } catch (error) {
    if (answer === '') throw new ScannerDown(`clamd: ${(error as Error).message}`);
  } finally {
    socket.destroy();
    bytes.destroy();
  }
  const said = answer.replace(/\0/g, '').trim();
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found) return found.slice(0, 200);
  if (said === 'stream: OK') return undefined;
  throw new ScannerDown(`clamd: ${said.slice(0, 200) || 'no answer'}`);
}
