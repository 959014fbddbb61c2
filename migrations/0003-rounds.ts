import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programmes, rounds and the versions of their rules; dated base salary. */
export class Rounds1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE base_salary (
        effective_from date PRIMARY KEY,
        amount numeric(12,0) NOT NULL CHECK (amount > 0),
        legal_basis text NOT NULL
      );
      -- product.md, "Rules that real regulations fix": data with effective dates.
      INSERT INTO base_salary VALUES
        ('2019-07-01', 1490000, 'Nghị định 38/2019/NĐ-CP'),
        ('2023-07-01', 1800000, 'Nghị định 24/2023/NĐ-CP'),
        ('2024-07-01', 2340000, 'Nghị định 73/2024/NĐ-CP'),
        ('2026-07-01', 2530000, 'Mức lương cơ sở từ 01/7/2026');

      CREATE TABLE programme (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind text NOT NULL CHECK (kind IN ('MODEL_RECOGNITION','WRITING_CONTEST','LIVE_CONTEST','AGENCY_EVALUATION')),
        name text NOT NULL CHECK (length(name) BETWEEN 3 AND 300),
        unit_id uuid NOT NULL REFERENCES unit,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE round (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        programme_id uuid NOT NULL REFERENCES programme,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,40}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 3 AND 300),
        year int NOT NULL CHECK (year BETWEEN 2000 AND 2100),
        unit_id uuid NOT NULL REFERENCES unit,            -- the in-charge body's unit; entries come from it and below
        unit_path ltree NOT NULL,
        state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT','OPEN','CLOSED')),
        rules_version int NOT NULL DEFAULT 1,
        version int NOT NULL DEFAULT 1,
        created_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        opened_at timestamptz,
        closed_at timestamptz,
        CHECK ((state = 'DRAFT') = (opened_at IS NULL)),
        CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
      );
      CREATE INDEX round_unit_path ON round USING gist (unit_path);

      CREATE TABLE round_rules (
        round_id uuid NOT NULL REFERENCES round,
        version int NOT NULL CHECK (version >= 1),
        rules jsonb NOT NULL,
        reason text,
        frozen_at timestamptz,                            -- set when the round opens, or at once for a later version
        created_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (round_id, version),
        CHECK (version = 1 OR length(reason) > 0)
      );
      ALTER TABLE round ADD FOREIGN KEY (id, rules_version) REFERENCES round_rules (round_id, version) DEFERRABLE INITIALLY DEFERRED;
      ALTER TABLE role_grant ADD FOREIGN KEY (round_id) REFERENCES round;

      CREATE FUNCTION refuse_frozen_rules() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.frozen_at IS NOT NULL THEN
          RAISE EXCEPTION 'rules are frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER round_rules_frozen BEFORE UPDATE OR DELETE ON round_rules FOR EACH ROW EXECUTE FUNCTION refuse_frozen_rules();
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
