/** `npm test`: everything, from the cheapest to the dearest; all stages run even if one fails. */
import { tryBuild } from './build.mjs';
import { install } from './install.mjs';
import { dependencyRules, finish, hasWeb, jest, lint, print, typesOfServer, typesOfWeb } from './stages.mjs';
import { filesBelow } from './tools.mjs';

await install();
const results = [];
const report = (result) => {
  results.push(result);
  print(result);
};

// single-threaded tools: two at a time use both cores
for (const result of await Promise.all([typesOfServer(), hasWeb() ? typesOfWeb() : undefined]))
  if (result) report(result);
for (const result of await Promise.all([lint(), dependencyRules()])) report(result);
report(await jest('pure'));
report(await jest('db'));
// the tests through the network run the built programs where it matters that they are killed or served
const { output, seconds } = await tryBuild({ quiet: true });
report({ name: 'build', passed: output ? 0 : 1, failed: output ? 1 : 0, output, seconds });
report(await jest('http'));
if (filesBelow('test/browser').some((file) => file.endsWith('.browser-spec.ts'))) report(await jest('browser'));
finish(results);
