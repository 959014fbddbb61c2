import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which unit carries on which, wholly or in part. */
@Entity('unit_succession')
export class UnitSuccession {
  @PrimaryColumn('uuid', { name: 'predecessor_id' })
  predecessorId: string;
  @PrimaryColumn('uuid', { name: 'successor_id' })
  successorId: string;
  @Column('text')
  part: 'WHOLE' | 'PART';
  @Column('date', { name: 'effective_on' })
  effectiveOn: string;
  @Column('text', { name: 'legal_basis', nullable: true })
  legalBasis: string | null;
}
