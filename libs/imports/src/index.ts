export { IMPORT_STATES, IMPORT_WORKFLOW, type ImportAction, type ImportState } from './import.workflow';
export * from './imports.dto';
export { ImportsModule } from './imports.module';
export { importsPolicy } from './imports.policy';
export { ImportQueries } from './imports.queries';
export { ImportRunner } from './import-runner';
export { ImportTrials } from './import-trials';
export { ImportsService } from './imports.service';
export { MAX_IMPORT_BYTES } from './import-source';
