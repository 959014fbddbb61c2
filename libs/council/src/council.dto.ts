import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { AGENDA_ITEM_STATES, type AgendaItemState } from './agenda-item.workflow';
import { SESSION_STATES, type SessionState } from './council-session.workflow';

export const COUNCIL_ROLES = ['CHAIR', 'SECRETARY', 'MEMBER'] as const;
export type CouncilRole = (typeof COUNCIL_ROLES)[number];
export const CHOICES = ['YES', 'NO', 'ABSTAIN'] as const;
export type Choice = (typeof CHOICES)[number];

export class CouncilMemberInput {
  @IsUUID()
  accountId: string;
  @IsIn(COUNCIL_ROLES)
  @ApiProperty({ enum: COUNCIL_ROLES })
  role: CouncilRole;
}

export class CouncilInput {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;
  /** Code of a COUNCIL stage of the round's chain. */
  @IsString()
  @MaxLength(40)
  stageCode: string;
  /** The decision that set it up. */
  @IsString()
  @MaxLength(1000)
  legalBasis: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique((member: CouncilMemberInput) => member.accountId)
  @ValidateNested({ each: true })
  @Type(() => CouncilMemberInput)
  members: CouncilMemberInput[];
}

export class CouncilMemberAnswer {
  accountId: string;
  fullName: string;
  title: string;
  unitName: string;
  @ApiProperty({ enum: COUNCIL_ROLES })
  role: CouncilRole;
}

export class CouncilSessionListItemAnswer {
  id: string;
  councilId: string;
  councilName: string;
  roundId: string;
  roundName: string;
  name: string;
  place: string;
  scheduledAt: string;
  @ApiProperty({ enum: SESSION_STATES })
  state: SessionState;
  items: number;
  counted: number;
}

export class CouncilSessionPage {
  items: CouncilSessionListItemAnswer[];
  next: string | null;
}

export class CouncilSessionQuery {
  /** `true`: only sessions of councils that I belong to. */
  @IsOptional()
  @IsIn(['true', 'false'])
  mine?: string;
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

export class CouncilAnswer {
  id: string;
  roundId: string;
  stageCode: string;
  name: string;
  legalBasis: string;
  members: CouncilMemberAnswer[];
  sessions: CouncilSessionListItemAnswer[];
  version: number;
  can: string[];
}

export class CouncilListAnswer {
  items: CouncilAnswer[];
  next: string | null;
}

export class CouncilCandidateAnswer {
  accountId: string;
  fullName: string;
  title: string;
  unitName: string;
  /** Places in the council that the person's grants allow. */
  @ApiProperty({ enum: COUNCIL_ROLES, isArray: true })
  roles: CouncilRole[];
}

export class CouncilCandidatesAnswer {
  items: CouncilCandidateAnswer[];
}

export class SessionInput {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;
  @IsString()
  @MaxLength(300)
  place: string;
  @IsISO8601({ strict: true })
  scheduledAt: string;
  /** Entries in state COUNCIL, in the order of the agenda. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  entryIds: string[];
}

export class AttendanceItemInput {
  @IsUUID()
  accountId: string;
  @IsBoolean()
  present: boolean;
  @IsOptional()
  @IsString()
  @MaxLength(300)
  note?: string;
}

export class AttendanceInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique((item: AttendanceItemInput) => item.accountId)
  @ValidateNested({ each: true })
  @Type(() => AttendanceItemInput)
  items: AttendanceItemInput[];
}

export class SessionCloseInput {
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  conclusion: string;
}

export class BallotInput {
  @IsIn(CHOICES)
  @ApiProperty({ enum: CHOICES })
  choice: Choice;
  /** An absent member's written opinion, where the rule allows it. */
  @IsOptional()
  @IsBoolean()
  inWriting?: boolean;
}

export class SessionMemberAnswer {
  accountId: string;
  fullName: string;
  title: string;
  unitName: string;
  @ApiProperty({ enum: COUNCIL_ROLES })
  role: CouncilRole;
  /** Null until attendance is recorded. */
  @ApiProperty({ type: Boolean, nullable: true })
  present: boolean | null;
  note: string;
}

export class QuorumAnswer {
  members: number;
  needed: number;
  present: number;
  ok: boolean;
}

/** An open ballot of one member; given only where the rule is not secret, and only after the count. */
export class NamedBallotAnswer {
  accountId: string;
  fullName: string;
  @ApiProperty({ enum: CHOICES })
  choice: Choice;
  inWriting: boolean;
}

export class OwnBallotAnswer {
  cast: boolean;
  /** Null in a secret vote: nobody is shown what somebody chose, not even themselves. */
  @ApiProperty({ enum: CHOICES, nullable: true, type: String })
  choice: Choice | null;
}

/** The sealed count; null before. */
export class VoteResultAnswer {
  members: number;
  present: number;
  cast: number;
  yes: number;
  no: number;
  abstain: number;
  base: number;
  needed: number;
  passed: boolean;
  countedAt: string;
  countedBy: string;
}

export class AgendaItemAnswer {
  id: string;
  position: number;
  entryId: string;
  title: string;
  subjectName: string;
  unitName: string;
  categoryName: string;
  receiptNo: string | null;
  @ApiProperty({ type: Number, nullable: true })
  rank: number | null;
  score: string | null;
  bandName: string | null;
  @ApiProperty({ enum: AGENDA_ITEM_STATES })
  state: AgendaItemState;
  /** Ballots taken so far, and members who may still cast one (present, without a conflict). */
  castCount: number;
  waitingCount: number;
  /** Members kept away from this item by a conflict. */
  conflictIds: string[];
  own: OwnBallotAnswer;
  @ApiProperty({ type: () => VoteResultAnswer, nullable: true })
  result: VoteResultAnswer | null;
  /** Empty in a secret vote and before the count. */
  ballots: NamedBallotAnswer[];
  can: string[];
}

export class CouncilSessionAnswer {
  id: string;
  councilId: string;
  councilName: string;
  roundId: string;
  roundName: string;
  name: string;
  place: string;
  scheduledAt: string;
  @ApiProperty({ enum: SESSION_STATES })
  state: SessionState;
  openedAt: string | null;
  closedAt: string | null;
  conclusion: string;
  secret: boolean;
  writtenAllowed: boolean;
  /** The voting rule in one sentence, in the reader's language. */
  rule: string;
  members: SessionMemberAnswer[];
  quorum: QuorumAnswer;
  agenda: AgendaItemAnswer[];
  version: number;
  can: string[];
}

export class BallotAnswer {
  agendaItemId: string;
  castAt: string;
  castCount: number;
}
