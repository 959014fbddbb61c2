import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '@app/platform';
import PgBoss from 'pg-boss';
import { type JobData, type JobName, QUEUES } from './job-names';

export interface SendOptions {
  startAfter?: Date;
  /** At most one waiting job of this key. */
  singletonKey?: string;
}

/** Jobs are rows, written in the transaction of the fact that they follow from: no lost mail and no phantom mail. */
@Injectable()
export class Jobs implements OnModuleInit {
  private readonly boss: PgBoss;

  constructor(private readonly db: Database) {
    // Through our own database access, so that a send joins the caller's transaction. This side only sends.
    this.boss = new PgBoss({
      db: { executeSql: async (text, values) => ({ rows: await this.db.query(text, values ?? []) }) },
      schema: 'pgboss',
      migrate: false,
      supervise: false,
      schedule: false,
    });
  }

  async onModuleInit(): Promise<void> {
    const there = new Set((await this.db.query<{ name: string }>('SELECT name FROM pgboss.queue')).map((q) => q.name));
    for (const [name, options] of Object.entries(QUEUES))
      if (!there.has(name)) await this.db.query('SELECT pgboss.create_queue($1, $2)', [name, JSON.stringify({ policy: 'standard', ...options })]);
  }

  /** Enqueues in the current transaction. @returns the job's id, or null when a job of that singletonKey already waits */
  async send<N extends JobName>(name: N, data: JobData[N], options: SendOptions = {}): Promise<string | null> {
    const id = await this.boss.send(name, data, {
      ...(options.startAfter ? { startAfter: options.startAfter } : {}),
      ...(options.singletonKey ? { singletonKey: options.singletonKey, singletonSeconds: 60 } : {}),
    });
    if (id === null && !options.singletonKey) throw new Error(`the queue ${name} does not exist`);
    return id;
  }
}
