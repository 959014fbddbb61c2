import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appraisal in depth: returns answered item by item, steps back, officers of criteria, history of scores, lists of entries forwarded together. */
export class AppraisalDepth1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a unit writes about each item of an open return; frozen into return_request.items when it submits again.
      CREATE TABLE return_answer (
        request_id uuid NOT NULL REFERENCES return_request,
        item int NOT NULL CHECK (item BETWEEN 0 AND 200),
        answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
        done boolean NOT NULL DEFAULT false,
        version int NOT NULL DEFAULT 1,
        saved_by uuid NOT NULL REFERENCES account,
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (request_id, item)
      );
      -- After it: whether the officer finds an item settled or still open.
      CREATE TABLE return_verdict (
        request_id uuid NOT NULL REFERENCES return_request,
        item int NOT NULL CHECK (item BETWEEN 0 AND 200),
        settled boolean NOT NULL,
        decided_by uuid NOT NULL REFERENCES account,
        decided_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (request_id, item)
      );

      -- An entry that a level gives back to the one below: both appraisals end there, and a new one may begin for the same revision.
      ALTER TABLE appraisal ADD step_back_reason text CHECK (length(step_back_reason) BETWEEN 1 AND 2000);
      ALTER TABLE appraisal DROP CONSTRAINT appraisal_state_check,
        ADD CONSTRAINT appraisal_state_check CHECK (state IN ('OPEN','PROPOSED','FORWARDED','RETURNED','REFUSED','STEPPED_BACK')),
        ADD CONSTRAINT appraisal_stepped_back_reason CHECK ((state = 'STEPPED_BACK') = (step_back_reason IS NOT NULL)),
        DROP CONSTRAINT appraisal_entry_id_revision_id_stage_code_key;
      CREATE UNIQUE INDEX appraisal_live ON appraisal (entry_id, revision_id, stage_code) WHERE state <> 'STEPPED_BACK';

      -- What each proposal changed in the scores of an entry, criterion by criterion, over all levels.
      CREATE TABLE appraised_score_change (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        appraisal_id uuid NOT NULL REFERENCES appraisal,
        criterion_code text NOT NULL,
        from_points numeric(6,2),
        to_points numeric(6,2) NOT NULL,
        reason text NOT NULL,
        changed_by uuid NOT NULL REFERENCES account,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX appraised_score_change_entry ON appraised_score_change (entry_id, id);
      CREATE TRIGGER appraised_score_change_append_only BEFORE UPDATE OR DELETE ON appraised_score_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Who is responsible for a criterion at a stage, where the rules ask for it; set by the leader of the appraising unit.
      CREATE TABLE criterion_officer (
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        criterion_code text NOT NULL,
        account_id uuid NOT NULL REFERENCES account,
        assigned_by uuid NOT NULL REFERENCES account,
        assigned_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (round_id, stage_code, unit_id, criterion_code)
      );
      CREATE TABLE criterion_confirmation (
        appraisal_id uuid NOT NULL REFERENCES appraisal,
        criterion_code text NOT NULL,
        confirmed_by uuid NOT NULL REFERENCES account,
        confirmed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (appraisal_id, criterion_code)
      );

      -- Entries that a leader forwarded together, as the paper lists them.
      CREATE TABLE forward_manifest (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        no int NOT NULL CHECK (no >= 1),
        hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
        rows jsonb NOT NULL CHECK (jsonb_array_length(rows) > 0),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
        made_by uuid NOT NULL REFERENCES account,
        made_at timestamptz NOT NULL,
        UNIQUE (round_id, stage_code, unit_id, no)
      );
      CREATE TRIGGER forward_manifest_append_only BEFORE UPDATE OR DELETE ON forward_manifest FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
