import { Injectable } from '@nestjs/common';

const HO_CHI_MINH = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The only source of time in use cases: deadlines are by the server's clock, and a test can set it. */
@Injectable()
export class Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Today's date in Asia/Ho_Chi_Minh as `yyyy-mm-dd`. */
  today(): string {
    return HO_CHI_MINH.format(this.now());
  }

  /** Moves this process's clock; undefined sets it back. For tests. */
  set(now: Date | undefined): void {
    this.offset = now ? now.getTime() - Date.now() : 0;
  }
}
