import { Abilities } from '@app/access';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { orgPolicy } from './org.policy';
import { SuccessionImport } from './succession-import';
import { UnitImport } from './unit-import';
import { UnitSuccession } from './unit-succession.entity';
import { Unit } from './unit.entity';
import { UnitQueries } from './unit.queries';
import { UnitService } from './unit.service';

const services = [UnitQueries, UnitService, UnitImport, SuccessionImport];

@Module({ imports: [TypeOrmModule.forFeature([Unit, UnitSuccession])], providers: services, exports: services })
export class OrgModule {
  constructor(abilities: Abilities) {
    abilities.register(orgPolicy);
  }
}
