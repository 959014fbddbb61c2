import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writing together: what changed when, versions of drafts, who is here, who writes in which section, collaborators. */
export class Writing1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Part (title, content.CODE, …) -> version of the entry at which it last changed. '*' stands for all parts not named:
      -- text that a device has kept since before this column existed must not overwrite what was saved meanwhile.
      ALTER TABLE entry ADD COLUMN part_versions jsonb NOT NULL DEFAULT '{}';
      UPDATE entry SET part_versions = jsonb_build_object('*', version) WHERE state IN ('DRAFT','RETURNED') AND version > 1;

      -- The draft as it was after a save. Saves of one person within ten minutes are one row, unless a submission lies
      -- between or somebody else has changed the same part since. Removed some time after the entry has ended.
      CREATE TABLE entry_version (
        entry_id uuid NOT NULL REFERENCES entry,
        no int NOT NULL CHECK (no >= 1),
        author_id uuid NOT NULL REFERENCES account,
        revision_no int NOT NULL,                          -- how often the entry had been submitted before
        version int NOT NULL,                              -- of the entry, at its last save
        started_at timestamptz NOT NULL,
        saved_at timestamptz NOT NULL,
        parts text[] NOT NULL,                             -- what its author changed in it
        restored_from text,                                -- v3 or r1: this save brought that back
        title text NOT NULL,
        subject_name text NOT NULL,
        content jsonb NOT NULL,
        contributions jsonb NOT NULL,
        self_scores jsonb NOT NULL,
        PRIMARY KEY (entry_id, no)
      );
      CREATE INDEX entry_version_time ON entry_version (entry_id, saved_at DESC, no DESC);

      -- Who has the entry open, and who writes in which section. Worthless after a minute, so not worth a log.
      CREATE UNLOGGED TABLE entry_presence (
        entry_id uuid NOT NULL,
        account_id uuid NOT NULL,
        tab text NOT NULL,                                 -- one window of a browser
        section text,
        since timestamptz NOT NULL,                        -- in this section
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (entry_id, account_id, tab)
      );
      CREATE UNLOGGED TABLE section_lock (
        entry_id uuid NOT NULL,
        section text NOT NULL,
        account_id uuid NOT NULL,
        tab text NOT NULL,
        since timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        taken_from uuid,                                   -- who wrote there before and was told
        PRIMARY KEY (entry_id, section)
      );

      -- People whom the writers of one entry let in, although no grant in the tree does.
      CREATE TABLE entry_collaborator (
        entry_id uuid NOT NULL REFERENCES entry,
        account_id uuid NOT NULL REFERENCES account,
        may text NOT NULL CHECK (may IN ('READ','WRITE')),
        added_by uuid NOT NULL REFERENCES account,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (entry_id, account_id)
      );
      CREATE INDEX entry_collaborator_account ON entry_collaborator (account_id, entry_id);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
