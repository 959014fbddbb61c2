import { t, textOf } from '../../i18n';
import { fractionText, presentNeeded, votesNeeded } from './numbers';
import type { Category, Level, RoundRules, StageRule, VotingRule } from './types';

export const levelName = (level: string): string => textOf(`rounds.level_${level}`) ?? level;
export const kindName = (kind: string): string => textOf(`rounds.kind_${kind}`) ?? kind;
export const fieldName = (field: string): string => textOf(`rounds.field_${field}`) ?? field;
export const subjectName = (subject: string): string => textOf(`rounds.subject_${subject}`) ?? subject;

/** "ít nhất 2/3 tổng số thành viên: 9 người → cần 6 phiếu" */
export function thresholdWords(rule: VotingRule, people: number): string {
  return t('rounds.voting_sentence', {
    comparison: t(rule.comparison === 'AT_LEAST' ? 'rounds.voting_at_least' : 'rounds.voting_more_than'),
    share: fractionText(rule.threshold),
    base: textOf(`rounds.voting_of_${rule.base}`) ?? rule.base,
    people,
    needed: votesNeeded(rule, people),
  });
}

export function quorumWords(rule: VotingRule, members: number): string {
  return t('rounds.quorum_sentence', {
    share: fractionText(rule.quorum),
    members,
    needed: presentNeeded(rule.quorum, members),
  });
}

/** What a stage asks for, in one line: "10 ngày · trả lại tối đa 2 lần · mỗi đơn vị trình tối đa 10 hồ sơ". */
export function stageWords(stage: StageRule): string {
  return [
    t('common.n_days', { n: stage.days }),
    stage.returnLimit === undefined ? null : t('rounds.stage_returns', { n: stage.returnLimit }),
    stage.quota ? t('rounds.stage_quota', { n: stage.quota.max }) : null,
    stage.checklist?.length ? t('rounds.stage_checklist', { n: stage.checklist.length }) : null,
    stage.scoring ? t('rounds.stage_marks', { n: stage.scoring.minMarks }) : null,
    stage.voting ? t('rounds.stage_vote', { share: fractionText(stage.voting.threshold) }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The stages that an entry goes through whose unit has units of these levels above it. */
export function pathOf(rules: Pick<RoundRules, 'chain'>, ancestors: readonly string[]): StageRule[] {
  return rules.chain.filter((stage) => stage.kind !== 'APPRAISAL' || ancestors.includes(stage.level));
}

/** Levels of appraisal that the chain has: a three-level chain has a district. */
export const chainLevels = (rules: Pick<RoundRules, 'chain'>): Level[] =>
  rules.chain.filter((stage) => stage.kind === 'APPRAISAL').map((stage) => stage.level);

export const categoryWords = (category: Category): string =>
  `${fieldName(category.field)} · ${subjectName(category.subjectType)}`;
