import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries that reach the system another way than by their unit's own typing: on paper, or in a list of registrations. */
export class Paper1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE entry
        ADD channel text NOT NULL DEFAULT 'ONLINE' CHECK (channel IN ('ONLINE', 'PAPER', 'IMPORT')),
        ADD received_on date,                              -- the day the paper reached the office
        ADD postmark_on date,                              -- the day the post office stamped on it
        ADD paper_note text NOT NULL DEFAULT '' CHECK (length(paper_note) <= 2000),
        ADD CHECK ((channel = 'PAPER') = (received_on IS NOT NULL)),
        ADD CHECK (postmark_on IS NULL OR (received_on IS NOT NULL AND postmark_on <= received_on));

      -- The paper as it came, scanned: not evidence of the unit, seen by those who keep the dossier.
      CREATE TABLE paper_scan (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        file_id uuid NOT NULL REFERENCES stored_file,
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX paper_scan_entry ON paper_scan (entry_id, id);
      CREATE INDEX paper_scan_file ON paper_scan (file_id);
      -- What an officer still has to finish; online entries are many, those on paper few.
      CREATE INDEX entry_on_paper ON entry (created_by, state) WHERE channel = 'PAPER';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
