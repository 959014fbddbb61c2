import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { SimilarityModule } from '@app/similarity';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppraisalChecks } from './appraisal-checks';
import { AppraisalQueue } from './appraisal-queue.queries';
import { AppraisalQueries } from './appraisal.queries';
import { AppraisalRows } from './appraisal-rows';
import { AppraisalScores } from './appraisal-scores';
import { AppraisalService } from './appraisal.service';
import { AppraisalSteps } from './appraisal-steps';
import { Appraisal } from './appraisal.entity';
import { appraisalPolicy } from './appraisal.policy';
import { CriterionOfficers } from './criterion-officers';
import { Escalations } from './escalations';
import { ForwardListPapers } from './forward-list-papers';
import { ForwardListQueries } from './forward-lists.queries';
import { ForwardLists } from './forward-lists.service';
import { MinimumQueries } from './minimum.queries';
import { ReturnReview } from './return-review';
import { ScoreQueries } from './score.queries';

const OPEN = [
  AppraisalQueries,
  AppraisalQueue,
  AppraisalService,
  CriterionOfficers,
  Escalations,
  ForwardListPapers,
  ForwardListQueries,
  ForwardLists,
  MinimumQueries,
  ReturnReview,
];

@Module({
  imports: [TypeOrmModule.forFeature([Appraisal]), EntriesModule, NoticesModule, ProgrammesModule, SimilarityModule],
  providers: [AppraisalChecks, AppraisalRows, AppraisalScores, AppraisalSteps, ScoreQueries, ...OPEN],
  exports: OPEN,
})
export class AppraisalModule {
  constructor(abilities: Abilities) {
    abilities.register(appraisalPolicy);
  }
}
