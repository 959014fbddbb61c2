import { Injectable } from '@nestjs/common';
import { Database } from './database';

/** Numbers without gaps or doubles: the row stays locked until the transaction that used the number ends. */
@Injectable()
export class NumberSeries {
  constructor(private readonly db: Database) {}

  /** The next number of the series `key`, from 1. Must be called within a transaction. */
  async next(key: string): Promise<number> {
    if (!this.db.inTransaction()) throw new Error('NumberSeries.next outside a transaction would leave gaps');
    const row = await this.db.one<{ last: number }>(
      'INSERT INTO number_series (key, last) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET last = number_series.last + 1 RETURNING last',
      [key],
    );
    return row!.last;
  }
}
