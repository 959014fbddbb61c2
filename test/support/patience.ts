import { jest } from '@jest/globals';

// Real databases and browsers on a shared machine: a test fails for what it finds, not for what its neighbours do.
jest.setTimeout(60_000);
