import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROGRAM = join(__dirname, 'decoder.mjs');
const TIME_MS = 60_000;
const MEMORY_BYTES = 900 * 1024 * 1024;
const LOOK_MS = 200;
const PAGE_BYTES = 4096;
const MAX_OUTPUT = 4_000;

/** The decoder refused the file, took too long, too much memory, or broke down. */
export class DecodeError extends Error {}

/**
 * Decodes a HEIC picture or the first page of a PDF in a process of its own.
 * @returns number of pages of a document, null of a picture
 * @throws DecodeError
 */
export async function decodeInChild(kind: 'heic' | 'pdf', input: string, output: string): Promise<number | null> {
  const said = await runLimited(process.execPath, ['--max-old-space-size=400', PROGRAM, kind, input, output]);
  return (JSON.parse(said) as { pages: number | null }).pages;
}

/**
 * Runs a program within limits of time and memory, with nothing of our surroundings but its search path.
 * @returns what it printed
 * @throws DecodeError
 */
export async function runLimited(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  child.stdout.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-MAX_OUTPUT)));
  child.stderr.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-MAX_OUTPUT)));
  let killed = '';
  const kill = (why: string) => {
    killed = why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => kill('too slow'), TIME_MS);
  const watch = setInterval(() => {
    void residentBytes(child.pid).then((bytes) => bytes > MEMORY_BYTES && kill('too much memory'));
  }, LOOK_MS);
  try {
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    if (code !== 0) throw new DecodeError(killed || lastLine(complaint) || `ended with ${code}`);
    return said;
  } catch (error) {
    throw error instanceof DecodeError ? error : new DecodeError((error as Error).message);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
  }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(pages.split(' ')[1] ?? 0) * PAGE_BYTES;
}

function lastLine(text: string): string {
  return (
    /^\w*(?:Error|Exception)\b.*$/m.exec(text)?.[0].slice(0, 300) ?? text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
  );
}
