import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Judges who score entries of some categories (ban giám khảo). Members are in `panel_member`. */
@Entity('panel')
export class Panel {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'round_id' }) roundId: string;
  @Column('text', { name: 'stage_code' }) stageCode: string;
  @Column('text') name: string;
  /** Empty: all categories of the round. */
  @Column('text', { name: 'category_codes', array: true }) categoryCodes: string[];
  @Column('uuid', { name: 'chair_id', nullable: true }) chairId: string | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('int') version: number;
}
