import type { VotingRule } from '@app/programmes';
import type { AgendaItemState } from './agenda-item.workflow';
import type { SessionAccess } from './council.columns';
import type { Choice, CouncilRole } from './council.dto';
import type { SessionState } from './council-session.workflow';

export interface SessionMember {
  accountId: string;
  fullName: string;
  title: string;
  unitName: string;
  unitPath: string;
  role: CouncilRole;
  present: boolean | null;
  note: string;
}

/** A session as use cases need it. */
export interface SessionRecord {
  id: string;
  state: SessionState;
  version: number;
  councilId: string;
  councilName: string;
  roundId: string;
  roundName: string;
  hostPath: string;
  stageCode: string;
  name: string;
  place: string;
  scheduledAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  conclusion: string;
  rule: VotingRule;
  members: SessionMember[];
  access: SessionAccess;
}

export interface AgendaRecord {
  id: string;
  sessionId: string;
  state: AgendaItemState;
  version: number;
  entryId: string;
  title: string;
  unitPath: string;
  hostPath: string;
}

export interface ItemRow extends AgendaRecord {
  position: number;
  subjectName: string;
  unitName: string;
  categoryCode: string;
  rulesVersion: number;
  receiptNo: string | null;
  score: string | null;
  band: string | null;
  rank: number | null;
  members: number | null;
  present: number | null;
  castCount: number | null;
  yes: number | null;
  no: number | null;
  abstain: number | null;
  base: number | null;
  passed: boolean | null;
  countedAt: Date | null;
  countedBy: string | null;
  ballots: { accountId: string; fullName: string; choice: Choice; inWriting: boolean }[];
}
