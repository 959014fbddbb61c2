import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions with their annex, certificates, publications and the views that the public site reads. */
export class DecisionsAndPublication1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE decision (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        family text NOT NULL CHECK (family IN ('STATE','PARTY')),
        issuer_name text NOT NULL,                          -- as it stands in the paper's head
        type_symbol text NOT NULL,                          -- 'QĐ-UBND', 'QĐ/TU'
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
        legal_bases jsonb NOT NULL DEFAULT '[]',
        decided_on date,
        number int CHECK (number > 0),
        number_text text,                                   -- '06/2026/QĐ-UBND' or '127-QĐ/TU'
        series_key text,
        signer_id uuid REFERENCES account,
        signer_name text,
        signer_title text,
        signer_authority text NOT NULL DEFAULT '',          -- 'TM.', 'KT.', …
        base_salary numeric(12,0),                          -- on decided_on
        state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT','SUBMITTED','ISSUED')),
        issued_at timestamptz,
        version int NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (series_key, number),
        CHECK (state <> 'ISSUED' OR (number IS NOT NULL AND number_text IS NOT NULL AND series_key IS NOT NULL AND decided_on IS NOT NULL
          AND signer_id IS NOT NULL AND signer_name IS NOT NULL AND base_salary IS NOT NULL AND issued_at IS NOT NULL))
      );
      CREATE TABLE decision_award (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        decision_id uuid NOT NULL REFERENCES decision,
        entry_id uuid NOT NULL REFERENCES entry,
        position int NOT NULL,
        award_form_code text NOT NULL,
        award_form_name text NOT NULL,
        recipient_name text NOT NULL,
        unit_name text NOT NULL,
        title text NOT NULL,
        score numeric(9,4),
        rank int,
        coefficient numeric(6,3) NOT NULL CHECK (coefficient >= 0),
        amount numeric(14,0) CHECK (amount >= 0),           -- đồng; set when issued
        UNIQUE (decision_id, position),
        UNIQUE (decision_id, entry_id)
      );
      CREATE INDEX decision_award_entry ON decision_award (entry_id);
      CREATE FUNCTION refuse_issued_decision() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state = 'ISSUED' THEN
          RAISE EXCEPTION 'an issued decision is immutable' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER decision_issued BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_issued_decision();
      CREATE FUNCTION refuse_issued_award() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT state FROM decision WHERE id = coalesce(NEW.decision_id, OLD.decision_id)) = 'ISSUED' THEN
          RAISE EXCEPTION 'the annex of an issued decision is immutable' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER decision_award_issued BEFORE INSERT OR UPDATE OR DELETE ON decision_award FOR EACH ROW EXECUTE FUNCTION refuse_issued_award();

      CREATE TABLE publication (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        decision_id uuid NOT NULL UNIQUE REFERENCES decision,
        state text NOT NULL DEFAULT 'PUBLISHED' CHECK (state IN ('PUBLISHED','WITHDRAWN')),
        published_by uuid NOT NULL REFERENCES account,
        published_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_by uuid REFERENCES account,
        withdrawn_at timestamptz,
        withdraw_reason text,
        version int NOT NULL DEFAULT 1,
        CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND length(withdraw_reason) > 0))
      );

      -- What the public sees of a model: fixed at publication, public fields only (product.md, "People's data").
      CREATE TABLE published_model (
        award_id uuid PRIMARY KEY REFERENCES decision_award,
        publication_id uuid NOT NULL REFERENCES publication,
        entry_id uuid NOT NULL REFERENCES entry,
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        recipient_name text NOT NULL,
        unit_name text NOT NULL,
        place text NOT NULL,                                -- names of the units above, nearest first
        province_name text NOT NULL,
        year int NOT NULL,
        round_name text NOT NULL,
        field_code text NOT NULL,
        subject_type text NOT NULL,
        level text NOT NULL,
        award_form_name text NOT NULL,
        decision_number text NOT NULL,
        decided_on date NOT NULL,
        sections jsonb NOT NULL,                            -- [{title, text}]
        contributions jsonb NOT NULL,                       -- [{name, qualifier, amount, unit}]
        photos jsonb NOT NULL,                              -- [{fileId, caption}] with consent only
        search text GENERATED ALWAYS AS (vn_norm(title || ' ' || recipient_name || ' ' || unit_name || ' ' || place)) STORED
      );
      CREATE INDEX published_model_search ON published_model USING gin (search gin_trgm_ops);
      CREATE INDEX published_model_order ON published_model (year DESC, award_id DESC);
      CREATE INDEX published_model_publication ON published_model (publication_id);

      CREATE TABLE certificate (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        award_id uuid NOT NULL REFERENCES decision_award,
        number_text text NOT NULL UNIQUE,                   -- golden-book number
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$'),
        state text NOT NULL DEFAULT 'VALID' CHECK (state IN ('VALID','REVOKED','REISSUED')),
        state_reason text,
        state_changed_at timestamptz,
        issued_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (state = 'VALID' OR (length(state_reason) > 0 AND state_changed_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX certificate_valid ON certificate (award_id) WHERE state = 'VALID';

      CREATE VIEW portal.model AS
        SELECT m.slug, m.award_id AS id, m.title, m.recipient_name, m.unit_name, m.place, m.province_name, m.year, m.round_name, m.field_code,
               m.subject_type, m.level, m.award_form_name, m.decision_number, m.decided_on, m.sections, m.contributions, m.photos,
               m.search, p.published_at
        FROM published_model m JOIN publication p ON p.id = m.publication_id AND p.state = 'PUBLISHED';
      CREATE VIEW portal.certificate AS
        SELECT c.code, c.number_text, c.state, c.state_reason, c.state_changed_at, c.issued_on,
               a.recipient_name, a.unit_name, a.title, a.award_form_name, d.number_text AS decision_number, d.decided_on, d.issuer_name,
               d.family, d.signer_authority, d.signer_title, d.signer_name, m.subject_type, m.province_name, m.year
        FROM certificate c JOIN decision_award a ON a.id = c.award_id JOIN decision d ON d.id = a.decision_id AND d.state = 'ISSUED'
        JOIN published_model m ON m.award_id = a.id
        JOIN publication p ON p.decision_id = d.id AND p.state = 'PUBLISHED';
      CREATE VIEW portal.photo AS
        SELECT f.id, f.sha256, f.media_type, f.name
        FROM published_model m JOIN publication p ON p.id = m.publication_id AND p.state = 'PUBLISHED'
        CROSS JOIN LATERAL jsonb_to_recordset(m.photos) AS x("fileId" uuid)
        JOIN stored_file f ON f.id = x."fileId";
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
