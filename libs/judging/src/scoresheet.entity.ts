import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ScoresheetState } from './scoresheet.workflow';

/** A judge's marks on one revision of one entry (phiếu chấm điểm); marks are in `mark`, signed versions in `scoresheet_version`. */
@Entity('scoresheet')
export class Scoresheet {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'assignment_id' }) assignmentId: string;
  @Column('uuid', { name: 'round_id' }) roundId: string;
  @Column('text', { name: 'stage_code' }) stageCode: string;
  @Column('uuid', { name: 'entry_id' }) entryId: string;
  @Column('uuid', { name: 'revision_id' }) revisionId: string;
  @Column('uuid', { name: 'judge_id' }) judgeId: string;
  @Column('text') state: ScoresheetState;
  @Column('text') comment: string;
  @Column('text', { name: 'private_note' }) privateNote: string;
  @Column('boolean', { name: 'gate_failed' }) gateFailed: boolean;
  /** Decimal as text; set when signed. */
  @Column('numeric', { nullable: true }) total: string | null;
  @Column('uuid', { name: 'signed_by', nullable: true }) signedBy: string | null;
  @Column('timestamptz', { name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column('int', { name: 'sign_count' }) signCount: number;
  @Column('text', { name: 'reopen_reason', nullable: true }) reopenReason: string | null;
  @Column('int') version: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
