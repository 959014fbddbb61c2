import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { AssignmentService } from './assignments.service';
import { JudgingJobs } from './judging.jobs';
import { judgingPolicy } from './judging.policy';
import { Panel } from './panel.entity';
import { PanelQueries } from './panels.queries';
import { PanelService } from './panels.service';
import { Scoresheet } from './scoresheet.entity';
import { ScoresheetQueries } from './scoresheets.queries';
import { ScoresheetService } from './scoresheets.service';
import { StandingQueries } from './standings.queries';
import { StandingService } from './standings.service';

const providers = [
  PanelQueries,
  PanelService,
  AssignmentService,
  ScoresheetQueries,
  ScoresheetService,
  StandingQueries,
  StandingService,
  JudgingJobs,
];

/** Kernel modules are global. */
@Module({
  imports: [TypeOrmModule.forFeature([Panel, Scoresheet]), ProgrammesModule, EntriesModule, NoticesModule],
  providers,
  exports: providers,
})
export class JudgingModule {
  constructor(abilities: Abilities) {
    abilities.register(judgingPolicy);
  }
}
