import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

export interface FixtureModel {
  slug: string;
  title: string;
  recipient: string;
  unit: string;
  place: string;
  province: string;
  year: number;
  field: string;
  level: string;
  subjectType: string;
  award: string;
  sections?: { title: string; text: string }[];
  contributions?: { name: string; qualifier: string; amount: string; unit: string }[];
  photos?: { fileId: string; caption: string }[];
  /** Printed code of its certificate. */
  code?: string;
}

/** Publishes models straight into the base tables, as a decision each; for tests and screenshots of the public site. */
export class PortalFixture {
  private readonly client: Client;
  private ids = { unit: '', account: '', round: '' };
  private numbers = 0;

  /** @param url a login that may write */
  constructor(url: string) {
    this.client = new Client({ connectionString: url });
  }

  async open(): Promise<void> {
    await this.client.connect();
    this.ids.unit = await this.id(
      `INSERT INTO unit (name, kind, level, path, valid_from) VALUES ('Tỉnh Hậu Giang', 'PROVINCE', 'PROVINCE', 'u1', '2004-01-01') RETURNING id`,
    );
    this.ids.account = await this.id(
      `INSERT INTO account (login, full_name, unit_id) VALUES ('ban.to.chuc', 'Nguyễn Thị Thu Hà', $1) RETURNING id`,
      [this.ids.unit],
    );
    const programme = await this.id(
      `INSERT INTO programme (kind, name, unit_id) VALUES ('MODEL_RECOGNITION', 'Phong trào thi đua “Dân vận khéo”', $1) RETURNING id`,
      [this.ids.unit],
    );
    const round = randomUUID();
    await this.client.query('BEGIN');
    await this.client.query(
      `INSERT INTO round (id, programme_id, code, name, year, unit_id, unit_path, state, opened_at) VALUES ($1, $2, 'DVK-2024', 'Đợt xét năm 2024', 2024, $3, 'u1', 'OPEN', now())`,
      [round, programme, this.ids.unit],
    );
    await this.client.query(`INSERT INTO round_rules (round_id, version, rules) VALUES ($1, 1, '{}')`, [round]);
    await this.client.query('COMMIT');
    this.ids.round = round;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  query(sql: string, params: unknown[] = []): Promise<unknown> {
    return this.client.query(sql, params);
  }

  /** @returns ids of the publication and of the award */
  async publish(model: FixtureModel): Promise<{ publicationId: string; awardId: string }> {
    const { unit, account, round } = this.ids;
    const no = (this.numbers += 1);
    const decidedOn = `${model.year}-${String((no % 12) + 1).padStart(2, '0')}-${String((no % 27) + 1).padStart(2, '0')}`;
    const number = `${String(no).padStart(2, '0')}/${model.year}/QĐ-UBND`;
    const subjectType = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'].includes(model.subjectType)
      ? model.subjectType
      : 'COLLECTIVE';
    const entry = await this.id(
      `INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name,
         state, receipt_no, submitted_at, revision_no, created_by)
       VALUES ($1, 1, $2, 'u1', 'u1', 'KT-TT', $3, $4, left($5, 300), left($6, 300), 'RECOGNISED', $7, now(), 1, $8) RETURNING id`,
      [round, unit, model.field, subjectType, model.title, model.recipient, `DVK-${no}`, account],
    );
    const decision = await this.id(
      `INSERT INTO decision (round_id, stage_code, unit_id, family, issuer_name, type_symbol, title, created_by)
       VALUES ($1, 'QUYET_DINH', $2, 'STATE', 'Ủy ban nhân dân tỉnh Hậu Giang', 'QĐ-UBND', 'Về việc khen thưởng', $3) RETURNING id`,
      [round, unit, account],
    );
    const awardId = await this.id(
      `INSERT INTO decision_award (decision_id, entry_id, position, award_form_code, award_form_name, recipient_name, unit_name, title, coefficient, amount)
       VALUES ($1, $2, 1, 'BANG_KHEN', $3, $4, $5, $6, 1.5, 3510000) RETURNING id`,
      [decision, entry, model.award, model.recipient, model.unit, model.title],
    );
    await this.client.query(
      `UPDATE decision SET state = 'ISSUED', number = $2, number_text = $3, series_key = 'fixture', decided_on = $4, signer_id = $5,
         signer_name = 'Trần Văn Minh', signer_title = 'Chủ tịch', base_salary = 2340000, issued_at = now() WHERE id = $1`,
      [decision, no, number, decidedOn, account],
    );
    const publicationId = await this.id(
      `INSERT INTO publication (decision_id, published_by, published_at) VALUES ($1, $2, $3::date + interval '9 hours') RETURNING id`,
      [decision, account, decidedOn],
    );
    await this.client.query(
      `INSERT INTO published_model (award_id, publication_id, entry_id, slug, title, recipient_name, unit_name, place, province_name, year, round_name,
         field_code, subject_type, level, award_form_name, decision_number, decided_on, sections, contributions, photos)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [
        awardId,
        publicationId,
        entry,
        model.slug,
        model.title,
        model.recipient,
        model.unit,
        model.place,
        model.province,
        model.year,
        `Đợt xét năm ${model.year}`,
        model.field,
        model.subjectType,
        model.level,
        model.award,
        number,
        decidedOn,
        JSON.stringify(model.sections ?? []),
        JSON.stringify(model.contributions ?? []),
        JSON.stringify(model.photos ?? []),
      ],
    );
    if (model.code)
      await this.client.query(
        `INSERT INTO certificate (award_id, number_text, code, issued_on) VALUES ($1, $2, $3, $4)`,
        [awardId, `${String(no).padStart(3, '0')}/SV-${model.year}`, model.code, decidedOn],
      );
    return { publicationId, awardId };
  }

  async withdraw(publicationId: string): Promise<void> {
    await this.client.query(
      `UPDATE publication SET state = 'WITHDRAWN', withdrawn_at = now(), withdrawn_by = $2, withdraw_reason = 'Công bố nhầm danh sách' WHERE id = $1`,
      [publicationId, this.ids.account],
    );
  }

  /** Keeps a picture as the work area would: bytes under their hash, and a row. @returns the file's id */
  async storePhoto(dataDir: string, bytes: Buffer, mediaType: string): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(join(dataDir, 'files', sha256.slice(0, 2)), { recursive: true });
    writeFileSync(join(dataDir, 'files', sha256.slice(0, 2), sha256), bytes);
    return this.id(
      `INSERT INTO stored_file (sha256, size, media_type, name) VALUES ($1, $2, $3, 'anh.jpg') RETURNING id`,
      [sha256, bytes.length, mediaType],
    );
  }

  private async id(sql: string, params: unknown[] = []): Promise<string> {
    const result = await this.client.query<{ id: string }>(sql, params);
    return result.rows[0]!.id;
  }
}
