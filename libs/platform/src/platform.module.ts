import { type DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ClsPluginTransactional } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule } from 'nestjs-cls';
import { Clock } from './clock';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { ENV, type Env } from './env';
import { Health } from './health';
import { Idempotency } from './idempotency';
import { NumberSeries } from './number-series';

/** What every process needs: settings, database with implicit transactions, clock. */
@Module({})
export class PlatformModule {
  /**
   * @param databaseUrl with whose rights this process works: the application's or the portal's login
   * @param name shown in pg_stat_activity
   */
  static forProcess(env: Env, databaseUrl: string, name: string, poolSize = 10): DynamicModule {
    const shared = [{ provide: ENV, useValue: env }, Clock, Database, Idempotency, NumberSeries, Health];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(databaseUrl, name, poolSize), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 }),
        ClsModule.forRoot({
          global: true,
          plugins: [
            new ClsPluginTransactional({
              imports: [TypeOrmModule],
              adapter: new TransactionalAdapterTypeOrm({ dataSourceToken: getDataSourceToken() }),
            }),
          ],
        }),
      ],
      providers: shared,
      exports: shared,
    };
  }
}
