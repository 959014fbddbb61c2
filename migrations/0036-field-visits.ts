import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers saw on the spot: a record with photos, never changed once it is signed. */
export class FieldVisits1700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE field_visit (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        stage_code text NOT NULL,                          -- the stage of the appraisal that it belongs to
        unit_id uuid NOT NULL REFERENCES unit,             -- who makes it: the unit that held the entry
        state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT','SIGNED','DISCARDED')),
        visited_on date,
        place text NOT NULL DEFAULT '' CHECK (length(place) <= 300),
        participants text NOT NULL DEFAULT '' CHECK (length(participants) <= 4000),
        seen jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(seen) = 'object'),   -- item of the stage's checklist -> {ok: boolean|null, note}
        conclusion text NOT NULL DEFAULT '' CHECK (length(conclusion) <= 8000),
        replaces_id uuid REFERENCES field_visit,           -- the signed record that this one corrects
        reason text CHECK (length(reason) BETWEEN 1 AND 2000),
        signed_by uuid REFERENCES account,
        signed_at timestamptz,
        version int NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (visited_on <= (updated_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
        CHECK (replaces_id <> id),
        CHECK ((replaces_id IS NULL) = (reason IS NULL)),
        CHECK ((state = 'SIGNED') = (signed_at IS NOT NULL) AND (state = 'SIGNED') = (signed_by IS NOT NULL)),
        CHECK (state <> 'SIGNED' OR (visited_on IS NOT NULL AND length(place) > 0 AND length(participants) > 0 AND length(conclusion) > 0))
      );
      CREATE INDEX field_visit_entry ON field_visit (entry_id, id DESC);
      CREATE UNIQUE INDEX field_visit_one_draft ON field_visit (entry_id, unit_id) WHERE state = 'DRAFT';
      CREATE UNIQUE INDEX field_visit_replaced_once ON field_visit (replaces_id) WHERE state = 'SIGNED' AND replaces_id IS NOT NULL;
      CREATE TRIGGER field_visit_frozen BEFORE UPDATE OR DELETE ON field_visit FOR EACH ROW
        WHEN (OLD.state <> 'DRAFT') EXECUTE FUNCTION refuse_change();

      CREATE TABLE field_visit_photo (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        visit_id uuid NOT NULL REFERENCES field_visit,
        file_id uuid NOT NULL REFERENCES stored_file,
        caption text NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
        position int NOT NULL CHECK (position >= 1),
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (visit_id, file_id)
      );
      CREATE INDEX field_visit_photo_visit ON field_visit_photo (visit_id, position, id);
      CREATE INDEX field_visit_photo_file ON field_visit_photo (file_id);

      -- The photos are part of what is signed.
      CREATE FUNCTION refuse_photo_of_signed_visit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM field_visit v WHERE v.id IN (OLD.visit_id, NEW.visit_id) AND v.state <> 'DRAFT') THEN
          RAISE EXCEPTION 'photos of a signed visit do not change' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER field_visit_photo_frozen BEFORE INSERT OR UPDATE OR DELETE ON field_visit_photo FOR EACH ROW
        EXECUTE FUNCTION refuse_photo_of_signed_visit();
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
