import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublicationState } from './publication.workflow';

/** The publication of a decision; what the public sees of each model is in `published_model`. */
@Entity('publication')
export class Publication {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'decision_id' }) decisionId: string;
  @Column('text') state: PublicationState;
  @Column('uuid', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('text', { name: 'withdraw_reason', nullable: true }) withdrawReason: string | null;
  @Column('int') version: number;
}
