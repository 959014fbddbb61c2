import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard, AccessModule } from '@app/access';
import { AppraisalModule } from '@app/appraisal';
import { AuditModule } from '@app/audit';
import { CouncilModule } from '@app/council';
import { DecisionsModule } from '@app/decisions';
import { EntriesModule } from '@app/entries';
import { FilesModule } from '@app/files';
import { HomeModule } from '@app/home';
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
import { AccountsController } from './accounts.controller';
import { AppraisalController } from './appraisal.controller';
import { AppraisalDepthController } from './appraisal-depth.controller';
import { AuditController } from './audit.controller';
import { PasswordAuth } from './auth';
import { CouncilController } from './council.controller';
import { DeputiesController } from './deputies.controller';
import { DecisionsController } from './decisions.controller';
import { PaperController } from './paper.controller';
import { EntriesController } from './entries.controller';
import { EvidenceController } from './evidence.controller';
import { FormPapersController } from './form-papers.controller';
import { HealthController } from './health.controller';
import { HomeController } from './home.controller';
import { ImportsController } from './imports.controller';
import { JudgingController } from './judging.controller';
import { LedgerController } from './ledger.controller';
import { MessagesController } from './messages.controller';
import { NoticesController } from './notices.controller';
import { PasswordController } from './password.controller';
import { ProgressController } from './progress.controller';
import { PublicationController } from './publication.controller';
import { RoundsController } from './rounds.controller';
import { SavedViewsController } from './saved-views.controller';
import { SessionController } from './session.controller';
import { SimilarityController } from './similarity.controller';
import { StandingsController } from './standings.controller';
import { UnitsController } from './units.controller';
import { VisitsController } from './visits.controller';
import { WritingController } from './writing.controller';
import { TusUploads } from './tus-uploads';
import { UploadsController } from './uploads.controller';

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
        HomeModule,
      ],
      controllers: [
        FormPapersController,
        HealthController,
        HomeController,
        SavedViewsController,
        SessionController,
        PasswordController,
        AccountsController,
        DeputiesController,
        UnitsController,
        NoticesController,
        MessagesController,
        AuditController,
        RoundsController,
        EntriesController,
        PaperController,
        EvidenceController,
        WritingController,
        SimilarityController,
        ProgressController,
        LedgerController,
        UploadsController,
        AppraisalController,
        AppraisalDepthController,
        VisitsController,
        JudgingController,
        StandingsController,
        CouncilController,
        DecisionsController,
        PublicationController,
        ImportsController,
      ],
      providers: [PasswordAuth, TusUploads, { provide: APP_GUARD, useExisting: AccessGuard }],
    };
  }
}
