import { Test, type TestingModule } from '@nestjs/testing';
import type { ModuleMetadata } from '@nestjs/common';
import { AccessModule, type Actor, CurrentActor } from '@app/access';
import { AuditModule } from '@app/audit';
import { FilesModule } from '@app/files';
import { JobsModule } from '@app/jobs';
import { Clock, Database, PlatformModule } from '@app/platform';
import { WorkflowModule } from '@app/workflow';
import { createTestDatabase, type TestDatabase } from './database';
import { testEnv } from './env';

/** Services on a database of their own, without HTTP. */
export class TestServices {
  private constructor(
    readonly database: TestDatabase,
    readonly module: TestingModule,
  ) {}

  /** The kernel with these feature modules, with the application's database rights. */
  static async start(imports: ModuleMetadata['imports'] = [], poolSize = 12): Promise<TestServices> {
    const database = await createTestDatabase();
    const module = await Test.createTestingModule({
      imports: [
        PlatformModule.forProcess(testEnv(database), database.appUrl, 'test', poolSize),
        AccessModule,
        AuditModule,
        WorkflowModule,
        JobsModule,
        FilesModule,
        ...(imports ?? []),
      ],
    }).compile();
    await module.init();
    return new TestServices(database, module);
  }

  get db(): Database {
    return this.module.get(Database);
  }

  get clock(): Clock {
    return this.module.get(Clock);
  }

  /** Runs fn as this person. */
  as<T>(who: { actor: Actor }, fn: () => Promise<T>): Promise<T> {
    return this.module.get(CurrentActor).runAs(who.actor, fn);
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.database.drop();
  }
}

/** Runs fn and tells the code that it was refused with, or its result. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'OK';
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== 'string') throw error;
    return code;
  }
}
