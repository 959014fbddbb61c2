import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody filtered a list by, under a name of their own. */
export class SavedViews1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account,
        list text NOT NULL CHECK (list IN ('APPRAISAL_QUEUE', 'ENTRIES')),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object'),
        is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (account_id, list, name)
      );
      CREATE UNIQUE INDEX saved_view_one_default ON saved_view (account_id, list) WHERE is_default;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
