import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { ClsServiceManager } from 'nestjs-cls';
import { DataSource, type EntityManager } from 'typeorm';

const RETRYABLE = new Set(['40P01', '40001']); // deadlock detected, serialisation failure

/** Statements by their text. Rights are written into texts, in few forms; beyond this many a connection keeps no more. */
const NAMES = new Map<string, string>();
const MAX_NAMES = 500;

function nameOf(sql: string): string | undefined {
  const known = NAMES.get(sql);
  if (known !== undefined || NAMES.size >= MAX_NAMES) return known;
  const name = `dvk_${NAMES.size + 1}`;
  NAMES.set(sql, name);
  return name;
}

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
    return this.send(sql, params);
  }

  /** The first row, or undefined. */
  async one<T>(sql: string, params: unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(sql, params))[0];
  }

  /**
   * As `query`, for statements that find few rows by a key, whatever its value: each connection plans them once and not
   * at every call, which takes longer than running them. Not for lists, whose best plan depends on the values.
   */
  async queryByKey<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    return this.send(sql, params, nameOf(sql));
  }

  /** As `queryByKey`: the first row, or undefined. */
  async oneByKey<T>(sql: string, params: unknown[] = []): Promise<T | undefined> {
    return (await this.queryByKey<T>(sql, params))[0];
  }

  private async send<T>(sql: string, params: unknown[], name?: string): Promise<T[]> {
    const client = await this.client();
    const result: QueryResult | QueryResult[] = await client.query({ name, text: sql, values: params });
    // Several statements in one text (pg-boss sends such) give several results.
    return (Array.isArray(result) ? result.flatMap((one: QueryResult) => one.rows) : result.rows) as T[];
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
