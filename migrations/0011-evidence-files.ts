import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Resumable uploads, what the scanner and the preview maker found, prints of pictures for near-duplicates. */
export class EvidenceFiles1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A file on its way: how many bytes have come is what lies on disk, under DATA_DIR/uploads/<id>.
      CREATE TABLE upload (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
        size bigint NOT NULL CHECK (size > 0),
        purpose text NOT NULL CHECK (purpose ~ '^[a-z][a-z-]{0,29}$'),
        created_at timestamptz NOT NULL,
        file_id uuid REFERENCES stored_file                -- what it became, once
      );
      CREATE INDEX upload_waiting ON upload (account_id, created_at) WHERE file_id IS NULL;
      CREATE INDEX upload_age ON upload (created_at);
      CREATE UNIQUE INDEX upload_file ON upload (file_id) WHERE file_id IS NOT NULL;

      ALTER TABLE stored_file ADD COLUMN scan_finding text, ADD COLUMN scanned_at timestamptz;
      ALTER TABLE stored_file ADD CHECK (scan_state = 'NOT_SCANNED' OR scanned_at IS NOT NULL);
      ALTER TABLE stored_file ADD CHECK (scan_state <> 'INFECTED' OR scan_finding IS NOT NULL);
      CREATE INDEX stored_file_not_scanned ON stored_file (id) WHERE scan_state = 'NOT_SCANNED';

      -- Made once for each content, whatever the files are called.
      CREATE TABLE file_preview (
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'READY', 'NONE', 'FAILED')),
        has_picture boolean NOT NULL DEFAULT false,        -- thumbnail and page
        has_text boolean NOT NULL DEFAULT false,
        copy_size int,                                     -- bytes of the picture made anew, without the camera's data
        blanks jsonb NOT NULL DEFAULT '[]',                -- a video's boxes that tell where and by whom it was taken: [letters, from, to)
        width int,                                         -- pixels of the picture, upright
        height int,
        pages int,
        duration_ms int,
        attempts int NOT NULL DEFAULT 0,
        failure text,
        made_at timestamptz,
        CHECK (state <> 'READY' OR has_picture OR has_text OR duration_ms IS NOT NULL)
      );

      -- Perceptual hash of a picture; pictures that look the same differ in few of the 64 bits.
      CREATE TABLE file_print (
        sha256 text PRIMARY KEY REFERENCES file_preview,
        phash bit(64) NOT NULL,
        band_a int NOT NULL GENERATED ALWAYS AS (substring(phash FROM 1 FOR 16)::bit(16)::int) STORED,
        band_b int NOT NULL GENERATED ALWAYS AS (substring(phash FROM 17 FOR 16)::bit(16)::int) STORED,
        band_c int NOT NULL GENERATED ALWAYS AS (substring(phash FROM 33 FOR 16)::bit(16)::int) STORED,
        band_d int NOT NULL GENERATED ALWAYS AS (substring(phash FROM 49 FOR 16)::bit(16)::int) STORED
      );
      -- What came before is looked at now.
      INSERT INTO file_preview (sha256) SELECT DISTINCT sha256 FROM stored_file;
      CREATE INDEX file_preview_waiting ON file_preview (sha256) WHERE state = 'WAITING';
      CREATE INDEX file_print_a ON file_print (band_a);
      CREATE INDEX file_print_b ON file_print (band_b);
      CREATE INDEX file_print_c ON file_print (band_c);
      CREATE INDEX file_print_d ON file_print (band_d);

      -- An infected file is shown nowhere.
      CREATE OR REPLACE VIEW portal.photo AS
        SELECT f.id, f.sha256, f.media_type, f.name
        FROM published_model m JOIN publication p ON p.id = m.publication_id AND p.state = 'PUBLISHED'
        CROSS JOIN LATERAL jsonb_to_recordset(m.photos) AS x("fileId" uuid)
        JOIN stored_file f ON f.id = x."fileId" AND f.scan_state <> 'INFECTED';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
