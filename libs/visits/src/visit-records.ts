import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import type { EntryRecord, EntryState } from '@app/entries';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { SeenMark } from './visits.rules';
import type { VisitState } from './visit.workflow';

/** Fields of the access record in SQL; the query calls the visit `v`, its unit `m`, its entry `e`. */
export const visitColumns: SubjectColumns = {
  subject: 'Visit',
  columns: {
    roundId: 'e.round_id',
    makerUnitId: 'v.unit_id',
    makerPath: 'm.path',
    entryUnitId: 'e.unit_id',
    entryUnitPath: 'e.unit_path',
    entryState: 'e.state',
    holderUnitId: 'e.holder_unit_id',
    writers: (p) =>
      `EXISTS (SELECT FROM entry_collaborator c WHERE c.entry_id = e.id AND (c.may = 'WRITE' OR c.wrote) AND c.account_id = ${p}::uuid)`,
    signed: `(v.state = 'SIGNED')`,
  },
};

/** The access record in memory. */
export interface VisitAccess {
  roundId: string;
  makerUnitId: string | null;
  makerPath: string;
  entryUnitId: string;
  entryUnitPath: string;
  entryState: EntryState;
  holderUnitId: string | null;
  /** Everybody who was ever let in to write the entry. */
  writers: string[];
  signed: boolean;
}

export interface VisitRecord extends VisitAccess {
  id: string;
  entryId: string;
  stageCode: string;
  rulesVersion: number;
  state: VisitState;
  visitedOn: string | null;
  place: string;
  participants: string;
  seen: Record<string, SeenMark>;
  conclusion: string;
  replacesId: string | null;
  reason: string | null;
  version: number;
}

/** Tables that `visitColumns` speaks of. */
export const VISIT_TABLES = 'field_visit v JOIN unit m ON m.id = v.unit_id JOIN entry e ON e.id = v.entry_id';

const SELECT = `SELECT v.id, v.entry_id AS "entryId", v.stage_code AS "stageCode", v.state, v.visited_on::text AS "visitedOn", v.place, v.participants, v.seen,
  v.conclusion, v.replaces_id AS "replacesId", v.reason, v.version, e.rules_version AS "rulesVersion", e.round_id AS "roundId",
  v.unit_id AS "makerUnitId", m.path::text AS "makerPath", e.unit_id AS "entryUnitId", e.unit_path::text AS "entryUnitPath",
  e.state AS "entryState", e.holder_unit_id AS "holderUnitId", (v.state = 'SIGNED') AS signed,
  ARRAY(SELECT c.account_id FROM entry_collaborator c WHERE c.entry_id = e.id AND (c.may = 'WRITE' OR c.wrote)) AS writers FROM ${VISIT_TABLES}`;

/** Finds visits "for this reader": one that cannot be seen is not there. */
@Injectable()
export class VisitRecords {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /** @throws AppError NOT_FOUND */
  async visible(id: string): Promise<VisitRecord> {
    return this.find(id, '');
  }

  /** A draft that the actor may write now, locked with its entry, which then cannot be passed on. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async lockDraft(id: string): Promise<VisitRecord> {
    const visit = await this.lock(id);
    if (visit.state !== 'DRAFT') throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: visit.state });
    if (!this.can('write', visit)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'write' });
    return visit;
  }

  /** @throws AppError NOT_FOUND */
  async lock(id: string): Promise<VisitRecord> {
    return this.find(id, 'FOR UPDATE OF e, v');
  }

  can(action: string, of: VisitAccess): boolean {
    return this.abilities.of(this.actors.get()).can(action, 'Visit', of);
  }

  /** A visit to the entry by the unit that holds it, as policies see it. */
  async now(entry: EntryRecord): Promise<VisitAccess> {
    const maker = await this.db.one<{ path: string }>('SELECT path::text AS path FROM unit WHERE id = $1', [
      entry.holderUnitId,
    ]);
    return {
      roundId: entry.roundId,
      makerUnitId: entry.holderUnitId,
      makerPath: maker?.path ?? '',
      entryUnitId: entry.unitId,
      entryUnitPath: entry.unitPath,
      entryState: entry.state,
      holderUnitId: entry.holderUnitId,
      writers: entry.everWriters,
      signed: false,
    };
  }

  private async find(id: string, lock: string): Promise<VisitRecord> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', visitColumns, params);
    const visit = await this.db.oneByKey<VisitRecord>(`${SELECT} WHERE v.id = $1 AND ${seen} ${lock}`, params);
    if (!visit) throw new AppError('NOT_FOUND');
    return visit;
  }
}
