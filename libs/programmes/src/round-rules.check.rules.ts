import { CRITERION_KINDS, flattenCriteria, isRuleCode, validateRubric, type Problem } from '@app/rubrics';
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
  type Frac,
  type RoundRules,
  type StageRule,
} from './round-rules.rules';
import { checkFormSense, FIELD_SHAPE } from './form.check.rules';
import { decimal, flag, instant, list, nullable, oneOf, record, type Shape, text, whole } from './shape.rules';

const code: Shape = (value, path, problems) => {
  if (typeof value !== 'string' || !isRuleCode(value)) problems.push({ path, code: 'RULES_CODE_INVALID' });
};
const frac = record({ num: whole(0, 1_000_000), den: whole(1, 1_000_000) });
const name = text(1, 300);

/** Headings at most three deep: deeper trees cannot be read on a sheet, and recursion stays bounded. */
const criterion = (depth: number): Shape =>
  record(
    { code, name, kind: oneOf(CRITERION_KINDS), max: decimal, step: nullable(decimal), decimals: oneOf([0, 1, 2]) },
    depth === 0
      ? { help: text(0, 1000) }
      : { help: text(0, 1000), children: (v, p, out) => list(criterion(depth - 1), 0, 50)(v, p, out) },
  );

const SHAPE = record(
  {
    schema: oneOf([1]),
    template: text(1, 60),
    chain: list(
      record(
        { code, kind: oneOf(STAGE_KINDS), level: oneOf(LEVELS), name, days: whole(1, 365) },
        {
          opensAt: instant,
          closesAt: instant,
          checklist: list(record({ code, text: text(1, 500) }), 0, 50),
          returnLimit: whole(0, 20),
          returnDays: whole(1, 365),
          quota: record({ max: whole(0, 100_000) }),
          criterionOfficers: flag,
          escalation: record({ leaderDays: whole(1, 60), aboveDays: whole(1, 60) }),
          blockingChecks: list(oneOf(CHECK_CODES), 0, CHECK_CODES.length),
          scoring: record({ minMarks: whole(1, 50), digits: whole(0, 4), tieBreak: list(code, 0, 20) }),
          voting: record({
            quorum: frac,
            base: oneOf(VOTING_BASES),
            threshold: frac,
            comparison: oneOf(COMPARISONS),
            secret: flag,
            writtenAllowed: flag,
          }),
        },
      ),
      1,
      12,
    ),
    form: list(FIELD_SHAPE, 1, 60),
    contributionKinds: list(record({ code, name, unit: text(1, 30) }), 0, 50),
    categories: list(
      record({ code, name, field: oneOf(FIELD_CODES), subjectType: oneOf(SUBJECT_TYPES), rubric: code }),
      1,
      100,
    ),
    rubrics: list(
      record({
        code,
        name,
        criteria: list(criterion(2), 1, 50),
        bands: list(record({ code, name, min: decimal }), 0, 20),
      }),
      1,
      20,
    ),
    awardForms: list(
      record({
        code,
        name,
        level: oneOf(LEVELS),
        minBand: nullable(code),
        family: oneOf(AWARD_FAMILIES),
        coefficient: record({ COLLECTIVE: decimal, INDIVIDUAL: decimal, HOUSEHOLD: decimal }),
      }),
      0,
      30,
    ),
    money: record({ roundTo: decimal, mode: oneOf(ROUNDING_MODES) }),
    registration: record({ opensAt: instant, closesAt: instant }),
  },
  {
    evidence: record({ maxFiles: whole(1, 200), maxMb: whole(1, 10_000) }),
    progress: record({ everyMonths: whole(1, 24) }),
    reminders: record({ before: list(whole(1, 60), 0, 5), after: list(whole(1, 60), 0, 5) }),
    minimum: record({
      perUnit: list(record({ kind: oneOf(MINIMUM_KINDS), min: whole(1, 1000) }, { source: text(0, 300) }), 0, 10),
    }),
  },
);

/**
 * Everything that is wrong in the rules of a round, with its place (`chain.0.quota.max`) and a code; an empty list means
 * that a round can be opened with them. Takes anything: the shape is checked first, the sense only of a right shape.
 */
export function validateRules(rules: unknown): Problem[] {
  const problems: Problem[] = [];
  SHAPE(rules, '', problems);
  return problems.length > 0 ? problems : checkSense(rules as RoundRules);
}

