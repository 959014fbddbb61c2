import { ApiProperty } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { RoundRulesAnswer, StageRuleAnswer } from './round-rules.dto';
import { TEMPLATES, type RoundRules, type TemplateCode } from './round-rules.rules';
import { ROUND_STATES, type RoundState } from './round.workflow';
import { isInstant } from './shape.rules';

/** An instant with time zone on a day that exists; its refusal reads as a wrong date. */
@ValidatorConstraint({ name: 'isDateString' })
export class IsInstantConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isInstant(value);
  }
  defaultMessage(): string {
    return 'must be an ISO instant with time zone';
  }
}

export class RoundQuery {
  @IsOptional()
  @IsIn(ROUND_STATES)
  @ApiProperty({ enum: ROUND_STATES, required: false })
  state?: RoundState;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class CreateRoundInput {
  /** An existing programme; otherwise `programmeName` makes a new one. */
  @IsOptional()
  @IsUUID()
  programmeId?: string;
  @IsOptional()
  @IsString()
  @Length(3, 300)
  programmeName?: string;
  /** Capital letters, digits and hyphens; begins the receipt numbers. */
  @IsString()
  @Matches(/^[A-Z0-9][A-Z0-9-]{1,40}$/)
  code: string;
  @IsString()
  @Length(3, 300)
  name: string;
  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;
  @IsUUID()
  unitId: string;
  @IsIn(TEMPLATES)
  @ApiProperty({ enum: TEMPLATES })
  template: TemplateCode;
  /** Registration window, ISO instants. */
  @Validate(IsInstantConstraint)
  opensAt: string;
  @Validate(IsInstantConstraint)
  closesAt: string;
}

export class SaveRulesInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsObject()
  @ApiProperty({ type: RoundRulesAnswer })
  rules: RoundRules;
}

export class RoundVersionInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class AmendRoundInput {
  @IsInt()
  @Min(1)
  version: number;
  @IsObject()
  @ApiProperty({ type: RoundRulesAnswer })
  rules: RoundRules;
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  reason: string;
}

export class RoundTemplateAnswer {
  @ApiProperty({ enum: TEMPLATES })
  code: TemplateCode;
  nameVi: string;
  nameEn: string;
  chain: StageRuleAnswer[];
}

export class RoundTemplateList {
  items: RoundTemplateAnswer[];
}

export class RoundAnswer {
  id: string;
  code: string;
  name: string;
  year: number;
  @ApiProperty({ enum: ROUND_STATES })
  state: RoundState;
  programmeId: string;
  programmeName: string;
  unitId: string;
  unitName: string;
  /** Registration window of the rules in force. */
  opensAt: string;
  closesAt: string;
  rulesVersion: number;
  version: number;
  openedAt: string | null;
  closedAt: string | null;
}

export class RoundPage {
  items: RoundAnswer[];
  next: string | null;
}

export class RulesVersionAnswer {
  version: number;
  reason: string | null;
  createdAt: string;
  createdBy: string | null;
  frozenAt: string | null;
}

export class RoundDetailAnswer extends RoundAnswer {
  rules: RoundRulesAnswer;
  /** All versions of the rules, newest first. */
  rulesHistory: RulesVersionAnswer[];
  can: string[];
}

export class BaseSalaryAnswer {
  /** yyyy-mm-dd */
  effectiveFrom: string;
  /** đồng, decimal as text */
  amount: string;
  legalBasis: string;
}

export class BaseSalaryList {
  items: BaseSalaryAnswer[];
}
