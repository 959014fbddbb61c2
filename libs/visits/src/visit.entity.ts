import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VisitState } from './visit.workflow';

/** What changes together with the state. */
@Entity('field_visit')
export class FieldVisit {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: VisitState;
  @Column('int') version: number;
  @Column('uuid', { name: 'signed_by', nullable: true }) signedBy: string | null;
  @Column('timestamptz', { name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
