/**
 * Who may know whom. Arrows only point down these lists; test/architecture proves each rule with a violation.
 * A rule's comment is what the developer reads when it is broken.
 */

/** From the bottom up: a lib may import the libs of the lists above its own, and what `within` allows beside it. */
const LAYERS = {
  kernel: ['platform', 'access', 'audit', 'jobs', 'workflow', 'files'],
  foundation: ['identity', 'org', 'rubrics', 'documents', 'notices', 'forms'],
  process: ['programmes', 'entries', 'similarity', 'progress', 'appraisal', 'visits', 'judging', 'council', 'decisions', 'publication', 'reports'],
  beside: ['contests', 'replication', 'imports'],
  top: ['home', 'demo'],
};

/** Inside kernel and foundation: what a lib may import of its own layer. */
const WITHIN = {
  platform: [],
  access: ['platform'],
  audit: ['platform', 'access'],
  jobs: ['platform', 'access'],
  workflow: ['platform', 'access', 'audit'],
  files: ['platform', 'access', 'audit', 'jobs'],
  identity: ['org', 'notices'],
  org: [],
  rubrics: [],
  documents: [],
  notices: [],
  forms: [],
};

/** Pure libs of the foundation that import nothing, because the screen runs them too. */
const ALONE = ['forms'];

/** Each lib and all the libs that it may import. */
const ALLOWED = Object.fromEntries([
  ...LAYERS.kernel.map((lib) => [lib, WITHIN[lib]]),
  ...LAYERS.foundation.map((lib) => [lib, [...(ALONE.includes(lib) ? [] : LAYERS.kernel), ...WITHIN[lib]]]),
  ...LAYERS.process.map((lib, place) => [
    lib,
    [...LAYERS.kernel, ...LAYERS.foundation, ...LAYERS.process.slice(0, place)],
  ]),
  ...LAYERS.beside.map((lib) => [lib, [...LAYERS.kernel, ...LAYERS.foundation, ...LAYERS.process]]),
  ['home', [...LAYERS.kernel, ...LAYERS.foundation, ...LAYERS.process, ...LAYERS.beside]],
  ['demo', [...LAYERS.kernel, ...LAYERS.foundation, ...LAYERS.process, ...LAYERS.beside, 'home']],
]);

const oneOf = (names) => `(${names.join('|')})`;
const PURE = '[.](rules|workflow|policy)[.]ts$';
const TEST = '[.](db-|http-|browser-)?spec[.]tsx?$';
const HTTP = '(^|node_modules/)(@nestjs/platform-[a-z]+|fastify|@fastify|express|passport)(/|$)|^(node:)?https?$';
const outside = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core', 'npm-no-pkg', 'unknown'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or lack a third one below them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'The import does not lead to a file or to a package of package.json.',
      severity: 'error',
      from: { pathNot: '^apps/web/' },
      to: { couldNotResolve: true },
    },
    ...Object.entries(ALLOWED).map(([lib, allowed]) => ({
      name: `layers-${lib}`,
      comment: `${lib} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other lib'}: arrows point down only.`,
      severity: 'error',
      from: { path: `^libs/${lib}/` },
      to: { path: '^libs/', pathNot: `^libs/${oneOf([lib, ...allowed])}/` },
    })),
    {
      name: 'known-lib',
      comment: 'A new lib gets its place in the layers of config/dependency-cruiser.cjs first.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${oneOf(Object.keys(ALLOWED))}/` },
      to: {},
    },
    {
      name: 'front-door-libs',
      comment: 'A lib is entered through its index.ts only: import it as @app/<lib>.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/([^/]+/src/index[.]ts$|$1/)' },
    },
    {
      name: 'front-door-apps',
      comment: 'An app enters a lib through its index.ts only: import it as @app/<lib>.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'not-own-front-door',
      comment: 'Inside a lib use ./file: importing its own index.ts makes circles.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: TEST },
      to: { path: '^libs/$1/src/index[.]ts$' },
    },
    {
      name: 'libs-below-apps',
      comment: 'Libs do not know the faces of the product.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      comment: 'Each app is a process of its own; what two of them need belongs in a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'cli-describes-api',
      comment: 'The command line may load the API only to write down its OpenAPI file.',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: '^apps/cli/src/openapi[.]command[.]ts$' },
      to: { path: '^apps/', pathNot: '^apps/cli/' },
    },
    {
      name: 'web-apart',
      comment: 'The work area knows the product through its OpenAPI file, and runs the rules of forms, which import nothing.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|migrations|config)/', pathNot: `^libs/${oneOf(ALONE)}/src/index[.]ts$` },
    },
    {
      name: 'pure-files',
      comment:
        'Rules, workflows and policies are pure: no package, no Node module, so that they can be read and tested alone.',
      severity: 'error',
      from: { path: PURE },
      to: outside,
    },
    {
      name: 'pure-from-pure',
      comment: 'A pure file imports pure files of its lib, and types from elsewhere.',
      severity: 'error',
      from: { path: `^libs/([^/]+)/.*${PURE}` },
      to: { path: '^libs/$1/', pathNot: PURE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-http-in-libs',
      comment: 'Libs hold rules and tables; requests and answers belong to apps.',
      severity: 'error',
      from: { path: '^libs/', pathNot: TEST },
      to: { path: HTTP },
    },
    {
      name: 'swagger-in-dto-only',
      comment: 'Only *.dto.ts describes shapes for the API document.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '[.]dto[.]ts$' },
      to: { path: '(^|node_modules/)@nestjs/swagger' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'Product code does not import tests or their helpers.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: TEST },
      to: { path: `^test/|${TEST}` },
    },
    {
      name: 'no-dev-packages-in-product',
      comment: 'An installation without development packages must still run.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: `${TEST}|^apps/cli/src/openapi[.]command[.]ts$` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'migrations-alone',
      comment: 'A migration says what it does in SQL and never changes with the product.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(libs|apps)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]data)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
