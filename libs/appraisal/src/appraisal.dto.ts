import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
} from 'class-validator';
import { EntryReturnAnswer, PART_KINDS } from '@app/entries';
import { ChecklistItemAnswer, IsInstantConstraint } from '@app/programmes';
import { APPRAISAL_STATES, type AppraisalState } from './appraisal.workflow';

export const QUEUE_STATES = ['APPRAISING', 'PROPOSED'] as const;

export const QUEUE_DUE = ['OVERDUE', 'WEEK'] as const;
export const QUEUE_SORTS = ['deadline', 'unit', 'category', 'newest'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

export class QueueQuery {
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(60)
  stage?: string;
  /** APPRAISING waits for the officer, PROPOSED for the leader. */
  @IsOptional()
  @IsIn(QUEUE_STATES)
  @ApiProperty({ enum: QUEUE_STATES, required: false })
  state?: (typeof QUEUE_STATES)[number];
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
  /** Of this unit and all below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;
  /** Past their deadline, or due within seven days. */
  @IsOptional()
  @IsIn(QUEUE_DUE)
  @ApiProperty({ enum: QUEUE_DUE, required: false })
  due?: (typeof QUEUE_DUE)[number];
  /** Whether they were returned to their unit before. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  returned?: boolean;
  @IsOptional()
  @IsIn(QUEUE_SORTS)
  @ApiProperty({ enum: QUEUE_SORTS, required: false })
  sort?: QueueSort;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class ChecklistMarkInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  code: string;
  /** null: not answered yet. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ type: Boolean, nullable: true, required: false })
  ok?: boolean | null;
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class AppraisedScoreInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  criterion: string;
  /** Decimal as text. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  points: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  reason: string;
}

export class SaveAppraisalInput {
  /** Version of the appraisal; 0 when none was begun yet (`appraisal` is null). */
  @IsInt()
  @Min(0)
  version: number;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ChecklistMarkInput)
  checklist: ChecklistMarkInput[];
  @IsString()
  @MaxLength(8000)
  finding: string;
  /** All changed scores; one that is left out is taken back. */
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => AppraisedScoreInput)
  scores: AppraisedScoreInput[];
}

export class ReturnPartInput {
  /** Field code, criterion code, or id of an evidence file of the revision. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  part: string;
  /** A field and a criterion may share a code; without it the field is meant. */
  @IsOptional()
  @IsIn(PART_KINDS)
  @ApiProperty({ enum: PART_KINDS, required: false })
  kind?: (typeof PART_KINDS)[number];
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}

export class ReturnEntryInput {
  /** Version of the entry. */
  @IsInt()
  @Min(1)
  version: number;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ReturnPartInput)
  items: ReturnPartInput[];
  /** ISO instant. */
  @Validate(IsInstantConstraint)
  deadline: string;
}

export class ProposeInput {
  /** Version of the entry. */
  @IsInt()
  @Min(1)
  version: number;
  @IsOptional()
  @IsString()
  @MaxLength(8000)
  finding?: string;
}

export class ForwardInput {
  /** Version of the entry. */
  @IsInt()
  @Min(1)
  version: number;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}

export class DecideWithReasonInput {
  /** Version of the entry. */
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  reason: string;
}

export class QueueItemAnswer {
  id: string;
  title: string;
  subjectName: string;
  @ApiProperty({ enum: QUEUE_STATES })
  state: (typeof QUEUE_STATES)[number];
  stageCode: string;
  stageName: string;
  roundId: string;
  roundCode: string;
  unitId: string;
  unitName: string;
  categoryCode: string;
  receiptNo: string;
  /** 0: new; otherwise carried on for so many rounds. */
  renewalNo: number;
  revisionNo: number;
  returnCount: number;
  holderUnitId: string;
  /** The unit of mine that has it. */
  holderUnitName: string;
  since: string;
  deadline: string | null;
}

export class QueuePage {
  items: QueueItemAnswer[];
  next: string | null;
}

export class ChecklistMarkAnswer {
  code: string;
  ok: boolean | null;
  note: string;
}

export class AppraisedScoreAnswer {
  criterion: string;
  points: string;
  reason: string;
  changedBy: string | null;
  changedAt: string;
}

export class AppraisalRecordAnswer {
  id: string;
  stageCode: string;
  stageName: string;
  unitName: string;
  revisionNo: number;
  @ApiProperty({ enum: APPRAISAL_STATES })
  state: AppraisalState;
  checklist: ChecklistMarkAnswer[];
  finding: string;
  scores: AppraisedScoreAnswer[];
  officer: string | null;
  proposedAt: string | null;
  leader: string | null;
  decidedAt: string | null;
  reason: string | null;
  /** Of an appraisal that ended because the entry went back a level. */
  stepBackReason: string | null;
  version: number;
}

export class ScoreChangeAnswer {
  criterion: string;
  /** Decimal as text; null: there was none. */
  from: string | null;
  to: string;
  /** Empty: back to the unit's own score. */
  reason: string;
  stageName: string;
  unitName: string;
  by: string | null;
  at: string;
}

export class ResponsibleOfficerAnswer {
  criterion: string;
  officer: string;
  /** The reader is the one. */
  mine: boolean;
  confirmed: boolean;
}

export class QuotaAnswer {
  /** null: no quota at this stage. */
  max: number | null;
  used: number;
}

export class AppraisalAnswer {
  entryId: string;
  /** Version of the entry, for return, propose, forward, send-back and refuse. */
  entryVersion: number;
  /** The appraisal at the present stage; null when the entry is at none. */
  appraisal: AppraisalRecordAnswer | null;
  /** Checklist of the present stage. */
  checklist: ChecklistItemAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  selfScores: Record<string, string>;
  selfTotal: string;
  /** Sum with the changed scores of the present stage in place of the unit's own. */
  appraisedTotal: string;
  /** Criterion → points of the last level, once the entry has left the appraisals; null before, or where the reader may not see that level. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  finalScores: Record<string, string> | null;
  /** The judges' result, or the total of the last level. */
  finalTotal: string | null;
  /** What each level changed, oldest first, as far as the reader may see it. */
  scoreHistory: ScoreChangeAnswer[];
  /** Where the rules ask for one responsible officer per criterion. */
  criterionOfficers: ResponsibleOfficerAnswer[];
  /** The level that `stepBack` would lead to. */
  @ApiProperty({ type: String, nullable: true })
  below: string | null;
  /** Appraisals of earlier stages and revisions that the reader may see, oldest first. */
  earlier: AppraisalRecordAnswer[];
  quota: QuotaAnswer;
  returns: EntryReturnAnswer[];
  /** How often it may still be returned at this stage; null: no limit. */
  returnsLeft: number | null;
  /** Longest time in days that a return may give. */
  returnDays: number;
  can: string[];
}
