import { ApiProperty } from '@nestjs/swagger';
import { CRITERION_KINDS, type CriterionKind } from '@app/rubrics';
import {
  AWARD_FAMILIES,
  CHECK_CODES,
  COMPARISONS,
  FIELD_CODES,
  LEVELS,
  MINIMUM_KINDS,
  ROUNDING_MODES,
  STAGE_KINDS,
  SUBJECT_TYPES,
  VOTING_BASES,
  type CheckCode,
  type FieldCode,
  type Level,
  type StageKind,
  type SubjectType,
} from './round-rules.rules';
import { FormFieldAnswer } from './form.dto';

/** An exact fraction such as 2/3. */
export class FracAnswer {
  num: number;
  den: number;
}

export class VotingRuleAnswer {
  quorum: FracAnswer;
  @ApiProperty({ enum: VOTING_BASES })
  base: (typeof VOTING_BASES)[number];
  threshold: FracAnswer;
  @ApiProperty({ enum: COMPARISONS })
  comparison: (typeof COMPARISONS)[number];
  secret: boolean;
  writtenAllowed: boolean;
}

export class ChecklistItemAnswer {
  code: string;
  text: string;
}

export class EscalationRuleAnswer {
  leaderDays: number;
  aboveDays: number;
}

export class QuotaRuleAnswer {
  max: number;
}

export class ScoringRuleAnswer {
  minMarks: number;
  /** Digits of the mean after the point. */
  digits: number;
  tieBreak: string[];
}

export class StageRuleAnswer {
  code: string;
  @ApiProperty({ enum: STAGE_KINDS })
  kind: StageKind;
  @ApiProperty({ enum: LEVELS })
  level: Level;
  name: string;
  days: number;
  opensAt?: string;
  closesAt?: string;
  checklist?: ChecklistItemAnswer[];
  returnLimit?: number;
  returnDays?: number;
  quota?: QuotaRuleAnswer;
  criterionOfficers?: boolean;
  escalation?: EscalationRuleAnswer;
  @ApiProperty({ enum: CHECK_CODES, isArray: true, required: false })
  blockingChecks?: CheckCode[];
  scoring?: ScoringRuleAnswer;
  voting?: VotingRuleAnswer;
}

export class ContributionKindAnswer {
  code: string;
  name: string;
  unit: string;
}

export class CategoryAnswer {
  code: string;
  name: string;
  @ApiProperty({ enum: FIELD_CODES })
  field: FieldCode;
  @ApiProperty({ enum: SUBJECT_TYPES })
  subjectType: SubjectType;
  rubric: string;
}

export class CriterionAnswer {
  code: string;
  name: string;
  @ApiProperty({ enum: CRITERION_KINDS })
  kind: CriterionKind;
  /** Decimal as text. */
  max: string;
  step: string | null;
  @ApiProperty({ enum: [0, 1, 2] })
  decimals: 0 | 1 | 2;
  help?: string;
  @ApiProperty({ type: () => [CriterionAnswer], required: false })
  children?: CriterionAnswer[];
}

export class BandAnswer {
  code: string;
  name: string;
  min: string;
}

export class RubricAnswer {
  code: string;
  name: string;
  criteria: CriterionAnswer[];
  bands: BandAnswer[];
}

export class CoefficientAnswer {
  COLLECTIVE: string;
  INDIVIDUAL: string;
  HOUSEHOLD: string;
}

export class AwardFormAnswer {
  code: string;
  name: string;
  @ApiProperty({ enum: LEVELS })
  level: Level;
  coefficient: CoefficientAnswer;
  minBand: string | null;
  @ApiProperty({ enum: AWARD_FAMILIES })
  family: (typeof AWARD_FAMILIES)[number];
}

export class MoneyRuleAnswer {
  roundTo: string;
  @ApiProperty({ enum: ROUNDING_MODES })
  mode: (typeof ROUNDING_MODES)[number];
}

export class MinimumRuleAnswer {
  @ApiProperty({ enum: MINIMUM_KINDS })
  kind: (typeof MINIMUM_KINDS)[number];
  min: number;
  source?: string;
}

export class MinimumRulesAnswer {
  perUnit: MinimumRuleAnswer[];
}

export class RegistrationAnswer {
  opensAt: string;
  closesAt: string;
}

export class EvidenceQuotaAnswer {
  /** Files of one entry. */
  maxFiles: number;
  /** All files of one entry together. */
  maxMb: number;
}

export class ProgressRuleAnswer {
  /** A recognised model is reported on every so many months until it is carried on. */
  everyMonths: number;
}

/** Days before and after a deadline. */
export class ReminderRulesAnswer {
  before: number[];
  after: number[];
}

/** What a round runs by. */
export class RoundRulesAnswer {
  @ApiProperty({ enum: [1] })
  schema: 1;
  template: string;
  chain: StageRuleAnswer[];
  form: FormFieldAnswer[];
  contributionKinds: ContributionKindAnswer[];
  categories: CategoryAnswer[];
  rubrics: RubricAnswer[];
  awardForms: AwardFormAnswer[];
  money: MoneyRuleAnswer;
  registration: RegistrationAnswer;
  evidence?: EvidenceQuotaAnswer;
  minimum?: MinimumRulesAnswer;
  reminders?: ReminderRulesAnswer;
  progress?: ProgressRuleAnswer;
}
