import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Text of a draft that an amended form has no place for: shown to its writer, who may copy it. */
export class Forms1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- [{code, label, text, version}]: version of the rules under which it was written
      ALTER TABLE entry ADD COLUMN content_left jsonb NOT NULL DEFAULT '[]';
      -- Drafts of a round, which move to a new version of its rules.
      CREATE INDEX entry_drafts_of_round ON entry (round_id, id) WHERE state = 'DRAFT';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward');
  }
}
