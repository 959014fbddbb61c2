import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** A small house of its own: one file per path. What it holds is allowed; each violation below adds one file to it. */
const HOUSE: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    dependencies: { fastify: '1', '@nestjs/swagger': '1', '@nestjs/platform-fastify': '1' },
    devDependencies: { autocannon: '1' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      paths: { '@app/*': ['./libs/*/src/index.ts'] },
    },
  }),
  ...pkg('fastify'),
  ...pkg('@nestjs/swagger'),
  ...pkg('@nestjs/platform-fastify'),
  ...pkg('autocannon'),
  ...lib('platform', ''),
  ...lib('access', `import '@app/platform';`),
  ...lib('workflow', `import '@app/access';`),
  ...lib('org', `import '@app/platform';`),
  ...lib('notices', `import '@app/platform';`),
  ...lib('forms', ''),
  ...lib('programmes', `import '@app/org'; import '@app/forms';`),
  ...lib('entries', `import '@app/programmes';`),
  ...lib('judging', `import '@app/entries'; import './scoresheet.workflow'; import './judging.dto';`),
  'libs/judging/src/scoresheet.workflow.ts': `import { limit } from './marks.rules'; export const workflow = limit;`,
  'libs/judging/src/marks.rules.ts': `import type { Thing } from '@app/entries'; export const limit = 1 as unknown as Thing;`,
  'libs/judging/src/judging.dto.ts': `import '@nestjs/swagger';`,
  ...lib('reports', `import '@app/judging';`),
  ...lib('replication', `import '@app/reports';`),
  ...lib('home', `import '@app/reports'; import '@app/replication';`),
  ...lib('demo', `import '@app/home';`),
  'apps/api/src/main.ts': `import 'fastify'; import '@app/home';`,
  // harmless without the violation that closes the circle
  'apps/api/src/b.ts': `import { a } from './a'; export const b = a;`,
  'apps/web/src/main.ts': `import '../../../libs/forms/src/index';`,
  'apps/cli/src/openapi.command.ts': `import '../../api/src/main';`,
  'migrations/0001-first.ts': `export {};`,
  'test/support/factory.ts': `import '@app/entries';`,
};

