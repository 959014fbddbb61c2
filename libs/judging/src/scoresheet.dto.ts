import type { FormValue } from '@app/forms';
import { FormFieldAnswer } from '@app/programmes';
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
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SCORESHEET_STATES, type ScoresheetState } from './scoresheet.workflow';

export class ScoresheetQuery {
  @IsOptional()
  @IsIn(SCORESHEET_STATES)
  @ApiProperty({ enum: SCORESHEET_STATES, required: false })
  state?: ScoresheetState;
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

export class ScoresheetListItemAnswer {
  id: string;
  entryId: string;
  title: string;
  /** 0: new; otherwise carried on for so many rounds. */
  renewalNo: number;
  unitName: string;
  categoryCode: string;
  categoryName: string;
  roundId: string;
  roundName: string;
  @ApiProperty({ enum: SCORESHEET_STATES })
  state: ScoresheetState;
  /** Criteria with a mark, and all that need one. */
  marked: number;
  criteria: number;
  /** Own total; null until signed. */
  total: string | null;
  deadline: string | null;
  signedAt: string | null;
}

export class ScoresheetProgressAnswer {
  /** Sheets in force. */
  all: number;
  signed: number;
}

export class ScoresheetPage {
  items: ScoresheetListItemAnswer[];
  next: string | null;
  progress: ScoresheetProgressAnswer;
}

export class SheetCriterionAnswer {
  code: string;
  name: string;
  @ApiProperty({ enum: ['POINTS', 'BONUS', 'GATE'] })
  kind: 'POINTS' | 'BONUS' | 'GATE';
  max: string;
  /** Marks are multiples of it; null: any mark with at most `decimals` decimals. */
  step: string | null;
  decimals: number;
  help: string | null;
  /** Names of the headings above it. */
  path: string[];
  /** What the unit gave itself, from the revision. */
  selfScore: string | null;
}

export class SheetSectionAnswer {
  code: string;
  section: string;
  label: string;
  field: FormFieldAnswer;
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/FormValue' }] })
  value: FormValue;
}

export class SheetContributionAnswer {
  name: string;
  unit: string;
  qualifier: string;
  amount: string;
  note: string;
}

export class SheetEvidenceAnswer {
  fileId: string;
  name: string;
  mediaType: string;
  part: string;
  caption: string;
  takenOn: string | null;
  place: string | null;
}

export class SheetEntryAnswer {
  id: string;
  /** 0: new; otherwise carried on for so many rounds. */
  renewalNo: number;
  /** Years in which the model was recognised before, oldest first. */
  recognisedYears: number[];
  receiptNo: string | null;
  revisionNo: number;
  title: string;
  subjectName: string;
  subjectType: string;
  unitName: string;
  categoryCode: string;
  categoryName: string;
  fieldCode: string;
  content: SheetSectionAnswer[];
  contributions: SheetContributionAnswer[];
  evidence: SheetEvidenceAnswer[];
}

export class MarkAnswer {
  criterion: string;
  points: string | null;
  comment: string;
}

/** A signed sheet of another judge of the same entry. */
export class OtherSheetAnswer {
  judgeName: string;
  total: string;
  gateFailed: boolean;
  comment: string;
  marks: MarkAnswer[];
}

export class ScoresheetAnswer {
  id: string;
  roundId: string;
  roundName: string;
  stageCode: string;
  panelName: string;
  judgeName: string;
  @ApiProperty({ enum: SCORESHEET_STATES })
  state: ScoresheetState;
  entry: SheetEntryAnswer;
  criteria: SheetCriterionAnswer[];
  marks: MarkAnswer[];
  comment: string;
  /** Own notes; empty for everybody but the judge. */
  privateNote: string;
  /** Sum of the marks given so far. */
  total: string;
  /** Criteria that still need a mark before signing. */
  missing: string[];
  gateFailed: boolean;
  signedAt: string | null;
  reopenReason: string | null;
  deadline: string | null;
  version: number;
  can: string[];
  /** My neighbouring sheets, in the order of the list. */
  next: string | null;
  previous: string | null;
  /** Null until this sheet is signed: nobody sees another's marks before. */
  @ApiProperty({ type: () => [OtherSheetAnswer], nullable: true })
  others: OtherSheetAnswer[] | null;
}

export class MarkInput {
  @IsString()
  @MaxLength(40)
  criterion: string;
  /** Decimal as text; null takes the mark away. */
  @ValidateIf((mark: MarkInput) => mark.points !== null)
  @IsString()
  @MaxLength(20)
  points: string | null;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comment?: string;
}

export class ScoresheetInput {
  @IsInt()
  @Min(1)
  version: number;
  /** All marks of the sheet; criteria that are not named lose their mark. */
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => MarkInput)
  marks: MarkInput[];
  @IsString()
  @MaxLength(4000)
  comment: string;
  @IsString()
  @MaxLength(4000)
  privateNote: string;
}

export class ScoresheetSavedAnswer {
  id: string;
  @ApiProperty({ enum: SCORESHEET_STATES })
  state: ScoresheetState;
  version: number;
  total: string;
  missing: string[];
  gateFailed: boolean;
  signedAt: string | null;
  can: string[];
}

export class ScoresheetVersionInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class ScoresheetReopenInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason: string;
}

export class ConflictInput {
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason: string;
}
