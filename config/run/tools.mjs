/** What the scripts of this folder share. They run before anything is installed: only Node's own modules in here. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);

const requireHere = createRequire(join(root, 'package.json'));

/** True when the script was started by itself and not imported by another. */
export const isMain = (meta) => process.argv[1] !== undefined && meta.url === pathToFileURL(process.argv[1]).href;

/** Path of the script behind a package's command, so that it runs without a shell and without npx. */
export function bin(packageName, command = packageName) {
  // not resolved as a module: some packages do not export their package.json
  const folder = requireHere.resolve
    .paths(packageName)
    .map((path) => join(path, packageName))
    .find(existsSync);
  if (!folder) throw new Error(`${packageName} is not installed`);
  const { bin: commands } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof commands === 'string' ? commands : commands[command]);
}

/**
 * Runs a Node script to its end.
 * @returns {Promise<{ code: number, output: string, seconds: number }>} output is empty when it went to the terminal
 */
export function runNode(script, args, { show = false, env = {} } = {}) {
  return run(process.execPath, [script, ...args], { show, env });
}

/** As `runNode`, for any program. A program that does not exist counts as one that failed with 127. */
export function run(command, args, { show = false, env = {} } = {}) {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    const end = (code) => done({ code, output, seconds: (performance.now() - started) / 1000 });
    child.once('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** All files below a folder, as paths from the root, sorted; a folder that does not exist has none. */
export function filesBelow(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** One short string for the names and contents of files. */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 32);
}

export const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
};