/** Rule → files that break it, as [file, what it says, where that leads]. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, text: string, to: string])[] = [
  ['no-circle', 'apps/api/src/a.ts', `import './b'; export const a = 1;`, 'apps/api/src/b.ts'],
  ['resolvable', 'apps/api/src/lost.ts', `import './nowhere';`, './nowhere'],
  // each kind of layer: upward inside the kernel, kernel to foundation, foundation sideways, process to the right, aside, top
  ['layers-platform', 'libs/platform/src/up.ts', `import '@app/access';`, 'libs/access/src/index.ts'],
  ['layers-access', 'libs/access/src/up.ts', `import '@app/org';`, 'libs/org/src/index.ts'],
  ['layers-notices', 'libs/notices/src/aside.ts', `import '@app/org';`, 'libs/org/src/index.ts'],
  ['layers-forms', 'libs/forms/src/down.ts', `import '@app/platform';`, 'libs/platform/src/index.ts'],
  ['layers-org', 'libs/org/src/up.ts', `import '@app/programmes';`, 'libs/programmes/src/index.ts'],
  ['layers-entries', 'libs/entries/src/right.ts', `import '@app/judging';`, 'libs/judging/src/index.ts'],
  ['layers-judging', 'libs/judging/src/aside.ts', `import '@app/replication';`, 'libs/replication/src/index.ts'],
  ['layers-reports', 'libs/reports/src/top.ts', `import '@app/home';`, 'libs/home/src/index.ts'],
  ['layers-home', 'libs/home/src/top.ts', `import '@app/demo';`, 'libs/demo/src/index.ts'],
  ['known-lib', 'libs/misc/src/index.ts', `import '@app/platform';`, 'libs/platform/src/index.ts'],
  [
    'front-door-libs',
    'libs/judging/src/inside.ts',
    `import '../../entries/src/entries.service';`,
    'libs/entries/src/entries.service.ts',
  ],
  [
    'front-door-apps',
    'apps/api/src/inside.ts',
    `import '../../../libs/entries/src/entries.service';`,
    'libs/entries/src/entries.service.ts',
  ],
  ['not-own-front-door', 'libs/workflow/src/own.ts', `import '@app/workflow';`, 'libs/workflow/src/index.ts'],
  ['libs-below-apps', 'libs/entries/src/face.ts', `import '../../../apps/api/src/main';`, 'apps/api/src/main.ts'],
  ['apps-apart', 'apps/portal/src/main.ts', `import '../../api/src/main';`, 'apps/api/src/main.ts'],
  ['cli-describes-api', 'apps/cli/src/other.command.ts', `import '../../api/src/main';`, 'apps/api/src/main.ts'],
  [
    'web-apart',
    'apps/web/src/short-cut.ts',
    `import type { x } from '../../../migrations/0001-first';`,
    'migrations/0001-first.ts',
  ],
  ['web-apart', 'apps/web/src/lib.ts', `import '../../../libs/entries/src/index';`, 'libs/entries/src/index.ts'],
  ['pure-files', 'libs/judging/src/package.rules.ts', `import type { x } from 'node:fs';`, 'fs'],
  [
    'pure-from-pure',
    'libs/judging/src/service.policy.ts',
    `import { x } from './judging.service';`,
    'libs/judging/src/judging.service.ts',
  ],
  ['no-http-in-libs', 'libs/entries/src/http.ts', `import type { x } from 'fastify';`, 'node_modules/fastify/index.js'],
  [
    'no-http-in-libs',
    'libs/entries/src/nest.ts',
    `import '@nestjs/platform-fastify';`,
    'node_modules/@nestjs/platform-fastify/index.js',
  ],
  [
    'swagger-in-dto-only',
    'libs/entries/src/shape.ts',
    `import '@nestjs/swagger';`,
    'node_modules/@nestjs/swagger/index.js',
  ],
  [
    'no-tests-in-product',
    'apps/api/src/helper.ts',
    `import '../../../test/support/factory';`,
    'test/support/factory.ts',
  ],
  ['no-dev-packages-in-product', 'apps/api/src/load.ts', `import 'autocannon';`, 'node_modules/autocannon/index.js'],
  [
    'migrations-alone',
    'migrations/0002-second.ts',
    `import '../libs/platform/src/index';`,
    'libs/platform/src/index.ts',
  ],
];

function pkg(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    [`node_modules/${name}/index.js`]: 'module.exports = {};',
  };
}

function lib(name: string, imports: string): Record<string, string> {
  return {
    [`libs/${name}/src/index.ts`]: `export * from './${name}.service';`,
    [`libs/${name}/src/${name}.service.ts`]: `${imports} export type Thing = 1; export const ${name} = 1;`,
  };
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

describe('the rules on who may import whom', () => {
  let folder: string;
  let found: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dvk-house-'));
    const files = { ...HOUSE, ...Object.fromEntries(VIOLATIONS.map(([, file, text]) => [file, text])) };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const run = spawnSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        join(ROOT, 'config/dependency-cruiser.cjs'),
        '--output-type',
        'json',
        'apps',
        'libs',
        'migrations',
        'test',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    const report = JSON.parse(run.stdout) as { summary: { violations: Violation[] } };
    found = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('find every deliberate violation, and nothing in the house as it should be', () => {
    expect(found).toEqual(VIOLATIONS.map(([rule, file, , to]) => `${rule}: ${file} → ${to}`).sort());
  });

  it('are each broken at least once here, the layers by one lib of each kind', () => {
    const { forbidden } = jestRequire<{ forbidden: { name: string }[] }>('config/dependency-cruiser.cjs');
    const broken = new Set(VIOLATIONS.map(([rule]) => rule));
    expect(
      forbidden.map(({ name }) => name).filter((name) => !name.startsWith('layers-') && !broken.has(name)),
    ).toEqual([]);
  });
});

function jestRequire<T>(file: string): T {
  return require(join(ROOT, file)) as T;
}
