import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProgressState } from './progress.workflow';

/** What changes together with the state. */
@Entity('progress_report')
export class ProgressReport {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: ProgressState;
  @Column('int') version: number;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
