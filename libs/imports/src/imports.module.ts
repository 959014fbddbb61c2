import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { IdentityModule } from '@app/identity';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Import } from './import.entity';
import { ImportPlanner } from './import-planner';
import { NearEntries } from './near-entries';
import { PlanMemory } from './plan-memory';
import { PlanningTurns } from './planning-turns';
import { ImportRecords } from './import-records';
import { ImportRunner } from './import-runner';
import { ImportScopes } from './import-scopes';
import { ImportSource } from './import-source';
import { ImportTrials } from './import-trials';
import { importsPolicy } from './imports.policy';
import { ImportQueries } from './imports.queries';
import { ImportsService } from './imports.service';

@Module({
  imports: [TypeOrmModule.forFeature([Import]), EntriesModule, IdentityModule, ProgrammesModule],
  providers: [
    ImportPlanner,
    NearEntries,
    PlanMemory,
    PlanningTurns,
    ImportQueries,
    ImportRecords,
    ImportRunner,
    ImportScopes,
    ImportSource,
    ImportTrials,
    ImportsService,
  ],
  exports: [ImportQueries, ImportRunner, ImportTrials, ImportsService],
})
export class ImportsModule {
  constructor(abilities: Abilities) {
    abilities.register(importsPolicy);
  }
}
