import { Injectable } from '@nestjs/common';
import { type Actor, CurrentActor, type Grant } from '@app/access';
import { Database } from '@app/platform';

/** Lets the demonstration act as its people, through the same use cases and rights as the screens. */
@Injectable()
export class DemoActors {
  constructor(
    private readonly db: Database,
    private readonly current: CurrentActor,
  ) {}

  /** Runs fn as the account with this login. */
  async as<T>(login: string, fn: () => Promise<T>): Promise<T> {
    const actor = await this.find(login);
    return this.current.runAs(actor, fn);
  }

  private async find(login: string): Promise<Actor> {
    const account = await this.db.one<Omit<Actor, 'grants'>>(
      `SELECT a.id AS "accountId", a.full_name AS "fullName", a.unit_id AS "unitId", u.path::text AS "unitPath", false AS "mustChangePassword", a.locale
       FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.login = $1`,
      [login],
    );
    if (!account) throw new Error(`the demonstration has no account ${login}`);
    const grants = await this.db.query<Grant>(
      `SELECT g.role, g.unit_id AS "unitId", u.path::text AS "unitPath", g.round_id AS "roundId"
       FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.account_id = $1`,
      [account.accountId],
    );
    return { ...account, grants };
  }
}
