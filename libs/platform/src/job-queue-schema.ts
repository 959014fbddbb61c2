import PgBoss from 'pg-boss';
import type { QueryRunner } from 'typeorm';

/**
 * Tables of the job queue, made by the library's own plans. They are laid here and not by the library at start,
 * because the application's role may not create tables; making a queue is the one thing that it may ask for.
 */
export async function installJobQueue(runner: QueryRunner): Promise<void> {
  const [there] = (await runner.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'pgboss'`)) as unknown[];
  if (!there) await runner.query(PgBoss.getConstructionPlans('pgboss'));
  await runner.query(`
    ALTER FUNCTION pgboss.create_queue(text, json) SECURITY DEFINER SET search_path = pgboss, public;
    GRANT USAGE ON SCHEMA pgboss TO dvk_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO dvk_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA pgboss GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dvk_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO dvk_app;
  `);
}
