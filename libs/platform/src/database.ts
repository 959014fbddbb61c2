import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { ClsServiceManager } from 'nestjs-cls';
import { DataSource, type EntityManager } from 'typeorm';

const RETRYABLE = new Set(['40P01', '40001']); // deadlock detected, serialisation failure

/** The one way to PostgreSQL. Plain SQL for lists and figures, the entity manager for writes; both join the current transaction. */
@Injectable()
export class Database {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly host: TransactionHost<TransactionalAdapterTypeOrm>,
  ) {}

  get manager(): EntityManager {
    return this.host.tx;
  }

  /** Rows of one statement, within the current transaction if there is one. */
  async query<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    const client = await this.client();
    const result: QueryResult | QueryResult[] = await client.query(sql, params);
    // Several statements in one text (pg-boss sends such) give several results.
    return (Array.isArray(result) ? result.flatMap((one: QueryResult) => one.rows) : result.rows) as T[];
  }

  /** The first row, or undefined. */
  async one<T>(sql: string, params: unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(sql, params))[0];
  }

  /**
   * Runs fn in a transaction; a call within a transaction joins it. A deadlock or serialisation failure runs fn once
   * more, so fn must not have effects outside the database.
   */
  async transaction<T>(fn: () => Promise<T>): Promise<T> {
    if (this.inTransaction()) return fn();
    const run = () => this.host.withTransaction(fn);
    // Outside a request (worker, command line) there is no context yet that could carry the transaction.
    const cls = ClsServiceManager.getClsService();
    const attempt = () => (cls.isActive() ? run() : cls.run(run));
    try {
      return await attempt();
    } catch (error) {
      if (!RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
      return attempt();
    }
  }

  inTransaction(): boolean {
    return ClsServiceManager.getClsService().isActive() && this.host.isTransactionActive();
  }

  private async client(): Promise<Pool | PoolClient> {
    // TypeORM's own query() unpacks UPDATE results differently from SELECT's; the driver's client does not.
    if (this.inTransaction()) return (await this.manager.queryRunner!.connect()) as PoolClient;
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
