import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signatures of texts, models that are carried on from round to round, reports of progress and the ledger of figures. */
export class SimilarityAndProgress1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One MinHash signature for each entry, of its last submitted revision.
      CREATE TABLE entry_signature (
        entry_id uuid PRIMARY KEY REFERENCES entry,
        revision_no int NOT NULL CHECK (revision_no > 0),
        method int NOT NULL,                               -- signatures of different methods are never compared
        shingles int NOT NULL CHECK (shingles > 0),
        signature int[] NOT NULL CHECK (cardinality(signature) = 128),
        bands int[] NOT NULL CHECK (cardinality(bands) = 32),
        computed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX entry_signature_bands ON entry_signature USING gin (bands) WITH (fastupdate = off);

      -- A recognised model that is put forward again: a chain that begins with its first entry.
      ALTER TABLE entry
        ADD renews_entry_id uuid REFERENCES entry,
        ADD origin_entry_id uuid REFERENCES entry,         -- the first entry of the chain; NULL in that entry itself
        ADD renewal_no int NOT NULL DEFAULT 0,             -- 0: new; 1: carried on for the first time
        ADD CHECK (renews_entry_id <> id AND origin_entry_id <> id),
        ADD CHECK ((renews_entry_id IS NULL) = (renewal_no = 0) AND (origin_entry_id IS NULL) = (renewal_no = 0) AND renewal_no >= 0);
      -- A model is carried on once in a round, whichever of its entries is named.
      CREATE UNIQUE INDEX entry_renewal_once ON entry (round_id, origin_entry_id) WHERE origin_entry_id IS NOT NULL AND state <> 'WITHDRAWN';
      CREATE INDEX entry_origin ON entry (origin_entry_id) WHERE origin_entry_id IS NOT NULL;
      CREATE INDEX entry_renews ON entry (renews_entry_id) WHERE renews_entry_id IS NOT NULL;
      CREATE INDEX entry_unit_recognised ON entry (unit_id) WHERE state = 'RECOGNISED';

      CREATE TABLE progress_report (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT','SUBMITTED','DISCARDED')),
        period_from date,
        period_to date,
        body text NOT NULL DEFAULT '' CHECK (length(body) <= 20000),
        contributions jsonb NOT NULL DEFAULT '[]',         -- increments of the period: [{kind, qualifier, amount, note}]
        replaces_id uuid REFERENCES progress_report,       -- the report that this one corrects
        reason text CHECK (length(reason) <= 2000),        -- why it is corrected
        version int NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        submitted_by uuid REFERENCES account,
        submitted_at timestamptz,
        CHECK (period_to >= period_from),
        CHECK (replaces_id <> id),
        CHECK (reason IS NULL OR replaces_id IS NOT NULL),
        CHECK ((state = 'SUBMITTED') = (submitted_at IS NOT NULL) AND (state = 'SUBMITTED') = (submitted_by IS NOT NULL)),
        CHECK (state <> 'SUBMITTED' OR (period_from IS NOT NULL AND period_to IS NOT NULL AND length(body) > 0
          AND (replaces_id IS NULL OR length(reason) > 0)))
      );
      CREATE INDEX progress_report_entry ON progress_report (entry_id, id DESC);
      CREATE UNIQUE INDEX progress_report_one_draft ON progress_report (entry_id) WHERE state = 'DRAFT';
      CREATE UNIQUE INDEX progress_report_replaced_once ON progress_report (replaces_id) WHERE state = 'SUBMITTED' AND replaces_id IS NOT NULL;
      CREATE TRIGGER progress_report_frozen BEFORE UPDATE OR DELETE ON progress_report FOR EACH ROW
        WHEN (OLD.state <> 'DRAFT') EXECUTE FUNCTION refuse_change();

      CREATE TABLE progress_file (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        report_id uuid NOT NULL REFERENCES progress_report,
        file_id uuid NOT NULL REFERENCES stored_file,
        caption text NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX progress_file_report ON progress_file (report_id, id);
      CREATE INDEX progress_file_file ON progress_file (file_id);

      -- Figures that count, one row for each; never changed, only taken back by a row of the other sign.
      CREATE TABLE contribution_ledger (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        kind text NOT NULL,
        kind_name text NOT NULL,                           -- as the rules of the entry name it
        measure text NOT NULL,
        amount numeric(18,3) NOT NULL CHECK (amount > 0),
        qualifier text NOT NULL CHECK (qualifier IN ('EXACT','OVER','ABOUT')),
        note text NOT NULL DEFAULT '',
        period_from date,
        period_to date,
        source text NOT NULL CHECK (source IN ('REVISION','REPORT')),
        revision_no int,
        report_id uuid REFERENCES progress_report,
        sign smallint NOT NULL CHECK (sign IN (-1, 0, 1)), -- 0: stands in an earlier entry of the model and counts there
        reverses_id uuid REFERENCES contribution_ledger,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK ((sign = -1) = (reverses_id IS NOT NULL)),
        CHECK ((source = 'REVISION') = (revision_no IS NOT NULL) AND (source = 'REPORT') = (report_id IS NOT NULL)),
        UNIQUE (reverses_id)
      );
      CREATE INDEX contribution_ledger_entry ON contribution_ledger (entry_id, id);
      CREATE INDEX contribution_ledger_report ON contribution_ledger (report_id) WHERE report_id IS NOT NULL;
      CREATE TRIGGER contribution_ledger_append_only BEFORE UPDATE OR DELETE ON contribution_ledger FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
