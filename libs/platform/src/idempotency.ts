import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from './app-error';
import { Database } from './database';

/** A double tap, a retry over a bad line, a client that lost the answer: the work is done once and answered every time. */
@Injectable()
export class Idempotency {
  constructor(private readonly db: Database) {}

  /**
   * Runs fn in a transaction under the account's key. The key and its answer are committed together with what fn wrote.
   * A second call waits for the first one and gets its answer.
   * @throws AppError IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_KEY_REUSED (same key, other request)
   */
  async run<T>(accountId: string, key: string | undefined, request: unknown, fn: () => Promise<T>): Promise<T> {
    if (!key || key.length < 8 || key.length > 200 || !/^[\x21-\x7e]+$/.test(key)) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    const hash = createHash('sha256').update(JSON.stringify(request) ?? 'null').digest('hex');
    return this.db.transaction(async () => {
      const fresh = await this.db.one(
        'INSERT INTO idempotency_key (account_id, key, request_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
        [accountId, key, hash],
      );
      if (!fresh) {
        const kept = await this.db.one<{ request_hash: string; answer: T }>(
          'SELECT request_hash, answer FROM idempotency_key WHERE account_id = $1 AND key = $2',
          [accountId, key],
        );
        if (kept?.request_hash !== hash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
        return kept.answer;
      }
      const answer = await fn();
      await this.db.query('UPDATE idempotency_key SET answer = $3 WHERE account_id = $1 AND key = $2', [
        accountId,
        key,
        JSON.stringify(answer ?? null),
      ]);
      // The same shape as a later replay gives: dates as text, undefined keys gone.
      return JSON.parse(JSON.stringify(answer ?? null)) as T;
    });
  }
}
