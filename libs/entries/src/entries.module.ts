import { Abilities } from '@app/access';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { entriesPolicy } from './entries.policy';
import { EntryCollaborators } from './collaborators.service';
import { DraftSaving } from './draft-saving.service';
import { EntriesService } from './entries.service';
import { EntryDetailQueries } from './entry-detail.queries';
import { EntryJobs } from './entries.jobs';
import { EntryBulkMoves } from './entry-bulk-moves';
import { EntryHistory } from './entry-history.queries';
import { EntryIntake } from './entry-intake.service';
import { EntryMoves } from './entry-moves';
import { EntryNotices } from './entry-notices';
import { EntryPapers } from './entry-papers';
import { EntryPresence } from './presence.service';
import { EntryQueries } from './entries.queries';
import { EntryReturns } from './entry-returns';
import { EntryReaders } from './entry-readers';
import { EntryRecords } from './entry-records';
import { EntryRenewals } from './entry-renewals';
import { FormPapers } from './form-papers';
import { FormUnits } from './form-units';
import { RoundAmendments } from './round-amendments.service';
import { EntrySamples } from './entry-samples';
import { EntryTimelineQueries } from './entry-timeline.queries';
import { Entry } from './entry.entity';
import { PaperService } from './paper.service';
import { EvidenceRows } from './evidence-rows';
import { EvidenceJobs } from './evidence.jobs';
import { EvidenceTwins } from './evidence-twins.queries';
import { EvidenceFiles } from './evidence-files.service';
import { EvidenceService } from './evidence.service';
import { SectionLocks } from './section-locks';
import { WritingJobs } from './writing.jobs';

@Module({
  imports: [TypeOrmModule.forFeature([Entry]), NoticesModule, ProgrammesModule],
  providers: [
    DraftSaving,
    EntryCollaborators,
    EntryHistory,
    EntryPresence,
    SectionLocks,
    WritingJobs,
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
    EntrySamples,
    EntryRenewals,
    EntryReturns,
    EntryTimelineQueries,
    EvidenceFiles,
    EvidenceJobs,
    EvidenceRows,
    EvidenceTwins,
    EvidenceService,
    FormPapers,
    FormUnits,
    PaperService,
    RoundAmendments,
  ],
  exports: [
    DraftSaving,
    EntryCollaborators,
    EntryHistory,
    EntryPresence,
    WritingJobs,
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
    EntrySamples,
    EntryRenewals,
    EntryReturns,
    EntryTimelineQueries,
    EvidenceFiles,
    EvidenceJobs,
    EvidenceTwins,
    EvidenceService,
    FormPapers,
    PaperService,
    RoundAmendments,
  ],
})
export class EntriesModule {
  constructor(abilities: Abilities) {
    abilities.register(entriesPolicy);
  }
}
