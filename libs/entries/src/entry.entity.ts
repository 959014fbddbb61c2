import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EntryState } from './entry.workflow';

/** What changes together with the state; the rest of the row is written by plain statements. */
@Entity('entry')
export class Entry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'round_id' }) roundId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') state: EntryState;
  @Column('text', { name: 'stage_code', nullable: true }) stageCode: string | null;
  @Column('uuid', { name: 'holder_unit_id', nullable: true }) holderUnitId: string | null;
  @Column('timestamptz', { name: 'holder_since' }) holderSince: Date;
  @Column('timestamptz', { nullable: true }) deadline: Date | null;
  @Column('int', { name: 'return_count' }) returnCount: number;
  @Column('int', { name: 'revision_no' }) revisionNo: number;
  @Column('text', { name: 'receipt_no', nullable: true }) receiptNo: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('numeric', { name: 'final_score', precision: 9, scale: 4, nullable: true }) finalScore: string | null;
  @Column('text', { nullable: true }) band: string | null;
  @Column('int') version: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
