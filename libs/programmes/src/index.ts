export * from './round-rules.rules';
export { validateRules } from './round-rules.check.rules';
export { isCalendarDay, isInstant } from './shape.rules';
export { rulesFromTemplate, TEMPLATE_NAMES } from './round-templates.rules';
export { ROUND_STATES, ROUND_WORKFLOW, type RoundAction, type RoundState } from './round.workflow';
export { pathAndAbove, programmesPolicy } from './programmes.policy';
