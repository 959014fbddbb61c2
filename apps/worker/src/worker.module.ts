import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { AppraisalModule } from '@app/appraisal';
import { AuditModule } from '@app/audit';
import { CouncilModule } from '@app/council';
import { DecisionsModule } from '@app/decisions';
import { EntriesModule } from '@app/entries';
import { FilesModule } from '@app/files';
import { IdentityModule } from '@app/identity';
import { ImportsModule } from '@app/imports';
import { JobsModule } from '@app/jobs';
import { JudgingModule } from '@app/judging';
import { NoticesModule } from '@app/notices';
import { OrgModule } from '@app/org';
import { type Env, PlatformModule } from '@app/platform';
import { ProgrammesModule } from '@app/programmes';
import { ProgressModule } from '@app/progress';
import { PublicationModule } from '@app/publication';
import { SimilarityModule } from '@app/similarity';
import { VisitsModule } from '@app/visits';
import { WorkflowModule } from '@app/workflow';

/** The worker process: the same features as the API, whose jobs it runs; no face of its own. */
@Module({})
export class WorkerModule {
  static forEnv(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'worker', 6),
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
        SimilarityModule,
        ProgressModule,
        AppraisalModule,
        VisitsModule,
        JudgingModule,
        CouncilModule,
        DecisionsModule,
        PublicationModule,
        ImportsModule,
      ],
    };
  }
}
