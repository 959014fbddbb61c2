export { AppraisalModule } from './appraisal.module';
export * from './appraisal.dto';
export { appraisalPolicy } from './appraisal.policy';
export { AppraisalQueries } from './appraisal.queries';
export { AppraisalService } from './appraisal.service';
export { APPRAISAL_STATES, APPRAISAL_WORKFLOW, type AppraisalAction, type AppraisalState } from './appraisal.workflow';
