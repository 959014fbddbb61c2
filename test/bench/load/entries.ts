import type { Client } from 'pg';
import { contentOf, MODELS } from './words';

const CONTENTS = 240;

const TEXTS = `
  CREATE TABLE bench.content (no int PRIMARY KEY, content jsonb NOT NULL);
  INSERT INTO bench.content SELECT (x->>'no')::int, x->'content' FROM jsonb_array_elements($contents::jsonb) x;
  CREATE TABLE bench.model (no int PRIMARY KEY, name text NOT NULL);
  INSERT INTO bench.model SELECT o - 1, x FROM jsonb_array_elements_text($models::jsonb) WITH ORDINALITY AS t(x, o);
  ANALYZE bench.content; ANALYZE bench.model;
  CREATE TABLE bench.text AS
    SELECT p.n, m.name || ' tại ' || u.name || CASE WHEN p.i >= p.places THEN ' (giai đoạn ' || p.i / p.places + 1 || ')' ELSE '' END AS title,
      CASE c.subject WHEN 'COLLECTIVE' THEN 'Chi bộ và Nhân dân ' || u.name WHEN 'HOUSEHOLD' THEN 'Hộ ông Trần Văn ' || (ARRAY['Bảy','Năm','Sáu','Tư'])[1 + p.i % 4]
        ELSE (ARRAY['Bà Thị Lan','Ông Danh Sơn','Ông Lê Hữu Nghĩa','Bà Nguyễn Thị Mười'])[1 + p.i % 4] END AS subject_name,
      t.content || jsonb_build_object('DIA_DIEM', u.name || ', ' || x.name) AS content,
      jsonb_build_array(jsonb_build_object('kind', 'DAT', 'qualifier', 'OVER', 'amount', (100 + p.i % 9000)::text, 'note', ''),
        jsonb_build_object('kind', 'NGAY_CONG', 'qualifier', 'EXACT', 'amount', (20 + p.i % 400)::text, 'note', ''),
        jsonb_build_object('kind', 'TIEN', 'qualifier', 'ABOUT', 'amount', ((5 + p.i % 300) * 1000000)::text, 'note', 'Nhân dân đóng góp')) AS contributions,
      (SELECT jsonb_object_agg(k.code, bench.points(p.n, 9, k.ord, k.max, k.kind)::text) FROM bench.criterion k WHERE k.rubric = c.rubric) AS self_scores
    FROM bench.plan p JOIN bench.category c ON c.no = p.category_no JOIN bench.home u ON u.unit_no = p.unit_no JOIN bench.unit x ON x.no = p.commune_no
    JOIN bench.model m ON m.no = p.i % ${MODELS.length} JOIN bench.content t ON t.no = p.n % ${CONTENTS};
  ALTER TABLE bench.text ADD PRIMARY KEY (n); ANALYZE bench.text;`;

const ENTRIES = `
  INSERT INTO entry (id, round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name,
      content, contributions, self_scores, state, stage_code, holder_unit_id, holder_since, deadline, revision_no, receipt_no, submitted_at,
      final_score, band, version, created_by, created_at, updated_at)
    SELECT p.id, p.round_id, 1, p.unit_id, p.path::ltree, p.root_no::text::ltree, c.code, c.field, c.subject, t.title, t.subject_name,
      t.content, t.contributions, t.self_scores, p.state, CASE WHEN p.state IN ('RECOGNISED', 'NOT_APPROVED', 'REFUSED') THEN NULL ELSE p.stage_code END,
      CASE WHEN p.what = 'DRAFT' THEN p.unit_id WHEN p.state NOT IN ('RECOGNISED', 'NOT_APPROVED', 'REFUSED') THEN h.id END,
      p.at + interval '3 days', CASE WHEN p.what = 'APPRAISING' THEN now() + (p.i % 30 - 5) * interval '1 day' END,
      CASE WHEN p.what = 'DRAFT' THEN 0 ELSE 1 END, CASE WHEN p.what <> 'DRAFT' THEN 'B' || p.year || '-' || p.n END, CASE WHEN p.what <> 'DRAFT' THEN p.at END,
      s.mean, CASE WHEN s.mean >= 90 THEN 'XUAT_SAC' WHEN s.mean >= 80 THEN 'TOT' WHEN s.mean >= 65 THEN 'KHA' END,
      CASE WHEN p.what = 'DRAFT' THEN 2 ELSE 4 END, a.id, p.at, p.at + interval '5 days'
    FROM bench.plan p JOIN bench.category c ON c.no = p.category_no JOIN bench.text t ON t.n = p.n JOIN bench.account a ON a.login = 'truong.' || p.unit_no
    LEFT JOIN bench.unit h ON h.no = p.holder_no
    LEFT JOIN LATERAL (SELECT round(sum(bench.points(p.n, j, k.ord, k.max, k.kind)) / 5, 2) AS mean FROM generate_series(0, 4) j, bench.criterion k
      WHERE k.rubric = c.rubric AND k.kind <> 'GATE' AND p.what IN ('RECOGNISED', 'NOT_APPROVED')) s ON true
    ORDER BY p.n;
  CREATE TABLE bench.file AS SELECT no, uuidv7() AS id FROM generate_series(0, 499) no;
  INSERT INTO stored_file (id, sha256, size, media_type, name) SELECT id, encode(sha256(('bench' || no)::bytea), 'hex'), 180000 + no, 'image/jpeg', 'anh-' || no || '.jpg' FROM bench.file;
  CREATE TABLE bench.evidence AS
    SELECT p.n, e, p.id AS entry_id, p.revision_id, f.id AS file_id, uuidv7() AS id, a.id AS created_by FROM bench.plan p CROSS JOIN generate_series(0, 1) e
    JOIN bench.file f ON f.no = (p.n * 2 + e) % 500 JOIN bench.account a ON a.login = 'truong.' || p.unit_no;
  ANALYZE bench.evidence; CREATE INDEX ON bench.evidence (n);
  INSERT INTO evidence (id, entry_id, file_id, part, caption, consent, position, created_by)
    SELECT id, entry_id, file_id, (ARRAY['KET_QUA', 'NOI_DUNG'])[1 + e], 'Nhân dân ra quân làm đường, ảnh ' || e + 1, true, e, created_by FROM bench.evidence ORDER BY n, e;
  INSERT INTO entry_revision (id, entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by, submitted_at)
    SELECT p.revision_id, p.id, 1, t.title, t.subject_name, t.content, t.contributions, t.self_scores,
      (SELECT jsonb_agg(jsonb_build_object('id', e.id, 'fileId', e.file_id, 'part', (ARRAY['KET_QUA', 'NOI_DUNG'])[1 + e.e], 'caption', 'Nhân dân ra quân làm đường, ảnh ' || e.e + 1,
        'takenOn', NULL, 'place', NULL, 'consent', true) ORDER BY e.e) FROM bench.evidence e WHERE e.n = p.n),
      encode(sha256(p.n::text::bytea), 'hex'), a.id, p.at
    FROM bench.plan p JOIN bench.text t ON t.n = p.n JOIN bench.account a ON a.login = 'truong.' || p.unit_no WHERE p.what <> 'DRAFT' ORDER BY p.n;`;

