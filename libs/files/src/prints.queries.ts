import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { ALIKE_BITS, nearQuarters } from './print.rules';

/** Two contents whose pictures look the same. */
export interface AlikePair {
  sha256: string;
  other: string;
  /** Bits of 64 that differ, at most 8. */
  distance: number;
}

/** Finds pictures by what they show. */
@Injectable()
export class PrintQueries {
  constructor(private readonly db: Database) {}

  /** Other contents that look like one of these, of all files there are; nearest first. None is missed, see `nearQuarters`. */
  async alike(contents: readonly string[], limit = 200): Promise<AlikePair[]> {
    const prints = await this.db.query<{ sha256: string; phash: string }>(
      'SELECT sha256, phash::text FROM file_print WHERE sha256 = ANY($1)',
      [contents],
    );
    const pairs: AlikePair[] = [];
    // each look-up is a few hundred index probes; together their plan would be a walk through the whole table
    for (const { sha256, phash } of prints) {
      const [a, b, c, d] = nearQuarters(phash);
      pairs.push(
        ...(await this.db.queryByKey<AlikePair>(
          `SELECT $1::text AS sha256, p.sha256 AS other, bit_count(p.phash # $2::bit(64))::int AS distance FROM file_print p
           WHERE (p.band_a = ANY($3::int[]) OR p.band_b = ANY($4::int[]) OR p.band_c = ANY($5::int[]) OR p.band_d = ANY($6::int[]))
             AND bit_count(p.phash # $2::bit(64)) <= ${ALIKE_BITS} AND p.sha256 <> $1
           ORDER BY 3, 2 LIMIT $7`,
          [sha256, phash, a, b, c, d, limit],
        )),
      );
    }
    return pairs.sort((one, two) => one.distance - two.distance);
  }
}
