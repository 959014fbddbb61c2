import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of registrations that are imported: the file, how it is read, what became of each row; what people answered. */
export class Imports1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        scope_unit_id uuid NOT NULL REFERENCES unit,        -- rows may name this unit and those below it
        scope_path ltree NOT NULL,
        host_path ltree NOT NULL,                           -- path of the round's unit
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
        file_sha256 text NOT NULL,
        file_id uuid REFERENCES stored_file,                -- an .xlsx
        source_text text,                                   -- a .csv, as text
        state text NOT NULL DEFAULT 'UPLOADED' CHECK (state IN ('UPLOADED','ANALYSED','READY','RUNNING','DONE','FAILED')),
        mapping jsonb,                                      -- {sheet, top, bottom, columns: {column -> role}}; what a person confirmed
        counts jsonb NOT NULL DEFAULT '{}',
        problem text,                                       -- code of the error that ended it
        version int NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES account,
        started_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK ((file_id IS NULL) <> (source_text IS NULL))
      );
      CREATE INDEX import_scope ON import USING gist (scope_path);
      CREATE INDEX import_round ON import (round_id, id DESC);
      CREATE INDEX import_running ON import (updated_at) WHERE state = 'RUNNING';

      CREATE TABLE import_row (
        import_id uuid NOT NULL REFERENCES import,
        row_no int NOT NULL CHECK (row_no > 0),
        round_id uuid NOT NULL REFERENCES round,
        outcome text NOT NULL CHECK (outcome IN ('ACCEPTED','WARNED','REJECTED','ALREADY')),
        title text NOT NULL,
        unit_id uuid REFERENCES unit,
        unit_text text NOT NULL,
        fingerprint text,                                   -- SHA-256 of unit, title and subject, folded
        issues jsonb NOT NULL DEFAULT '[]',                 -- [{severity, code, params, column}]
        cells jsonb NOT NULL DEFAULT '{}',                  -- column letters -> text as it stood in the file
        entry_id uuid REFERENCES entry,
        PRIMARY KEY (import_id, row_no),
        CHECK (outcome NOT IN ('ACCEPTED','WARNED') OR (entry_id IS NOT NULL AND fingerprint IS NOT NULL))
      );
      -- one registration is imported once into a round, however many files name it
      CREATE UNIQUE INDEX import_row_once ON import_row (round_id, fingerprint) WHERE outcome IN ('ACCEPTED','WARNED');
      CREATE INDEX import_row_entry ON import_row (entry_id);

      -- What columns of a layout hold, remembered for the unit that sent it.
      CREATE TABLE import_mapping (
        unit_id uuid NOT NULL REFERENCES unit,
        header_key text NOT NULL,                           -- SHA-256 of the header's texts
        columns jsonb NOT NULL,
        updated_by uuid NOT NULL REFERENCES account,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (unit_id, header_key)
      );

      -- Which unit a name means, where several fit or none did.
      CREATE TABLE import_unit_answer (
        unit_id uuid NOT NULL REFERENCES unit,              -- the unit whose lists write so
        name_key text NOT NULL CHECK (length(name_key) BETWEEN 1 AND 1000),
        means_unit_id uuid NOT NULL REFERENCES unit,
        answered_by uuid NOT NULL REFERENCES account,
        answered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (unit_id, name_key)
      );
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
