import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { DecisionDrafts } from './decision-drafts';
import { DecisionPapers } from './decision-papers';
import { Decision } from './decision.entity';
import { decisionsPolicy } from './decisions.policy';
import { DecisionQueries } from './decisions.queries';
import { DecisionService } from './decisions.service';

/** Kernel modules are global. */
@Module({
  imports: [TypeOrmModule.forFeature([Decision]), ProgrammesModule, EntriesModule, NoticesModule],
  providers: [DecisionQueries, DecisionDrafts, DecisionService, DecisionPapers],
  exports: [DecisionQueries, DecisionService, DecisionPapers],
})
export class DecisionsModule {
  constructor(abilities: Abilities) {
    abilities.register(decisionsPolicy);
  }
}
