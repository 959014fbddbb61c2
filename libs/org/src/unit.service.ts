import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { CreateUnitInput, UnitDetailAnswer, UpdateUnitInput } from './org.dto';
import { cleanUnitName, fitsBelow, isPlace, kindOfName, type UnitKind, type UnitLevel } from './unit-names.rules';
import { Unit } from './unit.entity';
import { UnitQueries } from './unit.queries';

/** Changes of the tree by hand; whole lists come through UnitImport. */
@Injectable()
export class UnitService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
    private readonly audit: AuditLog,
    private readonly queries: UnitQueries,
  ) {}

  /**
   * A unit below another one.
   *
   * @throws AppError VALIDATION_FAILED (UNIT_NOT_IN_REACH, UNIT_KIND_UNKNOWN, UNIT_PARENT_LEVEL, UNIT_IS_CLOSED), UNIT_CODE_TAKEN
   */
  async create(input: CreateUnitInput): Promise<UnitDetailAnswer> {
    const name = cleanUnitName(cleanText(input.name, { field: 'name', min: 1, max: 300 }));
    const validFrom = input.validFrom ?? this.clock.today();
    const id = await this.db.transaction(async () => {
      const parent = await this.db.one<{ path: string; kind: UnitKind; level: UnitLevel; closed: boolean }>(
        `SELECT path::text AS path, kind, level, valid_to IS NOT NULL AND valid_to <= $2 AS closed FROM unit WHERE id = $1 FOR SHARE`,
        [input.parentId, validFrom],
      );
      const record = { id: input.parentId, unitPath: parent?.path ?? '' };
      if (!parent || !this.abilities.of(this.current.get()).can('create', 'Unit', record))
        throw refused('parentId', 'UNIT_NOT_IN_REACH');
      if (parent.closed) throw refused('parentId', 'UNIT_IS_CLOSED');
      const kind = input.kind ?? kindOfName(name, parent.level === 'PROVINCE' ? 'DISTRICT' : undefined);
      if (!kind) throw refused('kind', 'UNIT_KIND_UNKNOWN');
      const level = isPlace(kind) ? kind : parent.level;
      if (!fitsBelow({ kind, level }, parent)) throw refused('parentId', 'UNIT_PARENT_LEVEL');
      const row = await this.codeTaken(() =>
        this.db.one<{ id: string }>(
          `INSERT INTO unit (no, code, name, kind, level, parent_id, path, valid_from) OVERRIDING SYSTEM VALUE
           SELECT n.no, $1, $2, $3, $4, $5, $6::ltree || n.no::text, $7 FROM (SELECT nextval(pg_get_serial_sequence('unit', 'no')) AS no) n
           RETURNING id`,
          [input.code ?? null, name, kind, level, input.parentId, parent.path, validFrom],
        ),
      );
      const after = { name, kind, level, code: input.code ?? null, parentId: input.parentId, validFrom };
      await this.audit.write({ action: 'unit.create', subjectType: 'Unit', subjectId: row!.id, after });
      return row!.id;
    });
    return this.queries.get(id);
  }

  /**
   * Corrects name or code, or closes the unit and names who carries it on.
   *
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, CHANGED_MEANWHILE, UNIT_CODE_TAKEN, UNIT_HAS_OPEN_CHILDREN,
   * VALIDATION_FAILED (UNIT_DATE_BEFORE_START, UNIT_NOT_IN_REACH for an unknown successor)
   */
  async update(id: string, input: UpdateUnitInput): Promise<UnitDetailAnswer> {
    const ability = this.abilities.of(this.current.get());
    await this.db.transaction(async () => {
      const before = await this.db.one<{
        path: string;
        name: string;
        code: string | null;
        from: string;
        to: string | null;
        version: number;
      }>(
        `SELECT path::text AS path, name, code, valid_from::text AS from, valid_to::text AS to, version FROM unit WHERE id = $1 FOR UPDATE`,
        [id],
      );
      const record = { id, unitPath: before?.path ?? '' };
      if (!before || !ability.can('read', 'Unit', record)) throw new AppError('NOT_FOUND');
      if (!ability.can('update', 'Unit', record)) throw new AppError('ACTION_NOT_ALLOWED');
      if (before.version !== input.version) throw new AppError('CHANGED_MEANWHILE');
      if (input.validTo) await this.checkClosing(id, before.from, input.validTo);
      const after = {
        name: input.name ? cleanUnitName(cleanText(input.name, { field: 'name', min: 1, max: 300 })) : before.name,
        code: input.code ?? before.code,
        validTo: input.validTo ?? before.to,
        version: before.version + 1,
      };
      const done = await this.codeTaken(() => this.db.manager.update(Unit, { id, version: before.version }, after));
      if (done.affected !== 1) throw new AppError('CHANGED_MEANWHILE');
      if (input.successors?.length) await this.succeed(id, input, after.validTo ?? this.clock.today());
      await this.audit.write({
        action: input.validTo ? 'unit.close' : 'unit.update',
        subjectType: 'Unit',
        subjectId: id,
        before,
        after: { ...after, successors: input.successors },
      });
    });
    return this.queries.get(id);
  }

  private async checkClosing(id: string, validFrom: string, validTo: string): Promise<void> {
    if (validTo <= validFrom)
      throw new AppError('VALIDATION_FAILED', {}, [
        { field: 'validTo', code: 'UNIT_DATE_BEFORE_START', params: { validFrom } },
      ]);
    const open = await this.db.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM unit WHERE parent_id = $1 AND (valid_to IS NULL OR valid_to > $2)',
      [id, validTo],
    );
    if (open && open.count > 0) throw new AppError('UNIT_HAS_OPEN_CHILDREN', { count: open.count });
  }

  private async succeed(id: string, input: UpdateUnitInput, effectiveOn: string): Promise<void> {
    const successors = input.successors ?? [];
    const rows = await this.db.query(
      `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on, legal_basis)
       SELECT $1, u.id, s.part, $2, $3 FROM jsonb_to_recordset($4) AS s("unitId" uuid, part text) JOIN unit u ON u.id = s."unitId" AND u.id <> $1
       ON CONFLICT (predecessor_id, successor_id) DO UPDATE SET part = EXCLUDED.part, effective_on = EXCLUDED.effective_on,
         legal_basis = EXCLUDED.legal_basis RETURNING successor_id`,
      [id, effectiveOn, input.legalBasis ?? null, JSON.stringify(successors)],
    );
    if (rows.length !== new Set(successors.map((one) => one.unitId)).size)
      throw refused('successors', 'UNIT_NOT_IN_REACH');
  }

  private async codeTaken<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      // the exclusion constraint on code, level and period
      if ((error as { code?: string }).code === '23P01') throw new AppError('UNIT_CODE_TAKEN');
      throw error;
    }
  }
}

function refused(
  field: string,
  code: 'UNIT_NOT_IN_REACH' | 'UNIT_IS_CLOSED' | 'UNIT_KIND_UNKNOWN' | 'UNIT_PARENT_LEVEL',
): AppError {
  return new AppError('VALIDATION_FAILED', {}, [{ field, code }]);
}
