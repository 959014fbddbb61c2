import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import { type ListFilter, searchWords, withoutPaging } from './list-filter.rules';

/** A line of a list of models. */
export interface ModelRow {
  id: string;
  slug: string;
  title: string;
  recipientName: string;
  unitName: string;
  place: string;
  provinceName: string;
  year: number;
  fieldCode: string;
  subjectType: string;
  level: string;
  awardFormName: string;
  decisionNumber: string;
  /** yyyy-mm-dd */
  decidedOn: string;
  publishedAt: Date;
  photoId: string | null;
}
/** Everything that is published about a model. `amount` is a decimal text. */
export interface Model extends ModelRow {
  roundName: string;
  sections: { title: string; text: string }[];
  contributions: { name: string; qualifier: string; amount: string | number; unit: string }[];
  photos: { fileId: string; caption: string | null }[];
}
export interface ModelList {
  items: ModelRow[];
  hasPrevious: boolean;
  hasNext: boolean;
  /** Number of hits, counted up to COUNT_LIMIT + 1. */
  count: number;
}
export interface Facet {
  code: string;
  count: number;
}
export interface Overview {
  total: number;
  years: Facet[];
  levels: Facet[];
  fields: Facet[];
  provinces: Facet[];
}

export const PAGE_SIZE = 20;
/** Counting further costs time and tells nobody more. */
export const COUNT_LIMIT = 1000;
/** How alike a word must be to be suggested; PostgreSQL's own 0.6 misses a swapped letter in a short name. */
const SUGGEST_FROM = 0.4;
/** Comparing letters is slow: a search that finds nothing must not hold up those that do. */
const SUGGEST_AMONG = 300;
const SUGGEST_WITHIN_MS = 400;
const QUERY_CANCELED = '57014';

const ROW = `id, slug, title, recipient_name AS "recipientName", unit_name AS "unitName", place, province_name AS "provinceName",
  year, field_code AS "fieldCode", subject_type AS "subjectType", level, award_form_name AS "awardFormName",
  decision_number AS "decisionNumber", decided_on::text AS "decidedOn", published_at AS "publishedAt", photos->0->>'fileId' AS "photoId"`;

/** Reads of the published models: only through the view that withdrawn publications have left. */
@Injectable()
export class ModelQueries {
  constructor(private readonly db: Database) {}

  latest(limit: number): Promise<ModelRow[]> {
    return this.db.query(`SELECT ${ROW} FROM portal.model ORDER BY year DESC, id DESC LIMIT $1`, [limit]);
  }

  /** Every published model, newest first, for the site map. */
  addresses(limit: number): Promise<{ slug: string; publishedAt: Date }[]> {
    return this.db.query(
      `SELECT slug, published_at AS "publishedAt" FROM portal.model ORDER BY year DESC, id DESC LIMIT $1`,
      [limit],
    );
  }

  find(slug: string): Promise<Model | undefined> {
    return this.db.oneByKey(
      `SELECT ${ROW}, round_name AS "roundName", sections, contributions, photos FROM portal.model WHERE slug = $1`,
      [slug],
    );
  }

  /** One page, newest year first, by keyset: a page far down is as fast as the first. */
  async list(filter: ListFilter): Promise<ModelList> {
    const params: unknown[] = [];
    const where = conditions(filter, params);
    const key = filter.before ?? filter.after;
    const backwards = filter.before !== undefined;
    if (key) {
      params.push(key.year, key.id);
      where.push(`(year, id) ${backwards ? '>' : '<'} ($${params.length - 1}::int, $${params.length}::uuid)`);
    }
    const order = backwards ? 'year ASC, id ASC' : 'year DESC, id DESC';
    const rows = await this.db.query<ModelRow>(
      `SELECT ${ROW} FROM portal.model WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}`,
      params,
    );
    const more = rows.length > PAGE_SIZE;
    const items = backwards ? rows.slice(0, PAGE_SIZE).toReversed() : rows.slice(0, PAGE_SIZE);
    return {
      items,
      hasPrevious: backwards ? more : filter.after !== undefined,
      hasNext: backwards ? true : more,
      count: await this.count(filter),
    };
  }

  private async count(filter: ListFilter): Promise<number> {
    const params: unknown[] = [];
    const where = conditions(withoutPaging(filter), params);
    const row = await this.db.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT FROM portal.model WHERE ${where.join(' AND ')} LIMIT ${COUNT_LIMIT + 1}) AS hits`,
      params,
    );
    return row?.count ?? 0;
  }

  /** Models whose names are written nearly like `q`, best first; none when looking for them takes too long. */
  async suggestions(q: string): Promise<ModelRow[]> {
    try {
      return await this.db.transaction(async () => {
        await this.db.query(
          `SELECT set_config('pg_trgm.word_similarity_threshold', $1, true), set_config('statement_timeout', $2, true)`,
          [String(SUGGEST_FROM), String(SUGGEST_WITHIN_MS)],
        );
        return this.db.query<ModelRow>(
          `SELECT * FROM (SELECT ${ROW}, search FROM portal.model WHERE vn_norm($1) <% search LIMIT ${SUGGEST_AMONG}) AS near
           ORDER BY vn_norm($1) <<-> near.search, year DESC, id DESC LIMIT 5`,
          [q],
        );
      });
    } catch (error) {
      if ((error as { code?: string }).code === QUERY_CANCELED) return [];
      throw error;
    }
  }

  /** Counts of all published models by year, level, field and province. */
  async overview(): Promise<Overview> {
    const rows = await this.db.query<{
      year: number | null;
      level: string | null;
      field: string | null;
      province: string | null;
      count: number;
    }>(
      `SELECT year, level, field_code AS field, province_name AS province, count(*)::int AS count
       FROM portal.model GROUP BY GROUPING SETS ((year), (level), (field_code), (province_name), ()) ORDER BY year DESC, count DESC, field, level, province`,
    );
    const facet = (key: 'year' | 'level' | 'field' | 'province'): Facet[] =>
      rows.filter((row) => row[key] !== null).map((row) => ({ code: String(row[key]), count: row.count }));
    const total = rows.find(
      (row) => row.year === null && row.level === null && row.field === null && row.province === null,
    );
    const provinces = facet('province').sort((a, b) => a.code.localeCompare(b.code, 'vi'));
    return {
      total: total?.count ?? 0,
      years: facet('year'),
      levels: facet('level'),
      fields: facet('field'),
      provinces,
    };
  }
}

/** The restricting filters as SQL; pushes their values to `params`. */
function conditions(filter: ListFilter, params: unknown[]): string[] {
  const where = ['true'];
  const parameter = (value: unknown) => `$${params.push(value)}`;
  if (filter.year !== undefined) where.push(`year = ${parameter(filter.year)}::int`);
  if (filter.level) where.push(`level = ${parameter(filter.level)}`);
  if (filter.field) where.push(`field_code = ${parameter(filter.field)}`);
  if (filter.subjectType) where.push(`subject_type = ${parameter(filter.subjectType)}`);
  if (filter.province) where.push(`vn_norm(province_name) = vn_norm(${parameter(filter.province)})`);
  for (const word of searchWords(filter.q ?? '')) where.push(`search LIKE vn_norm(${parameter(word)})`);
  for (const word of searchWords(filter.place ?? '')) {
    const pattern = `vn_norm(${parameter(word)})`;
    // the first half is what the trigram index can answer
    where.push(`search LIKE ${pattern} AND vn_norm(unit_name || ' ' || place) LIKE ${pattern}`);
  }
  return where;
}
