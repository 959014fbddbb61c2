/** Every job, named after the fact or the work, with the shape of its data. Upward calls go through here. */
export interface JobData {
  'mail.send': { mailId: string };
  'entries.deadline-near': { entryId: string; deadline: string };
  'entries.deadline-scan': Record<string, never>;
  'sessions.clean': Record<string, never>;
}

export type JobName = keyof JobData;

/** How often and how patiently a failed job is tried again; seconds. */
export const QUEUES: Record<JobName, { retryLimit: number; retryDelay: number; retryBackoff: boolean }> = {
  'mail.send': { retryLimit: 8, retryDelay: 15, retryBackoff: true },
  'entries.deadline-near': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'entries.deadline-scan': { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  'sessions.clean': { retryLimit: 1, retryDelay: 60, retryBackoff: false },
};

/** Times in Asia/Ho_Chi_Minh. */
export const SCHEDULES: { name: JobName; cron: string }[] = [
  { name: 'entries.deadline-scan', cron: '0 7 * * *' },
  { name: 'sessions.clean', cron: '30 2 * * *' },
];
