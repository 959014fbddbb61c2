import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDateString,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { UNIT_KINDS, UNIT_LEVELS, type UnitKind, type UnitLevel } from './unit-names.rules';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const trim = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.normalize('NFC').trim() : value,
);

export class UnitQuery {
  /** Part of the name (without marks) or the code. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
  /** Directly below this unit. */
  @IsOptional()
  @IsUUID()
  parentId?: string;
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  within?: string;
  @IsOptional()
  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS, required: false })
  kind?: UnitKind;
  @IsOptional()
  @IsIn(UNIT_LEVELS)
  @ApiProperty({ enum: UNIT_LEVELS, required: false })
  level?: UnitLevel;
  /** Units that exist on this day (yyyy-mm-dd); default today. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString({ strict: true })
  asOf?: string;
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;
}

export class CreateUnitInput {
  @trim
  @IsString()
  @Length(1, 300)
  name: string;
  @IsOptional()
  @trim
  @IsString()
  @Length(1, 20)
  code?: string;
  /** Default: told from the name. */
  @IsOptional()
  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS, required: false })
  kind?: UnitKind;
  @IsUUID()
  parentId: string;
  /** First day; default today. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString({ strict: true })
  validFrom?: string;
}

export class SuccessorInput {
  @IsUUID()
  unitId: string;
  @IsIn(['WHOLE', 'PART'])
  @ApiProperty({ enum: ['WHOLE', 'PART'] })
  part: 'WHOLE' | 'PART';
}

export class UpdateUnitInput {
  @IsInt()
  version: number;
  @IsOptional()
  @trim
  @IsString()
  @Length(1, 300)
  name?: string;
  @IsOptional()
  @trim
  @IsString()
  @Length(1, 20)
  code?: string;
  /** Closes the unit: the first day on which it no longer exists. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString({ strict: true })
  validTo?: string;
  /** Who carries it on, from validTo. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SuccessorInput)
  successors?: SuccessorInput[];
  @IsOptional()
  @trim
  @IsString()
  @MaxLength(300)
  legalBasis?: string;
}

export class UnitAnswer {
  id: string;
  @ApiProperty({ type: String, nullable: true })
  code: string | null;
  name: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind: UnitKind;
  @ApiProperty({ enum: UNIT_LEVELS })
  level: UnitLevel;
  @ApiProperty({ type: String, nullable: true })
  parentId: string | null;
  @ApiProperty({ type: String, nullable: true })
  parentName: string | null;
  validFrom: string;
  @ApiProperty({ type: String, nullable: true })
  validTo: string | null;
  /** Units directly below on that day. */
  childCount: number;
  version: number;
  can: string[];
}

export class UnitPage {
  items: UnitAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class UnitRefAnswer {
  id: string;
  name: string;
  @ApiProperty({ enum: UNIT_KINDS })
  kind: UnitKind;
  @ApiProperty({ enum: UNIT_LEVELS })
  level: UnitLevel;
}

export class UnitSuccessionAnswer {
  unit: UnitRefAnswer;
  @ApiProperty({ enum: ['WHOLE', 'PART'] })
  part: 'WHOLE' | 'PART';
  effectiveOn: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
}

export class UnitChildCountAnswer {
  @ApiProperty({ enum: UNIT_KINDS })
  kind: UnitKind;
  count: number;
}

export class UnitDetailAnswer extends UnitAnswer {
  /** From the province down, without the unit itself. */
  ancestors: UnitRefAnswer[];
  predecessors: UnitSuccessionAnswer[];
  successors: UnitSuccessionAnswer[];
  childCounts: UnitChildCountAnswer[];
}

export class ImportProblemAnswer {
  /** Row of the sheet, or position in the JSON list (from 1). */
  row: number;
  code: string;
  message: string;
}

export class UnitImportAnswer {
  read: number;
  created: number;
  /** Corrected in place. */
  changed: number;
  unchanged: number;
  closed: number;
  /** Open units whose parent has been closed. */
  orphans: number;
  /** With any problem nothing was written. */
  problems: ImportProblemAnswer[];
  dryRun: boolean;
}
