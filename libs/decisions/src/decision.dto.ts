import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { DECISION_STATES, type DecisionState } from './decision.workflow';

export const FAMILIES = ['STATE', 'PARTY'] as const;
export type Family = (typeof FAMILIES)[number];
export const AUTHORITIES = ['', 'TM', 'KT', 'TL', 'TUQ', 'Q'] as const;
export type SignerAuthority = (typeof AUTHORITIES)[number];

export class DecisionAwardInput {
  @IsUUID()
  entryId: string;
  /** Without it: the form that the entry's band gives by the rules. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  awardFormCode?: string;
}

export class DecisionInput {
  /** Default: the round's unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
  @IsIn(FAMILIES)
  @ApiProperty({ enum: FAMILIES })
  family: Family;
  /** As it stands in the head of the paper. */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  issuerName: string;
  /** 'QĐ-UBND' for State papers, 'QĐ/TU' for Party papers. */
  @IsString()
  @MaxLength(30)
  @Matches(/^\p{Lu}{1,6}([-/]\p{Lu}[\p{Lu}\p{N}]{0,14}){1,2}$/u)
  typeSymbol: string;
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title: string;
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 500, { each: true })
  legalBases: string[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique((award: DecisionAwardInput) => award.entryId)
  @ValidateNested({ each: true })
  @Type(() => DecisionAwardInput)
  awards: DecisionAwardInput[];
}

export class DecisionUpdateInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsIn(FAMILIES)
  @ApiProperty({ enum: FAMILIES })
  family: Family;
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  issuerName: string;
  @IsString()
  @MaxLength(30)
  @Matches(/^\p{Lu}{1,6}([-/]\p{Lu}[\p{Lu}\p{N}]{0,14}){1,2}$/u)
  typeSymbol: string;
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title: string;
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 500, { each: true })
  legalBases: string[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique((award: DecisionAwardInput) => award.entryId)
  @ValidateNested({ each: true })
  @Type(() => DecisionAwardInput)
  awards: DecisionAwardInput[];
}

export class DecisionVersionInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class DecisionSendBackInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason: string;
}

export class DecisionIssueInput {
  @IsInt()
  @Min(1)
  version: number;
  /** Date of the decision, yyyy-mm-dd; money goes by the base salary of this day. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  decidedOn: string;
  /** On whose behalf it is signed: TM (thay mặt), KT (ký thay), TL (thừa lệnh), TUQ (thừa uỷ quyền), Q (quyền), or empty. */
  @IsIn(AUTHORITIES)
  @ApiProperty({ enum: AUTHORITIES })
  signerAuthority: SignerAuthority;
}

export class DecisionAwardAnswer {
  id: string;
  entryId: string;
  position: number;
  awardFormCode: string;
  awardFormName: string;
  recipientName: string;
  @ApiProperty({ enum: ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] })
  subjectType: 'COLLECTIVE' | 'INDIVIDUAL' | 'HOUSEHOLD';
  unitName: string;
  title: string;
  score: string | null;
  @ApiProperty({ type: Number, nullable: true })
  rank: number | null;
  coefficient: string;
  /** Whole đồng; a preview until the decision is issued. */
  amount: string;
  certificateId: string | null;
  certificateNumber: string | null;
  certificateCode: string | null;
}

export class AwardFormTotalAnswer {
  awardFormName: string;
  count: number;
  amount: string;
}

export class DecisionListItemAnswer {
  id: string;
  roundId: string;
  @ApiProperty({ enum: FAMILIES })
  family: Family;
  title: string;
  numberText: string | null;
  decidedOn: string | null;
  @ApiProperty({ enum: DECISION_STATES })
  state: DecisionState;
  awards: number;
  publicationState: string | null;
}

export class DecisionListAnswer {
  items: DecisionListItemAnswer[];
  next: string | null;
  can: string[];
}

export class DecisionSentBackAnswer {
  id: string;
  version: number;
}

/** Entries that a new decision may take up, with the form that the rules propose. */
export class AwardCandidateAnswer {
  entryId: string;
  title: string;
  subjectName: string;
  unitName: string;
  categoryName: string;
  score: string | null;
  @ApiProperty({ type: Number, nullable: true })
  rank: number | null;
  bandName: string | null;
  /** Null: no form of the family fits. */
  proposedFormCode: string | null;
  fittingFormCodes: string[];
}

export class AwardFormOptionAnswer {
  code: string;
  name: string;
  @ApiProperty({ enum: FAMILIES })
  family: Family;
}

export class AwardCandidatesAnswer {
  items: AwardCandidateAnswer[];
  forms: AwardFormOptionAnswer[];
}

export class AwardCandidatesQuery {
  @IsIn(FAMILIES)
  @ApiProperty({ enum: FAMILIES })
  family: Family;
}

export class DecisionAnswer {
  id: string;
  roundId: string;
  roundName: string;
  unitId: string;
  unitName: string;
  @ApiProperty({ enum: FAMILIES })
  family: Family;
  issuerName: string;
  typeSymbol: string;
  title: string;
  legalBases: string[];
  @ApiProperty({ enum: DECISION_STATES })
  state: DecisionState;
  decidedOn: string | null;
  numberText: string | null;
  signerName: string | null;
  signerTitle: string | null;
  signerAuthority: string;
  issuedAt: string | null;
  /** Base salary that the amounts are computed with: on the date of the decision, before that today's. */
  baseSalary: string;
  baseSalaryBasis: string;
  awards: DecisionAwardAnswer[];
  totals: AwardFormTotalAnswer[];
  totalAmount: string;
  /** What the leader wrote when sending it back, until it is submitted again. */
  sentBackReason: string | null;
  publicationId: string | null;
  publicationState: string | null;
  version: number;
  can: string[];
}
