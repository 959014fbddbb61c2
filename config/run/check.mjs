/** `npm run check`: what can be known without a database, a server or a browser; under 20 s once warm. */
import { install } from './install.mjs';
import { dependencyRules, finish, hasWeb, jest, lint, print, typesOfServer, typesOfWeb } from './stages.mjs';

await install();
const results = [];
const queue = [
  typesOfServer,
  lint,
  () => jest('pure', ['--testPathIgnorePatterns', 'test/architecture']),
  dependencyRules,
];
if (hasWeb()) queue.push(typesOfWeb);

/** Two lanes: more would only push each other aside on two cores. */
const lane = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const result = await next();
    results.push(result);
    print(result);
  }
};
await Promise.all([lane(), lane()]);
finish(results);
