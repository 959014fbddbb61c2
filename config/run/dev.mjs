/** `npm run dev`: the whole system, rebuilt and restarted at each change; the work area reloads by itself at port 5173. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runCli } from './cli.mjs';
import { install } from './install.mjs';
import { bin, root } from './tools.mjs';

await install();
await build();

const watchers = [[bin('@nestjs/cli', 'nest'), 'build', 'api', '--watch', '--preserveWatchOutput']];
if (existsSync(join(root, 'apps/web/vite.config.ts')))
  watchers.push([bin('vite'), '--config', 'apps/web/vite.config.ts']);
// the page asks the API of this run, whatever its port
const env = { ...process.env, API_URL: `http://127.0.0.1:${process.env.PORT || 3000}` };
const children = watchers.map((args) =>
  spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }),
);
process.once('exit', () => children.forEach((child) => child.kill()));

await runCli(['up', '--watch']);
