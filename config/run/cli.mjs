/** `npm run -s cli -- <command>`: builds quietly when needed, then runs the command in this process. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { isMain, root } from './tools.mjs';

/** In this process: one process less between the terminal's Ctrl-C and what has to stop in order. */
export async function runCli(args) {
  const main = join(root, 'dist/apps/cli/src/main.js');
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

if (isMain(import.meta)) {
  await install();
  await build({ quiet: true, only: process.argv[2] === 'up' ? undefined : 'server' });
  await runCli(process.argv.slice(2));
}
