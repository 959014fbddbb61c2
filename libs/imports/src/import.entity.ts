import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportState } from './import.workflow';

/** What changes together with the state of an import. */
@Entity('import')
export class Import {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: ImportState;
  @Column('jsonb', { nullable: true }) mapping: object | null;
  @Column('jsonb') counts: object;
  @Column('text', { nullable: true }) problem: string | null;
  @Column('int') version: number;
  @Column('uuid', { name: 'started_by', nullable: true }) startedBy: string | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
