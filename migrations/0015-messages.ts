import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One log of everything that goes out, texts of a round, what people choose to get, and who was reminded of what. */
export class Messages1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_message RENAME TO message;
      ALTER TABLE message RENAME COLUMN template TO kind;
      ALTER TABLE message DROP CONSTRAINT mail_message_state_check;
      ALTER TABLE message
        ADD COLUMN channel text NOT NULL DEFAULT 'MAIL' CHECK (channel IN ('MAIL','WEBHOOK')),
        ADD COLUMN round_id uuid REFERENCES round,
        ADD COLUMN secret boolean NOT NULL DEFAULT false,      -- holds a link for one use: never shown, never sent again
        ADD COLUMN skipped_for text CHECK (skipped_for IN ('NO_ADDRESS','OPTED_OUT','IN_DIGEST','ACCOUNT_DISABLED')),
        ADD COLUMN held_for text CHECK (held_for IN ('DAILY','WEEKLY')),
        ADD COLUMN part_of uuid REFERENCES message,            -- the collecting mail that it went out in
        ADD COLUMN resent_of uuid REFERENCES message,
        ADD COLUMN resent_by uuid REFERENCES account,
        ADD CHECK (state IN ('QUEUED','HELD','SENT','FAILED','SKIPPED')),
        ADD CHECK ((state = 'SKIPPED') = (skipped_for IS NOT NULL)),
        ADD CHECK (state <> 'HELD' OR held_for IS NOT NULL),
        ADD CHECK ((skipped_for IS NOT DISTINCT FROM 'IN_DIGEST') = (part_of IS NOT NULL)),
        ADD CHECK (resent_of IS NULL OR resent_by IS NOT NULL),
        ADD CHECK (NOT secret OR channel = 'MAIL');
      UPDATE message SET secret = true WHERE kind = 'PASSWORD_RESET';
      -- What was sent holds a link that was for one pair of eyes.
      UPDATE message SET body = '' WHERE secret AND state = 'SENT';
      CREATE INDEX message_round ON message (round_id, id DESC);
      CREATE INDEX message_account ON message (account_id, id DESC);
      CREATE INDEX message_failed ON message (id DESC) WHERE state = 'FAILED';
      CREATE INDEX message_held ON message (account_id, id) WHERE state = 'HELD';
      CREATE INDEX message_resent ON message (resent_of) WHERE resent_of IS NOT NULL;
      CREATE INDEX message_part_of ON message (part_of) WHERE part_of IS NOT NULL;
      CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;

      -- Versions of the texts of a round; no texts = back to the built-in ones.
      CREATE TABLE message_template (
        round_id uuid NOT NULL REFERENCES round,
        kind text NOT NULL,
        locale text NOT NULL CHECK (locale IN ('vi','en')),
        channel text NOT NULL CHECK (channel IN ('MAIL','WEBHOOK')),
        version int NOT NULL CHECK (version >= 1),
        subject text CHECK (length(subject) <= 200),
        body text CHECK (length(body) BETWEEN 1 AND 6000),
        reason text NOT NULL CHECK (length(reason) > 0),
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (round_id, kind, locale, channel, version),
        CHECK ((subject IS NULL) = (body IS NULL))
      );
      CREATE TRIGGER message_template_append_only BEFORE UPDATE OR DELETE ON message_template FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE message_preference (
        account_id uuid PRIMARY KEY REFERENCES account,
        rhythm text NOT NULL DEFAULT 'AT_ONCE' CHECK (rhythm IN ('AT_ONCE','DAILY','WEEKLY')),
        choices jsonb NOT NULL DEFAULT '{}',                   -- {"REMINDER": {"MAIL": false}}: what differs from the usual
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- One row per person, matter, deadline and step: the key is what keeps anybody from being told twice.
      CREATE TABLE reminder (
        account_id uuid NOT NULL REFERENCES account,
        subject text NOT NULL,                                 -- 'entry:<id>', 'round:<id>:<unit>', 'sheets:<round>:<stage>'
        deadline timestamptz NOT NULL,
        step int NOT NULL CHECK (step <> 0),                   -- days: 7, 3, 1 before; -1, -3, -7 after
        what text NOT NULL,
        round_id uuid NOT NULL REFERENCES round,
        title text NOT NULL DEFAULT '',
        count int NOT NULL DEFAULT 1,
        href text NOT NULL,
        noted_on date NOT NULL,
        told_at timestamptz,
        PRIMARY KEY (account_id, subject, deadline, step)
      );
      CREATE INDEX reminder_untold ON reminder (account_id) WHERE told_at IS NULL;

      -- The daily look at deadlines reads a few days of open entries, not the round.
      CREATE INDEX entry_open_deadline ON entry (round_id, deadline) WHERE state IN ('RETURNED','APPRAISING','PROPOSED');
      UPDATE notice SET kind = 'REMINDER' WHERE kind = 'DEADLINE_NEAR';
      UPDATE message SET kind = 'REMINDER' WHERE kind = 'DEADLINE_NEAR';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
