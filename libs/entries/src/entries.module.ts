import { Abilities } from '@app/access';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { entriesPolicy } from './entries.policy';
import { EntriesService } from './entries.service';
import { EntryDetailQueries } from './entry-detail.queries';
import { EntryJobs } from './entries.jobs';
import { EntryBulkMoves } from './entry-bulk-moves';
import { EntryIntake } from './entry-intake.service';
import { EntryMoves } from './entry-moves';
import { EntryNotices } from './entry-notices';
import { EntryPapers } from './entry-papers';
import { EntryQueries } from './entries.queries';
import { EntryReaders } from './entry-readers';
import { EntryRecords } from './entry-records';
import { EntryTimelineQueries } from './entry-timeline.queries';
import { Entry } from './entry.entity';
import { EvidenceRows } from './evidence-rows';
import { EvidenceService } from './evidence.service';

@Module({
  imports: [TypeOrmModule.forFeature([Entry]), NoticesModule, ProgrammesModule],
  providers: [
    EntriesService,
    EntryDetailQueries,
    EntryJobs,
    EntryBulkMoves,
    EntryIntake,
    EntryMoves,
    EntryNotices,
    EntryPapers,
    EntryQueries,
    EntryReaders,
    EntryRecords,
    EntryTimelineQueries,
    EvidenceRows,
    EvidenceService,
  ],
  exports: [
    EntriesService,
    EntryDetailQueries,
    EntryJobs,
    EntryBulkMoves,
    EntryIntake,
    EntryMoves,
    EntryPapers,
    EntryQueries,
    EntryReaders,
    EntryRecords,
    EntryTimelineQueries,
    EvidenceService,
  ],
})
export class EntriesModule {
  constructor(abilities: Abilities) {
    abilities.register(entriesPolicy);
  }
}
