import type { Client } from 'pg';
import { rulesFromTemplate } from '@app/programmes';
import { BIG_CATEGORY, COUNTRY_ROUND, type Scale, SHORT_CATEGORY, SHORT_CATEGORY_ENTRIES } from './scale';

const CATEGORIES = rulesFromTemplate('THREE_LEVEL_2024', { opensAt: '', closesAt: '' }).categories.filter(
  ({ code }) => code !== BIG_CATEGORY && code !== SHORT_CATEGORY,
);

/** One round a year for three provinces from 2021 to 2025, and the country-size one of 2026, all under three-level rules. */
async function loadRounds(db: Client): Promise<void> {
  const open = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z' };
  const closed = { opensAt: '2021-01-01T00:00:00Z', closesAt: '2026-01-01T00:00:00Z' };
  const literal = (rules: unknown) => db.escapeLiteral(JSON.stringify(rules));
  await db.query(`
    CREATE TABLE bench.round AS
      SELECT (y - 2021) * 3 + r AS no, uuidv7() AS id, 1 + r AS root_no, y AS year, 'P' || r || '-' || y AS code FROM generate_series(2021, 2025) y, generate_series(1, 3) r
      UNION ALL SELECT 16, uuidv7(), 1, 2026, '${COUNTRY_ROUND}';
    CREATE TABLE bench.programme AS SELECT uuidv7() AS id, root_no FROM generate_series(1, 4) root_no;
    INSERT INTO programme (id, kind, name, unit_id) SELECT p.id, 'MODEL_RECOGNITION', 'Dân vận khéo – ' || u.name, u.id FROM bench.programme p JOIN bench.unit u ON u.no = p.root_no;
    INSERT INTO round (id, programme_id, code, name, year, unit_id, unit_path, state, rules_version, opened_at, closed_at)
      SELECT r.id, p.id, r.code, 'Đợt xét công nhận năm ' || r.year || ' – ' || u.name, r.year, u.id, u.path::ltree,
        CASE r.no WHEN 16 THEN 'OPEN' ELSE 'CLOSED' END, 1, make_timestamptz(r.year, 1, 5, 0, 0, 0), CASE WHEN r.no < 16 THEN make_timestamptz(r.year, 12, 20, 0, 0, 0) END
      FROM bench.round r JOIN bench.programme p ON p.root_no = r.root_no JOIN bench.unit u ON u.no = r.root_no;
    INSERT INTO round_rules (round_id, version, rules, frozen_at)
      SELECT id, 1, CASE no WHEN 16 THEN ${literal(rulesFromTemplate('THREE_LEVEL_2024', open))} ELSE ${literal(rulesFromTemplate('THREE_LEVEL_2024', closed))} END::jsonb, now() FROM bench.round;`);
}

/**
 * One line for every entry: where it comes from, how far it is, who holds it. `what` is its group in the scale,
 * `stage_no` the place of its stage in the chain (1 XA, 2 HUYEN, 3 TINH, 4 CHAM_DIEM …).
 */
