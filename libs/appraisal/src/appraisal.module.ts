import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppraisalQueries } from './appraisal.queries';
import { AppraisalRows } from './appraisal-rows';
import { AppraisalService } from './appraisal.service';
import { Appraisal } from './appraisal.entity';
import { appraisalPolicy } from './appraisal.policy';

@Module({
  imports: [TypeOrmModule.forFeature([Appraisal]), EntriesModule, ProgrammesModule],
  providers: [AppraisalRows, AppraisalQueries, AppraisalService],
  exports: [AppraisalQueries, AppraisalService],
})
export class AppraisalModule {
  constructor(abilities: Abilities) {
    abilities.register(appraisalPolicy);
  }
}
