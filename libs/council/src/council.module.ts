import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Abilities } from '@app/access';
import { EntriesModule } from '@app/entries';
import { NoticesModule } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import { Agenda } from './agenda';
import { AgendaItem, CouncilSession } from './council.entity';
import { councilPolicy } from './council.policy';
import { CouncilService } from './councils.service';
import { Minutes } from './minutes';
import { SessionQueries } from './sessions.queries';
import { SessionService } from './sessions.service';

const providers = [Agenda, SessionQueries, SessionService, CouncilService, Minutes];

/** Kernel modules are global. */
@Module({
  imports: [TypeOrmModule.forFeature([CouncilSession, AgendaItem]), ProgrammesModule, EntriesModule, NoticesModule],
  providers,
  exports: providers,
})
export class CouncilModule {
  constructor(abilities: Abilities) {
    abilities.register(councilPolicy);
  }
}
