import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IMPORT_STATES, type ImportState } from './import.workflow';

export const ROW_OUTCOMES = ['ACCEPTED', 'WARNED', 'REJECTED', 'ALREADY'] as const;
type Outcome = (typeof ROW_OUTCOMES)[number];
const SKIPS = ['NUMBERING', 'TOTAL', 'GROUP', 'REPEATED_HEADER', 'FOOTER'] as const;
const TEXT_KINDS = ['UNICODE', 'TCVN3', 'VNI', 'UTF8_AS_1252', 'NFD'] as const;

export class ImportQuery {
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

export class ImportRowQuery {
  @IsOptional()
  @IsIn(ROW_OUTCOMES)
  @ApiProperty({ enum: ROW_OUTCOMES, required: false })
  outcome?: Outcome;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

/** The fields beside the file. */
export class CreateImportInput {
  @IsUUID()
  roundId: string;
}

export class ColumnRoleInput {
  /** From 1. */
  @IsInt()
  @Min(1)
  @Max(300)
  column: number;
  @IsString()
  @Matches(
    /^(NUMBER|TITLE|SUBJECT|UNIT|COMMUNE|DISTRICT|PROVINCE|FIELD|TYPE|RENEWAL|START|IGNORE|(FIELD|TYPE|CONTRIBUTION|CONTENT):[A-Z0-9_]{1,60})$/,
  )
  role: string;
}

export class UnitAnswerInput {
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  key: string;
  @IsUUID()
  unitId: string;
}

export class PrepareImportInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @MaxLength(200)
  sheet: string;
  /** First and last row of the header. */
  @IsInt()
  @Min(1)
  @Max(1_048_576)
  top: number;
  @IsInt()
  @Min(1)
  @Max(1_048_576)
  bottom: number;
  @IsArray()
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => ColumnRoleInput)
  columns: ColumnRoleInput[];
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => UnitAnswerInput)
  answers: UnitAnswerInput[];
}

export class RunImportInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class ImportCountsAnswer {
  /** Registrations in the file; accepted, rejected and already there add up to it. */
  rows: number;
  /** With those that have a warning. */
  accepted: number;
  /** Accepted, with something to look at. */
  warned: number;
  rejected: number;
  already: number;
  /** Totals, headings of groups, footers. */
  skipped: number;
}

export class ImportAnswer {
  id: string;
  roundId: string;
  roundName: string;
  scopeUnitId: string;
  scopeUnitName: string;
  fileName: string;
  @ApiProperty({ enum: IMPORT_STATES })
  state: ImportState;
  counts: ImportCountsAnswer;
  /** Rows that are through, while it runs. */
  done: number;
  /** Why it failed, in the reader's language. */
  @ApiProperty({ type: String, nullable: true })
  problem: string | null;
  createdByName: string;
  createdAt: string;
  @ApiProperty({ type: String, nullable: true })
  finishedAt: string | null;
  version: number;
  can: string[];
}

export class ImportPage {
  items: ImportAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class ImportIssueAnswer {
  @ApiProperty({ enum: ['ERROR', 'WARNING'] })
  severity: 'ERROR' | 'WARNING';
  code: string;
  /** Cell, such as J12; for a whole row its number. */
  cell: string;
  message: string;
}

export class ImportRowAnswer {
  row: number;
  @ApiProperty({ enum: ROW_OUTCOMES })
  outcome: Outcome;
  title: string;
  unit: string;
  issues: ImportIssueAnswer[];
  /** The entry that came of it, where the reader may open it. */
  @ApiProperty({ type: String, nullable: true })
  entryId: string | null;
  @ApiProperty({ type: String, nullable: true })
  entryState: string | null;
}

export class ImportRowPage {
  items: ImportRowAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class ImportColumnAnswer {
  column: number;
  letters: string;
  /** From the outermost merged cell to the innermost. */
  labels: string[];
  role: string;
  /** 0…1; 0 where nothing fits. */
  confidence: number;
  samples: string[];
}

export class BeforeAfterAnswer {
  before: string;
  after: string;
}

export class ImportEncodingAnswer {
  letters: string;
  @ApiProperty({ enum: TEXT_KINDS })
  encoding: (typeof TEXT_KINDS)[number];
  cells: number;
  samples: BeforeAfterAnswer[];
}

export class SkippedRowAnswer {
  row: number;
  @ApiProperty({ enum: SKIPS })
  kind: (typeof SKIPS)[number];
  text: string;
}

export class UnitCandidateAnswer {
  id: string;
  label: string;
}

export class UnitQuestionAnswer {
  key: string;
  name: string;
  /** Rows that wait for the answer. */
  rows: number[];
  /** Empty: no unit of this name was found. */
  candidates: UnitCandidateAnswer[];
}

export class RoleOptionAnswer {
  role: string;
  label: string;
}

/** What the import would do; nothing has been written. */
export class ImportPlanAnswer {
  sheet: string;
  sheets: string[];
  headerTop: number;
  headerBottom: number;
  columns: ImportColumnAnswer[];
  /** What a column may be said to hold, beyond the general roles: fields, kinds, figures and parts of the form of this round. */
  roles: RoleOptionAnswer[];
  encodings: ImportEncodingAnswer[];
  skipped: SkippedRowAnswer[];
  questions: UnitQuestionAnswer[];
  counts: ImportCountsAnswer;
  /** Rejected rows first, then those with a warning; at most 2,000. */
  rows: ImportRowAnswer[];
  /** How many rows the list leaves out. */
  left: number;
}
