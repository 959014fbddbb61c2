import { Injectable } from '@nestjs/common';
import type { JobData, JobName } from './job-names';

export type JobHandler<N extends JobName> = (data: JobData[N]) => Promise<void>;

/** Features register what to do; only the worker process runs it. Handlers are idempotent: a job may come twice. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<JobName, ((data: never) => Promise<void>)[]>();

  register<N extends JobName>(name: N, handler: JobHandler<N>): void {
    if (this.handlers.has(name)) throw new Error(`two handlers for ${name}`);
    this.listen(name, handler);
  }

  /** For a fact (`entry.submitted`) that several features follow: one after the other, all again when one has failed. */
  listen<N extends JobName>(fact: N, handler: JobHandler<N>): void {
    this.handlers.set(fact, [...(this.handlers.get(fact) ?? []), handler as (data: never) => Promise<void>]);
  }

  names(): JobName[] {
    return [...this.handlers.keys()];
  }

  async run<N extends JobName>(name: N, data: JobData[N]): Promise<void> {
    const handlers = this.handlers.get(name);
    if (!handlers) throw new Error(`no handler for ${name}`);
    for (const handler of handlers) await handler(data as never);
  }
}
