import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VotingRule } from '@app/programmes';
import type { AgendaItemState } from './agenda-item.workflow';
import type { SessionState } from './council-session.workflow';

/** A session of a council. The voting rule is copied when it is planned: a later amendment of the round does not touch it. */
@Entity('council_session')
export class CouncilSession {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'council_id' }) councilId: string;
  @Column('text') name: string;
  @Column('text') place: string;
  @Column('timestamptz', { name: 'scheduled_at' }) scheduledAt: Date;
  @Column('text') state: SessionState;
  @Column('jsonb', { name: 'voting_rule' }) votingRule: VotingRule;
  /** Members on the day it opened. */
  @Column('int', { name: 'member_count', nullable: true }) memberCount: number | null;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text') conclusion: string;
  @Column('int') version: number;
}

/** One entry on the agenda with its sealed count. */
@Entity('agenda_item')
export class AgendaItem {
  @PrimaryColumn('uuid', { generated: 'uuid' }) id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('uuid', { name: 'entry_id' }) entryId: string;
  @Column('int') position: number;
  @Column('text') state: AgendaItemState;
  @Column('int', { nullable: true }) members: number | null;
  @Column('int', { nullable: true }) present: number | null;
  @Column('int', { name: 'cast_count', nullable: true }) castCount: number | null;
  @Column('int', { nullable: true }) yes: number | null;
  @Column('int', { nullable: true }) no: number | null;
  @Column('int', { nullable: true }) abstain: number | null;
  @Column('int', { nullable: true }) base: number | null;
  @Column('boolean', { nullable: true }) passed: boolean | null;
  @Column('uuid', { name: 'counted_by', nullable: true }) countedBy: string | null;
  @Column('timestamptz', { name: 'counted_at', nullable: true }) countedAt: Date | null;
  @Column('int') version: number;
}
