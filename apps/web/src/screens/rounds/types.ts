import type { Schema } from '../../api/client';

// The choices of the set-up, in the order in which they are offered. Decimals are text, instants ISO.
export const fieldCodes = ['KINH_TE', 'VAN_HOA_XA_HOI', 'QUOC_PHONG_AN_NINH', 'HE_THONG_CHINH_TRI'] as const;
export const subjectTypes = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] as const;
export const levels = ['COMMUNE', 'DISTRICT', 'PROVINCE'] as const;
// PUBLIC_COMMENT is part of the language of rules, but no round can be opened with it yet.
export const stageKinds = ['APPRAISAL', 'SCORING', 'COUNCIL', 'DECISION'] as const;
export const unitKinds = [
  'RESIDENTIAL',
  'COMMUNE',
  'DISTRICT',
  'PROVINCE',
  'AGENCY',
  'ARMED_FORCE',
  'MASS_ORGANISATION',
] as const;
export const votingBases = ['ALL_MEMBERS', 'PRESENT', 'VOTES_CAST'] as const;
export const criterionKinds = ['POINTS', 'BONUS', 'GATE'] as const;
export const roundingModes = ['HALF_UP', 'UP', 'DOWN'] as const;
export const roundStates = ['DRAFT', 'OPEN', 'CLOSED'] as const;

export type SubjectType = (typeof subjectTypes)[number];
export type RoundRules = Schema<'RoundRulesAnswer'>;
export type StageRule = Schema<'StageRuleAnswer'>;
export type StageKind = StageRule['kind'];
export type Level = StageRule['level'];
export type VotingRule = Schema<'VotingRuleAnswer'>;
export type Frac = Schema<'FracAnswer'>;
export type FormField = Schema<'FormFieldAnswer'>;
export type Category = Schema<'CategoryAnswer'>;
export type Rubric = Schema<'RubricAnswer'>;
export type Criterion = Schema<'CriterionAnswer'>;
export type CriterionKind = Criterion['kind'];
export type AwardForm = Schema<'AwardFormAnswer'>;
export type RoundingMode = Schema<'MoneyRuleAnswer'>['mode'];
export type Round = Schema<'RoundAnswer'>;
export type RoundState = Round['state'];
export type RoundDetail = Schema<'RoundDetailAnswer'>;
export type RoundTemplate = Schema<'RoundTemplateAnswer'>;
export type TemplateCode = RoundTemplate['code'];
export type NewRound = Schema<'CreateRoundInput'>;
export type EntryCounts = Schema<'EntryCountsAnswer'>;
