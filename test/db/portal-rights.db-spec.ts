import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';

const READABLE = ['portal.certificate', 'portal.model', 'portal.photo'];

describe('the login of the public site', () => {
  let database: TestDatabase;
  let admin: Client;
  let portal: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.url });
    portal = new Client({ connectionString: database.portalUrl });
    await Promise.all([admin.connect(), portal.connect()]);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), portal.end()]);
    await database.drop();
  });

  const answer = async (sql: string): Promise<string> => {
    try {
      await portal.query(sql);
      return 'allowed';
    } catch (error) {
      return (error as { code?: string }).code ?? 'failed';
    }
  };

  it('reads the three published views and not one other table or view of the database', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
       ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThan(40);
    const allowed: string[] = [];
    for (const { name } of rows) {
      const result = await answer(`SELECT count(*) FROM ${name}`);
      if (result === 'allowed') allowed.push(name);
      else expect([name, result]).toEqual([name, '42501']);
    }
    expect(allowed).toEqual(READABLE);
  });

  it('writes nothing, not even where it may read', async () => {
    for (const view of READABLE) {
      const { rows } = await admin.query<{ may: boolean }>(
        `SELECT has_table_privilege('dvk_portal', $1, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES') AS may`,
        [view],
      );
      expect([view, rows[0]?.may]).toEqual([view, false]);
    }
    expect(await answer(`CREATE TABLE public.mine (id int)`)).toBe('42501');
    expect(await answer(`CREATE TABLE portal.mine (id int)`)).toBe('42501');
    expect(await answer(`SELECT nextval('unit_no_seq')`)).toBe('42501');
  });

  it('works as the role that was granted nothing else', async () => {
    const { rows } = await portal.query<{ current_user: string }>('SELECT current_user');
    expect(rows).toEqual([{ current_user: 'dvk_portal' }]);
  });
});
