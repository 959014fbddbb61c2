import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { AuditModule } from '@app/audit';
import { FilesModule } from '@app/files';
import { JobsModule } from '@app/jobs';
import { type Env, PlatformModule } from '@app/platform';
import { WorkflowModule } from '@app/workflow';

/** The worker process: the same features as the API, whose jobs it runs; no face of its own. */
@Module({})
export class WorkerModule {
  static forEnv(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'worker', 6), AccessModule, AuditModule, WorkflowModule, JobsModule, FilesModule],
    };
  }
}
