/** The checks and tests that `npm test` and `npm run check` put together. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, filesBelow, root, runNode } from './tools.mjs';

/** @typedef {{ name: string, passed: number, failed: number, output: string, seconds: number }} Result */

const CACHE = 'node_modules/.cache/dvk';
const tsc = (name, project) =>
  check(`types ${name}`, bin('typescript', 'tsc'), [
    '--noEmit',
    '-p',
    project,
    '--incremental',
    '--tsBuildInfoFile',
    `${CACHE}/${name}.tsbuildinfo`,
  ]);

export const typesOfServer = () => tsc('server', 'tsconfig.json');
export const typesOfWeb = () => tsc('web', 'apps/web/tsconfig.json');
export const hasWeb = () => filesBelow('apps/web/src').some((file) => /\.tsx?$/.test(file));

export const lint = () =>
  check('lint', bin('oxlint'), [
    '-c',
    'config/oxlint.json',
    '--type-aware',
    '--tsconfig',
    'tsconfig.json',
    '--quiet',
    'apps',
    'libs',
    'migrations',
    'config',
    'test',
  ]);

export const dependencyRules = () =>
  check('dependency rules', bin('dependency-cruiser', 'depcruise'), [
    '--config',
    'config/dependency-cruiser.cjs',
    '--output-type',
    'err-long',
    '--cache',
    `${CACHE}/depcruise`,
    '--cache-strategy',
    'content',
    ...['apps', 'libs', 'migrations', 'test'].filter((folder) => filesBelow(folder).length > 0),
  ]);

/** A tool that is right or wrong as a whole: counts as one test. @returns {Promise<Result>} */
async function check(name, script, args) {
  const { code, output, seconds } = await runNode(script, args);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output: code === 0 ? '' : output, seconds };
}

/**
 * One project of config/jest.config.cjs. A file that cannot be run counts as one failed test.
 * @returns {Promise<Result>}
 */
export async function jest(project, args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'dvk-jest-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output, seconds } = await runNode(bin('jest'), [
      '-c',
      'config/jest.config.cjs',
      '--selectProjects',
      project,
      '--passWithNoTests',
      '--silent=false',
      '--json',
      `--outputFile=${report}`,
      '--maxWorkers=2',
      ...args,
    ]);
    const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
    if (!result) return { name: project, passed: 0, failed: 1, output, seconds };
    const brokenFiles = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    );
    let failed = result.numFailedTests + brokenFiles.length;
    if (failed === 0 && code !== 0) failed = 1;
    const failures = result.testResults
      .filter((file) => file.status === 'failed')
      .map((file) => `${file.name.replace(`${root}/`, '')}\n${file.message}`);
    return {
      name: project,
      passed: result.numPassedTests,
      failed,
      output: failed === 0 ? '' : failures.join('\n') || output,
      seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line per stage, and what went wrong below it. */
export function print({ name, passed, failed, output, seconds }) {
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
  if (output) console.log(`\n${output.trimEnd()}\n`);
}

/** The last line of a run, in the form that a machine reads; exit code 1 if anything failed. @param {Result[]} results */
export function finish(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}
