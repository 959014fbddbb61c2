export { certificateData, CertificatePapers, certificatePdf, type CertificateRow } from './certificate-papers';
export * from './public-model.rules';
export * from './publication.dto';
export { Publication } from './publication.entity';
export { PublicationModule } from './publication.module';
export { publicationPolicy } from './publication.policy';
export {
  PUBLICATION_STATES,
  PUBLICATION_WORKFLOW,
  type PublicationAction,
  type PublicationState,
} from './publication.workflow';
export { PublicationQueries } from './publications.queries';
export { PublicationService } from './publications.service';
