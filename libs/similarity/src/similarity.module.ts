import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { Candidates } from './candidates';
import { EntryTexts } from './entry-texts';
import { Signatures } from './signatures';
import { SimilarityJobs } from './similarity.jobs';
import { similarityPolicy } from './similarity.policy';
import { SimilarityQueries } from './similarity.queries';

@Module({
  imports: [EntriesModule, ProgrammesModule],
  providers: [Candidates, EntryTexts, Signatures, SimilarityJobs, SimilarityQueries],
  exports: [Signatures, SimilarityJobs, SimilarityQueries],
})
export class SimilarityModule {
  constructor(abilities: Abilities) {
    abilities.register(similarityPolicy);
  }
}
