import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was let in to write stays known after leaving: they have had a hand in the entry and never decide on it. */
export class WritersStay1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A row is never deleted. removed_at: the right has ended; wrote: might write before the right was changed to READ.
      ALTER TABLE entry_collaborator ADD COLUMN removed_at timestamptz, ADD COLUMN wrote boolean NOT NULL DEFAULT false;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
