/** `npm start`: from a fresh clone to a running system. */
import { build } from './build.mjs';
import { runCli } from './cli.mjs';
import { install } from './install.mjs';

await install();
await build();
await runCli(['up']);
