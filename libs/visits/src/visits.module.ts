import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { ProgrammesModule } from '@app/programmes';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FieldVisit } from './visit.entity';
import { VisitPapers } from './visit-papers';
import { VisitPhotos } from './visit-photos.service';
import { VisitRecords } from './visit-records';
import { visitsPolicy } from './visits.policy';
import { VisitQueries } from './visits.queries';
import { VisitsService } from './visits.service';

const OPEN = [VisitPapers, VisitPhotos, VisitQueries, VisitsService];

@Module({
  imports: [TypeOrmModule.forFeature([FieldVisit]), EntriesModule, ProgrammesModule],
  providers: [VisitRecords, ...OPEN],
  exports: OPEN,
})
export class VisitsModule {
  constructor(abilities: Abilities) {
    abilities.register(visitsPolicy);
  }
}
