/** Projects: pure (no I/O) · db (services on PostgreSQL) · http (the whole API) · browser (Chromium). */
const path = require('node:path');

const swc = {
  swcrc: false,
  isModule: 'unknown',
  sourceMaps: 'inline',
  module: { type: 'commonjs', ignoreDynamic: false },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
  },
};
const common = {
  rootDir: path.join(__dirname, '..'),
  testEnvironment: 'node',
  transformIgnorePatterns: [],
  transform: {
    // plain CommonJS with an `import()` inside: only parsed as a module is it turned into a require
    '/node_modules/@fastify/cookie/.*\\.js$': ['@swc/jest', { ...swc, isModule: true }],
    '\\.tsx$': [
      '@swc/jest',
      { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'typescript', tsx: true, decorators: true } } },
    ],
    '\\.(ts|m?js)$': ['@swc/jest', swc],
  },
  moduleNameMapper: { '^@app/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
const onDatabase = {
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
};
module.exports = {
  rootDir: common.rootDir,
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: ['<rootDir>/{libs,apps,config}/**/*.spec.ts?(x)', '<rootDir>/test/architecture/*.spec.ts'],
    },
    {
      ...common,
      ...onDatabase,
      displayName: 'db',
      testMatch: ['<rootDir>/libs/**/*.db-spec.ts', '<rootDir>/test/db/*.db-spec.ts'],
    },
    { ...common, ...onDatabase, displayName: 'http', testMatch: ['<rootDir>/test/http/*.http-spec.ts'] },
    { ...common, ...onDatabase, displayName: 'browser', testMatch: ['<rootDir>/test/browser/*.browser-spec.ts'] },
  ],
};
