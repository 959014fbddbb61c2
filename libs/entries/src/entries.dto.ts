import { type FormValue, isFormValue } from '@app/forms';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
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
import { CONTENT_SCHEMA, FIELD_CODES, isCalendarDay, type FieldCode } from '@app/programmes';
import { QUALIFIERS, type Qualifier } from './entry-content.rules';
import { ENTRY_STATES, type EntryState } from './entry.workflow';

export const ENTRY_SORTS = ['newest', 'deadline', 'title'] as const;
export type EntrySort = (typeof ENTRY_SORTS)[number];

/** A record of texts by code; anything else is refused. */
@ValidatorConstraint({ name: 'isTextRecord' })
class IsTextRecord implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= 200 &&
      Object.values(value).every((text) => typeof text === 'string')
    );
  }
  defaultMessage(): string {
    return 'must be a record of texts';
  }
}

/** A day that exists, as yyyy-mm-dd. */
/** A record of values of a form by code: texts, tables, places, units. */
@ValidatorConstraint({ name: 'isContent' })
class IsContent implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= 200 &&
      Object.values(value).every(isFormValue)
    );
  }
  defaultMessage(): string {
    return 'must be a record of values';
  }
}

@ValidatorConstraint({ name: 'isRealDate' })
export class IsCalendarDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isCalendarDay(value);
  }
  defaultMessage(): string {
    return 'must be a date that exists, as yyyy-mm-dd';
  }
}

export class EntryFilter {
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsIn(ENTRY_STATES)
  @ApiProperty({ enum: ENTRY_STATES, required: false })
  state?: EntryState;
  /** Entries of this unit and of all below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;
  @IsOptional()
  @IsIn(FIELD_CODES)
  @ApiProperty({ enum: FIELD_CODES, required: false })
  field?: FieldCode;
  /** true: only models that are carried on from an earlier round; false: only new ones. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false })
  carriedOn?: boolean;
  /** In the hands of this unit now. */
  @IsOptional()
  @IsUUID()
  holderUnitId?: string;
  /** Past the deadline of who has it now. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overdue?: boolean;
  /** Search in title, name and receipt number; marks and case do not count. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class EntryQuery extends EntryFilter {
  @IsOptional()
  @IsIn(ENTRY_SORTS)
  @ApiProperty({ enum: ENTRY_SORTS, required: false })
  sort?: EntrySort;
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

export class EntryExportQuery extends EntryFilter {
  @IsOptional()
  @IsIn(ENTRY_SORTS)
  @ApiProperty({ enum: ENTRY_SORTS, required: false })
  sort?: EntrySort;
}

export class CreateEntryInput {
  @IsUUID()
  roundId: string;
  @IsUUID()
  unitId: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  categoryCode: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  title: string;
  /** As it will stand on the certificate. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  subjectName: string;
  /** A recognised entry of the unit that this one carries on: its content is copied as far as it fits the form. */
  @IsOptional()
  @IsUUID()
  renewsEntryId?: string;
}

export class ContributionInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  kind: string;
  @IsIn(QUALIFIERS)
  @ApiProperty({ enum: QUALIFIERS })
  qualifier: Qualifier;
  /** Positive decimal as text; empty while it is not known yet. */
  @IsString()
  @MaxLength(40)
  amount: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class SaveDraftInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  title: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  subjectName: string;
  /** Field code → value. Fields may be left out while writing. */
  @IsObject()
  @Validate(IsContent)
  @ApiProperty(CONTENT_SCHEMA)
  content: Record<string, FormValue>;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ContributionInput)
  contributions: ContributionInput[];
  /** Criterion code → decimal as text. */
  @IsObject()
  @Validate(IsTextRecord)
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  selfScores: Record<string, string>;
  /**
   * Paths of what this writer has changed since `version`: title, subjectName, content.CODE, contributions, selfScores.CODE.
   * Only these are written then, beside what others have saved meanwhile.
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  changed?: string[];
}

export class ReturnAnswerInput {
  /** Place of the item in the list of the return, from 0. */
  @IsInt()
  @Min(0)
  @Max(200)
  index: number;
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  answer: string;
}

export class SaveReturnAnswerInput {
  /** Number of the return. */
  @IsInt()
  @Min(1)
  @Max(1000)
  no: number;
  /** Place of the item in its list, from 0. */
  @IsInt()
  @Min(0)
  @Max(200)
  index: number;
  @IsString()
  @MaxLength(2000)
  answer: string;
  @IsBoolean()
  done: boolean;
  /** Version of the kept answer on the screen; 0: none yet. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  version: number;
}

export class SubmitEntryInput {
  @IsInt()
  @Min(1)
  version: number;
  /** After a return: what was done about each item; those left out are taken from what was kept while writing. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ReturnAnswerInput)
  answers?: ReturnAnswerInput[];
}

export class WithdrawEntryInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class EvidenceDetailsInput {
  /** Field code or criterion code that the file supports. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  part?: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  caption?: string;
  /** yyyy-mm-dd; null or empty: not known. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @Validate(IsCalendarDay)
  @ApiProperty({ type: String, nullable: true, required: false })
  takenOn?: string | null;
  @IsOptional()
  @IsString()
  @MaxLength(300)
  @ApiProperty({ type: String, nullable: true, required: false })
  place?: string | null;
  /** People shown agreed to publication. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  consent?: boolean;
}

/** All evidence of an entry in the wished order. */
export class EvidenceOrderInput {
  @IsArray()
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

/** A file that came as a resumable upload. */
export class EvidenceUploadInput extends EvidenceDetailsInput {
  /** Id of the finished upload: the last part of its address. */
  @IsUUID()
  uploadId: string;
}
