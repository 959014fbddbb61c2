import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@app/access';
import { AuditModule } from '@app/audit';
import { EntriesModule } from '@app/entries';
import { FilesModule } from '@app/files';
import { IdentityModule } from '@app/identity';
import { ImportsModule } from '@app/imports';
import { JobsModule } from '@app/jobs';
import { NoticesModule } from '@app/notices';
import { OrgModule } from '@app/org';
import { type Env, migrate, PlatformModule } from '@app/platform';
import { ProgrammesModule } from '@app/programmes';
import { WorkflowModule } from '@app/workflow';
import { withDatabase } from './database';

/** What the commands need of the product: units, accounts, audit, lists of registrations. */
@Module({})
export class CliModule {
  static forEnv(env: Env): DynamicModule {
    return {
      module: CliModule,
      imports: [
        PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'cli', 4),
        AccessModule,
        AuditModule,
        WorkflowModule,
        JobsModule,
        FilesModule,
        OrgModule,
        NoticesModule,
        IdentityModule,
        ProgrammesModule,
        EntriesModule,
        ImportsModule,
      ],
    };
  }
}

/** Runs a command with the product's services on the migrated database of this installation. */
export function withServices<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  return withDatabase(async (env) => {
    await migrate(env.databaseUrl);
    const app = await NestFactory.createApplicationContext(CliModule.forEnv(env), {
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  });
}
