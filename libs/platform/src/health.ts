import { Injectable } from '@nestjs/common';
import { Database } from './database';

/** Ready means that the database answers; live only that the process does. */
@Injectable()
export class Health {
  constructor(private readonly db: Database) {}

  async ready(): Promise<boolean> {
    try {
      return (await this.db.one<{ ok: boolean }>('SELECT true AS ok'))?.ok === true;
    } catch {
      return false;
    }
  }
}
