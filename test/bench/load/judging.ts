import type { Client } from 'pg';
import { rulesFromTemplate } from '@app/programmes';
import { JUDGES_PER_ENTRY, PUBLISHED_MAX } from './scale';

/** Leaf criteria of both rubrics, and a mark that follows from the entry, the judge and the criterion. */
export async function loadRubrics(db: Client): Promise<void> {
  const { rubrics } = rulesFromTemplate('THREE_LEVEL_2024', { opensAt: '', closesAt: '' });
  const rows = rubrics.flatMap((rubric) =>
    rubric.criteria.map((c, at) => `('${rubric.code}', ${at + 1}, '${c.code}', ${c.max}, '${c.kind}')`),
  );
  await db.query(`
    CREATE TABLE bench.criterion (rubric text, ord int, code text, max numeric, kind text);
    INSERT INTO bench.criterion VALUES ${rows.join(', ')};
    CREATE FUNCTION bench.points(n bigint, j int, ord int, max numeric, kind text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
      SELECT trim_scale(CASE kind WHEN 'GATE' THEN CASE WHEN (n * 7 + j) % 997 = 0 THEN 1 ELSE 0 END WHEN 'BONUS' THEN ((n + j) % 5)::numeric / 2
        ELSE round(max * (0.5 + ((n * 31 + j * 17 + ord * 7 + n / 13) % 50) / 100.0) * 2) / 2 END) $$;`);
}

/**
 * Panels: one of 60 judges for each round of history; in the country-size round one of 50 for each category, one of five
 * for the big category, and one of ten for what is still to be scored.
 */
