import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { SCORESHEET_STATES, type ScoresheetState } from './scoresheet.workflow';

/** At most this many judges score one entry; rankings of mixed numbers of sheets stay exact up to here. */
export const MAX_JUDGES = 40;

export const CONFLICT_KINDS = ['DECLARED', 'OWN_UNIT', 'SUBORDINATE_UNIT', 'SUPERIOR_UNIT'] as const;
export const ASSIGNMENT_REFUSALS = [
  'CONFLICT',
  'NOT_IN_PANEL',
  'ENTRY_NOT_IN_SCORING',
  'ALREADY_ASSIGNED',
  'WRONG_CATEGORY',
  'TOO_MANY_JUDGES',
] as const;

export class PanelInput {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;
  /** Code of a SCORING stage of the round's chain. */
  @IsString()
  @MaxLength(40)
  stageCode: string;
  /** Categories that the panel scores; empty: all. */
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  categoryCodes: string[];
  /** Must be one of the members. */
  @IsOptional()
  @IsUUID()
  chairId?: string | null;
  @IsArray()
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_JUDGES)
  @IsUUID(undefined, { each: true })
  memberIds: string[];
}

export class PanelUpdateInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  categoryCodes: string[];
  @IsOptional()
  @IsUUID()
  chairId?: string | null;
  @IsArray()
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_JUDGES)
  @IsUUID(undefined, { each: true })
  memberIds: string[];
}

export class JudgeAnswer {
  id: string;
  fullName: string;
  title: string;
  unitName: string;
}

export class PanelAnswer {
  id: string;
  roundId: string;
  stageCode: string;
  name: string;
  categoryCodes: string[];
  chairId: string | null;
  members: JudgeAnswer[];
  /** Sheets of the panel by state; void ones are not counted. */
  sheets: number;
  signed: number;
  version: number;
  can: string[];
}

export class PanelListAnswer {
  items: PanelAnswer[];
  next: string | null;
}

export class PanelCandidatesAnswer {
  /** Accounts that hold JUDGE for this round today. */
  items: JudgeAnswer[];
}

export class PanelBoardQuery {
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
  @IsOptional()
  @IsString()
  @MaxLength(40)
  category?: string;
}

export class BoardCellAnswer {
  assignmentId: string;
  scoresheetId: string;
  judgeId: string;
  @ApiProperty({ enum: SCORESHEET_STATES })
  state: ScoresheetState;
  signedAt: string | null;
  can: string[];
}

export class BoardConflictAnswer {
  judgeId: string;
  @ApiProperty({ enum: CONFLICT_KINDS })
  kind: (typeof CONFLICT_KINDS)[number];
  /** What the judge wrote; empty for conflicts that the system found. */
  reason: string;
}

export class BoardEntryAnswer {
  entryId: string;
  title: string;
  unitName: string;
  categoryCode: string;
  receiptNo: string | null;
  state: string;
  /** Assignments in force and recused ones (state VOID); marks are never part of this answer. */
  cells: BoardCellAnswer[];
  /** Members of the panel who must not score this entry. */
  conflicts: BoardConflictAnswer[];
}

export class PanelBoardAnswer {
  panel: PanelAnswer;
  /** Signed sheets that each entry needs. */
  minMarks: number;
  entries: BoardEntryAnswer[];
  next: string | null;
}

export class AssignmentItemInput {
  @IsUUID()
  entryId: string;
  @IsArray()
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_JUDGES)
  @IsUUID(undefined, { each: true })
  judgeIds: string[];
}

export class AssignmentsInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => AssignmentItemInput)
  items: AssignmentItemInput[];
}

export class AssignmentCreatedAnswer {
  assignmentId: string;
  scoresheetId: string;
  entryId: string;
  judgeId: string;
}

export class AssignmentRefusedAnswer {
  entryId: string;
  judgeId: string;
  @ApiProperty({ enum: ASSIGNMENT_REFUSALS })
  code: (typeof ASSIGNMENT_REFUSALS)[number];
  /** For CONFLICT. */
  @ApiProperty({ enum: CONFLICT_KINDS, nullable: true, type: String })
  kind: (typeof CONFLICT_KINDS)[number] | null;
}

export class AssignmentsAnswer {
  created: AssignmentCreatedAnswer[];
  refused: AssignmentRefusedAnswer[];
}
