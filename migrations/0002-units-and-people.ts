import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dated tree of units with successions; accounts, grants, sessions. */
export class UnitsAndPeople1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        no bigint GENERATED ALWAYS AS IDENTITY UNIQUE,   -- label of the unit in path
        code text,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
        kind text NOT NULL CHECK (kind IN ('PROVINCE','DISTRICT','COMMUNE','RESIDENTIAL','AGENCY','ARMED_FORCE','MASS_ORGANISATION')),
        level text NOT NULL CHECK (level IN ('PROVINCE','DISTRICT','COMMUNE','RESIDENTIAL')),
        parent_id uuid REFERENCES unit,
        path ltree NOT NULL,
        valid_from date NOT NULL,
        valid_to date,                                    -- first day on which it no longer exists
        name_norm text GENERATED ALWAYS AS (vn_norm(name)) STORED,
        version int NOT NULL DEFAULT 1,
        CHECK (valid_to IS NULL OR valid_to > valid_from),
        CHECK ((kind = 'PROVINCE') = (parent_id IS NULL)),
        CHECK (parent_id IS DISTINCT FROM id),
        -- An official code is used again after a merger, never twice on one day.
        EXCLUDE USING gist (code WITH =, level WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (code IS NOT NULL)
      );
      CREATE INDEX unit_path ON unit USING gist (path);
      CREATE UNIQUE INDEX unit_path_unique ON unit (path);
      CREATE INDEX unit_parent ON unit (parent_id);
      CREATE INDEX unit_name_trgm ON unit USING gin (name_norm gin_trgm_ops);
      CREATE INDEX unit_name_sort ON unit (name COLLATE "vi-VN-x-icu", id);

      CREATE TABLE unit_succession (
        predecessor_id uuid NOT NULL REFERENCES unit,
        successor_id uuid NOT NULL REFERENCES unit,
        part text NOT NULL CHECK (part IN ('WHOLE','PART')),
        effective_on date NOT NULL,
        legal_basis text,
        PRIMARY KEY (predecessor_id, successor_id),
        CHECK (predecessor_id <> successor_id)
      );
      CREATE INDEX unit_succession_successor ON unit_succession (successor_id);

      CREATE TABLE account (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        login text NOT NULL CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 100),
        full_name text NOT NULL CHECK (length(full_name) BETWEEN 1 AND 200),
        title text NOT NULL DEFAULT '',
        email text CHECK (email IS NULL OR email LIKE '%_@_%'),
        phone text,
        unit_id uuid NOT NULL REFERENCES unit,
        password_hash text,
        must_change_password boolean NOT NULL DEFAULT true,
        failed_count int NOT NULL DEFAULT 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        locale text NOT NULL DEFAULT 'vi' CHECK (locale IN ('vi','en')),
        name_norm text GENERATED ALWAYS AS (vn_norm(full_name || ' ' || login)) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        version int NOT NULL DEFAULT 1,
        UNIQUE (login)
      );
      CREATE INDEX account_unit ON account (unit_id);

      CREATE TABLE role_grant (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account,
        role text NOT NULL CHECK (role IN ('REPORTER','UNIT_HEAD','OFFICER','LEADER','JUDGE','COUNCIL_MEMBER','COUNCIL_SECRETARY','COUNCIL_CHAIR','BOARD_STAFF','AUDITOR','ADMIN')),
        unit_id uuid NOT NULL REFERENCES unit,
        round_id uuid,
        valid_from date NOT NULL DEFAULT current_date,
        valid_to date,
        granted_by uuid REFERENCES account,
        granted_at timestamptz NOT NULL DEFAULT now(),
        CHECK (valid_to IS NULL OR valid_to > valid_from),
        EXCLUDE USING gist (account_id WITH =, role WITH =, unit_id WITH =,
          (coalesce(round_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, daterange(valid_from, valid_to) WITH &&)
      );
      CREATE INDEX role_grant_account ON role_grant (account_id);
      CREATE INDEX role_grant_unit_role ON role_grant (unit_id, role);

      CREATE TABLE session (
        id_hash bytea PRIMARY KEY,
        account_id uuid REFERENCES account ON DELETE CASCADE,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_account ON session (account_id);
      CREATE INDEX session_expires ON session (expires_at);

      CREATE TABLE password_reset (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE notice (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account,
        kind text NOT NULL,
        params jsonb NOT NULL DEFAULT '{}',
        href text,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz
      );
      CREATE INDEX notice_account ON notice (account_id, id DESC);

      CREATE TABLE mail_message (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        notice_id uuid REFERENCES notice,
        account_id uuid REFERENCES account,
        recipient text NOT NULL,
        template text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED','SENT','FAILED')),
        attempts int NOT NULL DEFAULT 0,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
      );
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
