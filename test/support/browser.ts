import { existsSync } from 'node:fs';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

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
