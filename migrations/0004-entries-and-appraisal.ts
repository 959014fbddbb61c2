import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries, their frozen revisions, figures, evidence, readers; appraisal by level. */
export class EntriesAndAppraisal1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL,
        rules_version int NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        unit_path ltree NOT NULL,                          -- as of the day of registration: rights still hold after a merger
        host_path ltree NOT NULL,                          -- path of the round's unit
        category_code text NOT NULL,
        field_code text NOT NULL,
        subject_type text NOT NULL CHECK (subject_type IN ('COLLECTIVE','INDIVIDUAL','HOUSEHOLD')),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
        subject_name text NOT NULL CHECK (length(subject_name) BETWEEN 1 AND 300),  -- as it will stand on the certificate
        content jsonb NOT NULL DEFAULT '{}',               -- field code -> value; the draft
        contributions jsonb NOT NULL DEFAULT '[]',
        self_scores jsonb NOT NULL DEFAULT '{}',           -- criterion code -> decimal as text
        state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN
          ('DRAFT','APPRAISING','PROPOSED','RETURNED','REFUSED','SCORING','COUNCIL','APPROVED','NOT_APPROVED','RECOGNISED','WITHDRAWN')),
        stage_code text,                                   -- the stage of RoundRules.chain it is at
        holder_unit_id uuid REFERENCES unit,               -- who has it now
        holder_since timestamptz NOT NULL DEFAULT now(),
        deadline timestamptz,                              -- by when the holder should act
        return_count int NOT NULL DEFAULT 0 CHECK (return_count >= 0),
        revision_no int NOT NULL DEFAULT 0,
        receipt_no text UNIQUE,
        submitted_at timestamptz,
        submitted boolean GENERATED ALWAYS AS (submitted_at IS NOT NULL) STORED,
        final_score numeric(9,4),
        band text,
        search text GENERATED ALWAYS AS (vn_norm(title || ' ' || subject_name || ' ' || coalesce(receipt_no, ''))) STORED,
        version int NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (round_id, rules_version) REFERENCES round_rules (round_id, version),
        CHECK (state IN ('DRAFT','WITHDRAWN') OR (submitted_at IS NOT NULL AND receipt_no IS NOT NULL AND revision_no > 0)),
        CHECK (state IN ('DRAFT','WITHDRAWN','REFUSED','NOT_APPROVED','RECOGNISED') OR (stage_code IS NOT NULL AND holder_unit_id IS NOT NULL))
      );
      CREATE INDEX entry_unit_path ON entry USING gist (unit_path);
      CREATE INDEX entry_queue ON entry (holder_unit_id, state, deadline, id);
      CREATE INDEX entry_round_new ON entry (round_id, id DESC);
      CREATE INDEX entry_round_category ON entry (round_id, category_code, state);
      CREATE INDEX entry_unit ON entry (unit_id, id DESC);
      CREATE INDEX entry_search ON entry USING gin (search gin_trgm_ops);

      CREATE TABLE entry_revision (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        no int NOT NULL CHECK (no >= 1),
        title text NOT NULL,
        subject_name text NOT NULL,
        content jsonb NOT NULL,
        contributions jsonb NOT NULL,
        self_scores jsonb NOT NULL,
        evidence jsonb NOT NULL,                           -- the list as it was: file id, part, caption, date, place, consent
        content_hash text NOT NULL,
        submitted_by uuid NOT NULL REFERENCES account,
        submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (entry_id, no)
      );
      CREATE TRIGGER entry_revision_append_only BEFORE UPDATE OR DELETE ON entry_revision FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE evidence (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        file_id uuid NOT NULL REFERENCES stored_file,
        part text NOT NULL,                                -- field code or criterion code that it supports
        caption text NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
        taken_on date,
        place text CHECK (length(place) <= 300),
        consent boolean NOT NULL DEFAULT false,            -- people shown agreed to publication
        position int NOT NULL DEFAULT 0,
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX evidence_entry ON evidence (entry_id, position, id);
      CREATE INDEX evidence_file ON evidence (file_id);

      -- Accounts that may read one entry although no grant in the tree covers it: its judges, its council.
      -- Written by the features further down the process, so that entries need not know their tables.
      CREATE TABLE entry_reader (
        entry_id uuid NOT NULL REFERENCES entry,
        account_id uuid NOT NULL REFERENCES account,
        why text NOT NULL CHECK (why IN ('JUDGE','COUNCIL')),
        PRIMARY KEY (entry_id, account_id, why)
      );
      CREATE INDEX entry_reader_account ON entry_reader (account_id, entry_id);

      CREATE TABLE appraisal (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        revision_id uuid NOT NULL REFERENCES entry_revision,
        stage_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN','PROPOSED','FORWARDED','RETURNED','REFUSED')),
        checklist jsonb NOT NULL DEFAULT '{}',             -- item code -> {ok: boolean, note: text}
        finding text NOT NULL DEFAULT '',
        officer_id uuid REFERENCES account,
        proposed_at timestamptz,
        leader_id uuid REFERENCES account,
        decided_at timestamptz,
        reason text,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (state NOT IN ('PROPOSED','FORWARDED','REFUSED') OR (officer_id IS NOT NULL AND proposed_at IS NOT NULL)),
        CHECK (state NOT IN ('FORWARDED','REFUSED') OR (leader_id IS NOT NULL AND decided_at IS NOT NULL)),
        CHECK (state <> 'REFUSED' OR length(reason) > 0),
        CHECK (leader_id IS DISTINCT FROM officer_id OR leader_id IS NULL),            -- four eyes
        UNIQUE (entry_id, revision_id, stage_code)
      );
      CREATE INDEX appraisal_entry ON appraisal (entry_id, created_at);
      CREATE INDEX appraisal_quota ON appraisal (unit_id, stage_code, state);

      CREATE TABLE appraised_score (
        appraisal_id uuid NOT NULL REFERENCES appraisal,
        criterion_code text NOT NULL,
        points numeric(6,2) NOT NULL,
        reason text NOT NULL CHECK (length(reason) > 0),
        changed_by uuid NOT NULL REFERENCES account,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (appraisal_id, criterion_code)
      );

      CREATE TABLE return_request (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        appraisal_id uuid NOT NULL REFERENCES appraisal,
        no int NOT NULL CHECK (no >= 1),
        deadline timestamptz NOT NULL,
        items jsonb NOT NULL CHECK (jsonb_array_length(items) > 0),   -- [{part, text, answer|null}]
        returned_by uuid NOT NULL REFERENCES account,
        returned_at timestamptz NOT NULL DEFAULT now(),
        answered_at timestamptz,
        UNIQUE (entry_id, no)
      );
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
