import type { FormField } from '@app/forms';
import type { Rubric } from '@app/rubrics';

export { FORM_FIELD_TYPES, type FormField, type FormFieldType } from '@app/forms';

export const FIELD_CODES = ['KINH_TE', 'VAN_HOA_XA_HOI', 'QUOC_PHONG_AN_NINH', 'HE_THONG_CHINH_TRI'] as const;
export type FieldCode = (typeof FIELD_CODES)[number];
export const SUBJECT_TYPES = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
export const LEVELS = ['COMMUNE', 'DISTRICT', 'PROVINCE'] as const;
export type Level = (typeof LEVELS)[number];
export const STAGE_KINDS = ['APPRAISAL', 'SCORING', 'COUNCIL', 'PUBLIC_COMMENT', 'DECISION'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];
export const VOTING_BASES = ['ALL_MEMBERS', 'PRESENT', 'VOTES_CAST'] as const;
export const COMPARISONS = ['AT_LEAST', 'MORE_THAN'] as const;
export const ROUNDING_MODES = ['HALF_UP', 'UP', 'DOWN'] as const;
export const AWARD_FAMILIES = ['STATE', 'PARTY'] as const;
/** Kinds of units that can owe a minimum of registrations. */
export const MINIMUM_KINDS = [
  'DISTRICT',
  'COMMUNE',
  'RESIDENTIAL',
  'AGENCY',
  'ARMED_FORCE',
  'MASS_ORGANISATION',
] as const;
export const TEMPLATES = ['THREE_LEVEL_2024', 'TWO_LEVEL_2025'] as const;
export type TemplateCode = (typeof TEMPLATES)[number];

/** An exact fraction: thresholds are compared by cross-multiplication, never as floats. */
export interface Frac {
  num: number;
  den: number;
}

export interface VotingRule {
  /** Share of all members that must be present. */
  quorum: Frac;
  base: (typeof VOTING_BASES)[number];
  threshold: Frac;
  comparison: (typeof COMPARISONS)[number];
  secret: boolean;
  writtenAllowed: boolean;
}

export interface ChecklistItem {
  code: string;
  text: string;
}

