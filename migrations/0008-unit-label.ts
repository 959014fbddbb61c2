import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * "Ấp 1" is the name of thousands of units. On lists, papers and certificates a unit stands with its place:
 * "Ấp 1, xã Hoà An, huyện Phụng Hiệp". The database keeps that label, so that no list has to climb the tree.
 */
export class UnitLabel1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit ADD COLUMN label text;

      CREATE FUNCTION unit_label() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE above record;
      BEGIN
        NEW.label := NEW.name;
        IF NEW.kind IN ('COMMUNE', 'RESIDENTIAL') THEN
          SELECT kind, label INTO above FROM unit WHERE id = NEW.parent_id;
          IF above.kind IN ('DISTRICT', 'COMMUNE') THEN
            NEW.label := NEW.name || ', ' || lower(left(above.label, 1)) || substr(above.label, 2);
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER unit_label BEFORE INSERT OR UPDATE OF name, kind, parent_id ON unit FOR EACH ROW EXECUTE FUNCTION unit_label();

      -- A unit that is renamed takes the labels below it along.
      CREATE FUNCTION unit_label_below() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE unit SET name = name WHERE parent_id = NEW.id AND kind IN ('COMMUNE', 'RESIDENTIAL');
        RETURN NULL;
      END $$;
      CREATE TRIGGER unit_label_below AFTER UPDATE ON unit FOR EACH ROW WHEN (OLD.label IS DISTINCT FROM NEW.label) EXECUTE FUNCTION unit_label_below();

      UPDATE unit SET name = name WHERE kind IN ('PROVINCE', 'DISTRICT', 'AGENCY', 'ARMED_FORCE', 'MASS_ORGANISATION');
      UPDATE unit SET name = name WHERE kind = 'COMMUNE';
      UPDATE unit SET name = name WHERE kind = 'RESIDENTIAL';
      ALTER TABLE unit ALTER COLUMN label SET NOT NULL;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