const SHEETS = `
  CREATE TABLE bench.panel AS
    SELECT uuidv7() AS id, r.no AS round_no, r.id AS round_id, r.root_no, 'Tổ chấm điểm' AS name, NULL::int AS category_no, 'HISTORY' AS what, 1 AS first, 60 AS size FROM bench.round r WHERE r.no < 16
    UNION ALL SELECT uuidv7(), 16, r.id, 1, 'Tổ chấm ' || c.code, c.no, 'SCORED', CASE c.no WHEN 11 THEN 1 ELSE 6 + c.no * 50 END, CASE c.no WHEN 11 THEN 5 ELSE 50 END FROM bench.round r, bench.category c WHERE r.no = 16
    UNION ALL SELECT uuidv7(), 16, r.id, 1, 'Tổ chấm bổ sung', NULL, 'TO_SCORE', 556, 10 FROM bench.round r WHERE r.no = 16;
  ANALYZE bench.panel;
  INSERT INTO panel (id, round_id, stage_code, name, category_codes, chair_id)
    SELECT p.id, p.round_id, 'CHAM_DIEM', p.name, CASE WHEN c.code IS NULL THEN '{}' ELSE ARRAY[c.code] END, a.id
    FROM bench.panel p LEFT JOIN bench.category c ON c.no = p.category_no JOIN bench.account a ON a.login = 'giamkhao.' || p.root_no || '.' || p.first;
  INSERT INTO panel_member SELECT p.id, a.id FROM bench.panel p CROSS JOIN generate_series(0, p.size - 1) m JOIN bench.account a ON a.login = 'giamkhao.' || p.root_no || '.' || p.first + m;

  CREATE TABLE bench.sheet AS
    SELECT e.n, j, e.what <> 'TO_SCORE' AS signed, e.id AS entry_id, e.revision_id, e.round_id, p.id AS panel_id, a.id AS judge_id, uuidv7() AS id, uuidv7() AS assignment_id,
      c.rubric, e.at + interval '20 days' AS at, u.assigned_by
    FROM bench.plan e JOIN bench.category c ON c.no = e.category_no
    JOIN bench.panel p ON p.round_no = e.round_no AND p.what = CASE WHEN e.round_no < 16 THEN 'HISTORY' ELSE e.what END AND (p.category_no IS NULL OR p.category_no = e.category_no)
    CROSS JOIN generate_series(0, ${JUDGES_PER_ENTRY - 1}) j
    JOIN bench.account a ON a.login = 'giamkhao.' || e.root_no || '.' || p.first + (e.k * ${JUDGES_PER_ENTRY} + j) % p.size
    JOIN (SELECT unit_no, id AS assigned_by FROM bench.account WHERE kind = 'thuongtruc') u ON u.unit_no = e.root_no
    WHERE e.what IN ('RECOGNISED', 'NOT_APPROVED', 'SCORED', 'TO_SCORE');
  ANALYZE bench.sheet;
  INSERT INTO assignment (id, panel_id, stage_code, entry_id, revision_id, judge_id, assigned_by)
    SELECT assignment_id, panel_id, 'CHAM_DIEM', entry_id, revision_id, judge_id, assigned_by FROM bench.sheet ORDER BY n, j;
  INSERT INTO entry_reader SELECT entry_id, judge_id, 'JUDGE' FROM bench.sheet;
  INSERT INTO scoresheet (id, assignment_id, round_id, stage_code, entry_id, revision_id, judge_id, state, comment, gate_failed, total, signed_by, signed_at, sign_count, version)
    SELECT s.id, s.assignment_id, s.round_id, 'CHAM_DIEM', s.entry_id, s.revision_id, s.judge_id, CASE WHEN signed THEN 'SIGNED' ELSE 'OPEN' END,
      'Cách làm sáng tạo, có số liệu trước và sau; cần thêm minh chứng về khả năng nhân rộng.', signed AND x.gate > 0,
      CASE WHEN signed THEN x.total END, CASE WHEN signed THEN judge_id END, CASE WHEN signed THEN at END, signed::int, CASE WHEN signed THEN 3 ELSE 1 END
    FROM bench.sheet s CROSS JOIN LATERAL (SELECT sum(bench.points(s.n, s.j, k.ord, k.max, k.kind)) FILTER (WHERE k.kind <> 'GATE') AS total,
      sum(bench.points(s.n, s.j, k.ord, k.max, k.kind)) FILTER (WHERE k.kind = 'GATE') AS gate FROM bench.criterion k WHERE k.rubric = s.rubric) x ORDER BY s.n, s.j;
  INSERT INTO mark (scoresheet_id, criterion_code, points, comment)
    SELECT s.id, k.code, bench.points(s.n, s.j, k.ord, k.max, k.kind), CASE WHEN k.ord = 4 THEN 'Số liệu rõ ràng' ELSE '' END
    FROM bench.sheet s JOIN bench.criterion k ON k.rubric = s.rubric WHERE s.signed OR k.ord <= 3 ORDER BY s.n, s.j, k.ord;
  INSERT INTO scoresheet_version (scoresheet_id, no, marks, comment, gate_failed, total, signed_by, signed_at)
    SELECT s.id, 1, '[]', '', sc.gate_failed, sc.total, s.judge_id, s.at FROM bench.sheet s JOIN scoresheet sc ON sc.id = s.id WHERE s.signed;`;

