import { Abilities } from '@app/access';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { programmesPolicy } from './programmes.policy';
import { Round } from './round.entity';
import { RoundQueries } from './rounds.queries';
import { RoundsService } from './rounds.service';

@Module({
  imports: [TypeOrmModule.forFeature([Round])],
  providers: [RoundQueries, RoundsService],
  exports: [RoundQueries, RoundsService],
})
export class ProgrammesModule {
  constructor(abilities: Abilities) {
    abilities.register(programmesPolicy);
  }
}
