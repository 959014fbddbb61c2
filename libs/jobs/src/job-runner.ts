import { Injectable, Logger } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { randomUUID } from 'node:crypto';
import { withContext } from '@app/platform';
import { JobHandlers } from './job-handlers';
import { type JobData, type JobName, SCHEDULES } from './job-names';

/** Fetches jobs and runs their handlers; used by the worker process only. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Jobs');
  private boss: PgBoss | undefined;

  constructor(private readonly handlers: JobHandlers) {}

  /** @param url the application's login */
  async start(url: string, options: { pollSeconds?: number } = {}): Promise<void> {
    const boss = new PgBoss({ connectionString: url, schema: 'pgboss', migrate: false, supervise: true, schedule: true, max: 4, application_name: 'dvk-jobs' });
    boss.on('error', (error) => this.logger.error(error));
    this.boss = await boss.start();
    for (const name of this.handlers.names())
      await boss.work<JobData[JobName]>(name, { pollingIntervalSeconds: options.pollSeconds ?? 1, batchSize: 5 }, async (jobs) => {
        for (const job of jobs) await this.runOne(name, job);
      });
    // what an earlier version had planned would fill its queue for ever
    for (const { name } of await boss.getSchedules()) if (!SCHEDULES.some((one) => one.name === name)) await boss.unschedule(name);
    for (const { name, cron } of SCHEDULES) if (this.handlers.names().includes(name)) await boss.schedule(name, cron, {}, { tz: 'Asia/Ho_Chi_Minh' });
  }

  /** Waits for running jobs, at most 20 seconds. */
  async stop(): Promise<void> {
    await this.boss?.stop({ graceful: true, wait: true, timeout: 20_000 });
  }

  private async runOne(name: JobName, job: PgBoss.Job<JobData[JobName]>): Promise<void> {
    try {
      await withContext({ requestId: `job-${job.id || randomUUID()}`, locale: 'vi' }, () => this.handlers.run(name, job.data as never));
      await this.boss?.complete(name, job.id);
    } catch (error) {
      this.logger.warn(`${name} ${job.id}: ${error instanceof Error ? error.message : String(error)}`);
      // Marked one by one: a bad job of a batch must not make its neighbours run again.
      await this.boss?.fail(name, job.id, { message: error instanceof Error ? error.message : String(error) });
    }
  }
}