/** What history ended in: one decision for each round, its awards published with a certificate each. */
const PUBLISHED = `
  CREATE TABLE bench.decision AS SELECT r.no, uuidv7() AS id, uuidv7() AS publication_id, r.id AS round_id, r.root_no, r.year FROM bench.round r WHERE r.no < 16;
  INSERT INTO decision (id, round_id, stage_code, unit_id, family, issuer_name, type_symbol, title, decided_on, number, number_text, series_key, signer_id, signer_name, signer_title, base_salary, state, issued_at, created_by)
    SELECT d.id, d.round_id, 'QUYET_DINH', u.id, 'STATE', 'UỶ BAN NHÂN DÂN ' || upper(u.name), 'QĐ-UBND', 'Về việc công nhận mô hình “Dân vận khéo” năm ' || d.year, make_date(d.year, 12, 15), 100 + d.no,
      100 + d.no || '/' || d.year || '/QĐ-UBND', 'bench-' || u.no || '-' || d.year, l.id, 'Trần Văn Huyến', 'CHỦ TỊCH', 1800000, 'ISSUED', make_timestamptz(d.year, 12, 15, 2, 0, 0), b.id
    FROM bench.decision d JOIN bench.unit u ON u.no = d.root_no JOIN bench.account l ON l.login = 'lanhdao.' || u.no JOIN bench.account b ON b.login = 'thuongtruc.' || u.no;
  CREATE TABLE bench.award AS
    SELECT p.n, uuidv7() AS id, d.id AS decision_id, d.publication_id, p.id AS entry_id, row_number() OVER (PARTITION BY d.id ORDER BY p.n) AS position, d.year, p.root_no
    FROM bench.plan p JOIN bench.decision d ON d.no = p.round_no WHERE p.what = 'RECOGNISED' ORDER BY p.n LIMIT ${PUBLISHED_MAX};
  ANALYZE bench.award; ANALYZE bench.decision; ANALYZE entry;
  INSERT INTO decision_award (id, decision_id, entry_id, position, award_form_code, award_form_name, recipient_name, unit_name, title, score, rank, coefficient, amount)
    SELECT a.id, a.decision_id, a.entry_id, a.position, 'GIAY_CHUNG_NHAN', 'Giấy chứng nhận điển hình “Dân vận khéo”', e.subject_name, h.name, e.title, e.final_score, a.position, 0, 0
    FROM bench.award a JOIN bench.plan p ON p.n = a.n JOIN entry e ON e.id = a.entry_id JOIN bench.home h ON h.unit_no = p.unit_no;
  INSERT INTO publication (id, decision_id, published_by, published_at) SELECT d.publication_id, d.id, b.id, make_timestamptz(d.year, 12, 20, 2, 0, 0) FROM bench.decision d JOIN bench.account b ON b.login = 'thuongtruc.' || d.root_no;
  INSERT INTO published_model (award_id, publication_id, entry_id, slug, title, recipient_name, unit_name, place, province_name, year, round_name, field_code, subject_type, level, award_form_name, decision_number, decided_on, sections, contributions, photos)
    SELECT a.id, a.publication_id, e.id, 'mo-hinh-' || a.n, e.title, e.subject_name, h.name, c.name || ', ' || m.name || ', ' || r.name, r.name, a.year, o.name, e.field_code, e.subject_type, 'PROVINCE',
      'Giấy chứng nhận điển hình “Dân vận khéo”', d.number_text, d.decided_on,
      jsonb_build_array(jsonb_build_object('title', 'Lý do chọn mô hình', 'text', e.content->>'LY_DO'), jsonb_build_object('title', 'Nội dung và cách làm', 'text', e.content->>'NOI_DUNG'), jsonb_build_object('title', 'Kết quả đạt được', 'text', e.content->>'KET_QUA')),
      '[{"name":"Đất hiến","qualifier":"OVER","amount":"1200","unit":"m²"},{"name":"Ngày công","qualifier":"EXACT","amount":"86","unit":"ngày"}]',
      (SELECT jsonb_agg(jsonb_build_object('fileId', v.file_id, 'caption', 'Nhân dân ra quân làm đường') ORDER BY v.e) FROM bench.evidence v WHERE v.n = a.n)
    FROM bench.award a JOIN bench.plan p ON p.n = a.n JOIN entry e ON e.id = a.entry_id JOIN bench.home h ON h.unit_no = p.unit_no JOIN decision d ON d.id = a.decision_id JOIN round o ON o.id = e.round_id
    JOIN bench.unit c ON c.no = p.commune_no JOIN bench.unit m ON m.no = p.middle_no JOIN bench.unit r ON r.no = p.root_no ORDER BY a.n;
  INSERT INTO certificate (award_id, number_text, code, issued_on)
    SELECT id, year || '-' || n, upper(substr(x, 1, 4) || '-' || substr(x, 5, 4) || '-' || substr(x, 9, 4)), make_date(year, 12, 15) FROM (SELECT *, md5('bench' || n) AS x FROM bench.award) a;`;

/** Panels, sheets with marks, decisions and what the public sees. */
export async function loadJudging(db: Client): Promise<void> {
  await db.query(SHEETS);
  await db.query(PUBLISHED);
}
