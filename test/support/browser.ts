import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Where distributions put Chromium. */
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A headless Chromium: the one of CHROMIUM_PATH, else the system's, else the one that comes with the npm package
 * `@sparticuz/chromium` (unpacked to the temporary folder at first use, 2 s; it wants libnss3 and libexpat from the
 * system).
 */
export async function launchBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
  if (found) return chromium.launch({ executablePath: found, headless: true, args: ['--no-sandbox'] });
  return chromium.launch({ executablePath: await packed.executablePath(), headless: true, args: packed.args });
}

/** A browser process of its own with a profile that outlives it; `kill` ends it as a power cut does. */
export async function launchKeptBrowser(
  profile: string,
): Promise<{ context: BrowserContext; kill: () => Promise<void> }> {
  const found = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
  const args = [
    ...(found ? [] : packed.args.filter((arg) => !['--single-process', '--incognito'].includes(arg))),
    '--headless=new',
    '--no-sandbox',
    '--no-first-run',
    '--lang=vi-VN',
    '--disable-background-networking',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A group of its own, so that its helper processes die with it.
  const child = spawn(found ?? (await packed.executablePath()), args, { detached: true, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const port = (): string => (existsSync(portFile) ? (readFileSync(portFile, 'utf8').split('\n')[0] ?? '') : '');
  for (let tries = 0; port() === ''; tries++) {
    if (tries > 300) throw new Error('the browser does not start');
    await setTimeout(100);
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`);
  const [context] = browser.contexts();
  if (!context || child.pid === undefined) throw new Error('the browser has no window');
  const { pid } = child;
  return {
    context,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL');
      await ended;
    },
  };
}