/** Every level that an entry passed or is at: one appraisal with two changed scores, and its line in the timeline. */
const APPRAISALS = `
  CREATE TABLE bench.appraisal AS
    SELECT p.n, p.id AS entry_id, p.revision_id, s.no AS stage_no, s.code, u.id AS unit_id, o.id AS officer_id, l.id AS leader_id, uuidv7() AS id, p.at + s.no * interval '2 days' AS at,
      CASE WHEN s.no < p.stage_no THEN 'FORWARDED' WHEN p.what = 'REFUSED' THEN 'REFUSED' WHEN p.state = 'PROPOSED' THEN 'PROPOSED' ELSE 'OPEN' END AS state, c.rubric
    FROM bench.plan p JOIN (VALUES (1, 'XA'), (2, 'HUYEN'), (3, 'TINH')) AS s(no, code) ON s.no <= p.stage_no
    JOIN bench.category c ON c.no = p.category_no
    JOIN bench.unit u ON u.no = (ARRAY[p.commune_no, p.middle_no, p.root_no])[s.no]
    JOIN bench.account o ON o.login = 'canbo.' || u.no JOIN bench.account l ON l.login = 'lanhdao.' || u.no;
  ANALYZE bench.appraisal;
  INSERT INTO appraisal (id, entry_id, revision_id, stage_code, unit_id, state, checklist, finding, officer_id, proposed_at, leader_id, decided_at, reason, created_at)
    SELECT id, entry_id, revision_id, code, unit_id, state,
      '{"DAY_DU":{"ok":true,"note":""},"DUNG_DOI_TUONG":{"ok":true,"note":""},"SO_LIEU":{"ok":true,"note":"Đã đối chiếu với sổ theo dõi"},"DONG_THUAN":{"ok":true,"note":""},"KHONG_VI_PHAM":{"ok":true,"note":""}}',
      'Mô hình thực chất, được Nhân dân đồng tình; đề nghị cấp trên xem xét.', officer_id, CASE WHEN state <> 'OPEN' THEN at END,
      CASE WHEN state IN ('FORWARDED', 'REFUSED') THEN leader_id END, CASE WHEN state IN ('FORWARDED', 'REFUSED') THEN at + interval '1 day' END,
      CASE WHEN state = 'REFUSED' THEN 'Chưa đủ thời gian duy trì' END, at FROM bench.appraisal ORDER BY n, stage_no;
  INSERT INTO appraised_score (appraisal_id, criterion_code, points, reason, changed_by)
    SELECT a.id, k.code, k.max * 0.7, 'Số liệu minh chứng chưa đủ cho mức điểm tự chấm', a.officer_id FROM bench.appraisal a JOIN bench.criterion k ON k.rubric = a.rubric AND k.ord IN (2, 4) WHERE a.stage_no = 1;
  INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, stage_code, actor_id, unit_id, at)
    SELECT * FROM (
      SELECT 'Entry', p.id, 'submit', 'DRAFT', 'APPRAISING', 'XA', a.id, p.unit_id, p.at FROM bench.plan p JOIN bench.account a ON a.login = 'truong.' || p.unit_no WHERE p.what <> 'DRAFT'
      UNION ALL SELECT 'Entry', entry_id, CASE state WHEN 'FORWARDED' THEN 'forward' WHEN 'REFUSED' THEN 'refuse' ELSE 'propose' END, 'PROPOSED', CASE state WHEN 'REFUSED' THEN 'REFUSED' ELSE 'APPRAISING' END,
        code, leader_id, unit_id, at + interval '1 day' FROM bench.appraisal WHERE state <> 'OPEN') x(a, b, c, d, e, f, g, h, at) ORDER BY at;`;

/** Entries with revisions, evidence, appraisals and history. */
export async function loadEntries(db: Client): Promise<void> {
  const contents = Array.from({ length: CONTENTS }, (_, no) => ({ no, content: contentOf(no) }));
  await db.query(
    TEXTS.replace('$contents', () => db.escapeLiteral(JSON.stringify(contents))).replace('$models', () =>
      db.escapeLiteral(JSON.stringify(MODELS)),
    ),
  );
  await db.query(ENTRIES);
  await db.query(APPRAISALS);
}
