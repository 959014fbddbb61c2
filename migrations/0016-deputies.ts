import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who stands in for whom while they are away, and the roles that somebody holds in fact. */
export class Deputies1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deputy (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        principal_id uuid NOT NULL REFERENCES account,
        deputy_id uuid NOT NULL REFERENCES account,
        roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['UNIT_HEAD', 'OFFICER', 'LEADER']),
        valid_from date NOT NULL,
        valid_to date NOT NULL,                            -- exclusive
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        created_by uuid NOT NULL REFERENCES account,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        CHECK (deputy_id <> principal_id),
        CHECK (valid_to > valid_from),
        -- the same two people for one time once; several deputies of one person are several people
        EXCLUDE USING gist (principal_id WITH =, deputy_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (revoked_at IS NULL)
      );
      CREATE INDEX deputy_of ON deputy (deputy_id) WHERE revoked_at IS NULL;

      -- Grants of one's own, and those of whom one stands in for: the same question everywhere, for rights and for notices.
      CREATE VIEW held_role AS
        SELECT g.account_id, g.role, g.unit_id, g.round_id, g.valid_from, g.valid_to, NULL::uuid AS deputy_for, g.granted_at, g.id
        FROM role_grant g
        UNION ALL
        SELECT d.deputy_id, g.role, g.unit_id, g.round_id, greatest(g.valid_from, d.valid_from), least(g.valid_to, d.valid_to),
          d.principal_id, d.created_at, g.id
        FROM deputy d JOIN role_grant g ON g.account_id = d.principal_id AND g.role = ANY (d.roles)
        JOIN account p ON p.id = d.principal_id AND p.disabled_at IS NULL
        WHERE d.revoked_at IS NULL;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
