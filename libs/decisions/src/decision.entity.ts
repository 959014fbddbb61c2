import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionState } from './decision.workflow';

/** A decision (quyết định); its annex is in `decision_award`. Once ISSUED a trigger refuses every change. */
@Entity('decision')
export class Decision {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'round_id' }) roundId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') family: 'STATE' | 'PARTY';
  @Column('text', { name: 'issuer_name' }) issuerName: string;
  @Column('text', { name: 'type_symbol' }) typeSymbol: string;
  @Column('text') title: string;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn: string | null;
  @Column('int', { nullable: true }) number: number | null;
  @Column('text', { name: 'number_text', nullable: true }) numberText: string | null;
  @Column('text', { name: 'series_key', nullable: true }) seriesKey: string | null;
  @Column('uuid', { name: 'signer_id', nullable: true }) signerId: string | null;
  @Column('text', { name: 'signer_name', nullable: true }) signerName: string | null;
  @Column('text', { name: 'signer_title', nullable: true }) signerTitle: string | null;
  @Column('text', { name: 'signer_authority' }) signerAuthority: string;
  @Column('numeric', { name: 'base_salary', nullable: true }) baseSalary: string | null;
  @Column('text') state: DecisionState;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column('int') version: number;
}
