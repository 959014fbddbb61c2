export { VisitsModule } from './visits.module';
export * from './visits.dto';
export { VISIT_STATES, VISIT_WORKFLOW, type VisitAction, type VisitState } from './visit.workflow';
export { VisitPapers } from './visit-papers';
export { VisitPhotos } from './visit-photos.service';
export { VisitQueries } from './visits.queries';
export { visitsPolicy } from './visits.policy';
export { VisitsService } from './visits.service';
