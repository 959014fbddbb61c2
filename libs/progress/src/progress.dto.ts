import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
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
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { ContributionAnswer, ContributionInput } from '@app/entries';
import { ContributionKindAnswer, isCalendarDay } from '@app/programmes';
import { PROGRESS_STATES, type ProgressState } from './progress.workflow';

@ValidatorConstraint({ name: 'isRealDate' })
class IsDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return value === null || isCalendarDay(value);
  }
  defaultMessage(): string {
    return 'must be a date that exists, as yyyy-mm-dd';
  }
}

const emptyIsNull = ({ value }: { value: unknown }) => (value === '' ? null : value);

export class CreateProgressInput {
  /** The sent report that this one corrects. */
  @IsOptional()
  @IsUUID()
  replacesId?: string;
}

export class SaveProgressInput {
  @IsInt()
  @Min(1)
  version: number;
  /** yyyy-mm-dd, or null while it is not known. */
  @Transform(emptyIsNull)
  @Validate(IsDay)
  @ApiProperty({ type: String, nullable: true })
  periodFrom: string | null;
  @Transform(emptyIsNull)
  @Validate(IsDay)
  @ApiProperty({ type: String, nullable: true })
  periodTo: string | null;
  @IsString()
  @MaxLength(20_000)
  body: string;
  /** What was added in the period; figures of the entry itself are not repeated. */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ContributionInput)
  contributions: ContributionInput[];
  /** Of a correction: why. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class ProgressActionInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class ProgressUploadInput {
  @IsUUID()
  uploadId: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  caption?: string;
}

export class SavedProgressAnswer {
  id: string;
  version: number;
  updatedAt: string;
}

export class ProgressFileAnswer {
  id: string;
  fileId: string;
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
  caption: string;
}

export class ProgressItemAnswer {
  id: string;
  @ApiProperty({ enum: PROGRESS_STATES })
  state: ProgressState;
  periodFrom: string | null;
  periodTo: string | null;
  body: string;
  contributions: ContributionAnswer[];
  replacesId: string | null;
  reason: string | null;
  /** The report that took this one's place. */
  replacedById: string | null;
  submittedAt: string | null;
  /** Only for readers of the unit and above. */
  submittedBy: string | null;
  updatedAt: string;
  version: number;
  files: ProgressFileAnswer[];
  can: string[];
}

export class ProgressAnswer extends ProgressItemAnswer {
  entryId: string;
  entryTitle: string;
  unitName: string;
  roundName: string;
  contributionKinds: ContributionKindAnswer[];
}

export class ProgressListAnswer {
  /** Newest first; drafts only for their unit. */
  items: ProgressItemAnswer[];
  contributionKinds: ContributionKindAnswer[];
  /** The day by which the next report is due, when the rules of the round ask for reports. */
  dueOn: string | null;
  /** create: the reader may begin a report now. */
  can: string[];
}

export class LedgerFilter {
  /** This unit and all below it; without it the highest unit that the reader sees figures of. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1900)
  @Max(3000)
  year?: number;
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  kind?: string;
  /** true: only figures of recognised entries. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false })
  recognised?: boolean;
}

export class LedgerEntriesQuery extends LedgerFilter {
  /** true: only entries of the unit itself, none from below. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false })
  own?: boolean;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}