function planOf({ history, country }: Scale): string {
  const { scored, bigCategory, appraising, drafts, toScore } = country;
  return `
  CREATE TABLE bench.category (no int, code text, field text, subject text, rubric text);
  INSERT INTO bench.category VALUES ${CATEGORIES.map((c, no) => `(${no}, '${c.code}', '${c.field}', '${c.subjectType}', '${c.rubric}')`).join(', ')},
    (10, '${SHORT_CATEGORY}', 'HE_THONG_CHINH_TRI', 'INDIVIDUAL', 'CA_NHAN'), (11, '${BIG_CATEGORY}', 'HE_THONG_CHINH_TRI', 'HOUSEHOLD', 'CA_NHAN');
  CREATE TABLE bench.home AS
    SELECT row_number() OVER (PARTITION BY split_part(u.path, '.', 1) ORDER BY u.no) - 1 AS place, split_part(u.path, '.', 1)::int AS root_no, split_part(u.path, '.', 2)::int AS middle_no, u.parent_no AS commune_no, u.no AS unit_no, u.id AS unit_id, u.path, u.name
    FROM bench.unit u WHERE u.kind = 'RESIDENTIAL';
  CREATE TABLE bench.root AS SELECT root_no, count(*) AS places FROM bench.home GROUP BY root_no;
  ANALYZE bench.unit; ANALYZE bench.account; ANALYZE bench.home; ANALYZE bench.root; ANALYZE bench.round; ANALYZE bench.category; ANALYZE bench.criterion;

  CREATE TABLE bench.plan AS
  WITH history AS (
    SELECT r.no AS round_no, i, CASE WHEN i < ${history.recognised} THEN 'RECOGNISED' WHEN i < ${history.judged} THEN 'NOT_APPROVED' ELSE 'REFUSED' END AS what,
      i % 12 AS category_no, i AS k, make_timestamptz(r.year, 2, 1, 0, 0, 0) + i * interval '15 minutes' AS at
    FROM bench.round r, generate_series(0, ${history.entries - 1}) i WHERE r.no < 16),
  country AS (
    SELECT 16 AS round_no, i,
      CASE WHEN i < ${scored} THEN 'SCORED' WHEN i < ${scored + toScore} THEN 'TO_SCORE' WHEN i < ${scored + toScore + appraising} THEN 'APPRAISING' ELSE 'DRAFT' END AS what,
      CASE WHEN i < ${bigCategory} THEN 11 WHEN i < ${bigCategory + SHORT_CATEGORY_ENTRIES} THEN 10 ELSE i % 10 END AS category_no,
      CASE WHEN i < ${bigCategory} THEN i WHEN i < ${bigCategory + SHORT_CATEGORY_ENTRIES} THEN i - ${bigCategory} WHEN i < ${scored} THEN i / 10 ELSE i - ${scored} END AS k,
      now() - (${scored + appraising + drafts + toScore} - i) * interval '1 minute' AS at
    FROM generate_series(0, ${scored + appraising + drafts + toScore - 1}) i),
  line AS (SELECT row_number() OVER (ORDER BY round_no, i) AS n, * FROM (SELECT * FROM history UNION ALL SELECT * FROM country) x),
  staged AS (
    SELECT l.*, r.id AS round_id, r.root_no, r.year, t.places,
      CASE what WHEN 'REFUSED' THEN 2 WHEN 'SCORED' THEN 4 WHEN 'TO_SCORE' THEN 4 WHEN 'APPRAISING' THEN (ARRAY[1, 1, 2, 2, 3])[1 + i % 5] WHEN 'DRAFT' THEN 0 ELSE 6 END AS stage_no
    FROM line l JOIN bench.round r ON r.no = l.round_no JOIN bench.root t ON t.root_no = r.root_no)
  SELECT s.*, uuidv7(s.at - now()) AS id, CASE WHEN s.what <> 'DRAFT' THEN uuidv7(s.at - now()) END AS revision_id,
    h.unit_no, h.unit_id, h.path, h.name AS unit_name, h.commune_no, h.middle_no,
    (ARRAY[h.commune_no, h.middle_no, s.root_no, s.root_no, s.root_no, s.root_no])[s.stage_no] AS holder_no,
    (ARRAY['XA', 'HUYEN', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH'])[s.stage_no] AS stage_code,
    CASE s.what WHEN 'SCORED' THEN 'SCORING' WHEN 'TO_SCORE' THEN 'SCORING' WHEN 'APPRAISING' THEN CASE WHEN (s.i / 5) % 5 = 0 THEN 'PROPOSED' ELSE 'APPRAISING' END ELSE s.what END AS state
  FROM staged s JOIN bench.home h ON h.root_no = s.root_no AND h.place = (s.i * 7919::bigint) % s.places;
  ALTER TABLE bench.plan ADD PRIMARY KEY (n);
  ANALYZE bench.plan;`;
}

/** Rounds with their rules, and what is to become of every entry. */
export async function loadPlan(db: Client, scale: Scale): Promise<void> {
  await loadRounds(db);
  await db.query(planOf(scale));
}
