import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class StandingsQuery {
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  category: string;
}

export class StandingsExportQuery {
  /** Without it: all categories of the round, one after the other. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  category?: string;
}

export class FinaliseInput {
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  category: string;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comment?: string;
}

export class StandingSheetAnswer {
  sheetId: string;
  judgeId: string;
  judgeName: string;
  total: string;
  gateFailed: boolean;
}

export class StandingCriterionAnswer {
  code: string;
  name: string;
  /** Mean over the sheets, rounded for reading; ranks compare the exact value. */
  mean: string;
}

export class StandingRowAnswer {
  entryId: string;
  title: string;
  unitName: string;
  /** Null: not ranked, see `reason`. */
  @ApiProperty({ type: Number, nullable: true })
  rank: number | null;
  score: string | null;
  band: string | null;
  bandName: string | null;
  @ApiProperty({ enum: ['RANKED', 'GATE_FAILED', 'NOT_ENOUGH_MARKS'] })
  reason: 'RANKED' | 'GATE_FAILED' | 'NOT_ENOUGH_MARKS';
  /** Code of the criterion that parted it from its neighbour, `SHARED`, or null. */
  tieBreak: string | null;
  /** Why it has this rank, in the reader's language. */
  explanation: string;
  /** Highest minus lowest total. */
  spread: string | null;
  sheets: StandingSheetAnswer[];
  criteria: StandingCriterionAnswer[];
}

export class StandingGapAnswer {
  entryId: string;
  title: string;
  @ApiProperty({ enum: ['SHEETS_NOT_SIGNED', 'NOT_ENOUGH_MARKS'] })
  reason: 'SHEETS_NOT_SIGNED' | 'NOT_ENOUGH_MARKS';
  signed: number;
  needed: number;
  /** Judges whose sheet is open. */
  judges: string[];
}

export class StandingsAnswer {
  roundId: string;
  stageCode: string;
  category: string;
  categoryName: string;
  finalised: boolean;
  finalisedAt: string | null;
  finalisedBy: string | null;
  comment: string;
  minMarks: number;
  digits: number;
  /** How the standing is computed, in the reader's language. */
  method: string;
  rows: StandingRowAnswer[];
  /** What keeps the standing from being finalised. */
  missing: StandingGapAnswer[];
  can: string[];
}
