export { JobHandlers, type JobHandler } from './job-handlers';
export { type JobData, type JobName, QUEUES } from './job-names';
export { JobRunner } from './job-runner';
export { Jobs, type SendOptions } from './jobs';
export { JobsModule } from './jobs.module';
