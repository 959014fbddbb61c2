import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, database roles, text search without marks, audit chain, history of states, idempotency, files. */
export class Kernel1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS ltree;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS btree_gist;
    `);
    await runner.query(`
      DO $$
      DECLARE r text;
      BEGIN
        FOREACH r IN ARRAY ARRAY['dvk_app', 'dvk_portal'] LOOP
          -- Roles live in the cluster, not in the database: two databases may create them at the same moment.
          BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', r); END IF;
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
          END;
          IF NOT pg_has_role(current_user, r, 'MEMBER') THEN EXECUTE format('GRANT %I TO CURRENT_USER', r); END IF;
        END LOOP;
      END $$;
    `);
    // Search ignores marks and case, maps đ to d; NFC first, so that NFD input finds the same rows (product.md, "Text").
    await runner.query(`
      CREATE FUNCTION vn_norm(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC))) $$;
    `);
    await runner.query(`
      CREATE TABLE audit_chain (
        chain smallint PRIMARY KEY CHECK (chain BETWEEN 0 AND 15),
        last_position bigint NOT NULL DEFAULT 0,
        last_hash bytea NOT NULL DEFAULT sha256('dan-van-kheo')
      );
      INSERT INTO audit_chain (chain) SELECT generate_series(0, 15);

      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        chain smallint NOT NULL REFERENCES audit_chain,
        position bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id uuid,
        acting_for uuid,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        before jsonb,
        after jsonb,
        reason text,
        request_id text,
        prev_hash bytea NOT NULL,
        hash bytea NOT NULL,
        UNIQUE (chain, position)
      );
      CREATE INDEX audit_log_subject ON audit_log (subject_type, subject_id, id);

      CREATE FUNCTION audit_hash(r audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
        SELECT sha256(r.prev_hash || convert_to(jsonb_build_array(
          r.chain, r.position, to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), r.actor_id, r.acting_for,
          r.action, r.subject_type, r.subject_id, r.before, r.after, r.reason, r.request_id)::text, 'UTF8'))
      $$;

      -- Sixteen chains, chosen by subject: one chain for all would make every commit wait for the one before.
      -- SECURITY DEFINER: the application's role may only insert rows; it cannot move a chain's head itself.
      CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE head audit_chain;
      BEGIN
        NEW.chain := (hashtextextended(NEW.subject_id, 0) & 15)::smallint;
        SELECT * INTO head FROM audit_chain WHERE chain = NEW.chain FOR UPDATE;
        NEW.position := head.last_position + 1;
        NEW.prev_hash := head.last_hash;
        NEW.at := clock_timestamp();
        NEW.hash := audit_hash(NEW);
        UPDATE audit_chain SET last_position = NEW.position, last_hash = NEW.hash WHERE chain = NEW.chain;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_append BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_append();

      CREATE TABLE state_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        action text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        stage_code text,
        actor_id uuid,
        unit_id uuid,
        reason text,
        data jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX state_history_subject ON state_history (subject_type, subject_id, id);

      CREATE TABLE idempotency_key (
        account_id uuid NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
        request_hash text NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, key)
      );

      CREATE TABLE number_series (
        key text PRIMARY KEY,
        last int NOT NULL DEFAULT 0 CHECK (last >= 0)
      );

      CREATE TABLE stored_file (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size bigint NOT NULL CHECK (size > 0),
        media_type text NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
        scan_state text NOT NULL DEFAULT 'NOT_SCANNED' CHECK (scan_state IN ('NOT_SCANNED', 'CLEAN', 'INFECTED')),
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX stored_file_sha256 ON stored_file (sha256);

      -- Rows that state a fact of the past are never changed, whoever asks.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
      CREATE TRIGGER state_history_append_only BEFORE UPDATE OR DELETE ON state_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE SCHEMA portal;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
