/** `npm run bench [-- …]`: builds, then measures on a database of its own (test/bench/main.ts). */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { runNode } from './tools.mjs';

await install();
await build({ quiet: true });
const { code } = await runNode('dist/test/bench/main.js', process.argv.slice(2), {
  show: true,
  env: { NODE_ENV: 'production' },
});
process.exitCode = code;