/** Automatic checks of an entry at an appraisal (`appraisal-checks` computes them) that a stage may make binding. */
export const CHECK_CODES = [
  'DEADLINE',
  'QUOTA',
  'MINIMUM',
  'EARLIER_AWARD',
  'UNIT_CLOSED',
  'CONSENT',
  'FILES',
  'SELF_SCORES',
  'RETURN_ITEMS',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** How many entries a unit of this kind, with all below it, has to register in the round. */
export interface MinimumRule {
  kind: (typeof MINIMUM_KINDS)[number];
  min: number;
  /** The paper that says so. */
  source?: string;
}

/** Whole days past the deadline of an appraisal. */
export interface EscalationRule {
  leaderDays: number;
  aboveDays: number;
}

export const ESCALATION_DAYS: EscalationRule = { leaderDays: 1, aboveDays: 3 };

export interface StageRule {
  code: string;
  kind: StageKind;
  level: Level;
  name: string;
  /** Processing time in days, counted from the day it arrives. */
  days: number;
  opensAt?: string;
  closesAt?: string;
  checklist?: ChecklistItem[];
  /** How often an entry may be returned at this stage. */
  returnLimit?: number;
  /** Longest time in days that a return may give. */
  returnDays?: number;
  /** How many entries one unit may forward at this stage in the round. */
  quota?: { max: number };
  /** Each criterion has one responsible officer, named by the leader of the appraising unit; nobody else changes its score. */
  criterionOfficers?: boolean;
  /** Checks that keep an entry from being proposed while they fail. */
  blockingChecks?: CheckCode[];
  /** After how many days past the deadline the unit's leader, then the level above, is told; default ESCALATION_DAYS. */
  escalation?: EscalationRule;
  scoring?: { minMarks: number; digits: number; tieBreak: string[] };
  voting?: VotingRule;
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
  /** Code of the rubric. */
  rubric: string;
}

export interface AwardForm {
  code: string;
  name: string;
  level: Level;
  /** Money = coefficient × base salary on the date of the decision; decimals as text. */
  coefficient: Record<SubjectType, string>;
  minBand: string | null;
  family: (typeof AWARD_FAMILIES)[number];
}

/** Files of one entry: how many, and all together in megabytes. */
export interface EvidenceQuota {
  maxFiles: number;
  maxMb: number;
}

export const EVIDENCE_QUOTA: EvidenceQuota = { maxFiles: 30, maxMb: 500 };

/** Days before and after a deadline on which people are reminded, each once; nothing is told after registration has closed. */
export interface ReminderRules {
  before: number[];
  after: number[];
}

export const REMINDER_DAYS: ReminderRules = { before: [7, 3, 1], after: [1, 3, 7] };

/** Everything that a round runs by. Versioned data: an entry keeps the version that it started under. */
export interface RoundRules {
  schema: 1;
  template: string;
  chain: StageRule[];
  form: FormField[];
  contributionKinds: ContributionKind[];
  categories: Category[];
  rubrics: Rubric[];
  awardForms: AwardForm[];
  /** `roundTo` in đồng, decimal as text. */
  money: { roundTo: string; mode: (typeof ROUNDING_MODES)[number] };
  /** Recognised models are reported on every so many months until they are carried on. Without it nothing is asked. */
  progress?: { everyMonths: number };
  /** Instants, ISO with time zone: opens inclusive, closes exclusive. */
  registration: { opensAt: string; closesAt: string };
  /** How much evidence one entry may carry; left out: `EVIDENCE_QUOTA`. */
  evidence?: EvidenceQuota;
  minimum?: { perUnit: MinimumRule[] };
  /** Left out: `REMINDER_DAYS`. Those of the newest version hold for all entries. */
  reminders?: ReminderRules;
}

export function categoryOf(rules: RoundRules, code: string): Category | undefined {
  return rules.categories.find((category) => category.code === code);
}

/** The rubric of a category; undefined for an unknown category. */
export function rubricOf(rules: RoundRules, categoryCode: string): Rubric | undefined {
  const category = categoryOf(rules, categoryCode);
  return category && rules.rubrics.find((rubric) => rubric.code === category.rubric);
}

export function stageOf(rules: RoundRules, code: string | null): StageRule | undefined {
  return rules.chain.find((stage) => stage.code === code);
}

/**
 * The stage after `afterCode` (null: the first) for an entry whose unit has strict ancestors at these levels. Appraisal
 * at a level where the entry's unit has no unit above it is skipped; the other kinds belong to the round's own unit.
 */
export function nextStage(
  rules: RoundRules,
  afterCode: string | null,
  ancestorLevels: readonly string[],
): StageRule | undefined {
  const from = afterCode === null ? 0 : rules.chain.findIndex((stage) => stage.code === afterCode) + 1;
  return rules.chain.slice(from).find((stage) => stage.kind !== 'APPRAISAL' || ancestorLevels.includes(stage.level));
}

/** The appraisal before `code` that an entry with these strict ancestors went through; undefined at its first one. */
export function stageBefore(
  rules: RoundRules,
  code: string | null,
  ancestorLevels: readonly string[],
): StageRule | undefined {
  const at = rules.chain.findIndex((stage) => stage.code === code);
  if (at < 0) return undefined;
  return rules.chain
    .slice(0, at)
    .findLast((stage) => stage.kind === 'APPRAISAL' && ancestorLevels.includes(stage.level));
}

const DAY = 86_400_000;
/** Asia/Ho_Chi_Minh has no summer time. */
const VIETNAM_OFFSET = 7 * 3_600_000;

/** End of the day (Asia/Ho_Chi_Minh) that lies `days` after `now`, but not after `latest`. */
export function endOfDayAfter(now: Date, days: number, latest?: string): Date {
  const local = now.getTime() + VIETNAM_OFFSET;
  const end = Math.floor(local / DAY) * DAY + (days + 1) * DAY - 1000 - VIETNAM_OFFSET;
  const limit = latest === undefined ? end : Date.parse(latest);
  return new Date(limit > now.getTime() ? Math.min(end, limit) : end);
}

/** By when the holder should act on an entry that reaches a stage now. */
export function stageDeadline(stage: StageRule, now: Date): Date {
  return endOfDayAfter(now, stage.days, stage.closesAt);
}

/** Where `now` lies towards a window whose end is exclusive; an open side has no limit. */
export function windowState(window: { opensAt?: string; closesAt?: string }, now: Date): 'BEFORE' | 'OPEN' | 'AFTER' {
  if (window.opensAt !== undefined && now.getTime() < Date.parse(window.opensAt)) return 'BEFORE';
  if (window.closesAt !== undefined && now.getTime() >= Date.parse(window.closesAt)) return 'AFTER';
  return 'OPEN';
}
