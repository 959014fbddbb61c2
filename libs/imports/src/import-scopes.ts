import { Abilities, CurrentActor, grantsOf, liesWithin } from '@app/access';
import { AppError, Database } from '@app/platform';
import type { RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { ImportScope } from './import-planner';
import { importAccess, type ImportRecord } from './import-records';

export function scopeOfRecord(record: ImportRecord): ImportScope {
  return { unitId: record.scopeUnitId, path: record.scopePath };
}

/** For which units a person may import. */
@Injectable()
export class ImportScopes {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /** The whole round for its board staff; for an officer the widest own unit inside it. @throws AppError IMPORT_SCOPE */
  async of(round: RoundRecord, withinUnitId?: string): Promise<ImportScope> {
    const actor = this.actors.get();
    const ability = this.abilities.of(actor);
    const named =
      withinUnitId === undefined
        ? []
        : await this.db.query<ImportScope>(
            'SELECT id AS "unitId", path::text FROM unit WHERE id = $1 AND path <@ $2::ltree',
            [withinUnitId, round.unitPath],
          );
    const own = grantsOf(actor, 'OFFICER')
      .filter((grant) => liesWithin(grant.unitPath, round.unitPath))
      .sort((a, b) => a.unitPath.length - b.unitPath.length)
      .map(({ unitId, unitPath }) => ({ unitId, path: unitPath }));
    const usual = [{ unitId: round.unitId, path: round.unitPath }, ...own];
    for (const scope of withinUnitId === undefined ? usual : named) {
      const access = importAccess({ id: '', roundId: round.id, scopePath: scope.path, hostPath: round.unitPath });
      if (ability.can('create', 'Import', access)) return scope;
    }
    throw new AppError('IMPORT_SCOPE');
  }
}
