import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session; the cookie holds the id, the table only its SHA-256: a copy of the table opens nobody's session. */
@Entity('session')
export class Session {
  @PrimaryColumn('bytea', { name: 'id_hash' })
  idHash: Buffer;
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId: string | null;
  @Column('jsonb')
  data: Record<string, unknown>;
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
