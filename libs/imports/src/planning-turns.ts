import { AppError } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Lists of one account that are worked out or wait; the next one is refused. */
const MOST_OF_ONE = 3;

/**
 * Reading and judging a long list takes seconds of the processor and much memory: in one process they are done one after
 * the other. Ask for a turn before a transaction, never inside one: who waits must not hold a connection.
 */
@Injectable()
export class PlanningTurns {
  private last: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<string, number>();

  /** @throws AppError IMPORT_PLANNING when the account has enough lists in work */
  async run<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    const mine = this.waiting.get(accountId) ?? 0;
    if (mine >= MOST_OF_ONE) throw new AppError('IMPORT_PLANNING');
    this.waiting.set(accountId, mine + 1);
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      const left = (this.waiting.get(accountId) ?? 1) - 1;
      if (left > 0) this.waiting.set(accountId, left);
      else this.waiting.delete(accountId);
    }
  }
}
