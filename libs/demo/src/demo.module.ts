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
import { DemoActors } from './demo-actors';
import { DemoAppraisal } from './demo-appraisal';
import { DemoAwards } from './demo-awards';
import { DemoChain } from './demo-chain';
import { DemoForms } from './demo-forms';
import { DemoModels } from './demo-models';
import { DemoImports } from './demo-imports';
import { DemoMessages } from './demo-messages';
import { DemoRounds } from './demo-rounds';
import { DemoVisits } from './demo-visits';
import { DemoWriting } from './demo-writing';
import { DemoSeed } from './demo.seed';

/** The whole product without a face, to be filled with the demonstration. */
@Module({})
export class DemoModule {
  static forEnv(env: Env): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'demo', 4),
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
      providers: [DemoActors, DemoAppraisal, DemoChain, DemoAwards, DemoForms, DemoModels, DemoImports, DemoMessages, DemoRounds, DemoSeed, DemoVisits, DemoWriting],
    };
  }
}
