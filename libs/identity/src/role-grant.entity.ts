import type { Role } from '@app/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A role of an account in a unit and all below it, from a day up to (not including) another, for all rounds or one. */
@Entity('role_grant')
export class RoleGrant {
  @PrimaryColumn('uuid')
  id: string;
  @Column('uuid', { name: 'account_id' })
  accountId: string;
  @Column('text')
  role: Role;
  @Column('uuid', { name: 'unit_id' })
  unitId: string;
  @Column('uuid', { name: 'round_id', nullable: true })
  roundId: string | null;
  @Column('date', { name: 'valid_from' })
  validFrom: string;
  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;
  @Column('uuid', { name: 'granted_by', nullable: true })
  grantedBy: string | null;
}
