import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Panels, assignments, conflicts, score sheets, standings; councils, sessions, ballots. */
export class JudgingAndCouncil1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE panel (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        category_codes text[] NOT NULL DEFAULT '{}',       -- empty: all categories
        chair_id uuid REFERENCES account,
        created_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        version int NOT NULL DEFAULT 1,
        UNIQUE (round_id, name)
      );
      CREATE TABLE panel_member (
        panel_id uuid NOT NULL REFERENCES panel,
        account_id uuid NOT NULL REFERENCES account,
        PRIMARY KEY (panel_id, account_id)
      );

      CREATE TABLE assignment (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        panel_id uuid NOT NULL REFERENCES panel,
        stage_code text NOT NULL,
        entry_id uuid NOT NULL REFERENCES entry,
        revision_id uuid NOT NULL REFERENCES entry_revision,
        judge_id uuid NOT NULL REFERENCES account,
        state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE','RECUSED','REMOVED')),
        assigned_by uuid NOT NULL REFERENCES account,
        assigned_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (entry_id, stage_code, judge_id)
      );
      CREATE INDEX assignment_judge ON assignment (judge_id, state);
      CREATE INDEX assignment_panel ON assignment (panel_id);

      CREATE TABLE conflict (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES entry,
        account_id uuid NOT NULL REFERENCES account,
        kind text NOT NULL CHECK (kind IN ('DECLARED','OWN_UNIT','SUBORDINATE_UNIT','SUPERIOR_UNIT')),
        reason text NOT NULL DEFAULT '',
        declared_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (entry_id, account_id),
        CHECK (kind <> 'DECLARED' OR length(reason) > 0)
      );

      CREATE TABLE scoresheet (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        assignment_id uuid NOT NULL UNIQUE REFERENCES assignment,
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        entry_id uuid NOT NULL REFERENCES entry,
        revision_id uuid NOT NULL REFERENCES entry_revision,
        judge_id uuid NOT NULL REFERENCES account,
        state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN','SIGNED','REOPENED','VOID')),
        comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 4000),
        private_note text NOT NULL DEFAULT '' CHECK (length(private_note) <= 4000),
        gate_failed boolean NOT NULL DEFAULT false,
        total numeric(8,2),                                -- set when signed
        signed_by uuid REFERENCES account,
        signed_at timestamptz,
        sign_count int NOT NULL DEFAULT 0,
        reopen_reason text,
        version int NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (state <> 'SIGNED' OR (total IS NOT NULL AND signed_by IS NOT NULL AND signed_at IS NOT NULL)),
        CHECK (signed_by IS NULL OR signed_by = judge_id),
        CHECK (state <> 'REOPENED' OR length(reopen_reason) > 0)
      );
      CREATE INDEX scoresheet_entry ON scoresheet (entry_id, stage_code);
      CREATE INDEX scoresheet_round ON scoresheet (round_id, stage_code, state);
      CREATE INDEX scoresheet_judge ON scoresheet (judge_id, state);

      CREATE TABLE mark (
        scoresheet_id uuid NOT NULL REFERENCES scoresheet,
        criterion_code text NOT NULL,
        points numeric(6,2),                               -- null: a remark was written before the mark
        comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
        PRIMARY KEY (scoresheet_id, criterion_code)
      );

      -- Every signed version of a sheet is kept.
      CREATE TABLE scoresheet_version (
        scoresheet_id uuid NOT NULL REFERENCES scoresheet,
        no int NOT NULL,
        marks jsonb NOT NULL,
        comment text NOT NULL,
        gate_failed boolean NOT NULL,
        total numeric(8,2) NOT NULL,
        signed_by uuid NOT NULL REFERENCES account,
        signed_at timestamptz NOT NULL,
        PRIMARY KEY (scoresheet_id, no)
      );
      CREATE TRIGGER scoresheet_version_append_only BEFORE UPDATE OR DELETE ON scoresheet_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE standing (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        category_code text NOT NULL,
        no int NOT NULL,
        rules_version int NOT NULL,
        comment text NOT NULL DEFAULT '',
        finalised_by uuid NOT NULL REFERENCES account,
        finalised_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (round_id, stage_code, category_code, no)
      );
      CREATE TABLE standing_row (
        standing_id uuid NOT NULL REFERENCES standing,
        entry_id uuid NOT NULL REFERENCES entry,
        rank int,                                          -- null: không đủ điều kiện xếp loại
        score numeric(9,4),
        band text,
        tie_break text,                                    -- criterion that parted it from its neighbour, or 'SHARED'
        trace jsonb NOT NULL,                              -- sheets, totals, means: what an inspector recomputes
        PRIMARY KEY (standing_id, entry_id)
      );
      CREATE TRIGGER standing_append_only BEFORE UPDATE OR DELETE ON standing FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER standing_row_append_only BEFORE UPDATE OR DELETE ON standing_row FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE council (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        round_id uuid NOT NULL REFERENCES round,
        stage_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES unit,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        legal_basis text NOT NULL DEFAULT '',
        created_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        version int NOT NULL DEFAULT 1,
        UNIQUE (round_id, stage_code, name)
      );
      CREATE TABLE council_member (
        council_id uuid NOT NULL REFERENCES council,
        account_id uuid NOT NULL REFERENCES account,
        role text NOT NULL CHECK (role IN ('CHAIR','SECRETARY','MEMBER')),
        valid_from date NOT NULL DEFAULT current_date,
        valid_to date,
        PRIMARY KEY (council_id, account_id),
        CHECK (valid_to IS NULL OR valid_to > valid_from)
      );
      CREATE UNIQUE INDEX council_one_chair ON council_member (council_id) WHERE role = 'CHAIR' AND valid_to IS NULL;

      CREATE TABLE council_session (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        council_id uuid NOT NULL REFERENCES council,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        place text NOT NULL DEFAULT '',
        scheduled_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'PLANNED' CHECK (state IN ('PLANNED','OPEN','CLOSED')),
        voting_rule jsonb NOT NULL,                        -- copied from the rules when planned
        member_count int,                                  -- as of the day it opened
        opened_at timestamptz,
        closed_at timestamptz,
        conclusion text NOT NULL DEFAULT '',
        version int NOT NULL DEFAULT 1,
        created_by uuid REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (state = 'PLANNED' OR (opened_at IS NOT NULL AND member_count > 0)),
        CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
      );
      CREATE TABLE attendance (
        session_id uuid NOT NULL REFERENCES council_session,
        account_id uuid NOT NULL REFERENCES account,
        present boolean NOT NULL,
        note text NOT NULL DEFAULT '',
        recorded_by uuid NOT NULL REFERENCES account,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (session_id, account_id)
      );
      CREATE TABLE agenda_item (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        session_id uuid NOT NULL REFERENCES council_session,
        entry_id uuid NOT NULL REFERENCES entry,
        position int NOT NULL,
        state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING','VOTING','COUNTED')),
        members int, present int, cast_count int, yes int, no int, abstain int,
        base int,
        passed boolean,
        counted_by uuid REFERENCES account,
        counted_at timestamptz,
        version int NOT NULL DEFAULT 1,
        UNIQUE (session_id, entry_id),
        UNIQUE (session_id, position),
        CHECK (state <> 'COUNTED' OR (members IS NOT NULL AND present IS NOT NULL AND cast_count IS NOT NULL AND base IS NOT NULL
          AND passed IS NOT NULL AND counted_by IS NOT NULL AND counted_at IS NOT NULL
          AND cast_count = yes + no + abstain AND cast_count <= members))
      );
      CREATE INDEX agenda_item_entry ON agenda_item (entry_id);
      CREATE TABLE ballot (
        agenda_item_id uuid NOT NULL REFERENCES agenda_item,
        voter_id uuid NOT NULL REFERENCES account,
        choice text NOT NULL CHECK (choice IN ('YES','NO','ABSTAIN')),
        in_writing boolean NOT NULL DEFAULT false,
        cast_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (agenda_item_id, voter_id)
      );
      CREATE TRIGGER ballot_append_only BEFORE UPDATE OR DELETE ON ballot FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
