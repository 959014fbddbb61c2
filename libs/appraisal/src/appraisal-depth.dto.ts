import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ComparedPartAnswer, ReturnItemAnswer } from '@app/entries';
import { CHECK_CODES, type CheckCode } from '@app/programmes';
import { VERDICTS, type Verdict } from './appraisal-checks.rules';

/** So many entries are forwarded in one list. */
export const MAX_TOGETHER = 200;

export class CheckAnswer {
  @ApiProperty({ enum: CHECK_CODES })
  code: CheckCode;
  name: string;
  /** UNKNOWN: the text says what is missing to tell. */
  @ApiProperty({ enum: VERDICTS })
  verdict: Verdict;
  /** With the numbers. */
  text: string;
  /** Where the rule stands. */
  source: string;
  /** While it fails, the entry cannot be proposed at this stage. */
  blocks: boolean;
}

export class CheckList {
  items: CheckAnswer[];
}

export class ReturnVerdictInput {
  /** Number of the return. */
  @IsInt()
  @Min(1)
  @Max(1000)
  no: number;
  @IsInt()
  @Min(0)
  @Max(200)
  index: number;
  @IsBoolean()
  settled: boolean;
}

export class ChangedItemAnswer extends ReturnItemAnswer {
  /** What changed in the part that it points at; null: nothing did. */
  @ApiProperty({ type: () => ComparedPartAnswer, nullable: true })
  change: ComparedPartAnswer | null;
}

/** What an officer reads first after a return. */
export class ChangesAnswer {
  /** null: the entry was never returned and submitted again. */
  no: number | null;
  returnedByUnit: string | null;
  returnedAt: string | null;
  answeredAt: string | null;
  /** The revision that was returned, and the present one. */
  fromRevision: number | null;
  toRevision: number;
  items: ChangedItemAnswer[];
  /** Changed parts that no item asked about. */
  others: ComparedPartAnswer[];
  /** Names of the parts that are as they were. */
  unchanged: string[];
  /** The reader may say what is settled. */
  mayDecide: boolean;
}

export class CriterionPlaceQuery {
  @IsUUID()
  roundId: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  stage: string;
  @IsUUID()
  unitId: string;
}

export class CriterionOfficerInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  criterion: string;
  /** null: nobody in particular. */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  accountId?: string | null;
}

export class CriterionOfficersInput extends CriterionPlaceQuery {
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique((one: CriterionOfficerInput) => one.criterion)
  @ValidateNested({ each: true })
  @Type(() => CriterionOfficerInput)
  officers: CriterionOfficerInput[];
}

export class PersonOptionAnswer {
  id: string;
  name: string;
}

export class CriterionSeatAnswer {
  criterion: string;
  name: string;
  rubric: string;
  accountId: string | null;
  officer: string | null;
}

export class CriterionPlaceAnswer {
  roundId: string;
  roundName: string;
  stageCode: string;
  stageName: string;
  unitId: string;
  unitName: string;
  mayChange: boolean;
}

export class CriterionPlaceList {
  items: CriterionPlaceAnswer[];
}

export class CriterionOfficersAnswer extends CriterionPlaceAnswer {
  criteria: CriterionSeatAnswer[];
  /** Officers of the unit. */
  officers: PersonOptionAnswer[];
}

export class ConfirmCriteriaInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  criteria: string[];
}

export const MANIFEST_ORDERS = ['SCORE', 'OWN'] as const;

export class ForwardManifestInput {
  @IsUUID()
  roundId: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  stage: string;
  @IsUUID()
  unitId: string;
  /** SCORE: by appraised score, best first. OWN: as the entries are named here. */
  @IsIn(MANIFEST_ORDERS)
  @ApiProperty({ enum: MANIFEST_ORDERS })
  order: (typeof MANIFEST_ORDERS)[number];
  /** Left out: all that wait for the leader at this place. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TOGETHER)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  entries?: string[];
}

export class ForwardedEntryInput {
  @IsUUID()
  id: string;
  @IsInt()
  @Min(1)
  version: number;
}

export class ForwardTogetherInput {
  @IsUUID()
  roundId: string;
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  stage: string;
  @IsUUID()
  unitId: string;
  /** Of the list that the leader looked at, with exactly these entries in this order. */
  @IsString()
  @Matches(/^[0-9a-f]{64}$/)
  hash: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TOGETHER)
  @ArrayUnique((one: ForwardedEntryInput) => one.id)
  @ValidateNested({ each: true })
  @Type(() => ForwardedEntryInput)
  entries: ForwardedEntryInput[];
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}

export class ManifestLackAnswer {
  code: string;
  text: string;
}

export class ManifestRowAnswer {
  no: number;
  entryId: string;
  version: number;
  title: string;
  subjectName: string;
  unitName: string;
  categoryName: string;
  receiptNo: string;
  selfTotal: string;
  appraisedTotal: string;
  finding: string;
  officer: string;
  /** To be known before forwarding; does not stand in the way. */
  lacks: ManifestLackAnswer[];
  /** Why it cannot go; null: it can. */
  @ApiProperty({ type: () => ManifestLackAnswer, nullable: true })
  refused: ManifestLackAnswer | null;
  /** Where it goes. */
  nextStage: string | null;
  nextUnit: string | null;
}

export class ForwardManifestAnswer {
  roundId: string;
  roundName: string;
  stageCode: string;
  stageName: string;
  unitId: string;
  unitName: string;
  /** null: no quota at this stage. */
  quotaMax: number | null;
  quotaUsed: number;
  /** Of the entries that can go, in their order, and within the quota. */
  hash: string;
  items: ManifestRowAnswer[];
  /** How many of them can go. */
  forwards: number;
}

export class ForwardedTogetherAnswer {
  manifestId: string;
  no: number;
  count: number;
  quotaMax: number | null;
  quotaUsed: number;
}

export class ManifestItemAnswer {
  id: string;
  no: number;
  roundCode: string;
  stageName: string;
  unitName: string;
  count: number;
  madeBy: string | null;
  madeAt: string;
  note: string;
}

export class ManifestPage {
  items: ManifestItemAnswer[];
  next: string | null;
}

export class ManifestQuery {
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class MinimumQuery {
  @IsUUID()
  roundId: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class MinimumRowAnswer {
  unitId: string;
  unitName: string;
  kind: string;
  min: number;
  registered: number;
  /** How many are still owed. */
  missing: number;
  source: string;
}

export class MinimumPage {
  items: MinimumRowAnswer[];
  next: string | null;
}
