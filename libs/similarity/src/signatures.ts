import { Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { EntryTexts } from './entry-texts';
import { bandsOf, METHOD, signatureOf } from './minhash.rules';

const BATCH = 200;

/** Computes and keeps signatures. */
@Injectable()
export class Signatures {
  constructor(
    private readonly db: Database,
    private readonly texts: EntryTexts,
  ) {}

  /** Of the last submitted revision of each entry; may come twice, and late: an older revision never replaces a newer one. */
  async compute(entryIds: readonly string[]): Promise<void> {
    const rows = (await this.texts.of(entryIds)).flatMap((text) => {
      const signature = signatureOf(text.shingles);
      return signature
        ? [
            {
              entry_id: text.entryId,
              revision_no: text.revisionNo,
              shingles: text.shingles.size,
              signature,
              bands: bandsOf(signature),
            },
          ]
        : [];
    });
    await this.db.query(
      `INSERT INTO entry_signature (entry_id, revision_no, method, shingles, signature, bands)
       SELECT g.entry_id, g.revision_no, $2, g.shingles, g.signature, g.bands
       FROM jsonb_to_recordset($1::jsonb) AS g(entry_id uuid, revision_no int, shingles int, signature int[], bands int[]) ORDER BY g.entry_id
       ON CONFLICT (entry_id) DO UPDATE SET revision_no = excluded.revision_no, method = excluded.method, shingles = excluded.shingles,
         signature = excluded.signature, bands = excluded.bands, computed_at = now()
       WHERE excluded.revision_no >= entry_signature.revision_no OR entry_signature.method <> excluded.method`,
      [JSON.stringify(rows), METHOD],
    );
  }

  /**
   * All entries whose signature is missing, of an older revision or of another method.
   * @param onBatch is told how many are done so far
   * @returns how many were looked at
   */
  async computeMissing(onBatch?: (done: number) => void): Promise<number> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (let done = 0; ;) {
      const rows = await this.db.query<{ id: string }>(
        `SELECT e.id FROM entry e LEFT JOIN entry_signature s ON s.entry_id = e.id
         WHERE e.submitted AND e.id > $1 AND (s.entry_id IS NULL OR s.method <> $2 OR s.revision_no < e.revision_no) ORDER BY e.id LIMIT ${BATCH}`,
        [after, METHOD],
      );
      const last = rows.at(-1);
      if (!last) return done;
      await this.compute(rows.map(({ id }) => id));
      after = last.id;
      done += rows.length;
      onBatch?.(done);
    }
  }
}