function checkSense(rules: RoundRules): Problem[] {
  return [
    ...duplicates(rules.chain, 'chain'),
    ...checkFormSense(rules.form, rules.categories, ['PROVINCE', ...MINIMUM_KINDS]),
    ...duplicates(rules.contributionKinds, 'contributionKinds'),
    ...duplicates(rules.categories, 'categories'),
    ...duplicates(rules.rubrics, 'rubrics'),
    ...duplicates(rules.awardForms, 'awardForms'),
    ...rules.rubrics.flatMap((rubric, index) => validateRubric(rubric, `rubrics.${index}`)),
    ...checkWindow(rules.registration, 'registration'),
    ...checkChain(rules),
    ...rules.categories.flatMap((category, index): Problem[] =>
      rules.rubrics.some((rubric) => rubric.code === category.rubric)
        ? []
        : [{ path: `categories.${index}.rubric`, code: 'RULES_RUBRIC_UNKNOWN' }],
    ),
    ...rules.awardForms.flatMap((form, index): Problem[] =>
      form.minBand === null || rules.rubrics.some((rubric) => rubric.bands.some((band) => band.code === form.minBand))
        ? []
        : [{ path: `awardForms.${index}.minBand`, code: 'RULES_BAND_UNKNOWN' }],
    ),
    ...checkRounding(rules),
    ...duplicates(
      (rules.minimum?.perUnit ?? []).map(({ kind }) => ({ code: kind })),
      'minimum.perUnit',
    ),
  ];
}

const checkRounding = (rules: RoundRules): Problem[] =>
  /^0*(\.0*)?$/.test(rules.money.roundTo) ? [{ path: 'money.roundTo', code: 'RULES_NOT_POSITIVE' }] : [];

function duplicates(items: readonly { code: string }[], path: string): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const again = seen.has(item.code);
    seen.add(item.code);
    return again ? [{ path: `${path}.${index}.code`, code: 'RULES_CODE_DUPLICATE' }] : [];
  });
}

function checkWindow(window: { opensAt?: string; closesAt?: string }, path: string): Problem[] {
  const { opensAt, closesAt } = window;
  return opensAt !== undefined && closesAt !== undefined && Date.parse(closesAt) <= Date.parse(opensAt)
    ? [{ path: `${path}.closesAt`, code: 'RULES_CLOSES_BEFORE_OPENS' }]
    : [];
}

/** Appraisals from the lower level to the higher, then at most one scoring, at most one council, one decision. */
function checkChain(rules: RoundRules): Problem[] {
  const problems: Problem[] = [];
  const order = { APPRAISAL: 0, SCORING: 1, COUNCIL: 2, PUBLIC_COMMENT: 3, DECISION: 4 };
  rules.chain.forEach((stage, index) => {
    const path = `chain.${index}`;
    const before = rules.chain[index - 1];
    if (stage.kind === 'PUBLIC_COMMENT')
      problems.push({ path: `${path}.kind`, code: 'RULES_STAGE_KIND_NOT_AVAILABLE' });
    if (
      before &&
      (order[before.kind] > order[stage.kind] || (before.kind === stage.kind && stage.kind !== 'APPRAISAL'))
    )
      problems.push({ path: `${path}.kind`, code: 'RULES_CHAIN_ORDER' });
    if (
      before?.kind === 'APPRAISAL' &&
      stage.kind === 'APPRAISAL' &&
      LEVELS.indexOf(before.level) >= LEVELS.indexOf(stage.level)
    )
      problems.push({ path: `${path}.level`, code: 'RULES_CHAIN_LEVELS_MUST_RISE' });
    problems.push(...checkStage(stage, path, rules));
  });
  if (rules.chain[0]?.kind !== 'APPRAISAL')
    problems.push({ path: 'chain.0.kind', code: 'RULES_CHAIN_NEEDS_APPRAISAL' });
  if (rules.chain.at(-1)?.kind !== 'DECISION')
    problems.push({ path: `chain.${rules.chain.length - 1}.kind`, code: 'RULES_CHAIN_ENDS_WITH_DECISION' });
  return problems;
}

function checkStage(stage: StageRule, path: string, rules: RoundRules): Problem[] {
  const problems = [...checkWindow(stage, path), ...duplicates(stage.checklist ?? [], `${path}.checklist`)];
  if (stage.kind === 'SCORING' && !stage.scoring) problems.push({ path: `${path}.scoring`, code: 'FIELD_MISSING' });
  if (stage.kind === 'COUNCIL' && !stage.voting) problems.push({ path: `${path}.voting`, code: 'FIELD_MISSING' });
  const known = new Set(rules.rubrics.flatMap((rubric) => flattenCriteria(rubric).map((leaf) => leaf.code)));
  stage.scoring?.tieBreak.forEach((criterionCode, index) => {
    if (!known.has(criterionCode))
      problems.push({ path: `${path}.scoring.tieBreak.${index}`, code: 'RULES_CRITERION_UNKNOWN' });
  });
  if (stage.voting) {
    if (isOutside(stage.voting.quorum))
      problems.push({ path: `${path}.voting.quorum`, code: 'RULES_FRACTION_OUT_OF_RANGE' });
    if (isOutside(stage.voting.threshold))
      problems.push({ path: `${path}.voting.threshold`, code: 'RULES_FRACTION_OUT_OF_RANGE' });
  }
  return problems;
}

/** A share lies above 0 and is at most 1. */
const isOutside = (share: Frac): boolean => share.num <= 0 || share.num > share.den;
