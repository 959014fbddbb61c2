import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Ledger } from './ledger';
import { LedgerCheck } from './ledger-check';
import { LedgerPapers } from './ledger-papers';
import { LedgerQueries } from './ledger.queries';
import { ModelQueries } from './models.queries';
import { ProgressReport } from './progress.entity';
import { ProgressFiles } from './progress-files.service';
import { ProgressRecords } from './progress-records';
import { ProgressJobs } from './progress.jobs';
import { progressPolicy } from './progress.policy';
import { ProgressQueries } from './progress.queries';
import { ProgressService } from './progress.service';

@Module({
  imports: [TypeOrmModule.forFeature([ProgressReport]), EntriesModule, NoticesModule, ProgrammesModule],
  providers: [
    Ledger,
    LedgerCheck,
    LedgerPapers,
    LedgerQueries,
    ModelQueries,
    ProgressFiles,
    ProgressJobs,
    ProgressQueries,
    ProgressRecords,
    ProgressService,
  ],
  exports: [
    Ledger,
    LedgerCheck,
    LedgerPapers,
    LedgerQueries,
    ModelQueries,
    ProgressFiles,
    ProgressJobs,
    ProgressQueries,
    ProgressService,
  ],
})
export class ProgressModule {
  constructor(abilities: Abilities) {
    abilities.register(progressPolicy);
  }
}
