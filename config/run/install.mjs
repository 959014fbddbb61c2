/** Installs the packages of the lock file when they are missing or are those of another lock file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, isMain, readJson, root, run } from './tools.mjs';

/** Written after a good installation: the hash of the lock file that it followed. */
const MARK = 'node_modules/.dvk-installed.json';

/** Ends the process with 1 and npm's own words when the installation fails. */
export async function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Cần Node 20.19 trở lên, máy đang có ${process.version}. / Node 20.19 or newer is needed.`);
    process.exit(1);
  }
  const lock = hashOf(['package-lock.json']);
  if (readJson(MARK)?.lock === lock) return;
  if (!followsLock()) {
    console.error('Đang cài các gói còn thiếu (npm ci --ignore-scripts)… / installing packages…');
    const npm = process.env.npm_execpath;
    const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    const { code } = npm?.endsWith('.js')
      ? await run(process.execPath, [npm, ...args], { show: true })
      : await run('npm', args, { show: true });
    if (code !== 0) {
      console.error('\nKhông cài được các gói; xem lỗi ở trên. / The packages could not be installed; see above.');
      process.exit(1);
    }
  }
  writeFileSync(join(root, MARK), JSON.stringify({ lock }));
}

/** True when what npm wrote down about node_modules has every package of the lock file in the same version. */
function followsLock() {
  const wanted = readJson('package-lock.json')?.packages ?? {};
  const there = readJson('node_modules/.package-lock.json')?.packages;
  if (!there) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || link || there[path]?.version === version || (optional && !there[path]),
  );
}

if (isMain(import.meta)) await install();
