import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { JobHandlers, QUEUES } from '@app/jobs';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';

describe('the worker', () => {
  let database: TestDatabase;
  let module: TestingModule;

  beforeAll(async () => {
    database = await createTestDatabase();
    module = await Test.createTestingModule({ imports: [WorkerModule.forEnv(testEnv(database))] }).compile();
    await module.init();
  });
  afterAll(async () => {
    await module.close();
    await database.drop();
  });

  it('has a handler for every queue: no job waits for ever', () => {
    expect(module.get(JobHandlers).names().sort()).toEqual(Object.keys(QUEUES).sort());
  });
});
