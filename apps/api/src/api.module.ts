import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard, AccessModule } from '@app/access';
import { AuditModule } from '@app/audit';
import { FilesModule } from '@app/files';
import { JobsModule } from '@app/jobs';
import { type Env, PlatformModule } from '@app/platform';
import { WorkflowModule } from '@app/workflow';
import { HealthController } from './health.controller';

/** The API process: kernel, features and the controllers that show them. */
@Module({})
export class ApiModule {
  static forEnv(env: Env): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'api', 12),
        AccessModule,
        AuditModule,
        WorkflowModule,
        JobsModule,
        FilesModule,
      ],
      controllers: [HealthController],
      providers: [{ provide: APP_GUARD, useExisting: AccessGuard }],
    };
  }
}
