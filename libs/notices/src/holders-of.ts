import type { Role } from '@app/access';
import { Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Who has to be told: the people who hold a role now. */
@Injectable()
export class HoldersOf {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Accounts that hold one of the roles today in exactly this unit, for all rounds or for this one. */
  async at(unitId: string, roles: readonly Role[], roundId?: string): Promise<string[]> {
    return this.ids('g.unit_id = $1', unitId, roles, roundId);
  }

  /** The same in this unit or a unit above it. */
  async above(unitId: string, roles: readonly Role[], roundId?: string): Promise<string[]> {
    return this.ids(
      'EXISTS (SELECT FROM unit h, unit u WHERE h.id = g.unit_id AND u.id = $1 AND u.path <@ h.path)',
      unitId,
      roles,
      roundId,
    );
  }

  private async ids(where: string, unitId: string, roles: readonly Role[], roundId?: string): Promise<string[]> {
    const rows = await this.db.queryByKey<{ account_id: string }>(
      `SELECT DISTINCT g.account_id FROM held_role g JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
       WHERE ${where} AND g.role = ANY($2) AND (g.round_id IS NULL OR g.round_id = $3)
         AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to > $4)
       ORDER BY g.account_id`,
      [unitId, roles, roundId ?? null, this.clock.today()],
    );
    return rows.map((row) => row.account_id);
  }
}
