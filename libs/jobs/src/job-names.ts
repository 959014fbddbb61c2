/** Every job, named after the fact or the work, with the shape of its data. Upward calls go through here. */
export interface JobData {
  'mail.send': { mailId: string };
  'webhook.send': { messageId: string };
  'notices.remind': Record<string, never>;
  'notices.digest': Record<string, never>;
  'imports.run': { importId: string };
  'imports.resume': Record<string, never>;
  'files.scan': { fileId: string };
  'files.preview': { sha256: string };
  'files.infected': { fileId: string };
  'files.sweep': Record<string, never>;
  'uploads.drop': { uploadId: string };
  'uploads.clean': Record<string, never>;
  /** A fact: whoever wants to know of it listens. */
  'entry.submitted': { entryId: string; revisionNo: number };
  'entries.versions-clean': Record<string, never>;
  'progress.daily': Record<string, never>;
  'similarity.missing': Record<string, never>;
  'sessions.clean': Record<string, never>;
}

export type JobName = keyof JobData;

/** How often and how patiently a failed job is tried again; seconds. */
export const QUEUES: Record<JobName, { retryLimit: number; retryDelay: number; retryBackoff: boolean }> = {
  'mail.send': { retryLimit: 8, retryDelay: 15, retryBackoff: true },
  'webhook.send': { retryLimit: 8, retryDelay: 15, retryBackoff: true },
  'notices.remind': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'notices.digest': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'imports.run': { retryLimit: 5, retryDelay: 10, retryBackoff: true },
  'imports.resume': { retryLimit: 0, retryDelay: 1, retryBackoff: false },
  'files.scan': { retryLimit: 6, retryDelay: 20, retryBackoff: true },
  'files.preview': { retryLimit: 3, retryDelay: 30, retryBackoff: true },
  'files.infected': { retryLimit: 5, retryDelay: 15, retryBackoff: true },
  'files.sweep': { retryLimit: 0, retryDelay: 1, retryBackoff: false },
  'uploads.drop': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'uploads.clean': { retryLimit: 1, retryDelay: 60, retryBackoff: false },
  'entry.submitted': { retryLimit: 5, retryDelay: 30, retryBackoff: true },
  'entries.versions-clean': { retryLimit: 1, retryDelay: 60, retryBackoff: false },
  'progress.daily': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'similarity.missing': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'sessions.clean': { retryLimit: 1, retryDelay: 60, retryBackoff: false },
};

/** Times in Asia/Ho_Chi_Minh. */
export const SCHEDULES: { name: JobName; cron: string }[] = [
  { name: 'notices.remind', cron: '0 7 * * *' },
  { name: 'notices.digest', cron: '30 7 * * *' },
  { name: 'imports.resume', cron: '* * * * *' },
  { name: 'files.sweep', cron: '*/15 * * * *' },
  { name: 'uploads.clean', cron: '10 * * * *' },
  { name: 'progress.daily', cron: '15 7 * * *' },
  // after an import or a change of the method
  { name: 'similarity.missing', cron: '0 1 * * *' },
  { name: 'entries.versions-clean', cron: '45 2 * * *' },
  { name: 'sessions.clean', cron: '30 2 * * *' },
];
