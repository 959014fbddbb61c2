import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoundState } from './round.workflow';

@Entity('round')
export class Round {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'programme_id' }) programmeId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('int') year: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('ltree', { name: 'unit_path' }) unitPath: string;
  @Column('text') state: RoundState;
  @Column('int', { name: 'rules_version' }) rulesVersion: number;
  @Column('int') version: number;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}
