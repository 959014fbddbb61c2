import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnitKind, UnitLevel } from './unit-names.rules';

/** A unit of the dated tree. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid')
  id: string;
  /** Official code; used again after a merger, never twice on one day at one level. */
  @Column('text', { nullable: true })
  code: string | null;
  @Column('text')
  name: string;
  @Column('text')
  kind: UnitKind;
  @Column('text')
  level: UnitLevel;
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;
  /** Numbers of the units from the province down to this one, joined by dots. */
  @Column('text')
  path: string;
  @Column('date', { name: 'valid_from' })
  validFrom: string;
  /** First day on which it no longer exists. */
  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;
  @Column('int')
  version: number;
}
