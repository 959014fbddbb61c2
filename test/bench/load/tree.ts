import type { Client } from 'pg';
import { hashPassword } from '../../../libs/identity/src/password-hash';

/** Everybody's password. */
export const PASSWORD = 'thu-toc-do-2026';

/**
 * 10,000 units: a country-size body with 34 provinces, 95 communes each and residential units below; beside it three
 * provinces of their own with 8 districts and 75 communes. Labels of paths are the units' numbers, as in the product.
 */
const UNITS = `
  CREATE TABLE bench.unit AS
  WITH root(no, name, kind, level, parent_no) AS (
    SELECT 1, 'Trung ương', 'PROVINCE', 'PROVINCE', NULL::int
    UNION ALL SELECT 1 + p, (ARRAY['Tỉnh Hậu Giang','Tỉnh Sóc Trăng','Tỉnh Bến Tre'])[p], 'PROVINCE', 'PROVINCE', NULL FROM generate_series(1, 3) p),
  middle AS (
    SELECT 4 + p AS no, 'Tỉnh thứ ' || p AS name, 'DISTRICT' AS kind, 'DISTRICT' AS level, 1 AS parent_no FROM generate_series(1, 34) p
    UNION ALL SELECT 38 + (r - 1) * 8 + d, 'Huyện số ' || d, 'DISTRICT', 'DISTRICT', 1 + r FROM generate_series(1, 3) r, generate_series(1, 8) d),
  commune AS (
    SELECT 62 + i AS no, CASE i % 3 WHEN 0 THEN 'Phường ' ELSE 'Xã ' END || (ARRAY['Tân','Long','Vĩnh','Phú','Thạnh','Hoà','Mỹ','An'])[1 + i % 8] || ' '
      || (ARRAY['Bình','Thuận','Hưng','Lộc','Phước','Trị','Khánh'])[1 + i % 7] || ' ' || i AS name,
      'COMMUNE' AS kind, 'COMMUNE' AS level, 5 + (i - 1) % 34 AS parent_no FROM generate_series(1, 3230) i
    UNION ALL SELECT 3292 + (r - 1) * 75 + i, 'Xã Vị ' || (ARRAY['Thuỷ','Đông','Thanh','Tân','Bình'])[1 + i % 5] || ' ' || i,
      'COMMUNE', 'COMMUNE', 39 + (r - 1) * 8 + (i - 1) % 8 FROM generate_series(1, 3) r, generate_series(1, 75) i),
  residential AS (
    SELECT 3517 + i AS no, 'Ấp ' || i AS name, 'RESIDENTIAL' AS kind, 'RESIDENTIAL' AS level, 63 + (i - 1) % 3230 AS parent_no FROM generate_series(1, 5583) i
    UNION ALL SELECT 9100 + i, 'Khu vực ' || i, 'RESIDENTIAL', 'RESIDENTIAL', 3293 + (i - 1) % 225 FROM generate_series(1, 900) i)
  SELECT no, name, kind, level, parent_no, no::text AS path, uuidv7() AS id FROM root
  UNION ALL SELECT m.no, m.name, m.kind, m.level, m.parent_no, m.parent_no || '.' || m.no, uuidv7() FROM middle m
  UNION ALL SELECT c.no, c.name, c.kind, c.level, c.parent_no, m.parent_no || '.' || m.no || '.' || c.no, uuidv7() FROM commune c JOIN middle m ON m.no = c.parent_no
  UNION ALL SELECT r.no, r.name, r.kind, r.level, r.parent_no, m.parent_no || '.' || m.no || '.' || c.no || '.' || r.no, uuidv7()
    FROM residential r JOIN commune c ON c.no = r.parent_no JOIN middle m ON m.no = c.parent_no;
  ALTER TABLE bench.unit ADD PRIMARY KEY (no);
  INSERT INTO unit (id, no, code, name, kind, level, parent_id, path, valid_from) OVERRIDING SYSTEM VALUE
    SELECT u.id, u.no, 'B' || u.no, u.name, u.kind, u.level, p.id, u.path::ltree, '2015-01-01'
    FROM bench.unit u LEFT JOIN bench.unit p ON p.no = u.parent_no ORDER BY u.no;
  SELECT setval(pg_get_serial_sequence('unit', 'no'), (SELECT max(no) FROM unit));`;

/**
 * People: at every residential unit somebody who reports and submits; at every commune, district and province an
 * officer, a leader and a head; 620 judges, board, auditor and administrator at the top. Logins: \`<role>.<unit's number>\`.
 */
const PEOPLE = `
  CREATE TABLE bench.account AS
    SELECT uuidv7() AS id, k.kind || '.' || u.no AS login, k.kind, u.no AS unit_no, u.id AS unit_id
    FROM bench.unit u JOIN (VALUES ('truong'), ('canbo'), ('lanhdao')) AS k(kind) ON k.kind = 'truong' OR u.kind <> 'RESIDENTIAL'
    UNION ALL SELECT uuidv7(), k.kind || '.' || u.no, k.kind, u.no, u.id FROM bench.unit u, (VALUES ('thuongtruc'), ('kiemtra'), ('quantri')) AS k(kind) WHERE u.no <= 4
    UNION ALL SELECT uuidv7(), 'giamkhao.' || u.no || '.' || j, 'giamkhao', u.no, u.id FROM bench.unit u, generate_series(1, CASE u.no WHEN 1 THEN 565 ELSE 60 END) j WHERE u.no <= 4;
  CREATE INDEX ON bench.account (login);
  INSERT INTO account (id, login, full_name, title, email, unit_id, password_hash, must_change_password)
    SELECT id, login, (ARRAY['Nguyễn Văn','Trần Thị','Lê Minh','Phạm Ngọc','Danh','Huỳnh Thu'])[1 + (hashtext(login) & 1023) % 6] || ' '
      || (ARRAY['An','Bình','Châu','Dũng','Hạnh','Khánh','Lan','Mai','Phúc','Thảo'])[1 + (hashtext(login) & 4095) % 10],
      '', login || '@bench.localhost', unit_id, $1, false FROM bench.account;
  INSERT INTO role_grant (account_id, role, unit_id, valid_from)
    SELECT a.id, r.role, a.unit_id, '2015-01-01' FROM bench.account a JOIN (VALUES ('truong', 'REPORTER'), ('truong', 'UNIT_HEAD'), ('canbo', 'OFFICER'),
      ('lanhdao', 'LEADER'), ('thuongtruc', 'BOARD_STAFF'), ('kiemtra', 'AUDITOR'), ('quantri', 'ADMIN'), ('giamkhao', 'JUDGE')) AS r(kind, role) ON r.kind = a.kind;`;

/** Units, accounts and grants. */
export async function loadTree(db: Client): Promise<void> {
  await db.query(UNITS);
  const hash = db.escapeLiteral(await hashPassword(PASSWORD));
  await db.query(PEOPLE.replace('$1', () => hash));
}
