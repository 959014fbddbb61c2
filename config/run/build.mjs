/** Builds the server side (one tsc run through the Nest CLI) and the work area (Vite) into dist/, each only when its sources changed. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { install } from './install.mjs';
import { bin, filesBelow, hashOf, isMain, readJson, root, runNode } from './tools.mjs';

const RECORD = 'dist/.built.json';
const SERVER_FOLDERS = ['apps/api', 'apps/portal', 'apps/worker', 'apps/cli', 'libs', 'migrations', 'test/bench'];
const TOOLS = [
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'config/tsconfig.build.json',
  'config/run/build.mjs',
];

const isTest = (file) => /\.(db-|http-|browser-)?spec\.tsx?$/.test(file);
const isText = (file) => file.endsWith('.md');
const serverFiles = () =>
  [
    ...SERVER_FOLDERS.flatMap(filesBelow),
    ...filesBelow('config').filter((file) => /^config\/[^/]+\.ts$/.test(file)),
  ].filter((file) => !isTest(file) && !isText(file) && file !== 'apps/api/openapi.json');
const webFiles = () => filesBelow('apps/web').filter((file) => !isTest(file) && !isText(file));

/**
 * As `tryBuild`, and ends the process with 1 and the compiler's words when a build fails.
 * @param {{ quiet?: boolean, only?: 'server' | 'web' }} options
 */
export async function build(options) {
  const { output } = await tryBuild(options);
  if (!output) return;
  console.error(output);
  process.exit(1);
}

/** @returns {Promise<{ output: string, seconds: number }>} output is empty when all is well */
export async function tryBuild({ quiet = false, only } = {}) {
  const record = readJson(RECORD) ?? {};
  const say = quiet ? () => {} : (text) => console.error(text);
  const tasks = [];

  const server = serverFiles();
  const serverHash = hashOf([...server, ...TOOLS]);
  if (only !== 'web' && (record.server !== serverHash || !existsSync(join(root, 'dist/apps/cli/src/main.js'))))
    tasks.push({ part: 'server', hash: serverHash, run: () => buildServer(server) });

  const web = webFiles();
  const webHash = hashOf([...web, ...TOOLS]);
  if (
    only !== 'server' &&
    existsSync(join(root, 'apps/web/vite.config.ts')) &&
    (record.web !== webHash || !existsSync(join(root, 'dist/web/index.html')))
  )
    tasks.push({
      part: 'web',
      hash: webHash,
      run: () => runNode(bin('vite'), ['build', '--config', 'apps/web/vite.config.ts']),
    });

  if (tasks.length === 0) return { output: '', seconds: 0 };
  say('Đang dịch mã nguồn… / building…');
  const started = performance.now();
  const results = await Promise.all(tasks.map(async ({ run, ...task }) => ({ ...task, ...(await run()) })));
  for (const { part, hash, code } of results) if (code === 0) record[part] = hash;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, RECORD), JSON.stringify(record));

  const seconds = (performance.now() - started) / 1000;
  const failed = results.filter(({ code }) => code !== 0);
  if (failed.length === 0) say(`Dịch xong sau ${seconds.toFixed(1)} s. / built.`);
  const words = failed.map(
    ({ part, output }) => `${output}\nKhông dịch được phần ${part}. / The ${part} build failed.`,
  );
  return { output: words.join('\n'), seconds };
}

async function buildServer(sources) {
  prune(new Set(sources));
  // one compiler run emits all applications and libraries; the project's name only picks the settings
  const result = await runNode(bin('@nestjs/cli', 'nest'), ['build', 'api']);
  if (result.code === 0) copyAssets(sources);
  return result;
}

/** Removes what an earlier build made of files that are gone: a deleted migration must not run. */
function prune(sources) {
  for (const folder of ['apps', 'libs', 'migrations', 'config', 'test'])
    for (const file of filesBelow(`dist/${folder}`)) {
      const source = file.slice('dist/'.length);
      const code = source.replace(/\.js(\.map)?$/, '');
      if (!sources.has(source) && !sources.has(`${code}.ts`) && !sources.has(`${code}.tsx`)) rmSync(join(root, file));
    }
}

/** The compiler emits code only; templates, styles and fonts beside it go along. */
function copyAssets(sources) {
  for (const file of sources) {
    if (/\.tsx?$/.test(file) || /tsconfig.*\.json$/.test(file)) continue;
    const target = join(root, 'dist', file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, file), target);
  }
}

if (isMain(import.meta)) {
  await install();
  await build();
}
