import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who may sign in. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid')
  id: string;
  @Column('text')
  login: string;
  @Column('text', { name: 'full_name' })
  fullName: string;
  /** Position in the unit, such as "Phó Chủ tịch". */
  @Column('text')
  title: string;
  @Column('text', { nullable: true })
  email: string | null;
  @Column('text', { nullable: true })
  phone: string | null;
  @Column('uuid', { name: 'unit_id' })
  unitId: string;
  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash: string | null;
  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword: boolean;
  @Column('int', { name: 'failed_count' })
  failedCount: number;
  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil: Date | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;
  @Column('text')
  locale: 'vi' | 'en';
  @Column('int')
  version: number;
}
