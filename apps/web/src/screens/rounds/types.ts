/** What the screens know of a round; the same names as in the API. Decimals are text, instants ISO. */
export const fieldCodes = ['KINH_TE', 'VAN_HOA_XA_HOI', 'QUOC_PHONG_AN_NINH', 'HE_THONG_CHINH_TRI'] as const;
export const subjectTypes = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] as const;
export const levels = ['COMMUNE', 'DISTRICT', 'PROVINCE'] as const;
// PUBLIC_COMMENT is part of the language of rules, but no round can be opened with it yet.
export const stageKinds = ['APPRAISAL', 'SCORING', 'COUNCIL', 'DECISION'] as const;
export const formFieldTypes = ['TEXT', 'LONG_TEXT', 'NUMBER', 'DATE', 'CHOICE'] as const;
export const votingBases = ['ALL_MEMBERS', 'PRESENT', 'VOTES_CAST'] as const;
export const criterionKinds = ['POINTS', 'BONUS', 'GATE'] as const;
export const roundingModes = ['HALF_UP', 'UP', 'DOWN'] as const;
export const roundStates = ['DRAFT', 'OPEN', 'CLOSED'] as const;
export const templates = ['THREE_LEVEL_2024', 'TWO_LEVEL_2025'] as const;

export type FieldCode = (typeof fieldCodes)[number];
export type SubjectType = (typeof subjectTypes)[number];
export type Level = (typeof levels)[number];
export type StageKind = (typeof stageKinds)[number] | 'PUBLIC_COMMENT';
export type FormFieldType = (typeof formFieldTypes)[number];
export type CriterionKind = (typeof criterionKinds)[number];
export type RoundingMode = (typeof roundingModes)[number];
export type RoundState = (typeof roundStates)[number];
export type TemplateCode = (typeof templates)[number];

export interface Frac {
  num: number;
  den: number;
}

export interface VotingRule {
  quorum: Frac;
  base: (typeof votingBases)[number];
  threshold: Frac;
  comparison: 'AT_LEAST' | 'MORE_THAN';
  secret: boolean;
  writtenAllowed: boolean;
}

export interface ChecklistItem {
  code: string;
  text: string;
}

export interface StageRule {
  code: string;
  kind: StageKind;
  level: Level;
  name: string;
  days: number;
  opensAt?: string | undefined;
  closesAt?: string | undefined;
  checklist?: ChecklistItem[] | undefined;
  returnLimit?: number | undefined;
  returnDays?: number | undefined;
  quota?: { max: number } | undefined;
  scoring?: { minMarks: number; digits: number; tieBreak: string[] } | undefined;
  voting?: VotingRule | undefined;
}

export interface Choice {
  code: string;
  name: string;
}

export interface FormField {
  code: string;
  section: string;
  label: string;
  help?: string | undefined;
  type: FormFieldType;
  required: boolean;
  maxWords?: number | undefined;
  maxLength?: number | undefined;
  choices?: Choice[] | undefined;
  public: boolean;
}

export interface ContributionKind {
  code: string;
  name: string;
  unit: string;
}

export interface Category {
  code: string;
  name: string;
  field: FieldCode;
  subjectType: SubjectType;
  rubric: string;
}

export interface Criterion {
  code: string;
  name: string;
  kind: CriterionKind;
  max: string;
  step: string | null;
  decimals: 0 | 1 | 2;
  help?: string | undefined;
  children?: Criterion[] | undefined;
}

export interface Band {
  code: string;
  name: string;
  min: string;
}

export interface Rubric {
  code: string;
  name: string;
  criteria: Criterion[];
  bands: Band[];
}

export interface AwardForm {
  code: string;
  name: string;
  level: Level;
  coefficient: Record<SubjectType, string>;
  minBand: string | null;
  family: 'STATE' | 'PARTY';
}

export interface RoundRules {
  schema: 1;
  template: string;
  chain: StageRule[];
  form: FormField[];
  contributionKinds: ContributionKind[];
  categories: Category[];
  rubrics: Rubric[];
  awardForms: AwardForm[];
  money: { roundTo: string; mode: RoundingMode };
  registration: { opensAt: string; closesAt: string };
}

export interface Round {
  id: string;
  code: string;
  name: string;
  year: number;
  state: RoundState;
  programmeId: string;
  programmeName: string;
  unitId: string;
  unitName: string;
  opensAt: string;
  closesAt: string;
  rulesVersion: number;
  version: number;
  openedAt: string | null;
  closedAt: string | null;
}

export interface RulesVersion {
  version: number;
  reason: string | null;
  createdAt: string;
  createdBy: string | null;
  frozenAt: string | null;
}

export interface RoundDetail extends Round {
  rules: RoundRules;
  rulesHistory: RulesVersion[];
  can: string[];
}

export interface RoundTemplate {
  code: TemplateCode;
  nameVi: string;
  nameEn: string;
  chain: StageRule[];
}

export interface BaseSalary {
  effectiveFrom: string;
  amount: string;
  legalBasis: string;
}

export interface NewRound {
  programmeId?: string;
  programmeName?: string;
  code: string;
  name: string;
  year: number;
  unitId: string;
  template: TemplateCode;
  opensAt: string;
  closesAt: string;
}

export interface EntryCounts {
  total: number;
  byState: Record<string, number>;
  byCategory: Record<string, number>;
}
