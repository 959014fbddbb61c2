import { CARRIED_UNITS } from '@app/entries';
import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { UnitRelation } from './flags.rules';
import { bandsOf, estimate, METHOD, signatureOf } from './minhash.rules';

/** How many entries of one band are looked at: a band that more share is a formula and tells little. */
const PER_BAND = 200;
/** How many of those that share most bands are estimated. */
const BY_BANDS = 300;
/** Estimated likeness from which on the texts themselves are compared. */
const WORTH_READING = 0.15;
/** How many texts are compared exactly. */
const READ = 40;
const RELATED = 400;

/** Finds the entries of the whole country that may be like one entry; nobody's rights are asked here. */
@Injectable()
export class Candidates {
  constructor(private readonly db: Database) {}

  /** Units that stand close to one: itself, what it carries on, what carries it on, one step up and down. */
  async relatedUnits(unitId: string): Promise<Map<string, UnitRelation>> {
    const rows = await this.db.query<{ id: string; relation: UnitRelation }>(
      `WITH RECURSIVE after(id) AS (
         SELECT s.successor_id FROM unit_succession s WHERE s.predecessor_id = $1 UNION SELECT s.successor_id FROM unit_succession s JOIN after a ON s.predecessor_id = a.id)
       SELECT id, 'CHILD' AS relation FROM unit WHERE parent_id = $1
       UNION ALL SELECT parent_id, 'PARENT' FROM unit WHERE id = $1 AND parent_id IS NOT NULL
       UNION ALL SELECT id, 'SUCCESSOR' FROM after
       UNION ALL SELECT id, 'PREDECESSOR' FROM (${CARRIED_UNITS}) carried
       UNION ALL SELECT $1::uuid, 'SAME'`,
      [unitId],
    );
    return new Map(rows.map(({ id, relation }) => [id, relation]));
  }

  /** Ids of entries with a similar text, most alike first. */
  async byText(entryId: string, shingles: ReadonlySet<number>): Promise<string[]> {
    const signature = signatureOf(shingles);
    if (!signature) return [];
    const rows = await this.db.query<{ id: string; signature: number[] }>(
      `SELECT s.entry_id AS id, s.signature FROM (
         SELECT f.entry_id, count(*) AS shared FROM unnest($1::int[]) AS band
         CROSS JOIN LATERAL (SELECT x.entry_id FROM entry_signature x WHERE x.bands @> ARRAY[band] LIMIT ${PER_BAND}) f
         GROUP BY f.entry_id ORDER BY shared DESC, f.entry_id DESC LIMIT ${BY_BANDS}) near
       JOIN entry_signature s ON s.entry_id = near.entry_id WHERE s.method = $2 AND s.entry_id <> $3`,
      [bandsOf(signature), METHOD, entryId],
    );
    return mostAlike(signature, rows, READ);
  }

  /**
   * Entries of related units that were put forward in the same year or recognised in any: those for the same person or
   * body, and those with a text that is a little alike, which the bands may miss.
   */
  async byUnit(
    entry: { id: string; year: number; subjectName: string },
    units: readonly string[],
    shingles: ReadonlySet<number>,
  ): Promise<string[]> {
    const rows = await this.db.query<{ id: string; signature: number[] | null; same_subject: boolean }>(
      `SELECT e.id, s.signature, vn_norm(e.subject_name) = vn_norm($4) AS same_subject
       FROM entry e JOIN round r ON r.id = e.round_id LEFT JOIN entry_signature s ON s.entry_id = e.id AND s.method = $5
       WHERE e.unit_id = ANY($1::uuid[]) AND e.submitted AND e.id <> $2 AND e.state <> 'WITHDRAWN' AND (r.year = $3 OR e.state = 'RECOGNISED')
       ORDER BY e.id DESC LIMIT ${RELATED}`,
      [units, entry.id, entry.year, entry.subjectName, METHOD],
    );
    const signature = signatureOf(shingles);
    const alike = signature
      ? mostAlike(
          signature,
          rows.flatMap((row) => (row.signature ? [{ id: row.id, signature: row.signature }] : [])),
          READ,
        )
      : [];
    return [
      ...new Set([
        ...rows
          .filter((row) => row.same_subject)
          .map((row) => row.id)
          .slice(0, READ),
        ...alike,
      ]),
    ];
  }
}

function mostAlike(
  signature: readonly number[],
  rows: readonly { id: string; signature: number[] }[],
  limit: number,
): string[] {
  return rows
    .map((row) => ({ id: row.id, likeness: estimate(signature, row.signature) }))
    .filter((row) => row.likeness >= WORTH_READING)
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map((row) => row.id);
}
