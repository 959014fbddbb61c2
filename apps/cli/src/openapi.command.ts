import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { migrate } from '@app/platform';
import { createApi } from '../../api/src/app';
import { describeApi } from '../../api/src/openapi';
import { type Command, print } from './command';
import { withDatabase } from './database';
import { readWords } from './options';

const DOCUMENT = 'apps/api/openapi.json';
const TYPES = 'apps/web/src/api/schema.d.ts';

/**
 * Writes the API's description and the types of the work area's client from the built application.
 * With `--check` nothing is written and the exit code is 1 when the committed description differs.
 */
export const command: Command = async (args) => {
  const { on } = readWords(args, [], ['check']);
  const text = await withDatabase(async (env) => {
    await migrate(env.databaseUrl);
    const app = await createApi(env, { quiet: true });
    try {
      return `${JSON.stringify(describeApi(app), null, 2)}\n`;
    } finally {
      await app.close();
    }
  });
  const committed = readOrEmpty(DOCUMENT);
  if (on.has('check')) {
    if (committed === text) return 0;
    process.stderr.write(
      `${DOCUMENT} khác với API; chạy: npm run openapi / differs from the API; run: npm run openapi\n`,
    );
    return 1;
  }
  if (committed !== text) writeFileSync(DOCUMENT, text);
  const made = spawnSync(
    process.execPath,
    ['node_modules/openapi-typescript/bin/cli.js', DOCUMENT, '--output', TYPES],
    {
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`openapi-typescript: ${made.stderr}`);
  print(`${DOCUMENT}\n${TYPES}`);
  return 0;
};

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
