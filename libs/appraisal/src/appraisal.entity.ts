import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AppraisalState } from './appraisal.workflow';

/** What changes together with the state; the rest of the row is written by plain statements. */
@Entity('appraisal')
export class Appraisal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'entry_id' }) entryId: string;
  @Column('text') state: AppraisalState;
  @Column('text') finding: string;
  @Column('uuid', { name: 'officer_id', nullable: true }) officerId: string | null;
  @Column('timestamptz', { name: 'proposed_at', nullable: true }) proposedAt: Date | null;
  @Column('uuid', { name: 'leader_id', nullable: true }) leaderId: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { name: 'step_back_reason', nullable: true }) stepBackReason: string | null;
  @Column('int') version: number;
}
