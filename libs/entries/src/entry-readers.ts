import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';

/** One account that may read one entry although no grant in the tree covers it. */
export interface EntryReader {
  entryId: string;
  accountId: string;
}

/** Who may read an entry beside the tree of units: its judges and its council. Written by the features further down the process. */
@Injectable()
export class EntryReaders {
  constructor(private readonly db: Database) {}

  /** Lets accounts read entries; doing it twice changes nothing. */
  async grant(why: 'JUDGE' | 'COUNCIL', readers: readonly EntryReader[]): Promise<void> {
    await this.db.query(
      `INSERT INTO entry_reader (entry_id, account_id, why)
       SELECT r."entryId", r."accountId", $1 FROM jsonb_to_recordset($2) AS r("entryId" uuid, "accountId" uuid) ON CONFLICT DO NOTHING`,
      [why, JSON.stringify(readers)],
    );
  }

  /** Takes that back; what the same accounts may read for another reason stays. */
  async revoke(why: 'JUDGE' | 'COUNCIL', readers: readonly EntryReader[]): Promise<void> {
    await this.db.query(
      `DELETE FROM entry_reader d USING jsonb_to_recordset($2) AS r("entryId" uuid, "accountId" uuid)
       WHERE d.entry_id = r."entryId" AND d.account_id = r."accountId" AND d.why = $1`,
      [why, JSON.stringify(readers)],
    );
  }
}
