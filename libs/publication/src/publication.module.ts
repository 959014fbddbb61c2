import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Abilities } from '@app/access';
import { DecisionsModule } from '@app/decisions';
import { ProgrammesModule } from '@app/programmes';
import { CertificatePapers } from './certificate-papers';
import { Publication } from './publication.entity';
import { publicationPolicy } from './publication.policy';
import { PublicationQueries } from './publications.queries';
import { PublicationService } from './publications.service';

/** Kernel modules are global. */
@Module({
  imports: [TypeOrmModule.forFeature([Publication]), ProgrammesModule, DecisionsModule],
  providers: [PublicationQueries, PublicationService, CertificatePapers],
  exports: [PublicationQueries, PublicationService, CertificatePapers],
})
export class PublicationModule {
  constructor(abilities: Abilities) {
    abilities.register(publicationPolicy);
  }
}
